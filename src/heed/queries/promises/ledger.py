"""The ledger of promises: their due times, outcomes, and those that will probably be missed (R72, R73)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from heed.insight.forecast import Forecast, Outlook
from heed.process.words import PromiseState
from heed.queries.access import Access, access_of, of_projects
from heed.queries.complaints.counts import counting, day_ends
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
)
from heed.queries.promises.forecast import ForecastRow, forecasts_of
from heed.queries.promises.rows import JOINED, OPEN_COLUMNS, OWN, OpenPromise, PromiseRow
from heed.records.models import Account, Promise
from heed.records.models.complaint import ENDED_CODES
from heed.records.prepared import prepared, prepared_sql
from heed.records.reading import Written

#: Filters besides the states: promises that will probably be missed, and those for which an apology is due.
RISK, OWED = "risk", "owed"
#: So many of the next promises due are checked for those that will be missed.
RISK_LIMIT = 200
#: Broken promises count as recent for so many days.
RECENT_DAYS = 30


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """The filter of the ledger. `state`: of `PromiseState`, RISK, OWED, or "" for all; `person`, `project`: ids.

    `mine`: made by the account itself; `month`: the first day of the month (of the active time zone) of the due time;
    `today`: due today still; `since`: due since then.
    """

    state: str = PromiseState.OPEN.value
    project: int | None = None
    person: int | None = None
    mine: bool = False
    today: bool = False
    month: date | None = None
    since: datetime | None = None


def ledger(
    account: Account,
    only: LedgerFilter | None = None,
    after: str = "",
    size: int = PAGE,
    now: datetime | None = None,
    known: dict[int, Forecast] | None = None,
) -> Page[PromiseRow]:
    """Return a page of the ledger: open promises with the next due first, all others with the latest first.

    At most six queries however many promises there are: the duties, the rows, and for open ones their orders,
    approvals and the pace of their departments, where `known` lacks their forecasts. What will be missed is looked for
    among the next `RISK_LIMIT` due.
    """
    only, now, known = only or LedgerFilter(), now or timezone.now(), {} if known is None else known
    access = access_of(account)
    if only.state == PromiseState.OPEN and not (only.month or only.since):
        nearest = dated_then_undated(lambda key: _open_after(access, only, now, day_ends(now), key), None, after, size)
        page = _page(nearest, "due_at", size)
        return replace(page, rows=_with_forecasts(page.rows, now, known))
    found = _narrowed(_listed(access), access, only, now, day_ends(now))
    if only.state == RISK:
        return Page(_at_risk(_due_soon(found).values(*OWN, **JOINED), now, known))
    values = found.values(*OWN, **JOINED)
    if only.state == OWED:
        return _page(soonest_first(values, "owed_at", after, size, dated=True), "owed_at", size)
    if only.state == PromiseState.OPEN:
        page = _page(soonest_first(values, "due_at", after, size, dated=True), "due_at", size)
        return replace(page, rows=_with_forecasts(page.rows, now, known))
    return _page(latest_first(values, "due_at", after, size), "due_at", size)


def _open_after(
    access: Access, only: LedgerFilter, now: datetime, tonight: datetime, key: Key | None
) -> list[dict[str, Any]]:
    at, pk = (key.at, key.id) if key else (None, None)
    return _open_behind(access, only, now, tonight, at, pk)


@prepared
def _open_behind(
    access: Access, only: LedgerFilter, now: datetime, tonight: datetime, at: datetime | None, pk: int | None
) -> Values:
    found = _narrowed(_listed(access), access, only, now, tonight).values(*OWN, **JOINED)
    return dated_after(found, "due_at", None if pk is None else Key(at, pk))[: PAGE + 1]


def _at_risk(nearest: Iterable[dict[str, Any]], now: datetime, known: dict[int, Forecast]) -> tuple[PromiseRow, ...]:
    """The promises among these that will probably be missed."""
    rows = [PromiseRow(**row) for row in nearest]
    _foresee(rows, now, known)
    return _with_known([row for row in rows if known[row.id].outlook is Outlook.MISS], known)


def _due_soon(found: QuerySet[Promise]) -> QuerySet[Promise]:
    """The open ones among these, the next due first, as far as they are looked at."""
    return found.filter(state=PromiseState.OPEN.value).order_by("due_at", "pk")[:RISK_LIMIT]


@prepared
def _due_soon_at(access: Access, project: int | None) -> QuerySet[Promise, tuple[Any, ...]]:
    """The columns of `OpenPromise`."""
    return _due_soon(_at_project(_listed(access), project)).values_list(*OPEN_COLUMNS)


def promises_of(complaint_id: int, now: datetime) -> tuple[PromiseRow, ...]:
    """Return the promises of a complaint in the order in which they were made; the open one with its forecast."""
    rows = [PromiseRow(**row) for row in _of_complaint(complaint_id)]
    still_open = [row for row in rows if row.state == PromiseState.OPEN]
    open_ones = {row.id: row for row in _with_forecasts(still_open, now, {})}
    return tuple(open_ones.get(row.id, row) for row in rows)


@prepared
def _of_complaint(complaint: int) -> Values:
    values: Values = Promise.objects.filter(complaint=complaint).order_by("pk").values(*OWN, **JOINED)
    return values


@dataclass(frozen=True, slots=True)
class LedgerFigures:
    """The figures above the ledger; each counted up to the cap of `counts`, `risk` among the next due."""

    open: int
    risk: int
    today: int
    owed: int
    broken: int


def figures(
    account: Account,
    project: int | None = None,
    now: datetime | None = None,
    known: dict[int, Forecast] | None = None,
) -> LedgerFigures:
    """Return the figures of the account's projects, or of one of them; at most six queries.

    The forecasts that this takes are added to `known`.
    """
    now, access = now or timezone.now(), access_of(account)
    recently = now - timedelta(days=RECENT_DAYS)
    with connection.cursor() as cursor:
        cursor.execute(*_counting(access, project, now, day_ends(now), recently))
        still_open, today, owed, broken = cursor.fetchone()
    nearest = [OpenPromise(*columns) for columns in _due_soon_at(access, project)]
    known = {} if known is None else known
    _foresee(nearest, now, known)
    risk = sum(known[promise.id].outlook is Outlook.MISS for promise in nearest)
    return LedgerFigures(open=still_open, risk=risk, today=today, owed=owed, broken=broken)


@prepared_sql
def _counting(access: Access, project: int | None, now: datetime, tonight: datetime, recently: datetime) -> Written:
    """The statement that counts open promises, those due today, apologies owed, and promises broken recently."""
    here = _at_project(_listed(access), project)
    still_open = here.filter(state=PromiseState.OPEN.value)
    broken = here.filter(state=PromiseState.BROKEN.value, due_at__gte=recently)
    return counting([still_open, _due_between(still_open, now, tonight), still_owed(here), broken])


def _at_project(found: QuerySet[Promise], project: int | None) -> QuerySet[Promise]:
    return found if project is None else found.filter(project=project)


def _due_between(found: QuerySet[Promise], now: datetime, tonight: datetime) -> QuerySet[Promise]:
    return found.filter(due_at__gte=now, due_at__lt=tonight)


def still_owed(found: QuerySet[Promise]) -> QuerySet[Promise]:
    """Return the promises among these for which an apology is still due (R72)."""
    return found.filter(owed_at__isnull=False, apology__isnull=True).exclude(complaint__stage__in=ENDED_CODES)


def _listed(access: Access) -> QuerySet[Promise]:
    projects = access.projects()
    if projects is None or projects:
        return access.without_own_conflicts(of_projects(Promise.objects.all(), projects), "complaint")
    return Promise.objects.filter(complaint__in=access.complaints())


def _narrowed(
    found: QuerySet[Promise], access: Access, only: LedgerFilter, now: datetime, tonight: datetime
) -> QuerySet[Promise]:
    exact = {"project": only.project, "made_by": access.account_id if only.mine else only.person}
    found = found.filter(**{column: value for column, value in exact.items() if value})
    if only.state == OWED:
        found = still_owed(found)
    elif only.state:
        found = found.filter(state=PromiseState.OPEN.value if only.state == RISK else only.state)
    if only.today:
        found = _due_between(found, now, tonight)
    if only.month:
        first = timezone.make_aware(datetime.combine(only.month, datetime.min.time()))
        found = found.filter(due_at__gte=first, due_at__lt=_month_after(first))
    return found.filter(due_at__gte=only.since) if only.since else found


def _month_after(first: datetime) -> datetime:
    naive = timezone.make_naive(first)
    return timezone.make_aware(naive.replace(year=naive.year + naive.month // 12, month=naive.month % 12 + 1))


def _page(rows: Sequence[dict[str, Any]], column: str, size: int) -> Page[PromiseRow]:
    made = [PromiseRow(**row) for row in rows[:size]]
    return page_of(made, [Key(row[column], row["id"]) for row in rows], size)


def _with_forecasts(rows: Sequence[PromiseRow], now: datetime, known: dict[int, Forecast]) -> tuple[PromiseRow, ...]:
    _foresee(rows, now, known)
    return _with_known(rows, known)


def _foresee(rows: Sequence[ForecastRow], now: datetime, known: dict[int, Forecast]) -> None:
    """Add the forecasts of these rows that are not known yet; three queries, none where all are."""
    known |= forecasts_of([row for row in rows if row.id not in known], now)


def _with_known(rows: Sequence[PromiseRow], known: dict[int, Forecast]) -> tuple[PromiseRow, ...]:
    return tuple(row._replace(forecast=known[row.id]) for row in rows)
