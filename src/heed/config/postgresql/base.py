"""Django's connection, with connections of the pool that are rarely tried out. See the docstring of the package."""

import select
from functools import lru_cache
from time import monotonic
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg import _queries

from heed.config.postgresql.cursor import PlanKeepingCursor, PostgresqlOperations

KEPT = 512
"""So many statements are remembered with the places of their parameters; the one that rested longest is looked through
again."""
LONGEST, MOST_PARAMETERS = 32_768, 1_000
"""Longer ones, and those with more parameters, such as rows that are written in bulk, are not remembered."""
RUNS_BEFORE, PLANS = 3, 200
"""So often a connection runs such a statement before the server keeps its plan, and so many are kept at most: those of
ten pages for six roles are 94, and 24 MiB."""
TRUSTED = 20.0
"""Seconds that a connection of the pool is taken for alive after it was tried out."""

# psycopg's own limits: 128 statements, of 4,096 characters and 50 parameters at most
_queries.MAX_CACHED_STATEMENT_LENGTH = LONGEST
_queries.MAX_CACHED_STATEMENT_PARAMS = MOST_PARAMETERS
_queries._query2pg_client = lru_cache(KEPT)(_queries._query2pg_client_nocache)
_queries._query2pg = lru_cache(KEPT)(_queries._query2pg_nocache)


class PooledPostgresql(base.DatabaseWrapper):
    """Django's own, whose `CONN_HEALTH_CHECKS` would try out a connection of the pool at each request."""

    ops_class = PostgresqlOperations
    pool: Any  # a property, which the stubs leave out

    def get_connection_params(self) -> dict[str, Any]:
        """Django's, with a cursor that lets the server keep plans where connections are our own."""
        params = super().get_connection_params()
        params["cursor_factory"] = PlanKeepingCursor
        if self.settings_dict["OPTIONS"].get("pool"):
            params["prepare_threshold"] = RUNS_BEFORE
            params["options"] = f"{params.get('options', '')} -c plan_cache_mode=force_generic_plan".strip()
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection of the pool that is alive; without a pool a new one."""
        while True:
            connection = super().get_new_connection(conn_params)
            if not self.pool or _is_alive(connection):
                connection.prepared_max = PLANS
                return connection
            connection.close()
            self.pool.putconn(connection)  # which lets another be made in its place


DatabaseWrapper = PooledPostgresql  # the name by which Django finds it


def _is_alive(connection: "psycopg.Connection[Any]") -> bool:
    if connection.closed:
        return False
    now = monotonic()
    if now - getattr(connection, "tried_out_at", -TRUSTED) < TRUSTED and not _says_something(connection):
        return True
    try:
        connection.execute("")
    except psycopg.Error:
        return False
    connection.tried_out_at = now  # type: ignore[attr-defined]
    return True


def _says_something(connection: "psycopg.Connection[Any]") -> bool:
    """Whether there is something to read on a connection that was asked nothing: the server hung up, or will."""
    readable = select.poll()
    readable.register(connection.fileno(), select.POLLIN)
    return bool(readable.poll(0))
