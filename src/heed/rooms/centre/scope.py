"""The scope of a report as an address names it: its month, and a project or a region."""

from datetime import date

from django.http import Http404, HttpRequest
from django.utils import timezone

from heed.insight.numbers import day_of
from heed.queries.tallies.monthly import months_before
from heed.records.models import Account
from heed.reports.scope import Scope, scope_of
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
