"""The files of the monthly table and of reports; each taking is in the audit log."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from heed.actions.engine.errors import Refused
from heed.actions.exports import start_export
from heed.actions.record.audit import record_event
from heed.insight.tallies.frozen import Frozen
from heed.notices.transport import NamedFile
from heed.process.words import AuditedData, AuditKind, ExportKind, ReportFile
from heed.queries.reports.months import is_unchanged
from heed.queries.reports.remarks import without_lines_about
from heed.queries.tallies.daily import day_figures
from heed.records.models import Account
from heed.reports.contents import contents_of
from heed.reports.days import rows_of_days
from heed.reports.files import MIMES, days_file, table_file
from heed.reports.period import Period
from heed.reports.scope import Scope, told_of
from heed.rooms.centre.days.period import period_asked
from heed.rooms.centre.exports.papers import report_paper
from heed.rooms.centre.reports.asked import report_asked
from heed.rooms.centre.scope import scope_asked
from heed.ui.paper.paper import draw, taken_by
from heed.ui.refusals import sentences
from heed.ui.requests import account_of

#: The table of more projects than this is made in the background.
AT_ONCE = 60


@login_required
@require_safe
def table(request: HttpRequest, file: str) -> HttpResponse:
    """The monthly table as a spreadsheet or as PDF."""
    account = account_of(request)
    scope = scope_asked(request, account)
    if len(scope.projects) > AT_ONCE:
        return _in_background(request, account, ExportKind.TABLE, _asks(scope) | {"file": file})
    made = table_file(contents_of(scope), ReportFile(file), taken_by(account.name))
    _record(account, AuditedData.MONTHLY_TABLE, scope, f"{scope.on:%Y-%m}")
    return _answer(made)


@login_required
@require_POST
def months(request: HttpRequest) -> HttpResponse:
    """All reports of a month in one PDF, made in the background."""
    account = account_of(request)
    scope = scope_asked(request, account)
    return _in_background(request, account, ExportKind.MONTHS, _asks(scope), len(scope.projects))


@login_required
@require_safe
def report_pdf(request: HttpRequest, code: str, month: str, version: int) -> HttpResponse:
    """One version of a report as PDF, as it was submitted; of one that was changed since, the page says so instead."""
    asked = report_asked(request, code, month)
    report = next((one for one in asked.versions if one.version == version), None)
    if report is None:
        raise Http404
    if not is_unchanged(report):
        messages.error(request, _("This report is not what was submitted."))
        return redirect("centre:report", code=asked.project.code, month=month)
    frozen = Frozen.of(report.document)
    remarks = without_lines_about(asked.account, frozen.remarks)
    content = draw(report_paper(asked, report, frozen, remarks, taken_by(asked.account.name)))
    facts = {"data": AuditedData.MONTHLY_REPORT.value, "project": asked.project.code, "month": frozen.month}
    with transaction.atomic():
        record_event(AuditKind.EXPORT, by=asked.account, facts=facts | {"number": version})
    return _answer(NamedFile(f"{asked.project.code}-{frozen.month}-v{version}.pdf", content, MIMES[ReportFile.PDF]))


@login_required
@require_safe
def days(request: HttpRequest, period: str, file: str) -> HttpResponse:
    """The daily record or the weekly report as a spreadsheet or as PDF."""
    account = account_of(request)
    asked = period_asked(request, account, Period(period))
    rows = list(rows_of_days(asked, day_figures(asked.scope.ids, asked.first, asked.last)))
    made = days_file(asked, rows, ReportFile(file), taken_by(account.name))
    data = AuditedData.DAILY_RECORD if asked.period is Period.DAY else AuditedData.WEEKLY_REPORT
    _record(account, data, asked.scope, asked.first.isoformat())
    return _answer(made)


def _asks(scope: Scope) -> dict[str, Any]:
    """The month, and the project or region; neither: all that the account reads."""
    return {
        "on": scope.on.isoformat(),
        "project": scope.project.code if scope.project else "",
        "region": scope.region.region.pk if scope.region else None,
    }


def _in_background(
    request: HttpRequest, account: Account, kind: ExportKind, asks: dict[str, Any], total: int = 0
) -> HttpResponse:
    """Have what tells of many projects made by the worker."""
    try:
        start_export(kind, asks, by=account, total=total)
    except Refused as refused:
        messages.error(request, " ".join(sentences(refused)))
    else:
        messages.success(request, _("It is being made. You can go on working meanwhile."))
    return redirect("exports:home")


def _record(account: Account, data: AuditedData, scope: Scope, of: str) -> None:
    """Record what was taken."""
    facts = {"data": data.value, "project": told_of(account, scope), "month": of}
    with transaction.atomic():
        record_event(AuditKind.EXPORT, by=account, facts=facts)


def _answer(file: NamedFile) -> HttpResponse:
    disposition = content_disposition_header(True, file.name) or "attachment"
    return HttpResponse(
        file.content, file.mime, headers={"Content-Disposition": disposition, "Cache-Control": "no-store"}
    )
