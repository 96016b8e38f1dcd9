"""Checkpoints: one a day, signed, and taken to every place until it is kept there."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.utils import timezone

from heed.actions.record.checkpoints import make_checkpoint
from heed.clockwork.checkpoints import Checkpointed, file_of, keep_checkpoints
from heed.queries.record.sealed import sealed_records
from heed.records.models import Checkpoint, CheckpointCopy
from heed.records.seal_key import seal_keys
from heed.seal.checkpoint import read, write
from heed.seal.record import running_sums
from tests.world import World


@pytest.fixture(autouse=True)
def folder(settings: LazySettings, tmp_path: Path) -> Path:
    settings.HEED_CHECKPOINT_FOLDER = tmp_path / "checkpoints"
    return tmp_path / "checkpoints"


def test_a_record_without_an_entry_needs_none(world: World) -> None:
    assert keep_checkpoints() == Checkpointed()


def test_it_says_how_far_every_timeline_has_come_and_who_signed_it(world: World, folder: Path) -> None:
    one, other = world.lodge(), world.lodge()
    world.verify(other)
    assert keep_checkpoints() == Checkpointed(made=1, kept=1)
    (file,) = folder.iterdir()
    assert file == file_of(1)
    assert file.stat().st_mode & 0o077 == 0
    checkpoint = read(file.read_text(), seal_keys().public)
    sums = [running_sums(record)[-1] for record in sealed_records([one.pk, other.pk])]
    assert [(mark.number, mark.seq, mark.sum) for mark in checkpoint.lines] == [
        (one.number, 1, sums[0]),
        (other.number, 2, sums[1]),
    ]
    assert list(checkpoint.header.policies) == ["1"]


def test_the_next_comes_a_day_later_with_what_has_grown_and_names_the_one_before(world: World) -> None:
    one = world.lodge()
    world.lodge()
    now = timezone.now()
    keep_checkpoints(now)
    world.verify(one)
    assert keep_checkpoints(now + timedelta(hours=23)).made == 0
    assert keep_checkpoints(now + timedelta(hours=24)).made == 1
    assert keep_checkpoints(now + timedelta(hours=49)).made == 0, "nothing has grown"
    first, second = (read(row.document) for row in Checkpoint.objects.order_by("number"))
    assert [mark.number for mark in second.lines] == [one.number]
    assert second.header.previous == first.sum


def test_a_letter_brings_it_to_somebody_outside(world: World, settings: LazySettings) -> None:
    settings.HEED_CHECKPOINT_MAIL = "notary@example.com"
    world.lodge()
    assert keep_checkpoints() == Checkpointed(made=1, kept=2)
    (letter,) = mail.outbox
    assert letter.to == ["notary@example.com"]
    ((name, content, _),) = letter.attachments
    assert (name, content) == ("checkpoint-000001.txt", Checkpoint.objects.get().document)


def command(script: str, *words: str) -> list[str]:
    return [sys.executable, "-c", script, *words]


def test_a_command_gets_its_file_to_take_it_elsewhere(world: World, settings: LazySettings, tmp_path: Path) -> None:
    copy = "import shutil, sys; shutil.copy(sys.argv[2], sys.argv[1])"
    settings.HEED_CHECKPOINT_COMMAND = command(copy, str(tmp_path / "locked"))
    world.lodge()
    assert keep_checkpoints() == Checkpointed(made=1, kept=2)
    assert (tmp_path / "locked").read_text() == Checkpoint.objects.get().document


def test_what_fails_is_tried_again_after_growing_pauses_until_it_is_kept(
    world: World, settings: LazySettings, tmp_path: Path
) -> None:
    settings.HEED_CHECKPOINT_COMMAND = command("import sys; sys.exit('the store is away')")
    world.lodge()
    now = timezone.now()
    assert keep_checkpoints(now) == Checkpointed(made=1, kept=1, failed=1)
    copy = CheckpointCopy.objects.get(kept_at=None)
    assert "the store is away" in copy.error
    assert keep_checkpoints(now + timedelta(seconds=59)) == Checkpointed()
    assert keep_checkpoints(now + timedelta(seconds=60)) == Checkpointed(failed=1)
    assert keep_checkpoints(now + timedelta(seconds=120)) == Checkpointed()
    settings.HEED_CHECKPOINT_COMMAND = command("pass")
    assert keep_checkpoints(now + timedelta(minutes=6)) == Checkpointed(kept=1)
    assert not CheckpointCopy.objects.filter(kept_at=None).exists()


def test_another_checkpoint_of_the_number_is_not_overwritten(world: World, folder: Path) -> None:
    """So it is after an old backup was put back: what lies in the folder proves more than the database."""
    world.lodge()
    folder.mkdir()
    file_of(1).write_text("of another time")
    assert keep_checkpoints() == Checkpointed(made=1, failed=1)
    assert file_of(1).read_text() == "of another time"
    assert "another checkpoint of this number" in CheckpointCopy.objects.get().error


def test_two_workers_make_one(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.lodge()

    def meanwhile(*given: Any) -> str:
        monkeypatch.setattr("heed.actions.record.checkpoints.write", write)
        assert make_checkpoint(()) is not None
        return write(*given)

    monkeypatch.setattr("heed.actions.record.checkpoints.write", meanwhile)
    assert make_checkpoint(()) is None
    assert Checkpoint.objects.count() == 1
