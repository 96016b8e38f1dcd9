"""Reading a few columns by a statement that is made once: for what every move asks, where compiling costs the most."""

from collections import namedtuple
from collections.abc import Callable
from functools import cache
from typing import Any

from django.db import connection, models
from django.db.models.expressions import Col

_Convert = Callable[[Any], Any]


def rows(model: type[models.Model], columns: tuple[str, ...], *, last_by: str = "", **equal: Any) -> list[Any]:
    """These columns, as attributes, of the rows whose other columns equal these values (None: have none), by id.

    `last_by`: only the one that is last by this column. Columns go by their attribute (`account_id`, `pk`).
    """
    nothing = frozenset(name for name, value in equal.items() if value is None)
    statement = _Statement.made(model, columns, tuple(equal), nothing, last_by, connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, [value for value in equal.values() if value is not None])
        return [statement.row(found) for found in cursor.fetchall()]


class _Statement:
    """The SQL of one question, and how a row of its answer is read."""

    def __init__(
        self, model: type[models.Model], columns: tuple[str, ...], by: tuple[str, ...], nothing: frozenset[str],
        last_by: str,
    ) -> None:  # fmt: skip
        quote, meta = connection.ops.quote_name, model._meta

        def field(name: str) -> Any:
            return meta.pk if name == "pk" else meta.get_field(name)

        fields = [field(name) for name in columns]
        asked = [f"{quote(field(name).column)} {'IS NULL' if name in nothing else '= %s'}" for name in by]
        order = f"{quote(field(last_by).column)} DESC LIMIT 1" if last_by else quote(field("pk").column)
        chosen = ", ".join(quote(one.column) for one in fields)
        where = f" WHERE {' AND '.join(asked)}" if asked else ""
        self.sql = f"SELECT {chosen} FROM {quote(meta.db_table)}{where} ORDER BY {order}"  # noqa: S608  # our own names
        self._shape = namedtuple("Row", columns)  # type: ignore[misc]
        self._conversions = [(place, convert) for place, one in enumerate(fields) for convert in _conversions(one)]

    @classmethod
    @cache
    def made(
        cls, model: type[models.Model], columns: tuple[str, ...], by: tuple[str, ...], nothing: frozenset[str],
        last_by: str, vendor: str,
    ) -> "_Statement":  # fmt: skip
        """The statement, made the first time it is asked for."""
        return cls(model, columns, by, nothing, last_by)

    def row(self, found: tuple[Any, ...]) -> Any:
        """A row with its values as a model would have them."""
        if not self._conversions:
            return self._shape(*found)
        values = list(found)
        for place, convert in self._conversions:
            values[place] = convert(values[place])
        return self._shape(*values)


def _conversions(field: Any) -> list[_Convert]:
    """How the database's values of this column become Python's: instants, amounts."""
    column = Col(field.model._meta.db_table, field)
    found = [*connection.ops.get_db_converters(column), *column.get_db_converters(connection)]
    return [lambda value, convert=convert: convert(value, column, connection) for convert in found]  # type: ignore[misc]
