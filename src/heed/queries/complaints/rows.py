"""The rows of lists of complaints: plain values, read for a whole page in two queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import BooleanField, Case, F, Func, QuerySet, Value, When
from django.db.models.functions import Substr

from heed.process.alarms import awaited_at
from heed.process.clocks import Times
from heed.process.words import ClockKind, Stage
from heed.queries.paging import Key, Page, Values, page_of, soonest_first
from heed.records.models import Account, Clock, Complaint
from heed.records.models.complaint import ENDED_CODES
from heed.records.prepared import prepared

#: The codes are written out, not parameters: only then do SQLite and PostgreSQL use the index over open complaints.
_OPEN = f"NOT (%(expressions)s IN ({', '.join(repr(str(code)) for code in ENDED_CODES)}))"


class IsOpen(Func):
    """The condition that a stage is an open one."""

    template = _OPEN
    output_field = BooleanField()
    conditional = True


def only_open(found: QuerySet[Complaint]) -> QuerySet[Complaint]:
    """Return only open complaints, by the index over them."""
    return found.filter(IsOpen(F("stage")))


def cases_of(account: Account) -> QuerySet[Complaint]:
    """Return the open cases of a case owner, by the index of case owners over them."""
    return only_open(Complaint.objects.filter(case_owner=account))


ClockColumns = tuple[int, str, datetime, datetime | None, datetime | None]
"""Of which row a clock is, its kind, and when it began, has its target and its limit."""


@dataclass(frozen=True, slots=True)
class ClockBar:
    """The clock that is due next, for a countdown bar from `started_at` to `due_at`."""

    kind: str
    started_at: datetime
    target_at: datetime | None
    limit_at: datetime | None

    @property
    def due_at(self) -> datetime:
        """The limit; the target of a clock without a limit."""
        due_at = self.limit_at or self.target_at
        assert due_at is not None
        return due_at


class ComplaintRow(NamedTuple):
    """A complaint in a list. `clock` is None where none runs: it has ended, or its clocks are paused.

    `told` is how the owner's words begin, while nobody has read them back.
    """

    id: int
    number: str
    title: str
    stage: str
    round: int
    level: str
    category: str
    nature: str
    emotion: str
    channel: str
    anonymous: bool
    name: str
    unit: str
    where: str
    project_id: int
    person_id: int | None
    place_id: int | None
    case_owner_id: int
    handler_id: int | None
    visitor_id: int | None
    policy_id: int
    received_at: datetime
    staged_at: datetime
    spoken_at: datetime
    next_due_at: datetime | None
    clocks_wait_since: datetime | None
    clocks_wait_for: str
    closed_at: datetime | None
    closing_code: str
    questionnaire_until: datetime | None
    owner_verdict: str
    project_name: str
    place_path: str | None
    person_name: str | None
    honorific: str | None
    case_owner_name: str
    visitor_name: str | None = None
    closed_by_name: str | None = None
    told: str = ""
    clock: ClockBar | None = None

    @property
    def place(self) -> str:
        """The place of the complaint: the record, else the words for it, else the home."""
        return self.place_path or self.where or self.unit

    @property
    def person(self) -> str:
        """The name of the complainant; "" for an anonymous one."""
        return "" if self.anonymous else self.name or self.person_name or ""

    @property
    def key(self) -> Key:
        """The key of the row in pages by due time."""
        return Key(self.next_due_at, self.id)


#: So many characters of the owner's words are looked through for danger in a list.
TOLD = 1000
_JOINED = {
    "project_name": F("project__name"),
    "place_path": F("place__path"),
    "person_name": F("person__name"),
    "honorific": F("person__honorific"),
    "case_owner_name": F("case_owner__name"),
    "visitor_name": F("visitor__name"),
    "closed_by_name": F("closed_by__name"),
    "told": Case(When(stage=Stage.RECEIVED.value, then=Substr("content", 1, TOLD)), default=Value("")),
}
_OWN = tuple(name for name in ComplaintRow._fields if name not in (*_JOINED, "clock"))


def values_of(found: QuerySet[Complaint], *more: str) -> Values:
    """Return the query for the columns of a row (and `more`), to be ordered and sliced."""
    values: Values = found.values(*_OWN, *more, **_JOINED)
    return values


def values_at(ids: Iterable[int]) -> list[dict[str, Any]]:
    """Return the columns of the rows of these ids, in this order; one query, none without ids."""
    wanted = tuple(ids)
    found = {row["id"]: row for row in _values_at(wanted)}
    return [found[pk] for pk in wanted if pk in found]


@prepared
def _values_at(ids: tuple[int, ...]) -> Values:
    return values_of(Complaint.objects.filter(pk__in=ids))


def soonest_values(
    found: QuerySet[Complaint], column: str, after: str, size: int, *, dated: bool = False
) -> list[dict[str, Any]]:
    """Return the columns of one row more than a page, as `soonest_first` orders them.

    It looks for keys first: a statement that is written anew is cheaper the fewer tables it joins, and so is its plan.
    """
    keys: Values = found.values("id", column)
    return values_at(row["id"] for row in soonest_first(keys, column, after, size, dated=dated))


def rows_of(values: Iterable[Mapping[str, Any]], kinds: tuple[ClockKind, ...] = ()) -> list[ComplaintRow]:
    """Return the rows, each with its clock that is due next, of these kinds or of any; one more query."""
    found = list(values)
    bars = _nearest(_clocks_of(tuple(row["id"] for row in found), tuple(kind.value for kind in kinds)))
    return [ComplaintRow(**row, clock=bars.get(row["id"])) for row in found]


def page_by_due(values: list[dict[str, Any]], size: int) -> Page[ComplaintRow]:
    """Return a page by due time, from one row more than it holds."""
    keys = [Key(row["next_due_at"], row["id"]) for row in values]
    return page_of(rows_of(values[:size]), keys, size)


def bars_of(clocks: QuerySet[Clock], column: str) -> dict[int, ClockBar]:
    """Return the running clock with the nearest limit (or target) by the value of the column."""
    return _nearest(_running(clocks, column))


@prepared
def _clocks_of(complaints: tuple[int, ...], kinds: tuple[str, ...]) -> QuerySet[Clock, ClockColumns]:
    found = Clock.objects.filter(complaint__in=complaints)
    return _running(found.filter(kind__in=kinds) if kinds else found, "complaint_id")


def _running(clocks: QuerySet[Clock], column: str) -> QuerySet[Clock, ClockColumns]:
    running = clocks.filter(stopped_at__isnull=True, paused_at__isnull=True)
    return running.values_list(column, "kind", "started_at", "target_at", "limit_at")


def _nearest(clocks: Iterable[ClockColumns]) -> dict[int, ClockBar]:
    """Return of each subject the clock with the nearest limit (or target)."""
    nearest: dict[int, ClockBar] = {}
    for subject, kind, started_at, target_at, limit_at in clocks:
        if awaited_at(ClockKind(kind), Times(target_at, limit_at)) is None:
            continue
        bar = ClockBar(kind, started_at, target_at, limit_at)
        known = nearest.get(subject)
        if known is None or _rank(bar) < _rank(known):
            nearest[subject] = bar
    return nearest


def _rank(bar: ClockBar) -> tuple[bool, datetime, str]:
    return (bar.limit_at is None, bar.due_at, bar.kind)  # the kind, so that of two due together it is always the same
