"""Missed calls that are still to be called back (R41)."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from heed.process.words.counter import CALLED_BACK
from heed.queries.access import access_of, of_projects
from heed.queries.paging import PAGE, Key, Page, page_of, soonest_first
from heed.queries.reception import desk_projects
from heed.records.models import Account, Call, CallBack

#: So far back calls are looked for.
BACK = timedelta(days=14)
_KEY: tuple[str, ...] = ("id", "rang_at")


def calls_to_return(account: Account, now: datetime | None = None) -> QuerySet[Call]:
    """Return the missed calls of the account's projects that nobody has returned."""
    projects = access_of(account).projects()
    if projects is not None and not projects:
        return Call.objects.none()
    since = (now or timezone.now()) - BACK
    return of_projects(to_return(Call.objects.filter(rang_at__gte=since)), projects)


def to_return(calls: QuerySet[Call]) -> QuerySet[Call]:
    """Return those of the calls that were missed and are still to be returned."""
    done = CallBack.objects.filter(call=OuterRef("pk"), outcome__in=[outcome.value for outcome in CALLED_BACK])
    return calls.filter(~Exists(done), answered_at__isnull=True, ended_at__isnull=False, complaint__isnull=True)


def missed_calls(account: Account) -> QuerySet[Call]:
    """Return the missed calls at the desks where the account receives, returned or not, with what was done."""
    found = Call.objects.filter(project__in=desk_projects(account), answered_at__isnull=True, ended_at__isnull=False)
    return _with_lines(found)


def page_to_return(account: Account, after: str = "", size: int = PAGE) -> Page[Call]:
    """Return a page of the calls to return, the oldest first."""
    found = calls_to_return(account)
    keys = soonest_first(found.values(*_KEY), "rang_at", after, size, dated=True)
    calls = _with_lines(Call.objects.all()).in_bulk([key["id"] for key in keys[:size]])
    rows = [calls[key["id"]] for key in keys[:size]]
    return page_of(rows, [Key(key["rang_at"], key["id"]) for key in keys], size)


def _with_lines(calls: QuerySet[Call]) -> QuerySet[Call]:
    lines = CallBack.objects.select_related("account").order_by("pk")
    return calls.select_related("project", "complaint").prefetch_related(Prefetch("call_backs", lines))
