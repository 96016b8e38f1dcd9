"""The record can be trusted: whatever was done to a timeline behind the actions' back is found."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from heed.queries.record.integrity import verify_record
from heed.records import triggers
from heed.records.models import Complaint, Entry, EntryContent
from heed.seal.record import Damage
from heed.seal.verify import RecordFault
from tests.photos import PNG
from tests.world import World


@contextmanager
def without_triggers() -> Iterator[None]:
    """What somebody with the database's own password could do."""
    triggers.remove(connection)
    yield
    triggers.install(connection)


@pytest.fixture
def complaint(world: World) -> Complaint:
    """Five entries: taken in, verified, investigated, apologised for, noted."""
    lodged = world.lodge()
    world.verify(lodged)
    world.make("investigate", lodged, account=world.lin)
    world.make("apologise", lodged, apology="很抱歉", method="phone")
    return world.make("note", lodged, words="已约维保单位下午到场")


@pytest.mark.rule("R74")
def test_a_timeline_that_only_actions_wrote_is_intact(complaint: Complaint) -> None:
    assert complaint.version == 5
    assert verify_record(complaint) == []


def test_an_edited_entry_is_found(complaint: Complaint) -> None:
    with without_triggers():
        Entry.objects.filter(complaint=complaint, seq=3).update(at=timezone.now() - timedelta(days=9))
    assert verify_record(complaint) == [RecordFault(3, Damage.EDITED)]


def test_edited_words_are_found(complaint: Complaint) -> None:
    with without_triggers():
        EntryContent.objects.filter(entry__complaint=complaint, entry__seq=1).update(facts={"content": "一切都好"})
    assert verify_record(complaint) == [RecordFault(1, Damage.CONTENT_EDITED)]


def test_a_deleted_entry_is_found(complaint: Complaint) -> None:
    with without_triggers():
        EntryContent.objects.filter(entry__complaint=complaint, entry__seq=2).delete()
        Entry.objects.filter(complaint=complaint, seq=2).delete()
    assert verify_record(complaint) == [RecordFault(2, Damage.DELETED)]


def test_deleted_words_are_found(complaint: Complaint) -> None:
    with without_triggers():
        EntryContent.objects.filter(entry__complaint=complaint, entry__seq=4).delete()
    assert verify_record(complaint) == [RecordFault(4, Damage.CONTENT_LOST)]


def test_a_cut_tail_is_found(complaint: Complaint) -> None:
    with without_triggers():
        EntryContent.objects.filter(entry__complaint=complaint, entry__seq__gte=4).delete()
        Entry.objects.filter(complaint=complaint, seq__gte=4).delete()
    assert verify_record(complaint) == [RecordFault(4, Damage.CUT)]


def test_a_tail_cut_together_with_the_count_is_found_by_the_seal(complaint: Complaint) -> None:
    with without_triggers():
        EntryContent.objects.filter(entry__complaint=complaint, entry__seq=5).delete()
        Entry.objects.filter(complaint=complaint, seq=5).delete()
    Complaint.objects.filter(pk=complaint.pk).update(version=4)
    assert verify_record(complaint) == [RecordFault(4, Damage.HEAD_EDITED), RecordFault(0, Damage.COMPLAINT)]


def test_two_entries_that_changed_places_are_both_found(complaint: Complaint) -> None:
    with without_triggers():
        for old, new in ((2, 99), (3, 2), (99, 3)):
            Entry.objects.filter(complaint=complaint, seq=old).update(seq=new)
    assert {fault.seq for fault in verify_record(complaint)} == {2, 3, 4}


def test_a_file_put_in_anothers_place_is_found(complaint: Complaint, world: World) -> None:
    world.make("attach", complaint, files=[SimpleUploadedFile("门刀.png", PNG, content_type="image/png")])
    complaint.refresh_from_db()
    assert verify_record(complaint) == []
    complaint.attachments.update(sha256="0" * 64)
    assert verify_record(complaint) == [
        RecordFault(complaint.version, Damage.FILES_CHANGED),
        RecordFault(0, Damage.FILE_LIST),
    ]


@pytest.mark.parametrize("table", [Entry, EntryContent])
def test_the_database_itself_refuses_to_change_or_delete(
    complaint: Complaint, table: type[Entry] | type[EntryContent]
) -> None:
    change = {"round": 7} if table is Entry else {"facts": {"words": "anders"}}
    for attempt in (lambda: table.objects.all().update(**change), lambda: table.objects.all()._raw_delete("default")):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    assert verify_record(complaint) == []
