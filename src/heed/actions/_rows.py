"""Inserting rows by a statement that is made once for each table: what every move writes, it writes often."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)
#: A column's attribute, and what makes the database's value of it (None: nothing has to).
_Written = tuple[str, Callable[..., Any] | None]
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
    values = [
        getattr(one, name) if prepared is None else prepared(getattr(one, name), connection)
        for one in rows
        for name, prepared in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"{into} {', '.join([row] * len(rows))}{returning}", values)
        ids = [pk for (pk,) in cursor.fetchall()] if returning else [one.pk for one in rows]
    for one, pk in zip(rows, ids, strict=True):
        one.pk = pk
        one._state.adding, one._state.db = False, connection.alias


@cache
def _statement(model: type[models.Model], vendor: str) -> tuple[tuple[_Written, ...], str, str, str]:
    """What is written, and the parts of the statement; ids that count themselves are given back."""
    counted = isinstance(model._meta.pk, models.AutoField)
    fields = tuple(field for field in model._meta.concrete_fields if not (counted and field.primary_key))
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    into = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES"
    row = f"({', '.join(['%s'] * len(fields))})"
    written = tuple((field.attname, None if _goes_as_it_is(field) else field.get_db_prep_save) for field in fields)
    return written, into, row, f" RETURNING {quote(model._meta.pk.column)}" if counted else ""


def _goes_as_it_is(field: Any) -> bool:
    """Texts, whole numbers and references are written as they are: nothing has to be made of them."""
    return isinstance(field, models.CharField | models.TextField | models.IntegerField | models.ForeignKey)
