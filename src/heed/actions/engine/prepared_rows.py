"""Thousands of new rows, made ready before the transaction that writes them, so that it is short."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

_FIRST_USE = "INSERT INTO sqlite_sequence (name, seq) SELECT %s, 0 WHERE %s NOT IN (SELECT name FROM sqlite_sequence)"
_NEXT = "UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s RETURNING seq"


@dataclass(frozen=True, slots=True)
class PreparedRows:
    """One statement, and the values of each row."""

    sql: str
    rows: Sequence[Sequence[Any]]

    def or_ignored(self) -> "PreparedRows":
        """Return the same, where a row that breaks a unique constraint is left out instead of refused."""
        return PreparedRows(f"{self.sql} ON CONFLICT DO NOTHING", self.rows)

    def insert(self) -> None:
        """Write them, in the caller's transaction."""
        with connection.cursor() as cursor:
            cursor.executemany(self.sql, self.rows)


def prepare(model: type[Model], found: Iterable[Model]) -> PreparedRows:
    """Make new rows ready for `insert`; each has its id already, see `reserve_ids`."""
    fields = model._meta.concrete_fields
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({marks})"  # noqa: S608
    return PreparedRows(
        sql, [[field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields] for row in found]
    )


def reserve_ids(model: type[Model], count: int) -> Sequence[int]:
    """Reserve so many ids of a table, which no other writer gets, in a short transaction of its own."""
    if not count:
        return ()
    table, key = model._meta.db_table, model._meta.pk
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [table, key.column if key else "id", count],
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute(_FIRST_USE, [table, table])
        cursor.execute(_NEXT, [count, table])
        last: int = cursor.fetchone()[0]
    return range(last - count + 1, last + 1)
