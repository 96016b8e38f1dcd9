"""A backup of PostgreSQL is written and brought back by its own programs."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.terminal import Terminal
from tests.commands.test_backup import MAKE, NAMES, backed_up, fill


@pytest.fixture
def postgresql() -> Iterator[str]:
    """The address of an empty PostgreSQL database, where the tests run on PostgreSQL."""
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        pytest.skip("the tests run on SQLite")
    import psycopg

    name = f"heed_backup_{uuid.uuid4().hex[:8]}"
    path, _, options = address.partition("?")
    server = path.rpartition("/")[0]
    with psycopg.connect(f"{server}/postgres?{options}", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield f"{server}/{name}?{options}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_postgresql_is_backed_up_and_brought_back(postgresql: str, tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "pg", {"DATABASE_URL": postgresql, "HEED_DATABASE_POOL": "0"})
    assert terminal.heed("migrate").returncode == 0
    fill(terminal)
    kept = backed_up(terminal, tmp_path / "kept.tar")
    terminal.python(MAKE.format(name="later"))
    refused = terminal.heed("restore", str(kept))
    assert refused.returncode == 1
    assert "Say --overwrite" in refused.stderr
    done = terminal.heed("restore", "--overwrite", str(kept))
    assert done.returncode == 0, done.stderr
    assert terminal.python(NAMES) == "lin"
    other = Terminal(tmp_path / "sqlite").heed("restore", str(kept))
    assert "it is a backup of postgresql, and the database here is sqlite" in other.stderr
    assert "The database answers: PostgreSQL" in terminal.heed("check", "--thorough").stdout
