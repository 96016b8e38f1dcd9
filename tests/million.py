"""A made-up million: the statistics of a database with a million complaints, set and not seeded.

Both databases choose their plans by statistics, so that a test sees in an empty database what a large one would do.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.apps import apps
from django.db import connection, models

COMPLAINTS = 1_000_000
#: Rows of a table for each complaint; all other tables are small.
PER_COMPLAINT = {
    "complaint": 1, "entry": 8, "entrycontent": 8, "clock": 7, "clockevent": 7, "notice": 20, "searchtext": 1,
    "searchindex": 1, "attachment": 0.7, "order": 0.5, "promise": 0.5, "proposal": 0.3, "apology": 0.7,
    "assessment": 1, "visit": 0.5, "approval": 0.1, "summary": 0.1, "reception": 0.3, "call": 0.5, "summons": 0.1,
    "compensation": 0.02, "person": 0.2, "personkey": 3, "occupancy": 0.2, "place": 0.1, "bodycase": 0.02,
    "auditevent": 2, "oldcomplaint": 0.2, "daynumber": 0.1, "gateshift": 0.03, "erasure": 0.001, "orderlink": 0.1,
    "complaint_accused": 0.01, "snooze": 0.001,
}  # fmt: skip
SMALL = 100
"""Rows of each other table: projects, accounts, duties."""
CODES = 8
"""Different values of a column of codes, such as the stage."""
ASKED_FOR = {
    ("records_complaint", "stage"): 200, ("records_order", "state"): 200,
    ("records_approval", "state"): 200,
    ("records_clock", "kind"): 200,
}  # fmt: skip
"""The same of columns by which lists ask for what is open: of each such code there is little."""
SHARES = {"closed_at": 0.98, "ended_at is null": 0.0001, "asked": 0.005, "withdrawn": 0.02, " is null": 0.02}
"""The share of a table's rows that a partial index holds, by a piece of its condition; of all others `GIVEN`."""
GIVEN = 0.05


@cache
def rows_of() -> dict[str, int]:
    """How many rows each table has."""
    many = apps.get_app_config("records").get_models(include_auto_created=True)
    return {
        model._meta.db_table: int(COMPLAINTS * PER_COMPLAINT.get(model._meta.model_name or "", 0)) or SMALL
        for model in many
    }


def is_large(table: str) -> bool:
    """Whether a table grows with the complaints."""
    return rows_of().get(table, 0) > SMALL


@contextmanager
def a_million() -> Iterator[None]:
    """Let the database plan as if it held a million complaints."""
    if connection.vendor == "sqlite":
        with _on_sqlite():
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'records_complaint'")
            if cursor.fetchone()[0] < COMPLAINTS / 100:
                _on_postgresql()  # undone with the transaction of the test
        yield


@cache
def _distinct() -> dict[tuple[str, str], int]:
    """For each table and column, how many different values it holds."""
    found = {}
    for model in apps.get_app_config("records").get_models(include_auto_created=True):
        table = model._meta.db_table
        for field in model._meta.concrete_fields:
            found[table, field.column] = ASKED_FOR.get((table, field.column)) or min(
                rows_of()[table], _values_of(field)
            )
    return found


def _values_of(field: "models.Field[object, object]") -> int:
    if field.is_relation and field.related_model is not None and not field.unique:
        return rows_of()[field.related_model._meta.db_table]  # type: ignore[union-attr]
    if isinstance(field, models.BooleanField):
        return 2
    is_code = isinstance(field, models.CharField) and not field.unique and (field.max_length or 99) <= 20
    return CODES if is_code else max(rows_of().values())


def _share(condition: str) -> float:
    """How many of a table's rows a partial index holds."""
    words = condition.lower().replace('"', "")
    return next((share for about, share in SHARES.items() if about in words), GIVEN)


@cache
def index_sizes() -> dict[str, list[int]]:
    """For each index on SQLite how many rows it holds, and how many share its first, its first two ... columns."""
    sizes = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tbl_name, name, coalesce(sql, '') FROM sqlite_master WHERE type = 'index'")
        for table, index, sql in cursor.fetchall():
            if table in rows_of():
                columns = [column for *_, column in cursor.execute(f"PRAGMA index_info({index})").fetchall()]
                held = rows_of()[table] * (_share(sql.split(" WHERE ")[1]) if " WHERE " in sql else 1)
                is_unique = "UNIQUE" in sql or index.startswith("sqlite_autoindex")
                sizes[index] = [int(held), *_each_prefix(table, columns, held, is_unique)]
    return sizes


@contextmanager
def _on_sqlite() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE records_pulse")  # makes the table of statistics
        cursor.execute("DELETE FROM sqlite_stat1")
        cursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'index'")
        tables = dict(cursor.fetchall())
        known: list[tuple[str, str | None, str]] = [
            (tables[index], index, " ".join(map(str, sizes))) for index, sizes in index_sizes().items()
        ]
        known += [(table, None, str(rows)) for table, rows in rows_of().items()]
        cursor.executemany("INSERT INTO sqlite_stat1 VALUES (%s, %s, %s)", known)
        cursor.execute("ANALYZE sqlite_master")  # reads them
        yield
        cursor.execute("DELETE FROM sqlite_stat1")
        cursor.execute("ANALYZE sqlite_master")


def _each_prefix(table: str, columns: list[str | None], held: float, is_unique: bool) -> Iterator[int]:
    left = held
    for place, column in enumerate(columns):
        left = max(1, left / min(held, _distinct().get((table, column or ""), CODES)))
        yield 1 if is_unique and place == len(columns) - 1 else int(left)


def _on_postgresql() -> None:
    """PostgreSQL counts the pages on the disk itself, so each page is said to hold its part of the rows.

    ANALYZE writes sizes in place, where no rollback reaches. The rows of sizes are therefore written anew first, so
    that it writes into what the transaction takes back; else all later tests would plan for empty tables.
    """
    with connection.cursor() as cursor:
        cursor.execute("UPDATE pg_class SET reltuples = reltuples WHERE relkind IN ('r', 'i')")
        for table, rows in rows_of().items():
            cursor.execute(f'ANALYZE "{table}"')
            cursor.execute(_SIZE, [rows, 1, 0, table])
            cursor.execute(
                "SELECT c.relname, pg_get_expr(i.indpred, i.indrelid) FROM pg_index i"
                " JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = %s::regclass",
                [f'"{table}"'],
            )
            for index, condition in cursor.fetchall():
                cursor.execute(_SIZE, [rows * _share(condition) if condition else rows, 2, 1, index])
        for (table, column), values in _distinct().items():
            cursor.execute(_VALUES, [values, rows_of()[table], values, table, column])


_SIZE = (
    "UPDATE pg_class SET reltuples = %s / greatest(1, pg_relation_size(oid) / 8192 - (%s - 1)), relpages = 1 + %s"
    " WHERE relname = %s"
)
_VALUES = (
    "UPDATE pg_statistic SET stadistinct = CASE WHEN %s >= %s THEN -1 ELSE %s END, stakind1 = 0, stakind2 = 0,"
    " stakind3 = 0, stakind4 = 0, stakind5 = 0 FROM pg_attribute a"
    " WHERE a.attrelid = starelid AND a.attnum = staattnum AND a.attrelid = %s::regclass AND a.attname = %s"
)
