"""The scope of a report as an address names it: its month, and a project or a region; and how pages show it."""

from datetime import date

from django.http import Http404, HttpRequest
from django.utils import timezone

from heed.insight.numbers import day_of
from heed.queries.tallies.monthly import months_before, months_with_numbers
from heed.records.models import Account
from heed.reports.scope import Scope, regions_offered, scope_of
from heed.ui import humanize
from heed.ui.requests import number_asked


def scope_asked(request: HttpRequest, account: Account) -> Scope:
    """Read the scope from the address; without a month, the last one that is over. Http404 where it names none."""
    on = _month(request.GET.get("month", ""))
    scope = scope_of(account, on, request.GET.get("project", ""), number_asked(request, "region"))
    if scope is None:
        raise Http404
    return scope


def _month(text: str) -> date:
    """The month of an address; Http404 where it is none or has not begun."""
    now = timezone.localdate().replace(day=1)
    if not text:
        return months_before(now, 1)
    on = day_of(f"{text}-01")
    if on is None or on.day != 1 or on > now:
        raise Http404
    return on


def month_frame(scope: Scope, **kept: str) -> dict[str, object]:
    """What `centre/parts/narrow.html` shows: the month with those before and after it, and the regions to choose.

    `kept` stands in the addresses of the other months.
    """
    known, now = months_with_numbers(scope.ids), timezone.localdate().replace(day=1)
    return {
        "scope": scope,
        "month_name": humanize.month(scope.on),
        "month_code": f"{scope.on:%Y-%m}",
        "is_running": scope.on == now,
        "earlier": scope.address(months_before(scope.on, 1), **kept) if known and known[0] < scope.on else "",
        "later": scope.address(months_before(scope.on, -1), **kept) if scope.on < now else "",
        "regions": regions_offered(scope),
    }
