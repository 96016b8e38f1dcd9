"""The ledger of promises: their due times, outcomes, and those that will probably be missed (R72, R73)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet
from django.utils import timezone

from heed.insight.forecast import Forecast, Outlook
from heed.process.words import PromiseState
from heed.queries.access import Access, access_of, of_projects
from heed.queries.complaints.counts import counting, day_ends
from heed.queries.paging import PAGE, Key, Page, Values, latest_first, page_of, soonest_first
from heed.queries.promises.forecast import forecasts_of
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


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise in the ledger. `forecast` only of an open one; `renewed_until` where it got a new date."""

    id: int
    kind: str
    way: str
    words: str
    made_at: datetime
    due_at: datetime
    state: str
    ended_at: datetime | None
    broken_at: datetime | None
    owed_at: datetime | None
    complaint_id: int
    made_by_id: int
    project_id: int
    replaces_id: int | None
    made_by_name: str
    kept_by_name: str | None
    apologised_at: datetime | None
    renewed_until: datetime | None
    number: str
    title: str
    stage: str
    level: str
    policy_id: int
    calendar_id: int | None
    staged_at: datetime
    anonymous: bool
    name: str
    unit: str
    where: str
    place_path: str | None
    project_name: str
    forecast: Forecast | None = None

    @property
    def owes(self) -> bool:
        """Whether an apology is still due; once the complaint has ended, it cannot be made any more."""
        return self.went_without and self.stage not in ENDED_CODES

    @property
    def went_without(self) -> bool:
        """Whether an apology was due for it and none was made."""
        return self.owed_at is not None and self.apologised_at is None

    @property
    def place(self) -> str:
        return self.place_path or self.where or self.unit


_JOINED = {
    "made_by_name": F("made_by__name"),
    "kept_by_name": F("kept_by__name"),
    "apologised_at": F("apology__made_at"),
    "renewed_until": F("replaced_by__due_at"),
    "calendar_id": F("project__calendar_id"),
    "place_path": F("complaint__place__path"),
    "project_name": F("project__name"),
    **{
        name: F(f"complaint__{name}")
        for name in (
            "number",
            "title",
            "stage",
            "level",
            "policy_id",
            "staged_at",
            "anonymous",
            "name",
            "unit",
            "where",
        )
    },
}
_OWN = tuple(name for name in PromiseRow.__dataclass_fields__ if name not in (*_JOINED, "forecast"))


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
    found = _narrowed(_listed(access_of(account)), account, only, now)
    if only.state == RISK:
        return Page(_at_risk(_due_soon(found), now, known))
    values = found.values(*_OWN, **_JOINED)
    if only.state == OWED:
        return _page(soonest_first(values, "owed_at", after, size, dated=True), "owed_at", size)
    if only.state == PromiseState.OPEN:
        page = _page(soonest_first(values, "due_at", after, size, dated=True), "due_at", size)
        return replace(page, rows=_with_forecasts(page.rows, now, known))
    return _page(latest_first(values, "due_at", after, size), "due_at", size)


def _at_risk(nearest: Iterable[dict[str, Any]], now: datetime, known: dict[int, Forecast]) -> tuple[PromiseRow, ...]:
    """The promises among these that will probably be missed."""
    rows = [PromiseRow(**row) for row in nearest]
    _foresee(rows, now, known)
    return _with_known([row for row in rows if known[row.id].outlook is Outlook.MISS], known)


def _due_soon(found: QuerySet[Promise]) -> Values:
    """The open ones among these, the next due first, as far as they are looked at."""
    nearest = found.filter(state=PromiseState.OPEN.value).order_by("due_at", "pk")
    values: Values = nearest.values(*_OWN, **_JOINED)[:RISK_LIMIT]
    return values


@prepared
def _due_soon_at(access: Access, project: int | None) -> Values:
    return _due_soon(_at_project(_listed(access), project))


def promises_of(complaint_id: int, now: datetime) -> tuple[PromiseRow, ...]:
    """Return the promises of a complaint in the order in which they were made; the open one with its forecast."""
    rows = [PromiseRow(**row) for row in _of_complaint(complaint_id)]
    still_open = [row for row in rows if row.state == PromiseState.OPEN]
    open_ones = {row.id: row for row in _with_forecasts(still_open, now, {})}
    return tuple(open_ones.get(row.id, row) for row in rows)


@prepared
def _of_complaint(complaint: int) -> Values:
    values: Values = Promise.objects.filter(complaint=complaint).order_by("pk").values(*_OWN, **_JOINED)
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
    risk = len(_at_risk(_due_soon_at(access, project), now, {} if known is None else known))
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


def _narrowed(found: QuerySet[Promise], account: Account, only: LedgerFilter, now: datetime) -> QuerySet[Promise]:
    exact = {"project": only.project, "made_by": account.pk if only.mine else only.person}
    found = found.filter(**{column: value for column, value in exact.items() if value})
    if only.state == OWED:
        found = still_owed(found)
    elif only.state:
        found = found.filter(state=PromiseState.OPEN.value if only.state == RISK else only.state)
    if only.today:
        found = _due_between(found, now, day_ends(now))
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


def _foresee(rows: Sequence[PromiseRow], now: datetime, known: dict[int, Forecast]) -> None:
    """Add the forecasts of these rows that are not known yet; three queries, none where all are."""
    known |= forecasts_of([row for row in rows if row.id not in known], now)


def _with_known(rows: Sequence[PromiseRow], known: dict[int, Forecast]) -> tuple[PromiseRow, ...]:
    return tuple(replace(row, forecast=known[row.id]) for row in rows)
