"""SQL where Django's own would not do: rows by a condition, for queries of every intake; a column without its index;
the order that gathers all rows; thousands of ids as one value."""

import json
from typing import Any, TypeVar

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, Field, Func, Lookup, Model, OrderBy
from django.db.models.functions import Cast
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row", bound=Model)


def rows_where(model: type[Row], condition: str, *given: object) -> list[Row]:
    """Return the rows of the model for which the condition holds; each `%s` in it stands for one of `given`."""
    return list(model._default_manager.raw(f"SELECT * FROM {model._meta.db_table} WHERE {condition}", given))  # noqa: S608


class Unindexed(Func):
    """A column of numbers with a plus before it: neither database reads its index then.

    For a condition that leaves out little, so that a planner does not begin with it. Without statistics, as an
    installation on SQLite has none, each index looks as good as another.
    """

    template = "+%(expressions)s"
    arity = 1


def gathered(column: str) -> OrderBy:
    """Return the order by a column of numbers, downward, in which PostgreSQL walks no index but gathers all rows first.

    Right for answers of the full-text index, of which the planner guesses wrongly how far it would have to walk.
    """
    return (Cast(column, BigIntegerField()) + 0).desc()


@Field.register_lookup
class Among(Lookup):  # type: ignore[type-arg]
    """`pk__among=[7, 9]`: as `__in`, with all numbers in one parameter: for thousands of them."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """Return the condition with the numbers as JSON."""
        column, params = self.process_lhs(compiler, connection)
        return f"{column} IN (SELECT value FROM json_each(%s))", (*params, json.dumps(self.rhs))  # noqa: S608

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """Return the condition with the numbers as an array."""
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", (*params, list(self.rhs))
