"""The audit log: a list with filters, and its export as a table, which is an event itself."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from heed.actions.record.audit import record_event
from heed.insight.numbers import day_of, whole_number
from heed.process.words import AuditedData, AuditKind
from heed.queries.audit import all_audit_events, audit_page, may_audit
from heed.records.models import Account, AuditEvent
from heed.rooms.audit.forms import DAYS, AuditForm
from heed.rooms.audit.text import details, who
from heed.ui.ask_again import ask_again
from heed.ui.paging import pager
from heed.ui.requests import account_with_duties, page_asked

_TONES = {
    AuditKind.SIGN_IN_FAILED.value: "warn",
    AuditKind.MANY_REVEALS.value: "hot",
    AuditKind.REPORT_FAILED.value: "warn",
}
#: A cell that begins so would be a formula in a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """A page of the events, filtered by the address. Http404 where a day or a page in it is none."""
    _auditor(request)
    form = _form(request.GET)
    chosen = [(name, value) for name in form.fields if (value := request.GET.get(name))]
    page = audit_page(form.only, page_asked(request))
    context = pager(request, page) | {
        "form": form,
        "rows": [_row(event) for event in page],
        "narrowed": bool(chosen),
        "chosen": chosen,
    }
    return render(request, "audit/home.html", context)


@login_required
@require_POST
@ask_again
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The events that the filters match, as CSV. The export is recorded first."""
    account, only = _auditor(request), _form(request.POST).only
    record_event(AuditKind.EXPORT, by=account, facts={"data": AuditedData.AUDIT_LOG.value})
    lines = _lines(all_audit_events(only), get_language() or "en")
    name = f"audit-log-{timezone.localdate():%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


def _form(data: QueryDict) -> AuditForm:
    """The filters. Http404 where a day or a person in them is none."""
    days = [day_of(str(data[name])) for name in DAYS if data.get(name)]
    if None in days or (data.get("account") and whole_number(data["account"]) is None):
        raise Http404
    return AuditForm(data)


def _auditor(request: HttpRequest) -> Account:
    """The signed-in account. Http404 where it may not read the log."""
    account = account_with_duties(request)
    if not may_audit(account):
        raise Http404
    return account


def _row(event: AuditEvent) -> dict[str, object]:
    kind = AuditKind(event.kind)
    return {
        "event": event,
        "label": _(kind.label),
        "who": who(event),
        "about": event.account.name if event.account and event.account_id != event.by_id else "",
        "details": details(event),
        "tone": _TONES.get(event.kind, ""),
    }


def _lines(events: Iterable[AuditEvent], language: str) -> Iterator[str]:
    """The lines of the table, in the reader's language; they are made while they are sent, after the view has ended."""
    with override(language):
        heads = (_("Number"), _("Time"), _("Event"), _("Done by"), _("Account"), _("Details"), _("Network address"))
        yield "\ufeff" + _line(heads)
    for event in events:
        with override(language):
            row = _row(event)
            account = event.account.name if event.account else ""
            at = timezone.localtime(event.at).isoformat(timespec="seconds")
            details_said = "; ".join(map(str, details(event)))
            yield _line((event.pk, at, row["label"], row["who"], account, details_said, event.address))


def _line(cells: Iterable[object]) -> str:
    written = StringIO()
    csv.writer(written).writerow(f"'{cell}" if str(cell).startswith(_FORMULA) else cell for cell in cells)
    return written.getvalue()
