"""What Django's backend does with values; here an instant is a whole number of microseconds since 1970, in UTC.

As text, which Django writes, an instant takes 26 bytes, and a complaint has over a hundred of them; as a number it
takes eight.
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import operations

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
KEPT = 16_384
"""So many instants are kept as they were read: a page shows mostly those of the page before."""
_Sql = tuple[str, tuple[Any, ...]]


@lru_cache(maxsize=KEPT)
def instant_of(stored: bytes) -> datetime:
    """The instant in a column as SQLite hands it over; text, which only another program puts there, is read too."""
    try:
        return _EPOCH + timedelta(microseconds=int(stored))
    except ValueError:
        return datetime.fromisoformat(stored.decode())


class DatabaseOperations(operations.DatabaseOperations):
    """Django's operations with instants as numbers, which also add up without a function of Django's.

    Functions of an instant, such as its month, see its whole seconds.
    """

    def adapt_datetimefield_value(self, value: datetime | None) -> int | None:  # type: ignore[override]
        """Return the microseconds of an aware instant; None for none."""
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def convert_datetimefield_value(self, value: Any, expression: Any, connection: Any) -> datetime | None:
        """Return the aware instant; None for none."""
        if value is None:
            return None
        if isinstance(value, int):
            return _EPOCH + timedelta(microseconds=value)
        instant = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        return instant.replace(tzinfo=connection.timezone) if instant.tzinfo is None else instant

    def combine_duration_expression(self, connector: str, sub_expressions: list[str]) -> str:
        """An instant and a duration, or two durations: both are microseconds."""
        return f"({f' {connector} '.join(sub_expressions)})"

    def subtract_temporals(self, internal_type: str, lhs: _Sql, rhs: _Sql) -> _Sql:
        """The microseconds between two instants."""
        if internal_type != "DateTimeField":
            return super().subtract_temporals(internal_type, lhs, rhs)
        return f"({lhs[0]} - {rhs[0]})", (*lhs[1], *rhs[1])

    def datetime_cast_date_sql(self, sql: str, params: Any, tzname: str | None) -> _Sql:
        return super().datetime_cast_date_sql(_seconds(sql), params, tzname)

    def datetime_cast_time_sql(self, sql: str, params: Any, tzname: str | None) -> _Sql:
        return super().datetime_cast_time_sql(_seconds(sql), params, tzname)

    def datetime_extract_sql(self, lookup_type: str, sql: str, params: Any, tzname: str | None) -> _Sql:
        return super().datetime_extract_sql(lookup_type, _seconds(sql), params, tzname)

    def datetime_trunc_sql(self, lookup_type: str, sql: str, params: Any, tzname: str | None) -> Any:
        return super().datetime_trunc_sql(lookup_type, _seconds(sql), params, tzname)


def _seconds(sql: str) -> str:
    """The SQL of an instant as the text that Django's functions read."""
    return f"strftime('%%Y-%%m-%%d %%H:%%M:%%S', ({sql}) / 1000000, 'unixepoch')"
