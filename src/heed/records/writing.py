"""Rows are written by statements that are made once for each table, as `prepared` does for what is read."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Field, Model
from django.db.models.sql import InsertQuery

FEW = 16
"""So many rows are inserted by a statement made once; for more, Django's way costs little a row."""


def insert_all(rows: Sequence[Model]) -> None:
    """Insert new rows of one table, in one statement; a few as `insert` does, which is what moves make."""
    if len(rows) > FEW:
        type(rows[0])._default_manager.bulk_create(rows)
    elif rows:
        _insert(rows)


def insert(row: Model) -> None:
    """Insert a new row and give it its key, as `save(force_insert=True)` does without signals.

    Its values are plain ones, and none is an expression that the database works out. Raises IntegrityError.
    """
    _insert([row])


def _insert(rows: Sequence[Model]) -> None:
    table, here = type(rows[0]), connections[DEFAULT_DB_ALIAS]  # a look through several proxies, once for all values
    sql, fields = _statement(connection.vendor, table, len(rows))
    values = []
    for row in rows:
        row._prepare_related_fields_for_save(operation_name="save")  # type: ignore[attr-defined]
        values += [field.get_db_prep_save(field.pre_save(row, True), here) for field in fields]
    with here.cursor() as cursor:
        cursor.execute(sql, values)
        if table._meta.db_returning_fields:
            for row, (key,) in zip(rows, cursor.fetchall(), strict=True):  # in their order, as Django takes it too
                row.pk = key
    for row in rows:
        row._state.adding, row._state.db = False, here.alias


def save(row: Model) -> None:
    """Write every column of a row that is there already, as its own `save()` does without signals."""
    fields = [field for field in row._meta.local_concrete_fields if not field.primary_key]
    update(row, {field.name: getattr(row, field.attname) for field in fields})


def update(row: Model, columns: Mapping[str, Any], **only: Any) -> bool:
    """Write these columns of a row, by the names of fields, where it still has the values of `only`.

    Returns whether it had them. The values are plain ones, and the object stays as it is.
    """
    sql, fields = _update(connection.vendor, type(row), tuple(columns), tuple(only))
    here = connections[DEFAULT_DB_ALIAS]
    values = (getattr(value, "pk", value) for value in (*columns.values(), row.pk, *only.values()))
    with here.cursor() as cursor:
        cursor.execute(sql, [field.get_db_prep_save(value, here) for field, value in zip(fields, values, strict=True)])
        return bool(cursor.rowcount)


@lru_cache(maxsize=1_024)
def _update(
    _vendor: str, table: type[Model], columns: tuple[str, ...], only: tuple[str, ...]
) -> tuple[str, list["Field[Any, Any]"]]:
    """The SQL that writes these columns of a row, and the fields whose values it takes."""
    quoted, about = connection.ops.quote_name, table._meta
    written: list[Field[Any, Any]] = [about.get_field(name) for name in columns]  # type: ignore[misc]
    asked: list[Field[Any, Any]] = [about.pk, *(about.get_field(name) for name in only)]  # type: ignore[list-item]
    sets, where = ([f"{quoted(str(field.column))} = %s" for field in fields] for fields in (written, asked))
    sql = f"UPDATE {quoted(about.db_table)} SET {', '.join(sets)} WHERE {' AND '.join(where)}"  # noqa: S608
    return sql, [*written, *asked]


@cache
def _statement(_vendor: str, table: type[Model], many: int) -> tuple[str, list["Field[Any, Any]"]]:
    """The SQL that inserts so many rows of this table, and the fields whose values it takes for each."""
    returned = table._meta.db_returning_fields
    fields = [field for field in table._meta.local_concrete_fields if field not in returned]
    query = InsertQuery(table)
    query.insert_values(fields, [table()], raw=True)
    compiler = query.get_compiler(connection=connection)
    compiler.returning_fields = returned
    ((sql, values),) = compiler.as_sql()
    assert len(values) == len(fields), "the database works out no value but the key"
    row = f"({', '.join(['%s'] * len(fields))})"
    before, after = sql.split(row)
    return f"{before}{', '.join([row] * many)}{after}", fields
