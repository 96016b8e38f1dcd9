"""Inserting thousands of copies of complaints at once, with the hash chain of each timeline computed anew.

The rows of the prototypes lie in temporary tables, one for each model; what a copy has of its own is one row of
another. From these the database itself makes the copies: one INSERT … SELECT for each model.
"""

# ruff: noqa: S608  # all names in these statements are written in this module or in the models

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast

from django.core.management.color import no_style
from django.db import connection, models
from django.db.backends.utils import CursorWrapper
from django.db.models import Max

from heed.demo.copying.prototype import MODELS, NEVER_COPIED, OF_OWNER, OWN, Copy, Model, Prototype
from heed.records.models import Complaint, Entry, EntryContent, Order
from heed.records.models._fields import CompactEncoder
from heed.seal.record import DIGITS

_COPIES = "seed_copies"
_DIALECTS = {
    "sqlite": ("integer", "{0} + 86400000000 * c.moved", "date({0}, c.moved || ' days')"),
    "postgresql": ("integer", "{0} + c.moved * interval '1 day'", "{0} + c.moved"),
}
"""For each database: the type of the column `moved`, and how an instant and a day are moved by it."""
_HASH = DIGITS // 2
"""Bytes of one hash."""
_OF_FIRST = "CASE t.place WHEN 0 THEN c.{0} ELSE t.{0} END"
_OWN_VALUES: dict[Model, dict[str, str]] = {
    Complaint: {name: f"c.{name}" for name in OWN} | {name: f"coalesce(c.{name}, t.{name})" for name in OF_OWNER}
    | {"head": f"substr(c.hashes, length(c.hashes) - {_HASH - 1})"},
    Entry: {"hash": f"substr(c.hashes, 1 + t.place * {_HASH}, {_HASH})", "digest": _OF_FIRST.format("digest")},
    EntryContent: {"facts": _OF_FIRST.format("facts")},
}  # fmt: skip
"""SQL of the columns that differ from the prototype's: `c` is the copy, `t` the row of its prototype."""


@contextmanager
def bulk_inserter(prototypes: Sequence[Prototype]) -> Iterator["BulkInserter"]:
    """Create the temporary tables for copies of these; drop them at the end and move the id sequences forward."""
    with connection.cursor() as cursor:
        _create_tables(cursor, prototypes)
        yield BulkInserter()
        for table in (_COPIES, *map(_table, MODELS)):
            cursor.execute(f"DROP TABLE {table}")
        for statement in connection.ops.sequence_reset_sql(no_style(), list(MODELS)):
            cursor.execute(statement)


def _create_tables(cursor: CursorWrapper, prototypes: Sequence[Prototype]) -> None:
    fields = {column.attname: column for model in (EntryContent, Entry, Complaint) for column in _columns(model)}
    own = [f"{name} {fields[name].db_type(connection)}" for name in (*OF_OWNER, *OWN, "digest", "facts")]
    first_ids = [f"{_first_id(model)} bigint" for model in MODELS]
    columns = (
        "prototype integer", f"moved {_DIALECTS[connection.vendor][0]}", *first_ids, *own,
        f"hashes {fields['hash'].db_type(connection)}",  # the longest comes last: SQLite reads a row from its beginning
    )  # fmt: skip
    cursor.execute(f"CREATE TEMPORARY TABLE {_COPIES} ({', '.join(columns)})")
    for model in MODELS:
        table, source = _table(model), model._meta.db_table
        names = ", ".join(connection.ops.quote_name(column.column) for column in _columns(model))
        cursor.execute(
            f"CREATE TEMPORARY TABLE {table} AS SELECT 0 AS prototype, 0 AS place, {names} FROM {source} LIMIT 0"
        )
        rows = [[number, *row] for number, prototype in enumerate(prototypes) for row in prototype.rows(model)]
        _insert(cursor, table, rows)
        cursor.execute(f"CREATE INDEX {table}_of ON {table} (prototype)")


class BulkInserter:
    """Inserts copies; see `bulk_inserter`."""

    def __init__(self) -> None:
        self._statements = [_insert_select(model) for model in MODELS]

    def next_ids(self) -> dict[Model, int]:
        """The next free id of each model. They stay free for the caller until its transaction ends."""
        return {model: (model._default_manager.aggregate(last=Max("pk"))["last"] or 0) + 1 for model in MODELS}

    def insert(self, rows: Sequence[Sequence[Any]]) -> None:
        """Insert the copies from which `insert_row` made these rows."""
        with connection.cursor() as cursor:
            _insert(cursor, _COPIES, rows)
            for statement in self._statements:
                cursor.execute(statement)
            cursor.execute(f"DELETE FROM {_COPIES}")


def insert_row(copy: Copy, number: int, next_ids: dict[Model, int]) -> list[Any]:
    """What a copy of prototype `number` has of its own, for `BulkInserter.insert`. Moves `next_ids` on; no queries."""
    prototype, columns = copy.prototype, copy.columns
    digest, hashes = prototype.seal(copy.weeks, columns["number"], copy.facts, next_ids[Order])
    own = [*map(columns.get, OF_OWNER), *(_stored(name, columns[name]) for name in OWN)]
    facts = json.dumps(copy.facts, cls=CompactEncoder)
    row = [
        number,
        -7 * copy.weeks,
        *next_ids.values(),
        *own,
        bytes.fromhex(digest),
        facts,
        bytes.fromhex(hashes),
    ]
    for model, many in prototype.counts.items():
        next_ids[model] += many
    return row


def _stored(name: str, value: Any) -> Any:
    """A value of a column of the complaint, as the database takes it."""
    return cast("models.Field[Any, Any]", Complaint._meta.get_field(name)).get_prep_value(value)


def _insert_select(model: Model) -> str:
    """The statement that makes the copies' rows of one model."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(column.column) for column in _columns(model))
    values = ", ".join(_value(model, column) for column in _columns(model))
    source = f"{_COPIES} c CROSS JOIN {_table(model)} t WHERE t.prototype = c.prototype"
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) SELECT {values} FROM {source}"


def _value(model: Model, column: "models.Field[Any, Any]") -> str:
    """The SQL of one column of a copy's row."""
    _, instant, day = _DIALECTS[connection.vendor]
    same = f"t.{connection.ops.quote_name(column.column)}"
    if own := _OWN_VALUES.get(model, {}).get(column.attname):
        return own
    if column.related_model in MODELS and column.attname not in NEVER_COPIED:
        return f"{same} + c.{_first_id(column.related_model)}"
    if column.primary_key:
        return f"t.place + c.{_first_id(model)}"
    if isinstance(column, models.DateTimeField):
        return instant.format(same)
    return day.format(same) if isinstance(column, models.DateField) else same


def _insert(cursor: CursorWrapper, table: str, rows: Sequence[Sequence[Any]]) -> None:
    if rows:
        cursor.executemany(f"INSERT INTO {table} VALUES ({', '.join(['%s'] * len(rows[0]))})", rows)


def _columns(model: Model) -> Sequence["models.Field[Any, Any]"]:
    return model._meta.concrete_fields


def _table(model: Model) -> str:
    """The temporary table that holds the prototypes' rows of a model."""
    return f"seed_{model._meta.model_name}"


def _first_id(model: Model) -> str:
    """The column of a copy that holds the id of its first row of a model."""
    return f"first_{model._meta.model_name}"
