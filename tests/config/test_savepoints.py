"""Savepoints: their statements come again on SQLite, and each ends what it should end on both databases."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from heed.records.models import Region

pytestmark = pytest.mark.django_db(transaction=True)


def names() -> set[str]:
    return set(Region.objects.values_list("name", flat=True))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the names are Django's on PostgreSQL")
def test_a_savepoint_that_comes_again_has_the_same_statement() -> None:
    with CaptureQueriesContext(connection) as asked:
        for _ in range(3):
            with transaction.atomic(), transaction.atomic(), transaction.atomic():
                pass
    about = [one["sql"] for one in asked.captured_queries if "SAVEPOINT" in one["sql"]]
    assert len(about) == 12
    assert len(set(about)) == 4


def test_what_a_savepoint_took_back_is_gone_and_what_is_around_it_stays() -> None:
    with transaction.atomic():
        Region.objects.create(name="north")
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            Region.objects.create(name="east")
            with transaction.atomic():
                Region.objects.create(name="south")
            raise ZeroDivisionError
        with transaction.atomic():
            Region.objects.create(name="west")
    assert names() == {"north", "west"}


def test_what_is_to_happen_after_the_commit_belongs_to_its_own_savepoint() -> None:
    happened: list[str] = []
    with transaction.atomic():
        with transaction.atomic():
            transaction.on_commit(lambda: happened.append("kept"))
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            transaction.on_commit(lambda: happened.append("taken back"))
            raise ZeroDivisionError
    assert happened == ["kept"]


def test_savepoints_that_are_set_by_hand_are_told_apart() -> None:
    with transaction.atomic():
        first = transaction.savepoint()
        Region.objects.create(name="north")
        second = transaction.savepoint()
        Region.objects.create(name="east")
        transaction.savepoint_rollback(second)
        transaction.savepoint_commit(second)
        assert names() == {"north"}
        transaction.savepoint_rollback(first)
        assert names() == set()
        transaction.savepoint_commit(first)
        with transaction.atomic():
            Region.objects.create(name="west")
    assert names() == {"west"}


def test_a_savepoint_that_is_gone_is_refused() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        first = transaction.savepoint()
        second = transaction.savepoint()
        transaction.savepoint_commit(first)
        transaction.savepoint_rollback(second)
