"""The command `heed`: what it can do, and how it says what is wrong."""

import errno
import os
from pathlib import Path

import pytest

from heed import __version__
from heed.cli import COMMANDS, Command, main
from tests.commands.terminal import Terminal

pytestmark = pytest.mark.once  # each has a database of its own


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path / "data")


def test_without_words_it_tells_its_commands(terminal: Terminal) -> None:
    told = terminal.heed()
    assert told.returncode == 2
    for name, command in COMMANDS.items():
        assert (f"  {name} " in told.stderr) == bool(command.purpose), name


def test_it_tells_its_version(terminal: Terminal) -> None:
    assert terminal.heed("--version").stdout.strip() == f"heed {__version__}"


def test_a_command_it_does_not_know_is_refused(terminal: Terminal) -> None:
    refused = terminal.heed("dance")
    assert refused.returncode == 2
    assert "dance" in refused.stderr


def test_a_command_whose_module_is_missing_is_told_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(COMMANDS, "dance", Command("heed.nowhere.dance"))
    assert main(["dance"]) == 2
    assert capsys.readouterr().err == "`heed dance` is not part of this Heed.\n"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_disk_that_is_full_or_closed_is_told_in_a_sentence(
    number: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object) -> int:
        raise OSError(number, os.strerror(number), "/srv/heed/static")

    monkeypatch.setattr("heed.cli._run", fails)
    assert main(["check"]) == 1
    assert capsys.readouterr().err == (f"The disk does not let Heed work: {os.strerror(number)} (/srv/heed/static).\n")


def test_a_module_that_lacks_something_itself_is_not_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(COMMANDS, "dance", Command("tests.commands.lacking"))
    with pytest.raises(ModuleNotFoundError, match="a_part_that_is_not_installed"):
        main(["dance"])


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("HEED_DEBUG", "perhaps", "HEED_DEBUG is 'perhaps'"),
        ("HEED_TIME_ZONE", "Atlantis", "Atlantis"),
        ("DATABASE_URL", "oracle://x", "sqlite:///"),
    ],
)
def test_a_wrong_setting_is_told_in_a_sentence(terminal: Terminal, name: str, value: str, words: str) -> None:
    terminal.settings[name] = value
    for command in ("check", "run"):
        told = terminal.heed(command, *(["--port", "0"] if command == "run" else []))
        assert told.returncode == 2
        assert words in told.stderr
        assert len(told.stderr.splitlines()) == 1


def test_migrate_makes_the_tables_and_may_be_repeated(terminal: Terminal) -> None:
    for _ in range(2):
        made = terminal.heed("migrate")
        assert made.returncode == 0, made.stderr
    assert made.stdout == "The database is up to date.\n"
    assert terminal.python("from django.core.cache import cache; cache.set('a', 1); print(cache.get('a'))") == "1"


def test_options_of_a_command_are_its_own(terminal: Terminal) -> None:
    told = terminal.heed("run", "--help")
    assert told.returncode == 0
    assert "--workers" in told.stdout
    assert "showmigrations" in terminal.heed("django", "help").stdout


def test_a_data_directory_that_is_not_there_yet_is_made(tmp_path: Path) -> None:
    fresh = Terminal(tmp_path / "data", {"HEED_SECRET_KEY": "x", "HEED_DATA": str(tmp_path / "not" / "yet")})
    assert fresh.heed("migrate").returncode == 0
    assert (tmp_path / "not" / "yet" / "heed.sqlite3").exists()


@pytest.mark.parametrize("words", [("migrate",), ("run", "--port", "0"), ("demo", "--only-data")])
def test_a_data_directory_that_cannot_be_made_is_told_in_a_sentence(tmp_path: Path, words: tuple[str, ...]) -> None:
    told = Terminal(Path("/proc/heed"), {"HEED_SECRET_KEY": "x"}).heed(*words)
    assert told.returncode == 2
    assert "/proc/heed cannot be made" in told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize("command", ["migrate", "reindex"])
def test_a_database_that_is_away_is_told_in_a_sentence(tmp_path: Path, command: str) -> None:
    away = {"DATABASE_URL": "postgres://heed@127.0.0.1:1/heed?connect_timeout=1", "HEED_SECRET_KEY": "x"}
    told = Terminal(tmp_path / "data", away | {"HEED_DATABASE_POOL": "0"}).heed(command)
    assert told.returncode == 1
    assert told.stderr.startswith("The database does not answer: connection")
    assert "Traceback" not in told.stderr


def test_a_database_without_tables_is_told_in_a_sentence(terminal: Terminal) -> None:
    told = terminal.heed("reindex")
    assert told.returncode == 1
    assert told.stderr.startswith("The database is not made yet, or not up to date: run `heed migrate` first")
