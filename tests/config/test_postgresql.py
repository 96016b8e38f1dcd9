"""The connections to PostgreSQL: what is remembered, and a connection that the server has ended."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from psycopg import _queries
from psycopg.adapt import Transformer

from heed.config.postgresql import base
from heed.queries.complaints.counts import counts_for
from tests.world import World

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


@on_postgresql
def test_the_server_keeps_the_plan_of_a_statement_that_is_run_often(world: World) -> None:
    before = counts_for(world.lin)
    assert not _kept(), "it is not kept for what is asked once"
    assert {counts_for(who).open for who in [world.lin] * 4} == {before.open}
    assert any("records_complaint" in statement for statement in _kept())
    assert not any("pg_prepared_statements" in statement for statement in _kept()), "others are sent as they are"


@on_postgresql
def test_the_server_keeps_no_plan_where_a_transaction_may_get_another_connection(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection.connection, "prepare_threshold", None)
    for _ in range(4):
        counts_for(world.lin)
    assert not _kept()


@on_postgresql
def test_whoever_looks_at_what_was_run_reads_such_a_statement_with_its_values(world: World) -> None:
    with CaptureQueriesContext(connection) as asked:
        counts_for(world.lin)
    one = asked.captured_queries[-1]
    assert f'"account_id" = {world.lin.pk}' in one["sql"]
    assert "$1" not in one["sql"]


def _kept() -> list[str]:
    """The statements whose plan the server keeps for this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [statement for (statement,) in cursor.fetchall()]


def _backend() -> int:
    """The process of the server that answers the connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])
