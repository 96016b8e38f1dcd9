"""The table of the full-text index, made for each database (see `models.search.SearchIndex`).

SQLite: FTS5 without a copy of the text, without positions and without lengths, since the newest come first and never
the most relevant; `ascii` splits our tokens at spaces and does nothing else. PostgreSQL: a tsvector without positions.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "records_searchindex"
_SQLITE = (f"CREATE VIRTUAL TABLE {TABLE} USING fts5(words, content='', columnsize=0, detail=none, tokenize='ascii')",)
_POSTGRESQL = (
    f"CREATE TABLE {TABLE} (rowid bigint PRIMARY KEY, {TABLE} tsvector NOT NULL)",
    f"CREATE INDEX search_index ON {TABLE} USING gin ({TABLE})",
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the table on this database."""
    with connection.cursor() as cursor:
        for statement in _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the table away, with all that is in it."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")
