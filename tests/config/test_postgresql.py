"""The connections to PostgreSQL: what is remembered, and a connection that the server has ended."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg import _queries
from psycopg.adapt import Transformer

from heed.config.postgresql import base

on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL's own")


@pytest.mark.once
def test_psycopg_looks_through_a_long_statement_once() -> None:
    statement, given = "SELECT %s" + ", %s" * 99 + " " * 10_000, list(range(100))

    def read() -> bytes:
        query = _queries.PostgresClientQuery(Transformer())
        query.convert(statement, given)
        return query.query

    assert read().startswith(b"SELECT 0, 1, 2")
    looked_through = _queries._query2pg_client.cache_info().misses
    assert read().rstrip().endswith(b", 98, 99")
    assert _queries._query2pg_client.cache_info().misses == looked_through


@on_postgresql
def test_a_connection_that_the_server_ended_is_replaced(transactional_db: None) -> None:
    ended = _backend()
    connection.close()
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as another:
        another.execute("SELECT pg_terminate_backend(%s, 5000)", [ended])
    assert _backend() != ended


@on_postgresql
def test_a_connection_is_tried_out_only_now_and_then(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    asks = psycopg.Connection.execute

    def execute(self: Any, query: Any, *given: Any, **named: Any) -> Any:
        tried.append(query)
        return asks(self, query, *given, **named)

    monkeypatch.setattr(psycopg.Connection, "execute", execute)
    for _ in range(3):
        connection.close()
        _backend()
    assert len(tried) <= 1
    monkeypatch.setattr(base, "TRUSTED", 0.0)
    connection.close()
    _backend()
    assert tried[-1] == ""


def _backend() -> int:
    """The process of the server that answers the connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])
