"""What `heed run` sees to before it serves."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from heed.commands import prepare


def test_an_older_heed_does_not_start_on_a_newer_database(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    MigrationRecorder(connection).record_applied("records", "9999_of_tomorrow")
    assert prepare.main([]) == 1
    said = capsys.readouterr().err
    assert "The database was made by a newer Heed (records.9999_of_tomorrow)" in said
