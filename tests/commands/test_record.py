"""The commands of the record: `check` finds what was done to it, `verify` does so anywhere, keys and triggers renew."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from pytest_django import DjangoCaptureOnCommitCallbacks

from heed.commands import erase, renew_triggers, seal_key
from heed.commands.checks import record
from heed.records import triggers
from heed.records.models import Complaint
from tests.commands.terminal import Terminal

Lines = list[dict[str, Any]]


def said(*kept: Path) -> str:
    """What `heed check` says of the record."""
    findings = [*record.protection(), *record.whole_record(*kept)]
    return "\n".join(f"{finding.verdict} {finding.sentence}" for finding in findings)


@contextmanager
def unguarded() -> Iterator[None]:
    triggers.remove(connection)
    yield
    triggers.install(connection)


def sql(*statements: str) -> None:
    """What somebody with the database's password does, behind Heed's back."""
    with unguarded(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def test_an_untouched_record_is_intact(complaint: Complaint) -> None:
    for words in (
        "ok The record is sealed with the key",
        "ok The database refuses to change or delete what is on record",
        "ok 1 checkpoints are signed and whole",
        "checkpoints are those of the database",
        "ok The record is intact: 2 complaints",
    ):
        assert words in said(), said()
    assert "wrong" not in said()


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE records_entry SET round = 9 WHERE seq = 2", "entry 2: an entry was changed"),
        ("UPDATE records_clock SET limit_at = '2030-01-01 00:00:00'", "the clocks were changed"),
        ("UPDATE records_policyversion SET note = 'another'", "The policy was changed after it was written"),
        ("UPDATE records_daynumber SET last = 5", "their numbers have gaps"),
        ("UPDATE records_checkpoint SET document = 'none'", "This is no checkpoint of a record"),
    ],
)
def test_what_was_done_is_said(complaint: Complaint, statement: str, words: str) -> None:
    sql(statement)
    assert f"{words}" in said(), said()


def test_a_file_of_another_content_is_found(complaint: Complaint) -> None:
    Path(complaint.attachments.get().file.path).write_bytes(b"another note")
    assert "entry 1: a file of an entry was changed or is missing" in said()
    assert "The record is intact" not in said()


def test_a_database_set_back_is_found_by_checkpoints_kept_elsewhere(
    complaint: Complaint, settings: LazySettings, tmp_path: Path
) -> None:
    kept = settings.HEED_CHECKPOINT_FOLDER.rename(tmp_path / "kept")
    sql("DELETE FROM records_checkpointcopy", "DELETE FROM records_checkpoint")
    assert "set back" not in said()
    assert "is not on record: it was set back" in said(kept)


def test_triggers_are_made_anew(complaint: Complaint) -> None:
    triggers.remove(connection)
    assert "wrong The database no longer refuses changes of the record" in said()
    renew_triggers.main([])
    assert "wrong" not in said()


# Keys


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Path:
    """The data of a Heed with a record of its own, sealed with a key in a file."""
    terminal = Terminal(tmp_path_factory.mktemp("played") / "data").copied(migrated)
    terminal.python("from tests.world import make_world; make_world().lodge()")
    return terminal.data


@pytest.fixture
def terminal(played: Path, tmp_path: Path) -> Terminal:
    """A copy of it."""
    return Terminal(Path(shutil.copytree(played, tmp_path / "data")))


@pytest.mark.once
def test_a_record_whose_key_is_gone_is_not_begun_anew_with_another(terminal: Terminal) -> None:
    key = terminal.data / "seal-key"
    assert key.stat().st_mode & 0o077 == 0
    kept = key.read_bytes()
    key.unlink()
    for command in ("prepare", "worker"):
        done = terminal.heed(command)
        assert done.returncode == 2
        assert "The key that this record was sealed with is missing" in done.stderr
    assert not key.exists()
    key.write_text("a guess")
    assert "is not as it was written" in terminal.heed("check").stdout
    key.write_bytes(kept)
    assert "The record is intact" in terminal.heed("check").stdout
    assert "The record is intact" not in terminal.heed("check", "--quick").stdout


@pytest.mark.once
def test_a_new_key_seals_from_now_on_and_the_old_one_goes_on_verifying(terminal: Terminal) -> None:
    before = terminal.heed("seal-key").stdout
    assert terminal.heed("seal-key", "--new").returncode == 0
    first, second = terminal.heed("seal-key").stdout.splitlines()
    assert "seals and signs" in first
    assert second.replace("retired", "seals and signs") == before.strip()
    terminal.python(
        "from heed.records.models import *; from heed.actions.complaints.intake import note\n"
        "note(Complaint.objects.first(), by=Account.objects.get(username='lin'), words='weiter')"
    )
    assert "The record is intact" in terminal.heed("check").stdout
    assert (terminal.data / "seal-key").stat().st_mode & 0o077 == 0


def test_a_key_of_the_environment_is_changed_there(capsys: pytest.CaptureFixture[str], db: None) -> None:
    assert seal_key.main(["--new"]) == 1
    assert "HEED_SEAL_KEY" in capsys.readouterr().err


def test_erasing_at_the_terminal(
    complaint: Complaint, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    file = Path(complaint.attachments.get().file.path)
    with django_capture_on_commit_callbacks(execute=True):
        assert erase.main([complaint.number.lower(), "--reason", "应业主要求"]) == 0
    assert not file.exists()
    assert "ok The record is intact" in said()
    assert erase.main(["XX-1", "--reason", "x"]) == 1
    assert erase.main([complaint.number, "--reason", " "]) == 1
