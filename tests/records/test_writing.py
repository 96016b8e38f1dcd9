"""Rows that are written by statements made once: they are what Django's own saving makes."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from heed.records.models import Notice
from heed.records.writing import insert, insert_all, save, update
from tests.world import World

NOW = timezone.now()


def _notice(world: World, key: str) -> Notice:
    return Notice(
        account=world.lin,
        channel="inbox",
        key=key,
        about="word",
        made_at=NOW,
        due_at=NOW,
        facts={"话": ["“1”", 2]},
    )


def test_a_new_row_reads_as_one_that_django_saved(world: World) -> None:
    ours, theirs = _notice(world, "ours"), _notice(world, "theirs")
    insert(ours)
    theirs.save(force_insert=True)
    names = [field.attname for field in Notice._meta.concrete_fields if field.attname not in ("id", "key")]
    rows = Notice.objects.in_bulk([ours.pk, theirs.pk]).values()
    assert len({tuple(str(getattr(row, name)) for name in names) for row in rows}) == 1
    ours.error = "late"
    ours.save()
    assert Notice.objects.get(key="ours").error == "late"


def test_a_row_is_one_statement(world: World) -> None:
    with CaptureQueriesContext(connection) as queries:
        insert(_notice(world, "one"))
    assert len(queries) == 1


@pytest.mark.parametrize("many", [0, 1, 2])
def test_no_row_one_and_two_get_their_keys(world: World, many: int) -> None:
    rows = [_notice(world, f"row {number}") for number in range(many)]
    insert_all(rows)
    assert [row.pk for row in rows] == list(
        Notice.objects.filter(key__startswith="row ").order_by("pk").values_list("pk", flat=True)
    )


def test_a_row_that_is_there_already_is_refused(world: World) -> None:
    insert(_notice(world, "twice"))
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(_notice(world, "twice"))


def test_a_change_is_one_statement_and_reads_as_what_django_writes(world: World) -> None:
    insert(row := _notice(world, "changed"))
    changed = {"read_at": NOW, "facts": {"话": 3}, "account": world.zhao, "error": "“迟”"}
    with CaptureQueriesContext(connection) as queries:
        assert update(row, changed, key="changed", attempts=0)
    assert len(queries) == 1
    written = Notice.objects.get(pk=row.pk)
    assert {name: getattr(written, name) for name in changed} == changed


def test_a_row_that_was_changed_meanwhile_is_left_alone(world: World) -> None:
    insert(row := _notice(world, "kept"))
    assert not update(row, {"error": "late"}, attempts=1)
    assert Notice.objects.get(pk=row.pk).error == ""


def test_a_row_is_written_whole_by_one_statement(world: World) -> None:
    insert(row := _notice(world, "whole"))
    row.error, row.account, row.facts, row.read_at = "“迟”", world.zhao, {"话": 3}, NOW
    with CaptureQueriesContext(connection) as queries:
        save(row)
    assert len(queries) == 1
    names = [field.attname for field in Notice._meta.concrete_fields]
    written = Notice.objects.get(pk=row.pk)
    assert [getattr(written, name) for name in names] == [getattr(row, name) for name in names]
