"""The tables of the full-text index, made for each database (see `models.search`): of complaints, and of old ones.

SQLite: FTS5 without a copy of the text, without positions and without lengths, since the newest come first and never
the most relevant; `ascii` splits our tokens at spaces and does nothing else. PostgreSQL: a tsvector without positions.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "records_searchindex"
OLD_TABLE = "records_searchindex_old"


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the tables on this database."""
    statements = _postgresql if connection.vendor == "postgresql" else _sqlite
    with connection.cursor() as cursor:
        for table in (TABLE, OLD_TABLE):
            for statement in statements(table):
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the tables away, with all that is in them."""
    with connection.cursor() as cursor:
        for table in (TABLE, OLD_TABLE):
            cursor.execute(f"DROP TABLE IF EXISTS {table}")


def _sqlite(table: str) -> tuple[str, ...]:
    options = "content='', columnsize=0, detail=none, tokenize='ascii'"
    return (f"CREATE VIRTUAL TABLE {table} USING fts5(words, {options})",)


def _postgresql(table: str) -> tuple[str, ...]:
    return (
        f"CREATE TABLE {table} (rowid bigint PRIMARY KEY, {table} tsvector NOT NULL)",
        _index(table),
    )


def indexes() -> dict[str, str]:
    """The indexes of words on PostgreSQL by their names, each with the statement that makes it, for a bulk insert."""
    return {f"{table}_words": _index(table) for table in (TABLE, OLD_TABLE)}


def _index(table: str) -> str:
    return f"CREATE INDEX {table}_words ON {table} USING gin ({table})"
