"""The file of an SQLite database, when something happens to it while Heed runs."""

from pathlib import Path

import pytest
from django.db import OperationalError

from tests.config.test_sqlite import database, run

__all__ = ["database"]
pytestmark = pytest.mark.once


@pytest.mark.parametrize("replaced", [False, True])
def test_a_database_file_that_was_removed_or_replaced_takes_no_more_words(
    database: Path,  # the fixture
    replaced: bool,
) -> None:
    run("left", "INSERT INTO rows (said) VALUES ('kept')")
    database.rename(database.with_suffix(".gone"))
    if replaced:
        database.touch()
    with pytest.raises(OperationalError, match="was removed or replaced"):
        run("left", "INSERT INTO rows (said) VALUES ('lost')")
