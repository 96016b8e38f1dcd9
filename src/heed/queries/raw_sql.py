"""SQL where Django's own would not do: rows by a condition, for queries of every intake; a column without its index."""

from typing import TypeVar

from django.db.models import Func, Model

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
