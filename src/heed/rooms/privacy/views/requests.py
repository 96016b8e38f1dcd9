"""Requests of people about their data: taken in, and answered by a copy, a correction, an erasure or a refusal."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from heed.actions.engine.errors import Refused
from heed.actions.privacy.correcting import correct_person
from heed.actions.privacy.erasing import erase_person
from heed.actions.privacy.requests import answer_request, record_person_export, take_request
from heed.process.words import RequestKind
from heed.queries.paging import newest_first
from heed.queries.privacy.erasable import ALWAYS_STAYS, ErasurePlan, erasure_plan
from heed.queries.privacy.holdings import holdings_of
from heed.records.models import DataRequest
from heed.rooms.privacy.archive import archive_of
from heed.rooms.privacy.forms import CorrectForm, DataRequestForm, EraseForm, RequestAnswerForm
from heed.rooms.privacy.requests import PrivacyRequest, answering_page
from heed.rooms.privacy.views.people import person_asked, person_page
from heed.ui.ask_again import ask_again
from heed.ui.paging import pager
from heed.ui.refusals import add_refusals
from heed.ui.requests import page_asked


@answering_page
def listed(request: PrivacyRequest) -> HttpResponse:
    """All requests, the newest first."""
    found = request.duty.requests().select_related("person", "project", "answered_by")
    context = pager(request, newest_first(found, page_asked(request))) | {"now": timezone.now()}
    return render(request, "privacy/requests.html", context)


@answering_page
@require_POST
def take(request: PrivacyRequest, key: int) -> HttpResponse:
    """Take in a request of a person."""
    person = person_asked(request, key)
    form = DataRequestForm(list(request.duty.projects()), request.POST)
    if not form.is_valid():
        return person_page(request, person, form, status=422)
    try:
        made = take_request(person, by=request.account, **form.facts())
    except Refused as refused:
        add_refusals(form, refused)
        return person_page(request, person, form, status=422)
    return redirect("privacy:request", key=made.pk)


@answering_page
def show(request: PrivacyRequest, key: int) -> HttpResponse:
    """A request: what is to be done, by when, and how it ended."""
    return _page(request, _request(request, key))


@answering_page
@require_POST
@ask_again
def copy(request: PrivacyRequest, key: int) -> HttpResponseBase:
    """The file with everything, which is recorded; the answer follows when the person has it."""
    asked = _request(request, key)
    person = get_object_or_404(request.duty.people(), pk=asked.person_id)
    record_person_export(person, by=request.account)
    made = archive_of(holdings_of(person, request.duty), person.language or asked.project.language)
    name = f"personal-data-{person.pk}-{timezone.localdate():%Y-%m-%d}.zip"
    response = FileResponse(made, as_attachment=True, filename=name, content_type="application/zip")
    response.headers["Cache-Control"] = "no-store"
    return response


@answering_page
@require_POST
def correct(request: PrivacyRequest, key: int) -> HttpResponse:
    """Put right what is wrong, which answers the request."""
    asked = _request(request, key)
    person = get_object_or_404(request.duty.people(), pk=asked.person_id)
    form = CorrectForm(person, request.POST)
    if not form.is_valid():
        return _page(request, asked, correcting=form, status=422)
    try:
        with transaction.atomic():
            numbers = correct_person(person, form.facts(), by=request.account)
            said = _("What was wrong has been put right.")
            if numbers:
                said = f"{said} {_('Also in: %(numbers)s') % {'numbers': ', '.join(numbers)}}"
            answer_request(asked, by=request.account, answer=said)
    except Refused as refused:
        add_refusals(form, refused)
        return _page(request, asked, correcting=form, status=409)
    messages.success(request, said)
    return redirect("privacy:request", key=key)


@answering_page
@require_POST
@ask_again
def erase(request: PrivacyRequest, key: int) -> HttpResponse:
    """Erase what may be erased, which answers the request and says what stays."""
    asked = _request(request, key)
    person = get_object_or_404(request.duty.people(), pk=asked.person_id)
    form = EraseForm(request.POST)
    if not form.is_valid():
        return _page(request, asked, erasing=form, status=422)
    language = person.language or asked.project.language
    try:
        with transaction.atomic(), translation.override(language):  # the answer is for the person
            plan = erase_person(person, by=request.account, duty=request.duty, reason=form.cleaned_data["reason"])
            answer_request(asked, by=request.account, answer=_told(plan))
    except Refused as refused:
        add_refusals(form, refused)
        return _page(request, asked, erasing=form, status=409)
    messages.success(request, _("Erased. What the person is told stands below."))
    return redirect("privacy:request", key=key)


@answering_page
@require_POST
def answer(request: PrivacyRequest, key: int) -> HttpResponse:
    """Record what the person was told: the answer to a copy that was handed over, or a refusal with its reason."""
    asked = _request(request, key)
    form = RequestAnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, asked, answering=form, status=422)
    try:
        refused = request.POST.get("refused") == "1"
        answer_request(asked, by=request.account, answer=form.cleaned_data["answer"], refused=refused)
    except Refused as problem:
        add_refusals(form, problem)
        return _page(request, asked, answering=form, status=409)
    messages.success(request, _("Saved."))
    return redirect("privacy:request", key=key)


def _request(request: PrivacyRequest, key: int) -> DataRequest:
    found = request.duty.requests().select_related("person", "project", "taken_by", "answered_by")
    return get_object_or_404(found, pk=key)


def _page(request: PrivacyRequest, asked: DataRequest, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of a request, with the forms that fit it, or as they were filled in."""
    context: dict[str, Any] = {"asked": asked, "now": timezone.now(), "always_stays": ALWAYS_STAYS, **forms}
    person = request.duty.people().filter(pk=asked.person_id).first() if asked.is_open else None
    context["person"] = person
    if person is not None:
        found = holdings_of(person, request.duty)
        context["found"] = found
        if asked.kind == RequestKind.ERASE:
            context["plan"] = erasure_plan(found)
            context.setdefault("erasing", EraseForm())
        elif asked.kind == RequestKind.CORRECT:
            context.setdefault("correcting", CorrectForm(person))
        context.setdefault("answering", RequestAnswerForm(initial=_usual_answer(asked)))
    response = render(request, "privacy/request.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _usual_answer(asked: DataRequest) -> str:
    return _("The copy was handed over in person.") if asked.kind == RequestKind.COPY else ""


def _told(plan: ErasurePlan) -> str:
    """What went and what stays with its reason, in the active language."""
    matters, talks = len(plan.complaints), len(plan.calls) + len(plan.visits)
    went = [
        ngettext("%(count)s matter", "%(count)s matters", matters) % {"count": matters},
        ngettext("%(count)s file", "%(count)s files", plan.files) % {"count": plan.files},
        ngettext("%(count)s call or visit", "%(count)s calls and visits", talks) % {"count": talks},
        ngettext("%(count)s sign-up to a reception day", "%(count)s sign-ups to reception days", len(plan.seats))
        % {"count": len(plan.seats)},
        ngettext("%(count)s older complaint", "%(count)s older complaints", len(plan.old)) % {"count": len(plan.old)},
    ]
    lines = [_("Erased: %(what)s.") % {"what": _(", ").join(went)}]
    if plan.record:
        lines.append(_("Name, contact and homes were erased as well."))
    for stay in plan.stays:
        said = _("%(because)s: %(numbers)s.") if stay.numbers else _("%(because)s.")
        lines.append(said % {"because": _(stay.because), "numbers": _(", ").join(stay.numbers)})
    return "\n".join(lines)
