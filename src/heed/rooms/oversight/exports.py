"""The list of complaints as a spreadsheet, a long one in the background; and the case files of many."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import islice
from typing import IO, Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heed.actions.engine.errors import Refused
from heed.actions.exports import start_export
from heed.actions.record.audit import record_event
from heed.process.words import AuditedData, AuditKind, ExportKind, Nature, ReportFile, Stage
from heed.queries.access import access_of
from heed.queries.complaints.filters import Filters, SortBy
from heed.queries.complaints.lists import count_matters, open_matters
from heed.queries.complaints.queues import filters_of
from heed.queries.complaints.rows import ComplaintRow
from heed.queries.policies import policy_of
from heed.records.models import Account, ExportJob
from heed.reports.drafts import draft_folder
from heed.reports.exporting import MadeExport, Tell
from heed.reports.files import MIMES
from heed.reports.workbook import Styles, for_paper, new_workbook
from heed.rooms.oversight.asked import asks_in
from heed.rooms.oversight.bulk import picked
from heed.ui.masking import masked_name
from heed.ui.names import category_name, level_name
from heed.ui.paper.paper import taken_by
from heed.ui.refusals import sentences
from heed.ui.requests import account_of, account_with_duties, staff_only

#: A list of at most so many complaints comes at once.
AT_ONCE = 300
_HEAD = 3
_WIDTHS = (18, 40, 16, 12, 10, 22, 14, 24, 12, 12, 18, 18)


@staff_only
@require_POST
def list_xlsx(request: HttpRequest) -> HttpResponse:
    """The list that the address asks for as a spreadsheet; a long one is made in the background."""
    account = account_of(request)
    view = request.GET.get("view", "")
    asks = {"asks": asks_in(request), "words": request.GET.get("q", ""), "snoozed": view == "snoozed"}
    rows = list(islice(_rows(account, _filters(account, asks)), AT_ONCE + 1))
    if len(rows) > AT_ONCE:
        return _in_background(request, account, ExportKind.LIST, asks)
    out = BytesIO()
    made = _write(account, rows, out, lambda _done: None)
    with transaction.atomic():
        record_event(AuditKind.EXPORT, by=account, facts=made.facts)
    disposition = content_disposition_header(True, made.name) or "attachment"
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
    return HttpResponse(out.getvalue(), MIMES[ReportFile.XLSX], headers=headers)


@staff_only
@require_POST
def case_files(request: HttpRequest) -> HttpResponse:
    """The case files of the ticked complaints in one ZIP, made in the background."""
    account = account_with_duties(request)
    numbers = [pick.complaint.number for pick in picked(account, request.POST.getlist("pick"))]
    if not numbers:
        messages.error(request, _("Nothing is ticked"))
        return redirect("oversight:list")
    return _in_background(request, account, ExportKind.CASE_FILES, {"numbers": numbers}, len(numbers))


def _in_background(
    request: HttpRequest, account: Account, kind: ExportKind, asks: dict[str, Any], total: int = 0
) -> HttpResponse:
    try:
        start_export(kind, asks, by=account, total=total)
    except Refused as refused:
        messages.error(request, " ".join(sentences(refused)))
    else:
        messages.success(request, _("It is being made. You can go on working meanwhile."))
    return redirect("exports:home")


def _filters(account: Account, asks: dict[str, Any]) -> Filters:
    filters = replace(filters_of(asks["asks"], account.pk), text=asks["words"], snoozed=asks["snoozed"])
    return replace(filters, sort=SortBy.DUE) if filters.sort is SortBy.LEVEL else filters


def _rows(account: Account, filters: Filters) -> Iterator[ComplaintRow]:
    """Give the rows of the list, a page after the other."""
    after, first = "", True
    while first or after:
        page = open_matters(account, filters, after)
        yield from page
        after, first = page.after, False


def make_list(job: ExportJob, out: IO[bytes], tell: Tell) -> MadeExport:
    """Write the list of an export that runs in the background; it is counted first, to tell how far it is."""
    filters = _filters(job.account, job.asks)
    total = count_matters(job.account, filters)
    tell(0, total)
    return _write(job.account, _rows(job.account, filters), out, lambda done: tell(done, total))


def _write(account: Account, rows: Iterable[ComplaintRow], out: Any, written: Callable[[int], None]) -> MadeExport:
    taken, whole, count = taken_by(account.name), access_of(account).reads_names, 0
    with draft_folder() as folder, new_workbook(out, in_memory=False, constant_memory=True, tmpdir=folder) as book:
        styles, sheet = Styles(book), book.add_worksheet(_("List of complaints")[:31])
        for_paper(sheet, taken)
        for place, width in enumerate(_WIDTHS):
            sheet.set_column(place, place, width)
        sheet.freeze_panes(_HEAD, 1)
        sheet.repeat_rows(2)
        sheet.write_string(0, 0, _("List of complaints"), styles.title)
        sheet.write_string(1, 0, taken, styles.quiet)
        for place, text in enumerate(_heads()):
            sheet.write_string(2, place, text, styles.head)
        for count, row in enumerate(rows, 1):
            for place, text in enumerate(_cells(row, whole=whole)):
                sheet.write_string(_HEAD + count - 1, place, text)
            written(count)
    name = f"{_('List of complaints')}-{timezone.localdate():%Y-%m-%d}.xlsx"
    projects = access_of(account).projects()
    facts = {"data": AuditedData.COMPLAINT_LIST.value, "complaints": count}
    return MadeExport(name, facts | ({"project": ""} if projects is None else {}))


def _heads() -> Sequence[str]:
    return (
        _("Number"), _("Title"), _("Project"), _("Stage"), _("Level"), _("Category"), _("Nature"), _("Place"),
        _("Name"), _("Case owner"), _("Received at"), _("Due"),
    )  # fmt: skip


def _cells(row: ComplaintRow, *, whole: bool) -> Iterator[str]:
    policy = policy_of(row.policy_id)
    yield from (row.number, row.title, row.project_name, _(Stage(row.stage).label), level_name(policy, row.level))
    yield category_name(policy, row.category) if row.category else ""
    yield _(Nature(row.nature).label) if row.nature else ""
    yield row.place
    name = row.person if whole else masked_name(row.person)
    yield _("Anonymous") if row.anonymous else name
    yield row.case_owner_name
    for at in (row.received_at, row.next_due_at):
        yield f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""
