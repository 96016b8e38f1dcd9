"""A cursor that lets PostgreSQL keep the plans of statements that are run often; all others are sent as by Django."""

from typing import Any

from django.db.backends.postgresql import operations
from psycopg import ClientCursor, Cursor
from psycopg._queries import PostgresClientQuery, PostgresQuery

from heed.config.often_run import OftenRun


class PlanKeepingCursor(ClientCursor[Any]):
    """Django's own writes the values into the SQL, so that PostgreSQL reads and plans each statement anew.

    A statement that is run often gets its values apart instead, and is prepared on the server once this connection has
    run it a few times. Not where the connection may be another one for each transaction, as behind PgBouncer.
    """

    _apart = False

    def execute(self, query: Any, params: Any = None, **how: Any) -> Any:
        """Run a statement, as psycopg's cursors do."""
        self._apart = isinstance(query, OftenRun) and self._conn.prepare_threshold is not None
        self._query_cls = PostgresQuery if self._apart else PostgresClientQuery  # type: ignore[assignment]
        return super().execute(query, params, **how)

    def _execute_send(self, query: Any, **how: Any) -> None:
        send = Cursor._execute_send if self._apart else ClientCursor._execute_send
        send(self, query, **how)

    def _get_prepared(self, pgq: Any, prepare: bool | None = None) -> Any:
        get = Cursor._get_prepared if self._apart else ClientCursor._get_prepared
        return get(self, pgq, prepare)


class PostgresqlOperations(operations.DatabaseOperations):
    """Django's own, which would tell of such a statement without its values."""

    def last_executed_query(self, cursor: Any, sql: Any, params: Any) -> Any:
        """Return the statement with its values, for whoever looks at what was run."""
        if isinstance(sql, OftenRun):
            return self.compose_sql(sql, params)
        return super().last_executed_query(cursor, sql, params)
