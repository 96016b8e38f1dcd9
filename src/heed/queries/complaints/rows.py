"""A complaint as a row of a list shows it: plain values, read for a whole page in two queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, F, Func, QuerySet

from heed.process.words import OPEN
from heed.queries.paging import Key, Page, Values, page_of
from heed.records.models import Account, Clock, Complaint
from heed.records.models.complaint import ENDED_CODES

#: Codes written out, not passed: only so do SQLite and PostgreSQL know the index over what is open for their own.
_OPEN = f"NOT (%(expressions)s IN ({', '.join(repr(str(code)) for code in ENDED_CODES)}))"


class IsOpen(Func):
    """Whether a stage is one of those that have not ended."""

    template = _OPEN
    output_field = BooleanField()
    conditional = True


def only_open(found: QuerySet[Complaint]) -> QuerySet[Complaint]:
    """Only complaints that have not ended, by the index over them."""
    return found.filter(IsOpen(F("stage")))


def cases_of(account: Account) -> QuerySet[Complaint]:
    """The open cases that an account answers for, by the index of case owners and stages."""
    return Complaint.objects.filter(case_owner=account, stage__in=[stage.value for stage in OPEN])


@dataclass(frozen=True, slots=True)
class ClockBar:
    """The clock that is due next, as a pill or a countdown bar shows it: from `started_at` to `due_at`."""

    kind: str
    started_at: datetime
    target_at: datetime | None
    limit_at: datetime | None

    @property
    def due_at(self) -> datetime:
        """The limit; the target, where there is no limit."""
        due_at = self.limit_at or self.target_at
        assert due_at is not None
        return due_at


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """A complaint in a list. `clock` is None where nothing runs: it has ended, or its clocks wait."""

    id: int
    number: str
    title: str
    stage: str
    round: int
    level: str
    category: str
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
    next_due_at: datetime | None
    clocks_wait_since: datetime | None
    clocks_wait_for: str
    closed_at: datetime | None
    closing_code: str
    owner_verdict: str
    project_name: str
    place_path: str | None
    person_name: str | None
    honorific: str | None
    case_owner_name: str
    visitor_name: str | None = None
    clock: ClockBar | None = None

    @property
    def place(self) -> str:
        """Where it is about: the place, else the words for it, else the home."""
        return self.place_path or self.where or self.unit

    @property
    def person(self) -> str:
        """Who complains, as they gave their name; "" for an anonymous one."""
        return "" if self.anonymous else self.name or self.person_name or ""

    @property
    def key(self) -> Key:
        """Where a page by due time ends with this row."""
        return Key(self.next_due_at, self.id)


_JOINED = {
    "project_name": F("project__name"),
    "place_path": F("place__path"),
    "person_name": F("person__name"),
    "honorific": F("person__honorific"),
    "case_owner_name": F("case_owner__name"),
    "visitor_name": F("visitor__name"),
}
_OWN = tuple(name for name in ComplaintRow.__dataclass_fields__ if name not in (*_JOINED, "clock"))


def values_of(found: QuerySet[Complaint], *more: str) -> Values:
    """The query for the columns of a row (and `more`), to be ordered and cut."""
    values: Values = found.values(*_OWN, *more, **_JOINED)
    return values


def rows_of(values: Iterable[Mapping[str, Any]]) -> list[ComplaintRow]:
    """The rows with their clocks: one query more."""
    found = list(values)
    bars = bars_of(Clock.objects.filter(complaint__in=[row["id"] for row in found]), "complaint_id")
    return [ComplaintRow(**row, clock=bars.get(row["id"])) for row in found]


def page_by_due(values: list[dict[str, Any]], size: int) -> Page[ComplaintRow]:
    """A page out of one row more than it holds, by due time."""
    keys = [Key(row["next_due_at"], row["id"]) for row in values]
    return page_of(rows_of(values[:size]), keys, size)


def bars_of(clocks: QuerySet[Clock], column: str) -> dict[int, ClockBar]:
    """By what stands in the column, the running clock with the nearest limit (target, where none has a limit)."""
    running = clocks.filter(stopped_at__isnull=True, paused_at__isnull=True)
    nearest: dict[int, ClockBar] = {}
    for subject, *clock in running.values_list(column, "kind", "started_at", "target_at", "limit_at"):
        bar = ClockBar(*clock)
        if bar.limit_at is None and bar.target_at is None:
            continue
        known = nearest.get(subject)
        if known is None or _rank(bar) < _rank(known):
            nearest[subject] = bar
    return nearest


def _rank(bar: ClockBar) -> tuple[bool, datetime]:
    return (bar.limit_at is None, bar.due_at)
