"""How notices are worded: in which words of the company's own, read with a real complaint before they are kept."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from heed.actions.notices.robots import save_wording
from heed.notices.kinds import BY_CODE, FIELDS, KINDS, Form, NoticeKind, default_wording
from heed.notices.preview import render_preview
from heed.process.robots import RobotKind
from heed.queries.notices.robots import phrase_of, versions_of
from heed.records.models import Complaint, Phrase
from heed.rooms.setup.notices.forms import WordingForm
from heed.rooms.setup.requests import SetupRequest, require, setup_page
from heed.ui.requests import number_asked

VERSIONS = 20
"""So many earlier versions are listed."""


@setup_page
def listed(request: SetupRequest) -> HttpResponse:
    """Every kind of notice in each form and language, and whose words it goes out in (one query)."""
    require(request.may.reads)
    newest: dict[tuple[str, str, str], Phrase] = {}
    for phrase in Phrase.objects.select_related("made_by").order_by("pk"):
        newest[phrase.kind, phrase.form, phrase.language] = phrase
    rows = [
        {
            "kind": kind,
            "form": form,
            "languages": [(code, name, _own(newest, kind.code, form, code)) for code, name in settings.LANGUAGES],
        }
        for kind in KINDS
        for form in Form
    ]
    return render(request, "setup/notices/wording.html", {"rows": rows, "may": request.may})


@setup_page
def edit(request: SetupRequest, kind: str, form: str, language: str) -> HttpResponse:
    """The words of one kind, form and language; `?version=` begins with those of before."""
    require(request.may.rules)
    what, how = _of(kind, form, language)
    if request.method == "POST" and "own" in request.POST:
        save_wording(kind, form, language, by=request.account, subject="", text="")
        messages.success(request, _("These notifications use the default wording again."))
        return redirect("setup:wording_edit", kind=kind, form=form, language=language)
    versions = list(versions_of(kind, form, language)[:VERSIONS])
    typed = WordingForm(
        kind, how, request.POST if request.method == "POST" else None, _given(request, how, kind, language)
    )
    if typed.is_bound and typed.is_valid() and "keep" in request.POST:
        cleaned = typed.cleaned_data
        save_wording(kind, form, language, by=request.account, subject=cleaned.get("subject", ""), text=cleaned["text"])
        messages.success(request, _("Saved. Notifications use this wording from now on."))
        return redirect("setup:wording_edit", kind=kind, form=form, language=language)
    page = {
        "form": typed, "kind": what, "how": how, "language": language, "versions": versions,
        "language_name": dict(settings.LANGUAGES)[language],
        "fields": [(f"{{{name}}}", FIELDS[name]) for name in what.fields],
        "own": bool(versions and versions[0].text), **_read(request, typed, how, language),
    }  # fmt: skip
    refused = typed.is_bound and not typed.is_valid()
    return render(request, "setup/notices/wording_edit.html", page, status=422 if refused else 200)


@setup_page
@require_POST
def preview(request: SetupRequest, kind: str, form: str, language: str) -> HttpResponse:
    """The preview of the wording, requested while it is typed."""
    require(request.may.rules)
    _what, how = _of(kind, form, language)
    typed = WordingForm(kind, how, request.POST)
    return render(
        request,
        "setup/notices/parts/wording_read.html",
        {"form": typed, "how": how, **_read(request, typed, how, language)},
    )


def _of(kind: str, form: str, language: str) -> tuple[NoticeKind, Form]:
    if kind not in BY_CODE or form not in Form._value2member_map_ or language not in dict(settings.LANGUAGES):
        raise Http404
    return BY_CODE[kind], Form(form)


def _own(newest: dict[tuple[str, str, str], Phrase], kind: str, form: Form, language: str) -> Phrase | None:
    phrase = newest.get((kind, form.value, language))
    return phrase if phrase is not None and phrase.text else None


def _given(request: SetupRequest, form: Form, kind: str, language: str) -> dict[str, str]:
    """The initial values of the form: the version in the address, else the wording in force, else Heed's own."""
    phrase = phrase_of(kind, form.value, language)
    if (version := number_asked(request, "version")) is not None:
        phrase = versions_of(kind, form.value, language).filter(pk=version).exclude(text="").first() or phrase
    if phrase is not None:
        return {"subject": phrase.subject, "text": phrase.text}
    with override(language):
        subject, text = default_wording(kind, form)
    return {"subject": subject, "text": text}


def _case(number: str) -> Complaint | None:
    """The complaint of this number; the newest where none is named."""
    cases = Complaint.objects.select_related("project")
    return cases.filter(number__iexact=number).first() if number else cases.order_by("-pk").first()


def _read(request: SetupRequest, typed: WordingForm, form: Form, language: str) -> dict[str, Any]:
    """The words as they would go out about the complaint that was named, else the newest."""
    if typed.is_bound and not typed.is_valid():
        return {"problems": [error for errors in typed.errors.values() for error in errors]}
    words = typed.cleaned_data if typed.is_bound else typed.initial
    number = (request.POST.get("number") or request.GET.get("number") or "").strip()
    case = _case(number)
    if case is None:
        return {"number": number, "no_case": True}
    subject, text = render_preview(
        typed.kind, form, language, words.get("subject", ""), words["text"], case, request.account
    )
    return {
        "number": case.number, "subject": subject, "text": text, "bytes": len(text.encode()),
        "too_long": [kind for kind in RobotKind if form is Form.SHORT and len(text.encode()) > kind.limits.bytes],
    }  # fmt: skip
