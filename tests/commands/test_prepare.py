"""What `heed run` sees to before it serves."""

from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from heed.commands import prepare
from tests.commands.terminal import Terminal

pytestmark = pytest.mark.once  # each has a database of its own


def test_an_older_heed_does_not_start_on_a_newer_database(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    MigrationRecorder(connection).record_applied("records", "9999_of_tomorrow")
    assert prepare.main([]) == 1
    said = capsys.readouterr().err
    assert "The database was made by a newer Heed (records.9999_of_tomorrow)" in said


def test_a_database_that_is_missing_or_empty_beside_its_mark_stops_the_start(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "data")
    assert terminal.heed("prepare").returncode == 3, "everything is in place, and nobody has an account yet"
    database = terminal.data / "heed.sqlite3"
    for leave_empty in (False, True):
        for file in terminal.data.glob("heed.sqlite3*"):
            file.unlink()
        if leave_empty:
            database.touch()
        done = terminal.heed("prepare")
        assert done.returncode == 1
        assert f"The database {database} is missing or empty, and Heed has worked with it before." in done.stderr
        assert "heed restore FILE" in done.stderr


def test_a_command_without_a_database_says_what_to_run(tmp_path: Path) -> None:
    done = Terminal(tmp_path / "data").heed("import", "CH", "homes.xlsx")
    assert done.returncode == 1
    assert "run `heed migrate` first" in done.stderr
    assert "Traceback" not in done.stderr
