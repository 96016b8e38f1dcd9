"""The lists of complaints: keyset pages over an index, in a fixed number of queries, without counting all rows."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from heed.insight.search_query import parse_query
from heed.process.words import ClockKind, Stage
from heed.queries.access import Access, access_of, of_projects
from heed.queries.complaints.filters import NO_FILTERS, Filters, Moments, SortBy, condition, moments, unacknowledged
from heed.queries.complaints.reviews import reviews_for
from heed.queries.complaints.rows import (
    ComplaintRow,
    cases_of,
    only_open,
    page_by_due,
    rows_of,
    soonest_values,
    values_at,
    values_of,
)
from heed.queries.complaints.search import among_answers
from heed.queries.complaints.snoozed import awake, resting
from heed.queries.paging import (
    PAGE,
    Key,
    Page,
    Values,
    dated_after,
    dated_then_undated,
    latest_first,
    page_of,
    soonest_first,
    undated_after,
)
from heed.records.models import Account, Clock, Complaint
from heed.records.prepared import prepared

OPEN_SCOPE = "o1"
#: So many open complaints are looked through for a number; where there are more, it is at least so many.
LOOKED_AT = 10_000


def open_matters(
    account: Account,
    filters: Filters = NO_FILTERS,
    after: str = "",
    size: int = PAGE,
    now: datetime | None = None,
) -> Page[ComplaintRow]:
    """Return the open complaints for which the account is responsible, the next due first, paused ones last.

    At most five queries: the duties, cases elsewhere, the rows (twice on the last page), their clocks; two more where
    there are cases elsewhere. Where words are searched for, each part asks for answers and keys besides, and on
    PostgreSQL how many to expect. In the order of `filters.sort`; by level see `groups`.
    """
    values = matter_values(account, filters, after, size, now)
    keys = [Key(row[filters.sort.column], row["id"]) for row in values]
    return page_of(rows_of(values[:size]), keys, size)


def matter_values(
    account: Account, filters: Filters, after: str, size: int, now: datetime | None = None
) -> list[dict[str, Any]]:
    """Return the columns of the rows of a page, one row more than it holds."""
    access, at = access_of(account), moments(filters, now)
    values = [
        row for part in parts_of(access, filters) for row in _rows(access, filters, at, after, size, elsewhere=part)
    ]
    column = filters.sort.column
    values.sort(key=lambda row: (row[column] is None, row[column] or at.now, row["id"]))
    return values[: size + 1]


def parts_of(access: Access, filters: Filters) -> tuple[bool, ...]:
    """Of which parts the list consists: what is here (False), and elsewhere (True)."""
    elsewhere = not filters.mine and not filters.snoozed and _owns_elsewhere(access)
    return (False, True) if elsewhere else (False,)


def _rows(
    access: Access, filters: Filters, at: Moments, after: str, size: int, *, elsewhere: bool
) -> list[dict[str, Any]]:
    column, may_be_undated = filters.sort.column, filters.sort.column == SortBy.DUE.column
    if filters.text.strip():  # what is searched for makes a statement of its own
        found = _answering(_matters(access, filters, at, elsewhere=elsewhere), access, filters.text)
        return soonest_values(found, column, after, size, dated=not may_be_undated)

    def rows(key: Key | None, *, dated: bool) -> list[dict[str, Any]]:
        instants = (at.now, at.tonight, at.in_a_week, at.silent_since)
        behind = (key.at, key.id) if key else (None, None)
        return _matters_after(access, filters, elsewhere, dated, *instants, *behind)

    undated = (lambda key: rows(key, dated=False)) if may_be_undated else None
    return dated_then_undated(lambda key: rows(key, dated=True), undated, after, size)


@prepared
def _matters_after(
    access: Access,
    filters: Filters,
    elsewhere: bool,
    dated: bool,
    now: datetime,
    tonight: datetime,
    in_a_week: datetime,
    silent_since: datetime,
    at: datetime | None,
    pk: int | None,
) -> Values:
    instants = Moments(now, tonight, in_a_week, silent_since)
    found = values_of(_matters(access, filters, instants, elsewhere=elsewhere))
    key = None if pk is None else Key(at, pk)
    return (dated_after if dated else undated_after)(found, filters.sort.column, key)[: PAGE + 1]


def _matters(access: Access, filters: Filters, at: Moments, *, elsewhere: bool) -> QuerySet[Complaint]:
    """The open complaints for which the account is responsible that the filter lets through, without its words.

    Those `elsewhere`, outside its projects, are a list of their own: both in one condition would go along no index.
    """
    account = Account(pk=access.account_id)
    if filters.snoozed:
        answered_for = access.complaints().filter(snoozes__account=account).filter(resting(account.pk, at.now))
    elif filters.mine:
        answered_for = cases_of(account).filter(awake(account.pk, at.now))
    elif elsewhere:
        answered_for = cases_elsewhere(access)
    else:
        answered_for = _listed(access)
    return only_open(answered_for).filter(condition(filters, at))


def walked(account: Account, filters: Filters, now: datetime | None = None) -> list[QuerySet[Complaint, Any]]:
    """Return the ids of the complaints of each part of a list, in no order, up to so many as are counted
    (`LOOKED_AT`); without the words of the filter."""
    access, at = access_of(account), moments(filters, now)
    parts = [_matters(access, filters, at, elsewhere=part) for part in parts_of(access, filters)]
    return [found.order_by().values("pk")[:LOOKED_AT] for found in parts]


def count_matters(account: Account, filters: Filters, now: datetime | None = None) -> int:
    """Return how many complaints the list has on all its pages. It reads them all: for work in the background."""
    access, at = access_of(account), moments(filters, now)
    parts = [_matters(access, filters, at, elsewhere=part) for part in parts_of(access, filters)]
    if filters.text.strip():
        parts = [_answering(part, access, filters.text) for part in parts]
    return sum(part.count() for part in parts)


def open_here(access: Access) -> QuerySet[Complaint]:
    """Return what is open at the projects that the account sees whole, or all that it may see."""
    return only_open(_listed(access))


def cases_elsewhere(access: Access) -> QuerySet[Complaint]:
    """Return the own cases of an account outside the projects that it sees whole."""
    own = cases_of(Account(pk=access.account_id))
    return access.without_own_conflicts(own.exclude(project__in=access.projects()))


@prepared
def _cases_elsewhere(access: Access, projects: frozenset[int]) -> QuerySet[Complaint, tuple[int]]:
    return cases_of(Account(pk=access.account_id)).exclude(project__in=projects).values_list("pk")[:1]


def _owns_elsewhere(access: Access) -> bool:
    """Whether the account owns cases outside its projects: looked for first, as there are hardly ever any."""
    projects = access.projects()
    return bool(projects and _cases_elsewhere(access, projects))


def visits_due(account: Account, after: str = "", size: int = PAGE) -> Page[ComplaintRow]:
    """Return the handled complaints that wait for the return visit, the next due first (R89, R98)."""
    return _at_stage(account, Stage.HANDLED, after, size)


def silent_week(account: Account, after: str = "", size: int = PAGE) -> Page[ComplaintRow]:
    """Return the complaints in their silent week, by its end (R93)."""
    return _at_stage(account, Stage.WATCHING, after, size)


def unverified(account: Account, after: str = "", size: int = PAGE) -> Page[ComplaintRow]:
    """Return the complaints that are not verified yet: from the web, by mail, from other systems (R50)."""
    return _at_stage(account, Stage.RECEIVED, after, size)


def escalated(account: Account) -> QuerySet[Complaint]:
    """Return the open complaints that were escalated to a superior and that nobody has acknowledged yet (C7)."""
    return only_open(_listed(access_of(account))).filter(pk__in=unacknowledged())


def closed_lately(account: Account, after: str = "", size: int = PAGE) -> Page[ComplaintRow]:
    """Return the closed complaints, the latest first."""
    values = latest_first(values_of(_listed(access_of(account))), "closed_at", after, size)
    return page_of(rows_of(values[:size]), [Key(row["closed_at"], row["id"]) for row in values], size)


def calls_due(account: Account, after: str = "", size: int = PAGE) -> Page[ComplaintRow]:
    """Return the closed complaints with a friendly call or a director's check to make, the next due first (R98, C3)."""
    return _after_closing(account, (ClockKind.FRIENDLY_CALL, ClockKind.CHECK), after, size)


def summaries_due(account: Account, after: str = "", size: int = PAGE) -> Page[ComplaintRow]:
    """Return the closed effective complaints without their summary, the next due first (R105)."""
    return _after_closing(account, (ClockKind.SUMMARY,), after, size)


def reviews_due(account: Account, after: str = "", size: int = PAGE) -> Page[ComplaintRow]:
    """Return the complaints that wait for a second look by this account, the next due first."""
    return _by_clocks(reviews_for(account), (ClockKind.REVIEW,), after, size)


def _after_closing(account: Account, kinds: tuple[ClockKind, ...], after: str, size: int) -> Page[ComplaintRow]:
    return _by_clocks(_listed(access_of(account)).filter(stage=Stage.CLOSED.value), kinds, after, size)


def _by_clocks(found: QuerySet[Complaint], kinds: tuple[ClockKind, ...], after: str, size: int) -> Page[ComplaintRow]:
    """Return those of the complaints for which a clock of these kinds runs, each once with it, the next due first."""
    running = Clock.objects.filter(kind__in=[kind.value for kind in kinds], stopped_at__isnull=True)
    seen = found.filter(pk=OuterRef("complaint"))
    sooner = Q(limit_at__lt=OuterRef("limit_at")) | Q(limit_at=OuterRef("limit_at"), pk__lt=OuterRef("pk"))
    others = running.filter(sooner, complaint=OuterRef("complaint"))  # a complaint with two of them is listed once
    due = running.filter(Exists(seen), ~Exists(others)).values("id", "complaint").annotate(at=F("limit_at"))
    values = soonest_first(due, "at", after, size, dated=True)
    rows = rows_of(values_at(one["complaint"] for one in values[:size]), kinds)
    return page_of(rows, [Key(one["at"], one["id"]) for one in values], size)


def _at_stage(account: Account, stage: Stage, after: str, size: int) -> Page[ComplaintRow]:
    found = only_open(_listed(access_of(account))).filter(stage=stage.value)
    return page_by_due(soonest_values(found, "next_due_at", after, size), size)


def _listed(access: Access) -> QuerySet[Complaint]:
    """Return the complaints of the projects that the account sees whole; where there are none, all it may see."""
    projects = access.projects()
    if projects is None or projects:
        return access.without_own_conflicts(of_projects(Complaint.objects.all(), projects))
    return access.complaints()


def _answering(found: QuerySet[Complaint], access: Access, text: str) -> QuerySet[Complaint]:
    question = parse_query(text).within(access.scopes).within([OPEN_SCOPE])
    return among_answers(found, question) if question else found.none()
