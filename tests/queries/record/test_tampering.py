"""Whoever can write to the database, and to the files, but has no key of the record, is found out, whatever they do.

Each tampering is what an administrator of the database could do: with its triggers away, and with all of Heed's code
at hand.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import DataError, IntegrityError, connection, models, transaction
from django.utils import timezone

from heed.process.words import VisitOutcome
from heed.queries.record.integrity import verify_record
from heed.queries.record.sealed import UNSEALED
from heed.records.models import Attachment, Complaint, Entry, EntryContent
from heed.records.models._fields import HexField
from heed.seal.record import GROUPS, LEFT_OUT, TABLES, Damage, content_digest
from tests.queries.record.tampering import forged, found, sql, unguarded
from tests.whole_life import whole_life
from tests.world import World


@pytest.fixture
def complaint(world: World) -> Complaint:
    return whole_life(world)


def test_planted_an_untouched_record_is_intact_and_a_touched_one_is_not(complaint: Complaint) -> None:
    assert found(complaint) == set()
    sql("UPDATE records_entry SET round = round + 1 WHERE complaint_id = %s AND seq = 3", complaint.pk)
    assert found(complaint) == {Damage.EDITED}


def columns_of(table: str) -> list[models.Field[Any, Any]]:
    model = next(model for model in apps.get_models(include_auto_created=True) if model._meta.db_table == table)
    return [field for field in model._meta.concrete_fields if field.column not in UNSEALED.get(model, ())]


def another(field: models.Field[Any, Any], value: Any) -> Any:
    """Another value than this one for a column."""
    if isinstance(field, HexField):
        return ("ff" if value.startswith("00") else "00") + value[2:]
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.DateTimeField):
        return (value or timezone.now()) + timedelta(seconds=1)
    if isinstance(field, models.DateField):
        return value + timedelta(days=1)
    if isinstance(field, models.CharField | models.TextField | models.FileField):
        text = str(value or "")
        return ("y" if text.startswith("x") else "x") + text[1:]
    return (value or 0) + 1


class Undone(Exception):
    """Takes back what was tampered with."""


def test_any_other_value_in_any_sealed_column_is_found(complaint: Complaint) -> None:
    """The database may refuse it; if not, the seals find it."""
    unfound, tried = [], 0
    if connection.vendor == "sqlite":
        sql("PRAGMA ignore_check_constraints = ON")
    with unguarded():
        for table in (*TABLES, "records_entry"):
            for field in columns_of(table):
                rows = field.model._base_manager.order_by("pk")
                row = rows.first()
                assert row is not None, f"{table} has a row to tamper with"
                try:
                    with transaction.atomic():
                        rows.filter(pk=row.pk).update(**{field.attname: another(field, getattr(row, field.attname))})
                        tried += 1
                        if not verify_record(complaint):
                            unfound.append(f"{table}.{field.column}")
                        raise Undone
                except (Undone, IntegrityError, DataError):
                    continue
    assert unfound == []
    assert tried > 150


@pytest.mark.parametrize("table", TABLES[1:])
def test_a_row_that_is_taken_away_is_found(complaint: Complaint, table: str) -> None:
    model = next(model for model in apps.get_models(include_auto_created=True) if model._meta.db_table == table)
    row = model._base_manager.order_by("-pk").first()
    assert row is not None
    with unguarded(), contextlib.suppress(Undone), transaction.atomic():
        model._base_manager.filter(pk=row.pk)._raw_delete("default")
        assert verify_record(complaint)
        raise Undone


def test_a_row_that_is_added_is_found(complaint: Complaint) -> None:
    """A visit that was never made, with the best of verdicts."""
    visit = complaint.visits.get()
    visit.pk, visit.outcome, visit.rating_result = None, VisitOutcome.SATISFIED, 5
    visit.save(force_insert=True)
    assert found(complaint) == {Damage.VERDICTS}


def words_changed_and_sealed_with_a_guessed_key(complaint: Complaint) -> None:
    content = EntryContent.objects.get(entry__complaint=complaint, entry__seq=1)
    facts = content.facts | {"content": "一切都好"}
    EntryContent.objects.filter(pk=content.pk).update(facts=facts)
    Entry.objects.filter(pk=content.pk).update(digest=content_digest(content.salt, facts))
    forged(complaint, 1)


def tail_cut_and_the_head_set_back(complaint: Complaint) -> None:
    last = complaint.entries.order_by("-seq")[0]
    before = complaint.entries.get(seq=last.seq - 1)
    EntryContent.objects.filter(pk=last.pk)._raw_delete("default")
    Entry.objects.filter(pk=last.pk)._raw_delete("default")
    Complaint.objects.filter(pk=complaint.pk).update(version=before.seq, head=before.hash, moved_at=before.at)


def words_emptied_as_if_erased(complaint: Complaint) -> None:
    EntryContent.objects.filter(entry__complaint=complaint, entry__seq=3).update(facts={}, salt="")


def words_emptied_with_an_erasure_made_up(complaint: Complaint) -> None:
    words_emptied_as_if_erased(complaint)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO records_erasure (entry_id, at, reason) SELECT id, at, 'request' FROM records_entry "
            "WHERE complaint_id = %s AND seq = 3",
            [complaint.pk],
        )


def erased_words_put_back(complaint: Complaint) -> None:
    EntryContent.objects.filter(entry__complaint=complaint, entry__seq=2).update(facts={"words": "anders"}, salt="aa")


def entry_replaced_by_one_of_the_same_number(complaint: Complaint) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_entry SET account_id = (SELECT min(id) FROM records_account), move = 'note' "
            "WHERE complaint_id = %s AND seq = 4",
            [complaint.pk],
        )


def two_entries_changed_places(complaint: Complaint) -> None:
    for old, new in ((3, 99), (4, 3), (99, 4)):
        Entry.objects.filter(complaint=complaint, seq=old).update(seq=new)


def entry_added_at_the_end(complaint: Complaint) -> None:
    last = complaint.entries.order_by("-seq")[0]
    content = last.content
    last.pk, last.seq = None, last.seq + 1
    last.save(force_insert=True)
    EntryContent.objects.create(entry=last, salt=content.salt, facts=content.facts)
    Complaint.objects.filter(pk=complaint.pk).update(version=last.seq, head=last.hash)


def breach_forgiven(complaint: Complaint) -> None:
    clock = complaint.clocks.exclude(outcome="dropped").order_by("pk")[0]
    clock.breached_at, clock.outcome, clock.limit_at = None, "met", clock.started_at + timedelta(days=9)
    clock.stopped_at = clock.stopped_at or clock.started_at
    clock.save()


def clock_kept_from_firing(complaint: Complaint) -> None:
    other = complaint.clocks.filter(stopped_at__isnull=True).order_by("pk")
    assert other.update(next_action_at=None)


def promise_put_off(complaint: Complaint) -> None:
    promise = complaint.promises.order_by("pk")[0]
    complaint.promises.update(due_at=promise.due_at + timedelta(days=1))


def verdict_made_better(complaint: Complaint) -> None:
    complaint.visits.update(outcome=VisitOutcome.SATISFIED, rating_result=5)
    Complaint.objects.filter(pk=complaint.pk).update(owner_verdict=VisitOutcome.SATISFIED)


def received_a_day_later(complaint: Complaint) -> None:
    Complaint.objects.filter(pk=complaint.pk).update(received_at=complaint.received_at + timedelta(minutes=40))


def accused_let_off(complaint: Complaint) -> None:
    complaint.accused.clear()


def seal_of_another_complaint(complaint: Complaint) -> None:
    other = Complaint.objects.exclude(pk=complaint.pk).get()
    Complaint.objects.filter(pk=complaint.pk).update(seal=other.seal)


def seal_taken_away(complaint: Complaint) -> None:
    Complaint.objects.filter(pk=complaint.pk).update(seal="")


def file_swapped_on_the_disk(complaint: Complaint) -> None:
    Path(Attachment.objects.get(complaint=complaint).file.path).write_bytes(b"another door blade")


def file_taken_from_the_disk(complaint: Complaint) -> None:
    Path(Attachment.objects.get(complaint=complaint).file.path).unlink()


def file_swapped_with_its_digest(complaint: Complaint) -> None:
    file_swapped_on_the_disk(complaint)
    Attachment.objects.filter(complaint=complaint).update(sha256=hashlib.sha256(b"another door blade").hexdigest())


def number_of_an_entry_made_a_word(complaint: Complaint) -> None:
    """SQLite takes it; PostgreSQL knows no such number, so there it is another one."""
    word = "zwei" if connection.vendor == "sqlite" else "7000"
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE records_entry SET seq = '{word}' WHERE complaint_id = %s AND seq = 2", [complaint.pk])


def words_made_no_json(complaint: Complaint) -> None:
    broken = "{" if connection.vendor == "sqlite" else "[]"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        cursor.execute(
            "UPDATE records_entrycontent SET facts = %s "
            "WHERE entry_id = (SELECT id FROM records_entry WHERE complaint_id = %s AND seq = 3)",
            [broken, complaint.pk],
        )


TAMPERINGS: dict[Callable[[Complaint], None], set[Damage]] = {
    words_changed_and_sealed_with_a_guessed_key: {Damage.EDITED, *GROUPS},
    tail_cut_and_the_head_set_back: {Damage.COMPLAINT},
    words_emptied_as_if_erased: {Damage.CONTENT_EDITED},
    words_emptied_with_an_erasure_made_up: {Damage.FILE_LIST},
    erased_words_put_back: {Damage.NOT_ERASED},
    entry_replaced_by_one_of_the_same_number: {Damage.EDITED},
    two_entries_changed_places: {Damage.EDITED},
    words_made_no_json: {Damage.CONTENT_EDITED},
    entry_added_at_the_end: {Damage.EDITED, Damage.COMPLAINT},
    breach_forgiven: {Damage.CLOCKS},
    clock_kept_from_firing: {Damage.CLOCKS},
    promise_put_off: {Damage.PROMISES},
    verdict_made_better: {Damage.VERDICTS, Damage.COMPLAINT},
    received_a_day_later: {Damage.COMPLAINT},
    accused_let_off: {Damage.COMPLAINT},
    seal_of_another_complaint: set(GROUPS),
    seal_taken_away: set(GROUPS),
    file_swapped_on_the_disk: {Damage.FILES_CHANGED},
    file_taken_from_the_disk: {Damage.FILES_CHANGED},
    file_swapped_with_its_digest: {Damage.FILES_CHANGED, Damage.FILE_LIST},
}


@pytest.mark.parametrize("tamper", TAMPERINGS, ids=lambda tamper: tamper.__name__)
def test_it_is_found(world: World, complaint: Complaint, tamper: Callable[[Complaint], None]) -> None:
    world.lodge()
    assert found(complaint) == set()
    with unguarded():
        tamper(complaint)
    assert found(complaint) == TAMPERINGS[tamper]


def test_values_of_another_kind_do_not_stop_the_search(complaint: Complaint) -> None:
    with unguarded():
        number_of_an_entry_made_a_word(complaint)
    assert found(complaint) & {Damage.UNREADABLE, Damage.DELETED, Damage.EDITED}


def test_timelines_swapped_between_two_complaints_are_found_in_both(world: World) -> None:
    one, other = world.lodge(), world.lodge()
    with unguarded():
        for new, old in ((None, one), (one, other)):
            Entry.objects.filter(complaint=old).update(seq=99 if new is None else 1, complaint=new or old)
        Entry.objects.filter(seq=99).update(complaint=other, seq=1)
    assert Damage.EDITED in found(one)
    assert Damage.EDITED in found(other)


def test_everything_of_a_complaint_is_sealed_or_left_out_for_a_reason() -> None:
    """A table that a complaint has rows in, and that nobody thought of, fails here."""
    known: set[type[models.Model]] = {Complaint}
    for _ in range(2):
        for model in apps.get_app_config("records").get_models(include_auto_created=True):
            if any(field.related_model in known for field in model._meta.concrete_fields if field.is_relation):
                known.add(model)
    unthought = {model._meta.db_table for model in known} - set(TABLES) - LEFT_OUT.keys()
    assert unthought == set()
