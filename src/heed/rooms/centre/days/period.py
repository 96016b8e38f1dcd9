"""Which day or week an address means."""

from dataclasses import replace

from django.http import Http404, HttpRequest
from django.utils import timezone

from heed.records.models import Account
from heed.reports.period import Period, PeriodAsked
from heed.rooms.centre.scope import scope_asked
from heed.ui.requests import day_asked


def period_asked(request: HttpRequest, account: Account, period: Period) -> PeriodAsked:
    """Read it from the address; without a day the last one that is over. Http404 where it has not begun."""
    today = timezone.localdate()
    on = day_asked(request, period.value)
    first = period.last_one(today) if on is None else period.begin(on)
    if first > today:
        raise Http404
    scope = scope_asked(request, account)
    return PeriodAsked(period, first, replace(scope, on=first.replace(day=1)))
