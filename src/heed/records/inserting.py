"""New rows, by a statement that Django writes once for each table, as `prepared` does for what is read."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Field, Model
from django.db.models.sql import InsertQuery


def insert_all(rows: Sequence[Model]) -> None:
    """Insert new rows of one table, in one statement; a single one as `insert` does, which is what most moves make."""
    if len(rows) == 1:
        insert(rows[0])
    elif rows:
        type(rows[0])._default_manager.bulk_create(rows)


def insert(row: Model) -> None:
    """Insert a new row and give it its key, as `save(force_insert=True)` does without signals.

    Its values are plain ones, and none is an expression that the database works out. Raises IntegrityError.
    """
    row._prepare_related_fields_for_save(operation_name="save")  # type: ignore[attr-defined]
    sql, fields = _statement(connection.vendor, type(row))
    here = connections[DEFAULT_DB_ALIAS]  # a look through several proxies, once for all values
    values = [field.get_db_prep_save(field.pre_save(row, True), here) for field in fields]
    with here.cursor() as cursor:
        cursor.execute(sql, values)
        if row._meta.db_returning_fields:
            row.pk = cursor.fetchone()[0]
    row._state.adding, row._state.db = False, here.alias


@cache
def _statement(_vendor: str, table: type[Model]) -> tuple[str, list["Field[Any, Any]"]]:
    """The SQL that inserts a row of this table, and the fields whose values it takes."""
    returned = table._meta.db_returning_fields
    fields = [field for field in table._meta.local_concrete_fields if field not in returned]
    query = InsertQuery(table)
    query.insert_values(fields, [table()], raw=True)
    compiler = query.get_compiler(connection=connection)
    compiler.returning_fields = returned
    ((sql, values),) = compiler.as_sql()
    assert len(values) == len(fields), "the database works out no value but the key"
    return sql, fields
