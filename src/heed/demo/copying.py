"""Copying complaints whole, thousands of times: every row of them, with instants moved and the chain sealed anew.

What the actions wrote for a prototype is taken as it stands, so a copy keeps every rule that the original keeps.
Files are not copied: their rows point to those of the prototype.
Instants move by whole weeks, because open hours repeat with the week.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Max

from heed.records.models import (
    Apology,
    Approval,
    Assessment,
    Attachment,
    Clock,
    ClockEvent,
    Complaint,
    Entry,
    EntryContent,
    Order,
    Promise,
    Proposal,
    Summary,
    Visit,
)
from heed.records.seal import digest_of, hash_of

#: What belongs to a complaint, parents before children, with the path that leads back to it.
PARTS: tuple[tuple[type[models.Model], str], ...] = (
    (Order, "complaint"), (Apology, "complaint"), (Promise, "complaint"), (Assessment, "complaint"),
    (Proposal, "complaint"), (Approval, "complaint"), (Visit, "complaint"), (Summary, "complaint"),
    (Entry, "complaint"), (Attachment, "complaint"), (EntryContent, "entry__complaint"), (Clock, "complaint"),
    (ClockEvent, "clock__complaint"),
)  # fmt: skip
MODELS: tuple[type[models.Model], ...] = (Complaint, *(model for model, _ in PARTS))
Values = list[Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a prototype: its values, ready for the database, and where other rows of it are pointed to."""

    values: Values
    key: int  # position of its own id; -1 where its id is another row's
    points: tuple[tuple[int, int, int], ...]  # (position, model by number, which of that model's rows)
    instants: tuple[tuple[int, datetime], ...]  # (position, instant)

    def moved(self, by: timedelta) -> "Line":
        """The same row at another time."""
        values = self.values.copy()
        for position, at in self.instants:
            values[position] = connection.ops.adapt_datetimefield_value(at + by)
        return Line(values, self.key, self.points, self.instants)


@dataclass(frozen=True, slots=True)
class Shifted:
    """A prototype moved in time: its rows by model, and the entries as the seal reads them."""

    received_at: datetime
    received_on: date
    lines: tuple[tuple[Line, ...], ...]
    entries: tuple[SimpleNamespace, ...]


class Prototype:
    """A complaint to copy. `facts` are those of its first entry."""

    def __init__(self, complaint: Complaint) -> None:
        self.complaint = complaint
        self.rows: list[list[models.Model]] = [[complaint]]
        for model, path in PARTS:
            self.rows.append(list(model._default_manager.filter(**{path: complaint}).order_by("pk")))
        first = next(row for row in self.rows[MODELS.index(EntryContent)])
        self.facts: dict[str, Any] = dict(getattr(first, "facts"))  # noqa: B009
        self._places = {(type(row), row.pk): (number, place) for number, rows in enumerate(self.rows)
                        for place, row in enumerate(rows)}  # fmt: skip
        self._lines = tuple(tuple(self._line(row) for row in rows) for rows in self.rows)
        self._on = [column.attname for column in Complaint._meta.concrete_fields].index("received_on")
        self._shifted: dict[int, Shifted] = {}

    def shifted(self, weeks: int) -> Shifted:
        """The prototype so many weeks earlier; made once."""
        if weeks not in self._shifted:
            by = timedelta(weeks=-weeks)
            lines = tuple(tuple(line.moved(by) for line in rows) for rows in self._lines)
            entries = tuple(_as_sealed(row, by) for row in self.rows[MODELS.index(Entry)])
            on = self.complaint.received_on + by
            lines[0][0].values[self._on] = connection.ops.adapt_datefield_value(on)
            self._shifted[weeks] = Shifted(self.complaint.received_at + by, on, lines, entries)
        return self._shifted[weeks]

    def _line(self, row: models.Model) -> Line:
        values, points, instants, key = [], [], [], -1
        for position, column in enumerate(row._meta.concrete_fields):
            value = getattr(row, column.attname)
            if isinstance(value, datetime):
                instants.append((position, value))
            related = column.related_model
            target = self._places.get((related, value)) if isinstance(related, type) else None
            if target is not None:
                points.append((position, *target))
            elif column.primary_key:
                key = position
            values.append(column.get_db_prep_save(value, connection))
        return Line(values, key, tuple(points), tuple(instants))


def _as_sealed(entry: models.Model, by: timedelta) -> SimpleNamespace:
    names = ("seq", "move", "line", "stage", "round", "actor", "account_id", "order_id", "digest")
    return SimpleNamespace(at=getattr(entry, "at") + by, **{name: getattr(entry, name) for name in names})  # noqa: B009


@dataclass
class Copy:
    """One copy to make: of which prototype, moved how far, and what differs from it."""

    prototype: Prototype
    weeks: int
    columns: Mapping[str, Any]  # of the complaint, ready for the database
    facts: Mapping[str, Any]  # of its first entry


@dataclass
class Press:
    """Prints copies into the tables. Used within one transaction; ids are its own until that ends."""

    _next: list[int] = field(init=False)
    _columns: list[dict[str, int]] = field(init=False)

    def __post_init__(self) -> None:
        self._next = [(model._default_manager.aggregate(last=Max("pk"))["last"] or 0) + 1 for model in MODELS]
        self._columns = [
            {column.attname: place for place, column in enumerate(model._meta.concrete_fields)} for model in MODELS
        ]

    def print(self, copies: Sequence[Copy]) -> list[int]:
        """Write these copies; their ids."""
        sheets: list[list[Values]] = [[] for _ in MODELS]
        ids = [self._set(copy, sheets) for copy in copies]
        with connection.cursor() as cursor:
            for model, sheet in zip(MODELS, sheets, strict=True):
                if sheet:
                    cursor.executemany(_insert(model), sheet)
        return ids

    def _set(self, copy: Copy, sheets: list[list[Values]]) -> int:
        shifted = copy.prototype.shifted(copy.weeks)
        first = list(self._next)
        for number, lines in enumerate(shifted.lines):
            for place, line in enumerate(lines):
                values = line.values.copy()
                if line.key >= 0:
                    values[line.key] = first[number] + place
                for position, other, which in line.points:
                    values[position] = first[other] + which
                sheets[number].append(values)
            self._next[number] += len(lines)
        self._seal(copy, shifted, first, sheets)
        return first[0]

    def _seal(self, copy: Copy, shifted: Shifted, first: list[int], sheets: list[list[Values]]) -> None:
        """The chain of the copy, from its own first entry on, and the head on the complaint."""
        entries, contents = MODELS.index(Entry), MODELS.index(EntryContent)
        many = len(shifted.entries)
        written, said = self._columns[entries], self._columns[contents]
        content = sheets[contents][-many]
        content[said["facts"]] = json.dumps(copy.facts, ensure_ascii=False)
        head = copy.columns["number"]
        for place, entry in enumerate(shifted.entries):
            row = sheets[entries][place - many]
            entry.order_id = row[written["order_id"]]
            if place == 0:
                entry.digest = row[written["digest"]] = digest_of(content[said["salt"]], copy.facts)
            head = row[written["hash"]] = hash_of(entry, head)  # type: ignore[arg-type]  # all that the seal reads
        complaint, columns = sheets[0][-1], self._columns[0]
        complaint[columns["head"]] = head
        for name, value in copy.columns.items():
            complaint[columns[name]] = value


def _insert(model: type[models.Model]) -> str:
    quoted = [connection.ops.quote_name(column.column) for column in model._meta.concrete_fields]
    table = connection.ops.quote_name(model._meta.db_table)
    return f"INSERT INTO {table} ({', '.join(quoted)}) VALUES ({', '.join(['%s'] * len(quoted))})"  # noqa: S608


def let_ids_go_on() -> None:
    """Tell a database that counts ids apart (PostgreSQL) where the copies ended."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(MODELS)):
            cursor.execute(statement)
