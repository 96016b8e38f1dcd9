"""The pages of the reports of months."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from heed.actions.engine.errors import Refused
from heed.actions.reports.months import receive, save_remarks, send_back, submit
from heed.insight.tallies.frozen import Frozen, Remarks, cells_differ, differences
from heed.process.words import MonthState
from heed.queries.reports.months import is_unchanged, report_now
from heed.queries.reports.remarks import remarks_to_write, without_lines_about
from heed.records.models import MonthReport
from heed.rooms.centre.reports.asked import ReportAsked, report_asked
from heed.rooms.centre.reports.form import CentreAnswerForm, RemarksForm
from heed.rooms.centre.reports.text import groups_of, in_words, parts_of
from heed.ui import humanize
from heed.ui.refusals import add_refusals


@login_required
@require_safe
def report(request: HttpRequest, code: str, month: str) -> HttpResponse:
    """One report: the numbers as they were reported, what differs today, the remarks, and every version."""
    return _page(request, report_asked(request, code, month), CentreAnswerForm())


@login_required
@require_POST
def answer(request: HttpRequest, code: str, month: str) -> HttpResponse:
    """Receive the newest version, or send it back with a reason."""
    asked, form = report_asked(request, code, month), CentreAnswerForm(request.POST)
    version = next((one for one in asked.versions if str(one.pk) == request.POST.get("version")), None)
    if version is None:
        raise Http404
    if not form.is_valid():
        return _page(request, asked, form, 422)
    try:
        if "receive" in request.POST:
            receive(version, by=asked.account)
            messages.success(request, _("The report is received."))
        else:
            send_back(version, form.cleaned_data["reason"], by=asked.account)
            messages.success(request, _("Sent back. The project is notified."))
    except Refused as refused:
        add_refusals(form, refused)
        return _page(request, report_asked(request, code, month), form, 409)
    return redirect("centre:report", code=asked.project.code, month=month)


def _page(request: HttpRequest, asked: ReportAsked, form: CentreAnswerForm, status: int = 200) -> HttpResponse:
    today = report_now(asked.project, asked.on)
    frozen = _frozen(asked)
    remarks = without_lines_about(asked.account, frozen[0].remarks) if frozen else Remarks()
    history = [_version(asked, frozen, place) for place in range(len(frozen))]
    context = _common(asked) | {
        "form": form,
        "frozen": frozen[0] if frozen else None,
        "groups": groups_of(frozen[0], today) if frozen else groups_of(today),
        "differs": bool(frozen) and cells_differ(frozen[0].cells, today.cells),
        "parts": parts_of(frozen[0] if frozen else today),
        "remarks": remarks,
        "has_remarks": remarks != Remarks(),
        "history": history,
        "damaged": bool(history) and history[0]["damaged"],
        "may_write": asked.may_write,
        "may_answer": asked.may_answer,
    }
    return render(request, "centre/reports/report.html", context, status=status)


def _frozen(asked: ReportAsked) -> list[Frozen]:
    return [Frozen.of(version.document) for version in asked.versions]


def _version(asked: ReportAsked, frozen: list[Frozen], place: int) -> dict[str, Any]:
    """A version with what it changed of the one before."""
    version: MonthReport = asked.versions[place]
    changes = []
    if place + 1 < len(frozen):
        old, new = (
            replace(one, remarks=without_lines_about(asked.account, one.remarks))
            for one in (frozen[place + 1], frozen[place])
        )
        changes = list(in_words(differences(old, new), old, new))
    return {"version": version, "changes": changes, "damaged": not is_unchanged(version)}


def _common(asked: ReportAsked) -> dict[str, Any]:
    return {
        "asked": asked,
        "month_name": humanize.month(asked.on),
        "month_code": f"{asked.on:%Y-%m}",
        "is_sent_back": asked.latest is not None and asked.latest.state == MonthState.SENT_BACK,
        "now": timezone.now(),
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, code: str, month: str) -> HttpResponse:
    """The numbers once more, the remarks to write, and the buttons that keep or submit them."""
    asked = report_asked(request, code, month)
    if not asked.may_write:
        raise Http404
    saved = Remarks.of(asked.month.remarks) if asked.month else Remarks()
    lines = remarks_to_write(asked.account, asked.project, asked.on, saved)
    data = request.POST if request.method == "POST" else None
    form = RemarksForm(lines, is_correction=asked.latest is not None, data=data)
    if data is None:
        return _form(request, asked, form)
    if not form.is_valid():
        return _form(request, asked, form, 422)
    try:
        if "submit" not in data:
            save_remarks(asked.project, asked.on, form.remarks, by=asked.account)
            messages.success(request, _("Saved. It is not submitted yet."))
            return redirect("centre:write_report", code=asked.project.code, month=month)
        changed = form.cleaned_data.get("changed", "")
        submit(asked.project, asked.on, form.remarks, by=asked.account, seen=data.get("seen", ""), changed=changed)
    except Refused as refused:
        add_refusals(form, refused)
        return _form(request, asked, form, 409)
    messages.success(request, _("Submitted to the company centre."))
    return redirect("centre:report", code=asked.project.code, month=month)


def _form(request: HttpRequest, asked: ReportAsked, form: RemarksForm, status: int = 200) -> HttpResponse:
    today, before = report_now(asked.project, asked.on), _frozen(asked)
    changes = differences(before[0], replace(today, remarks=before[0].remarks)) if before else ()
    context = _common(asked) | {
        "form": form,
        "seen": today.numbers,
        "groups": groups_of(today),
        "changes": list(in_words(changes, before[0], today)) if before else [],
    }
    return render(request, "centre/reports/write.html", context, status=status)
