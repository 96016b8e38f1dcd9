"""Calls of which nothing is on record: neither a complaint nor what they were about (R41)."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from heed.queries.access import access_of, of_projects
from heed.queries.paging import PAGE, Key, Page, page_of, soonest_first
from heed.records.models import Account, Call

#: So far back calls are looked for.
BACK = timedelta(days=14)
_KEY: tuple[str, ...] = ("id", "rang_at")


def unlinked_calls(account: Account, now: datetime | None = None) -> QuerySet[Call]:
    """Return the ended calls of the account's projects of which nothing is on record; missed ones as well."""
    projects = access_of(account).projects()
    if projects is not None and not projects:
        return Call.objects.none()
    since = (now or timezone.now()) - BACK
    found = Call.objects.filter(nothing_because="", ended_at__isnull=False, complaint__isnull=True, rang_at__gte=since)
    return of_projects(found, projects).select_related("project", "account", "person")


def unlinked_page(account: Account, after: str = "", size: int = PAGE) -> Page[Call]:
    """Return a page of them, the oldest first."""
    found = unlinked_calls(account)
    keys = soonest_first(found.values(*_KEY), "rang_at", after, size, dated=True)
    calls = found.in_bulk([key["id"] for key in keys[:size]])
    rows = [calls[key["id"]] for key in keys[:size]]
    return page_of(rows, [Key(key["rang_at"], key["id"]) for key in keys], size)
