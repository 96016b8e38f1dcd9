"""Inserting rows by a statement that is made once for each table: what every move writes, it writes often."""

from collections.abc import Iterable
from functools import cache
from typing import TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)
#: SQLite takes so many values in one statement, PostgreSQL twice as many.
MOST_VALUES = 32_000


def insert(rows: Iterable[M]) -> list[M]:
    """Write these new rows of one table, and give them with their ids.

    Like `bulk_create` without its options: no signals, no columns that fill themselves on saving. What the database
    refuses it refuses here as well (IntegrityError).
    """
    made = list(rows)
    at_once = MOST_VALUES // len(made[0]._meta.concrete_fields) if made else 1
    for first in range(0, len(made), at_once):
        _insert(type(made[0]), made[first : first + at_once])
    return made


def _insert(model: type[models.Model], rows: list[M]) -> None:
    fields, into, row, returning = _statement(model, connection.vendor)
    values = [field.get_db_prep_save(getattr(one, field.attname), connection) for one in rows for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(f"{into} {', '.join([row] * len(rows))}{returning}", values)
        ids = [pk for (pk,) in cursor.fetchall()] if returning else [one.pk for one in rows]
    for one, pk in zip(rows, ids, strict=True):
        one.pk = pk
        one._state.adding, one._state.db = False, connection.alias


@cache
def _statement(model: type[models.Model], vendor: str) -> tuple[tuple[models.Field, ...], str, str, str]:  # type: ignore[type-arg]
    """The columns that are written, and the parts of the statement; ids that count themselves are given back."""
    counted = isinstance(model._meta.pk, models.AutoField)
    fields = tuple(field for field in model._meta.concrete_fields if not (counted and field.primary_key))
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    into = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES"
    row = f"({', '.join(['%s'] * len(fields))})"
    return fields, into, row, f" RETURNING {quote(model._meta.pk.column)}" if counted else ""
