"""Erasing what was written: it is gone everywhere, it is on record that it was, and the record stays intact."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, models, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from heed.actions.engine.errors import Refused
from heed.actions.record.erase import ERASED, FREE_TEXT, erase
from heed.queries.record.integrity import verify_all, verify_record
from heed.records.models import Complaint, DayMatter, EarlyWarning, EntryContent, Erasure
from tests.actions.reception_days.days import invited
from tests.world import MORNING, World

SECRET = "身份证号在此"


@pytest.fixture
def complaint(world: World) -> Complaint:
    lodged = world.lodge(
        content=SECRET, course=SECRET, wants=SECRET, files=[SimpleUploadedFile(f"{SECRET}.txt", SECRET.encode())]
    )
    world.verify(lodged, restated=SECRET, wants=SECRET)
    return world.make("note", lodged, words="业主下午在家")


def everything() -> str:
    """All that the database holds, as text."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names():
            if not table.startswith(("django_", "records_searchindex")):
                cursor.execute(f'SELECT * FROM "{table}"')
                found.append(str(cursor.fetchall()))
    return "\n".join(found)


def test_nothing_of_it_is_left_and_the_record_is_intact(
    complaint: Complaint, world: World, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    file = Path(complaint.attachments.get().file.path)
    assert SECRET in everything()
    with django_capture_on_commit_callbacks(execute=True):
        assert erase(complaint, by=world.lin, reason="应业主要求") == 3
    assert SECRET not in everything()
    assert not file.exists()
    assert verify_record(complaint) == []
    assert [batch for _, batch in verify_all({})] == [[], []]
    assert {row.reason for row in Erasure.objects.all()} == {"应业主要求"}


def test_one_entry_is_erased_and_the_others_stay(complaint: Complaint, world: World) -> None:
    assert erase(complaint, by=world.lin, reason="应业主要求", seqs=[3]) == 1
    assert [content.is_erased for content in EntryContent.objects.order_by("pk")] == [False, False, True]
    assert complaint.attachments.get().name == f"{SECRET}.txt"
    assert verify_record(complaint) == []
    assert erase(complaint, by=world.lin, reason="应业主要求", seqs=[3]) == 0, "it is erased once"


def test_the_complaint_goes_on_and_stays_intact(complaint: Complaint, world: World) -> None:
    erase(complaint, by=world.lin, reason="应业主要求")
    world.make("note", complaint, words="继续处理")
    assert verify_record(complaint) == []


@pytest.mark.parametrize(("reason", "seqs", "fact"), [("  ", None, "reason"), ("应业主要求", [9], "seqs")])
def test_it_needs_a_reason_and_an_entry_that_there_is(
    complaint: Complaint, world: World, reason: str, seqs: list[int] | None, fact: str
) -> None:
    with pytest.raises(Refused) as refused:
        erase(complaint, by=world.lin, reason=reason, seqs=seqs)
    assert [refusal.fact for refusal in refused.value.refusals] == [fact]
    assert not Erasure.objects.exists()


def test_the_database_lets_nobody_erase_without_putting_it_on_record(complaint: Complaint) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        EntryContent.objects.update(facts={}, salt="")


def test_what_was_said_to_an_early_warning_goes_too(complaint: Complaint, world: World) -> None:
    ended = {"state": "dismissed", "ended_at": MORNING, "ended_by": world.lin, "words": SECRET}
    facts = {"project": world.project, "owner": world.lin, "raised_at": MORNING, **ended}
    about = EarlyWarning.objects.create(kind="leaving", key="1", complaint=complaint, **facts)
    resting = EarlyWarning.objects.create(kind="surge", key="2", **facts)
    resting.complaints.add(complaint)
    erase(complaint, by=world.lin, reason="应业主要求")
    for warning in (about, resting):
        warning.refresh_from_db()
        assert warning.words == ERASED


def test_what_the_minutes_of_a_reception_day_say_of_it_goes_too(complaint: Complaint, world: World) -> None:
    day = invited(world)
    matter = DayMatter.objects.create(day=day, complaint=complaint, minute=SECRET)
    other = DayMatter.objects.create(day=day, complaint=world.lodge(content="门禁坏了"), minute="已修")
    erase(complaint, by=world.lin, reason="应业主要求")
    matter.refresh_from_db()
    other.refresh_from_db()
    assert (matter.minute, other.minute) == ("", "已修")


def test_every_free_text_of_a_complaint_is_known_to_be_erased() -> None:
    """A column of words that is added later, and not thought of, fails here."""
    kept = {"Notice", "SearchIndex", "SearchText"}  # nothing personal is in notices; the others are made anew
    for model in (field.related_model for field in Complaint._meta.related_objects):
        assert isinstance(model, type)
        words = {field.name for field in model._meta.concrete_fields if isinstance(field, models.TextField)}
        if model is not Complaint and model.__name__ not in kept:
            assert words <= {*FREE_TEXT.get(model, ())}, model.__name__
