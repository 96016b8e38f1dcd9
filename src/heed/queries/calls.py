"""Missed calls that are still to be called back (R41)."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from heed.process.words.counter import CALLED_BACK
from heed.queries.access import Projects, access_of, of_projects
from heed.queries.paging import PAGE, Key, Page, page_of, soonest_first
from heed.records.models import Account, Call, CallBack, Project

#: So far back calls are looked for.
BACK = timedelta(days=14)
_KEY: tuple[str, ...] = ("id", "rang_at")


def calls_to_return(account: Account, now: datetime | None = None) -> QuerySet[Call]:
    """Return the missed calls of the account's projects that nobody has returned."""
    return calls_to_return_at(access_of(account).projects(), now)


def calls_to_return_at(projects: Projects, now: datetime | None = None) -> QuerySet[Call]:
    """Return the missed calls of these projects that nobody has returned."""
    if projects is not None and not projects:
        return Call.objects.none()
    since = (now or timezone.now()) - BACK
    return of_projects(to_return(Call.objects.filter(rang_at__gte=since)), projects)


def to_return(calls: QuerySet[Call]) -> QuerySet[Call]:
    """Return those of the calls that were missed and are still to be returned."""
    done = CallBack.objects.filter(call=OuterRef("pk"), outcome__in=[outcome.value for outcome in CALLED_BACK])
    return calls.filter(~Exists(done), answered_at__isnull=True, ended_at__isnull=False, complaint__isnull=True)


def missed_calls(projects: QuerySet[Project]) -> QuerySet[Call]:
    """Return the missed calls at the desks or gates of these projects, returned or not, with what was done."""
    found = Call.objects.filter(project__in=projects, answered_at__isnull=True, ended_at__isnull=False)
    return _with_lines(found)


def page_to_return(found: QuerySet[Call], after: str = "", size: int = PAGE) -> Page[Call]:
    """Return a page of these calls to return, the oldest first."""
    keys = soonest_first(found.values(*_KEY), "rang_at", after, size, dated=True)
    calls = _with_lines(Call.objects.all()).in_bulk([key["id"] for key in keys[:size]])
    rows = [calls[key["id"]] for key in keys[:size]]
    return page_of(rows, [Key(key["rang_at"], key["id"]) for key in keys], size)


def _with_lines(calls: QuerySet[Call]) -> QuerySet[Call]:
    lines = CallBack.objects.select_related("account").order_by("pk")
    return calls.select_related("project", "complaint").prefetch_related(Prefetch("call_backs", lines))
