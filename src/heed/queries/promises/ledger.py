"""The ledger of promises: their due times, outcomes, and those that will probably be missed (R72, R73)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from heed.insight.forecast import Forecast, Outlook
from heed.process.words import PromiseState
from heed.queries.access import Access, access_of, of_projects
from heed.queries.complaints.counts import counted, day_ends
from heed.queries.paging import PAGE, Key, Page, latest_first, page_of, soonest_first
from heed.queries.promises.forecast import forecasts_of
from heed.records.models import Account, Promise
from heed.records.models.complaint import ENDED_CODES

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
    account: Account, only: LedgerFilter | None = None, after: str = "", size: int = PAGE, now: datetime | None = None
) -> Page[PromiseRow]:
    """Return a page of the ledger: open promises with the next due first, all others with the latest first.

    At most six queries however many promises there are: the duties, the rows, and for open ones their orders,
    approvals and the pace of their departments. What will be missed is looked for among the next `RISK_LIMIT` due.
    """
    only, now = only or LedgerFilter(), now or timezone.now()
    found = _narrowed(_listed(access_of(account)), account, only, now)
    if only.state == RISK:
        return Page(tuple(at_risk(found, now)))
    values = found.values(*_OWN, **_JOINED)
    if only.state == OWED:
        return _page(soonest_first(values, "owed_at", after, size, dated=True), "owed_at", size)
    if only.state == PromiseState.OPEN:
        page = _page(soonest_first(values, "due_at", after, size, dated=True), "due_at", size)
        return replace(page, rows=_with_forecasts(page.rows, now))
    return _page(latest_first(values, "due_at", after, size), "due_at", size)


def at_risk(found: QuerySet[Promise], now: datetime) -> list[PromiseRow]:
    """Return the open promises among these that are due soon and will probably be missed; four queries."""
    nearest = found.filter(state=PromiseState.OPEN.value).order_by("due_at", "pk").values(*_OWN, **_JOINED)[:RISK_LIMIT]
    rows = _with_forecasts([PromiseRow(**row) for row in nearest], now)
    return [row for row in rows if row.forecast and row.forecast.outlook is Outlook.MISS]


def promises_of(complaint_id: int, now: datetime) -> tuple[PromiseRow, ...]:
    """Return the promises of a complaint in the order in which they were made; the open one with its forecast."""
    found = Promise.objects.filter(complaint=complaint_id).order_by("pk").values(*_OWN, **_JOINED)
    rows = [PromiseRow(**row) for row in found]
    open_ones = {row.id: row for row in _with_forecasts([row for row in rows if row.state == PromiseState.OPEN], now)}
    return tuple(open_ones.get(row.id, row) for row in rows)


@dataclass(frozen=True, slots=True)
class LedgerFigures:
    """The figures above the ledger; each counted up to the cap of `counts`, `risk` among the next due."""

    open: int
    risk: int
    today: int
    owed: int
    broken: int


def figures(account: Account, project: int | None = None, now: datetime | None = None) -> LedgerFigures:
    """Return the figures of the account's projects, or of one of them; at most six queries."""
    now = now or timezone.now()
    here = _listed(access_of(account))

    def of(state: str, **more: Any) -> QuerySet[Promise]:
        return _narrowed(here, account, LedgerFilter(state, project, **more), now)

    found = counted(
        {
            "open": of(PromiseState.OPEN),
            "today": of(PromiseState.OPEN, today=True),
            "owed": of(OWED),
            "broken": of(PromiseState.BROKEN, since=now - timedelta(days=RECENT_DAYS)),
        }
    )
    return LedgerFigures(risk=len(at_risk(of(RISK), now)), **found)


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
        found = found.filter(due_at__gte=now, due_at__lt=day_ends(now))
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


def _with_forecasts(rows: Iterable[PromiseRow], now: datetime) -> tuple[PromiseRow, ...]:
    rows = tuple(rows)
    forecasts = forecasts_of(rows, now)
    return tuple(replace(row, forecast=forecasts.get(row.id)) for row in rows)
