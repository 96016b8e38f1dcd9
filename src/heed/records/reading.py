"""How the rows of a prepared statement are read: tuples and dicts straight from the cursor, models by Django."""

import copy
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import ValuesIterable, ValuesListIterable
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=Model)
R = TypeVar("R")
Written = tuple[str, tuple[Any, ...]]
"""SQL with places for its parameters, and the parameters."""
Converter = Callable[[Any, Any, Any], Any]
Step = tuple[int, Converter, Any]
"""A conversion: the place of the value in its row, the function, the column."""


def reader_of(built: QuerySet[M, R], compiler: SQLCompiler) -> Callable[[Written], list[R]]:
    """Return what runs the statement of this queryset, given its values, and returns its rows."""
    columns = [column for column, *_ in compiler.select[: compiler.col_count]]
    converters: dict[int, tuple[list[Converter], Any]] = compiler.get_converters(columns)
    rows_as: Any = built._iterable_class
    if rows_as not in (ValuesIterable, ValuesListIterable) or compiler.has_composite_fields(columns):
        return _models(built, compiler, converters)
    steps = [(place, one, column) for place, (several, column) in converters.items() for one in several]
    return partial(_read, steps, None if rows_as is ValuesListIterable else _names(built))


def _read(steps: list[Step], names: tuple[str, ...] | None, written: Written) -> list[Any]:
    """The rows as dicts by these names; without names as tuples."""
    with connection.cursor() as cursor:
        cursor.execute(*written)
        found = cursor.fetchall()
        rows = _converted(found, steps, cursor.db) if steps else found
    return list(map(tuple, rows)) if names is None else [dict(zip(names, row, strict=True)) for row in rows]


def _names(built: QuerySet[Any, Any]) -> tuple[str, ...]:
    query = built.query
    selected = query.selected or (*query.extra_select, *query.values_select, *query.annotation_select)
    return tuple(selected)


def _converted(rows: Iterable[Any], steps: list[Step], database: Any) -> list[list[Any]]:
    """The rows as Python knows their values, as Django's compiler makes them, without asking anew for each value."""
    changed = list(map(list, rows))
    for place, convert, column in steps:
        for row in changed:
            row[place] = convert(row[place], column, database)
    return changed


def _models(
    built: QuerySet[M, R], compiler: SQLCompiler, converters: dict[int, tuple[list[Converter], Any]]
) -> Callable[[Written], list[R]]:
    compiler.get_converters = lambda _expressions: converters  # type: ignore[assignment, method-assign]

    def read(written: Written) -> list[R]:
        bound = copy.copy(compiler)
        bound.connection = connection
        bound.as_sql = lambda *_args, **_kwargs: written  # type: ignore[method-assign]
        found: QuerySet[M, R] = built._chain()  # type: ignore[attr-defined]
        found.query.get_compiler = lambda *_args, **_kwargs: bound  # type: ignore[method-assign]
        return list(found)

    return read
