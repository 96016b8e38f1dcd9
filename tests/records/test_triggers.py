"""The database itself refuses to change or delete a record, and it shows when it no longer does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

from heed.records import triggers
from heed.records.models import Complaint
from tests.whole_life import whole_life
from tests.world import World


@pytest.fixture
def complaint(world: World) -> Complaint:
    return whole_life(world)


@contextmanager
def refused() -> Iterator[None]:
    """The database refuses what is done."""
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        yield


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE records_entry SET round = 2",
        "DELETE FROM records_entry",
        'UPDATE records_entrycontent SET facts = \'{"words": "anders"}\'',
        "UPDATE records_entrycontent SET facts = '{}', salt = ''",
        "DELETE FROM records_entrycontent",
        "DELETE FROM records_complaint",
        "DELETE FROM records_clockevent",
        "UPDATE records_clockevent SET at = '2020-01-01'",
        "DELETE FROM records_visit",
        "UPDATE records_erasure SET reason = ''",
        "DELETE FROM records_policyversion",
    ],
)
def test_the_database_refuses_it(complaint: Complaint, statement: str) -> None:
    with refused(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own")
@pytest.mark.parametrize("table", ["entry", "entrycontent", "complaint", "clock", "visit", "erasure"])
def test_sqlite_refuses_to_replace_a_row(complaint: Complaint, table: str) -> None:
    """Its REPLACE deletes the row that is there, and asks no trigger about that."""
    with refused(), connection.cursor() as cursor:
        cursor.execute(f"INSERT OR REPLACE INTO records_{table} SELECT * FROM records_{table}")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's own")
def test_postgresql_refuses_to_empty_a_table(db: None) -> None:
    with refused(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE records_entry CASCADE")


def test_a_trigger_that_is_taken_away_or_changed_is_found(db: None) -> None:
    assert triggers.missing(connection) == []
    on = " ON records_entry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER entry_undeleted{on}")
        assert triggers.missing(connection) == ["entry_undeleted"]
        if connection.vendor == "sqlite":
            cursor.execute("CREATE TRIGGER entry_undeleted BEFORE DELETE ON records_entry WHEN 0 BEGIN SELECT 1; END")
            assert triggers.missing(connection) == ["entry_undeleted"]
        else:
            cursor.execute("ALTER TABLE records_visit DISABLE TRIGGER visit_undeleted")
            assert triggers.missing(connection) == ["entry_undeleted", "visit_undeleted"]
            cursor.execute("CREATE OR REPLACE FUNCTION heed_refuse() RETURNS trigger LANGUAGE plpgsql AS "
                           "$$BEGIN RETURN OLD; END$$")  # fmt: skip
            assert len(triggers.missing(connection)) > 20
