"""What fits its seals and is not what was: an old state, a complaint that is gone. Checkpoints and counts tell."""

from __future__ import annotations

from datetime import timedelta

from django.apps import apps
from django.db import connection, models

from heed.actions.record import checkpoints
from heed.queries.record import checkpoints as recorded
from heed.queries.record.integrity import changed_policies, days_with_gaps, verify_record
from heed.records.models import (
    Checkpoint,
    ClockEvent,
    Complaint,
    DayNumber,
    Entry,
    EntryContent,
    PolicyVersion,
)
from heed.records.seal_key import seal_keys
from heed.seal.record import TABLES, Damage
from tests.queries.record.tampering import forged, found, sql, unguarded
from tests.world import World


def rows_of(complaint: Complaint) -> dict[type[models.Model], list[models.Model]]:
    """All rows of a complaint but those that never change, as they are now."""
    own = [model for model in apps.get_app_config("records").get_models() if model._meta.db_table in TABLES]
    kept = [model for model in own if model is not Complaint and hasattr(model, "complaint")]
    found: dict[type[models.Model], list[models.Model]] = {Complaint: [Complaint.objects.get(pk=complaint.pk)]}
    return found | {model: list(model._default_manager.filter(complaint=complaint)) for model in kept}


def test_a_complaint_set_back_to_an_old_backup_is_found_by_the_checkpoint(world: World) -> None:
    """Everything fits: the rows and their seals are real, of last week. Only the checkpoint knows better."""
    complaint = world.lodge()
    old = rows_of(complaint)
    world.verify(complaint)
    assert checkpoints.make_checkpoint(()) is not None
    with unguarded():
        late = Entry.objects.filter(complaint=complaint, seq__gt=1)
        EntryContent.objects.filter(entry__in=late)._raw_delete("default")
        late._raw_delete("default")
        ClockEvent.objects.filter(clock__complaint=complaint)._raw_delete("default")
        for model in reversed(old):
            if model is not Complaint:
                model._default_manager.filter(complaint=complaint)._raw_delete("default")
        for rows in old.values():
            for row in rows:
                row.save()
    assert verify_record(complaint) == []
    assert found(complaint) == {Damage.CUT}


_OF_IT = ("clock", "assessment", "notice", "entry", "searchtext", "complaintmonth", "complainttotally")


def removed(complaint: Complaint) -> None:
    """Take a complaint with all that belongs to it out of the database."""
    with unguarded(), connection.cursor() as cursor:
        for table, where in (
            ("clockevent", "clock_id IN (SELECT id FROM records_clock WHERE complaint_id = %s)"),
            ("entrycontent", "entry_id IN (SELECT id FROM records_entry WHERE complaint_id = %s)"),
            *((name, "complaint_id = %s") for name in _OF_IT),
            ("complaint", "id = %s"),
        ):
            cursor.execute(f"DELETE FROM records_{table} WHERE {where}", [complaint.pk])


def test_a_whole_complaint_that_is_gone_is_found_by_its_number(world: World) -> None:
    world.lodge()
    last = world.lodge()
    removed(last)
    assert days_with_gaps() == [f"CH, {last.received_on}"]


def test_also_where_its_number_was_never_given_out_by_the_checkpoint(world: World) -> None:
    world.lodge()
    last = world.lodge()
    checkpoints.make_checkpoint(())
    removed(last)
    DayNumber.objects.update(last=1)
    assert days_with_gaps() == []
    assert found(last) == {Damage.GONE}


def test_a_policy_that_was_made_milder_is_found(world: World) -> None:
    assert changed_policies() == []
    version = PolicyVersion.objects.get()
    document = version.document | {"warn": 1}
    PolicyVersion.objects.update(document=document)
    assert changed_policies() == [version.number]


def test_a_checkpoint_that_is_changed_or_taken_out_is_found(world: World) -> None:
    for _ in range(3):
        world.lodge()
        assert checkpoints.make_checkpoint(()) is not None
    assert recorded.recorded().faults == []
    with unguarded():
        first = Checkpoint.objects.get(number=1)
        Checkpoint.objects.filter(number=1).update(document=first.document.replace("-001 1 ", "-001 2 "))
        assert recorded.recorded().faults[0] == "Checkpoint 1 is not as it was signed, or another key signed it."
        Checkpoint.objects.filter(number=1)._raw_delete("default")
        assert recorded.recorded().faults == ["Checkpoint 1 is missing."]


def test_an_entry_changed_by_the_holder_of_the_key_is_found_by_an_earlier_checkpoint(world: World) -> None:
    """Even who has the key cannot change what a checkpoint saw, if a copy of that is out of reach."""
    complaint = world.lodge()
    world.verify(complaint)
    checkpoints.make_checkpoint(())
    with unguarded():
        Entry.objects.filter(complaint=complaint, seq=1).update(at=complaint.received_at - timedelta(hours=1))
        forged(complaint, 1, seal_keys().current)
    assert verify_record(complaint) == []
    assert found(complaint) == {Damage.REPLACED}


def test_what_was_damaged_already_is_blessed_by_no_checkpoint(world: World) -> None:
    complaint = world.lodge()
    sql("UPDATE records_entry SET round = 7 WHERE complaint_id = %s", complaint.pk)
    checkpoints.make_checkpoint(())
    (checkpoint,) = recorded.recorded().read
    assert checkpoint.header.damaged == [complaint.number]
    assert checkpoint.lines == ()
