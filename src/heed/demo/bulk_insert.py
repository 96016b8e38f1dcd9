"""Printing copies of complaints into the tables, thousands at once, with the chain of each sealed anew.

The prototypes' rows lie in temporary tables, one for each model, and what each copy has of its own is a row of another.
From these the database itself makes the copies: for each model, one INSERT … SELECT.
"""

# ruff: noqa: S608  # the names in these statements are our own

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models
from django.db.backends.utils import CursorWrapper
from django.db.models import Max

from heed.demo.copying import MODELS, NEVER_COPIED, OF_OWNER, OWN, Copy, Model, Prototype
from heed.records.models import Complaint, Entry, EntryContent, Order

_COPIES = "seed_copies"
_DIALECTS = {
    "sqlite": ("text", "date({0}, c.moved) || substr({0}, 11)", "date({0}, c.moved)"),
    "postgresql": ("interval", "{0} + c.moved", "CAST({0} + c.moved AS date)"),
}
"""By database: the type of `moved`, and an instant and a day that are moved by it."""
_HASH = 64
"""Characters of one hash."""
_OF_FIRST = "CASE t.place WHEN 0 THEN c.{0} ELSE t.{0} END"
_OTHERWISE: dict[Model, dict[str, str]] = {
    Complaint: {name: f"c.{name}" for name in OWN} | {name: f"coalesce(c.{name}, t.{name})" for name in OF_OWNER}
    | {"head": f"substr(c.hashes, length(c.hashes) - {_HASH - 1})"},
    Entry: {"hash": f"substr(c.hashes, 1 + t.place * {_HASH}, {_HASH})", "digest": _OF_FIRST.format("digest")},
    EntryContent: {"facts": _OF_FIRST.format("facts")},
}  # fmt: skip
"""What a column is set to that is not as the prototype's: `c` is the copy, `t` the row of its prototype."""


@contextmanager
def press(prototypes: Sequence[Prototype]) -> Iterator["Press"]:
    """A press for copies of these, with its temporary tables; afterwards other rows get the ids that come next."""
    with connection.cursor() as cursor:
        _lay(cursor, prototypes)
        yield Press()
        for table in (_COPIES, *map(_table, MODELS)):
            cursor.execute(f"DROP TABLE {table}")
        for statement in connection.ops.sequence_reset_sql(no_style(), list(MODELS)):
            cursor.execute(statement)


def _lay(cursor: CursorWrapper, prototypes: Sequence[Prototype]) -> None:
    fields = {column.attname: column for model in (EntryContent, Entry, Complaint) for column in _columns(model)}
    own = [f"{name} {fields[name].db_type(connection)}" for name in (*OF_OWNER, *OWN, "digest", "facts")]
    firsts = [f"{_first(model)} bigint" for model in MODELS]
    known = ["prototype integer", f"moved {_DIALECTS[connection.vendor][0]}"]
    columns = (*known, *firsts, *own, "hashes text")  # what is long comes last: SQLite reads a row from its beginning
    cursor.execute(f"CREATE TEMPORARY TABLE {_COPIES} ({', '.join(columns)})")
    for model in MODELS:
        table, source = _table(model), model._meta.db_table
        names = ", ".join(connection.ops.quote_name(column.column) for column in _columns(model))
        cursor.execute(
            f"CREATE TEMPORARY TABLE {table} AS SELECT 0 AS prototype, 0 AS place, {names} FROM {source} LIMIT 0"
        )
        rows = [[number, *row] for number, one in enumerate(prototypes) for row in one.lines(model)]
        _insert(cursor, table, rows)
        cursor.execute(f"CREATE INDEX {table}_of ON {table} (prototype)")


class Press:
    """Prints copies; see `press`."""

    def __init__(self) -> None:
        self._statements = [_copying(model) for model in MODELS]

    def free(self) -> dict[Model, int]:
        """Which ids are free from where on. They are the caller's until its transaction ends."""
        return {model: (model._default_manager.aggregate(last=Max("pk"))["last"] or 0) + 1 for model in MODELS}

    def print(self, rows: Sequence[Sequence[Any]]) -> None:
        """Write the copies of which `row` made these."""
        with connection.cursor() as cursor:
            _insert(cursor, _COPIES, rows)
            for statement in self._statements:
                cursor.execute(statement)
            cursor.execute(f"DELETE FROM {_COPIES}")


def row(copy: Copy, number: int, free: dict[Model, int]) -> list[Any]:
    """What a copy of the prototype of this number has of its own; its ids are then free no more. Asks no database."""
    one, columns = copy.prototype, copy.columns
    digest, hashes = one.seal(copy.weeks, columns["number"], copy.facts, free[Order])
    own = [*map(columns.get, OF_OWNER), *(columns[name] for name in OWN)]
    facts = json.dumps(copy.facts, ensure_ascii=False)
    made = [number, f"-{copy.weeks * 7} days", *free.values(), *own, digest, facts, hashes]
    for model, many in one.counts.items():
        free[model] += many
    return made


def _copying(model: Model) -> str:
    """The statement that makes the copies' rows of one model."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(column.column) for column in _columns(model))
    values = ", ".join(_value(model, column) for column in _columns(model))
    source = f"{_COPIES} c CROSS JOIN {_table(model)} t WHERE t.prototype = c.prototype"
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) SELECT {values} FROM {source}"


def _value(model: Model, column: "models.Field[Any, Any]") -> str:
    _, instant, day = _DIALECTS[connection.vendor]
    stands = f"t.{connection.ops.quote_name(column.column)}"
    if own := _OTHERWISE.get(model, {}).get(column.attname):
        return own
    if column.related_model in MODELS and column.attname not in NEVER_COPIED:
        return f"{stands} + c.{_first(column.related_model)}"
    if column.primary_key:
        return f"t.place + c.{_first(model)}"
    if isinstance(column, models.DateTimeField):
        return instant.format(stands)
    return day.format(stands) if isinstance(column, models.DateField) else stands


def _insert(cursor: CursorWrapper, table: str, rows: Sequence[Sequence[Any]]) -> None:
    if rows:
        cursor.executemany(f"INSERT INTO {table} VALUES ({', '.join(['%s'] * len(rows[0]))})", rows)


def _columns(model: Model) -> Sequence["models.Field[Any, Any]"]:
    return model._meta.concrete_fields


def _table(model: Model) -> str:
    return f"seed_{model._meta.model_name}"


def _first(model: Model) -> str:
    """The column of a copy that says which id its first row of a model has."""
    return f"first_{model._meta.model_name}"
