"""`heed check`: each thing that can be wrong is said in a sentence, and makes it end with 1."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import LazySettings

from heed.commands import check
from heed.commands.checks import database, machine
from heed.commands.checks.machine import kind_in
from tests.commands.terminal import Terminal

pytestmark = pytest.mark.once  # each has a database of its own

GOOD = {
    "HEED_URL": "https://heed.example.com",
    "HEED_PROXIES": "1",
    "HEED_SECRET_KEY": "a-key-that-is-long-enough-and-varied-0123456789-XYZ!",
}


@contextmanager
def mail_server() -> Iterator[int]:
    """A mail server that greets, agrees to everything, and takes one caller; its port."""

    def serve() -> None:
        caller, _ = listener.accept()
        with caller, caller.makefile("rwb") as line:
            line.write(b"220 here\r\n")
            line.flush()
            while line.readline():
                line.write(b"250 yes\r\n")
                line.flush()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=serve, daemon=True).start()
        yield listener.getsockname()[1]


def test_a_good_setup_is_well_and_ends_with_0(migrated: Path, tmp_path: Path) -> None:
    with mail_server() as port:
        settings = {**GOOD, "HEED_MAIL": f"smtp://127.0.0.1:{port}"}
        said = Terminal(tmp_path / "data", settings).copied(migrated).heed("check", "--thorough")
    assert said.returncode == 0, said.stdout
    for words in (
        "The secret key is long enough",
        "The database answers: SQLite",
        "The database is up to date",
        "What was acknowledged survives a power cut",
        "Writers take turns",
        "The whole database is sound",
        "People reach Heed at https://heed.example.com",
        f"The mail server 127.0.0.1:{port} answers",
    ):
        assert f"  ok     {words}" in said.stdout, said.stdout
    assert "  wrong " not in said.stdout


#: Settings that do not hide each other's finding, whether they are wrong, and what is said of them.
WRONG_SETTINGS = [
    (
        {
            "HEED_DEMO": "yes", "HEED_PROXIES": "0", "HEED_OIDC_URL": "http://login.example.com",
            "HEED_OIDC_CLIENT": "heed", "HEED_OIDC_SECRET": "s", "HEED_MAIL": "",
        },
        "warn",
        (
            "This is a demo", "every visitor seems to come from the proxy", "Sign-ins by oidc are not encrypted",
            "Letters are sent to nobody",
        ),
    ),
    (
        {"HEED_SECRET_KEY": "short", "HEED_DEBUG": "yes", "HEED_HOSTS": "*", "HEED_MAIL": "smtp://127.0.0.1:1"},
        "wrong",
        (
            "The secret key is easy to guess", "Debugging is on", "HEED_HOSTS has a *",
            "The mail server 127.0.0.1:1 cannot be used",
        ),
    ),
    ({"HEED_URL": "https://heed.example.com/here"}, "wrong", ("write the scheme and the host alone",)),
    ({"HEED_URL": "http://heed.example.com"}, "warn", ("is not encrypted",)),
    ({"HEED_URL": "http://localhost:8000"}, "warn", ("opens on this machine only",)),
]  # fmt: skip


@pytest.mark.parametrize(("settings", "verdict", "sentences"), WRONG_SETTINGS)
def test_each_wrong_setting_is_told(
    migrated: Path, tmp_path: Path, settings: dict[str, str], verdict: str, sentences: tuple[str, ...]
) -> None:
    said = Terminal(tmp_path / "data", {**GOOD, **settings}).copied(migrated).heed("check")
    lines = [line for line in said.stdout.splitlines() if line.startswith(f"  {verdict}")]
    for words in sentences:
        assert any(words in line for line in lines), said.stdout
    assert said.returncode == (verdict == "wrong") == ("  wrong " in said.stdout)


def test_looking_at_a_heed_without_a_database_makes_none(tmp_path: Path) -> None:
    said = Terminal(tmp_path, GOOD).heed("check", "--thorough")
    assert "There is no database yet" in said.stdout
    assert said.returncode == 0
    assert not list(tmp_path.glob("heed.sqlite3*"))


def test_a_database_that_does_not_answer_is_told_with_its_reason(tmp_path: Path) -> None:
    said = Terminal(tmp_path, {**GOOD, "DATABASE_URL": "postgres://heed@127.0.0.1:1/heed"}).heed("check")
    assert said.returncode == 1
    assert "  wrong  The database does not answer: connection failed" in said.stdout


def test_a_database_that_lacks_steps_or_knows_more_than_this_heed_is_told(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, GOOD)
    assert terminal.heed("migrate", "contenttypes").returncode == 0
    assert "run `heed migrate`" in terminal.heed("check").stdout
    terminal.heed("migrate")
    terminal.python(
        "from django.db.migrations.recorder import MigrationRecorder as M; from django.db import connection;"
        "M(connection).record_applied('records', '9999_from_tomorrow')",
    )
    said = terminal.heed("check")
    assert "  wrong  The database was made by a newer Heed (records.9999_from_tomorrow)" in said.stdout
    assert said.returncode == 1


def test_a_damaged_database_is_told(migrated: Path, tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, GOOD).copied(migrated)
    terminal.python(
        "from django.db import connection; c = connection.cursor(); c.execute('PRAGMA foreign_keys = OFF');"
        "c.execute(\"INSERT INTO auth_permission (content_type_id, codename, name) VALUES (999999, 'x', 'x')\")",
    )
    said = terminal.heed("check", "--thorough")
    assert "  wrong  1 rows of the database point to rows that do not exist" in said.stdout
    assert said.returncode == 1


def findings(look: object) -> str:
    return "\n".join(f"{finding.verdict} {finding.sentence}" for finding in look())  # type: ignore[operator]


def test_a_look_that_fails_is_a_finding_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks() -> Iterator[object]:
        raise OSError("the disk is on fire")
        yield

    monkeypatch.setattr(check, "CHECKS", {"Fire": (breaks, machine.time_zones)})
    assert check.main([]) == 1
    said = capsys.readouterr().out
    assert "wrong  This could not be looked at (breaks): OSError: the disk is on fire" in said
    assert "ok     It is " in said


@pytest.mark.parametrize(
    ("free", "verdict"), [(100 * 1024**2, "wrong Only"), (1024**3, "warn Only"), (9 * 1024**3, "ok 9.0 GiB")]
)
def test_a_full_disk_is_told(free: int, verdict: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda folder: SimpleNamespace(free=free))
    assert findings(machine.disk).startswith(verdict)


def test_translations_that_are_not_compiled_are_told(tmp_path: Path, settings: LazySettings) -> None:
    folder = tmp_path / "zh_Hans" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    settings.LOCALE_PATHS = [tmp_path]
    assert findings(machine.translations).startswith("wrong There are no translations")
    (folder / "django.po").touch()
    assert findings(machine.translations).startswith("warn The translations are older than their source (zh_Hans)")
    (folder / "django.mo").touch()
    assert findings(machine.translations) == "ok 3 languages are ready."


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [("nfs4", "wrong"), ("fuse.sshfs", "wrong"), ("overlay", "warn"), ("tmpfs", "warn"), ("ext4", "ok")],
)
def test_a_database_that_is_not_on_a_local_disk_is_told(
    kind: str, verdict: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(database, "file_system_of", lambda path: kind)
    assert findings(lambda: database._is_on_a_disk(tmp_path)).startswith(verdict)


def test_the_file_system_of_a_path_is_that_of_the_closest_mount() -> None:
    mounts = """\
22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
40 22 0:35 / /srv rw - nfs4 server:/srv rw
41 40 0:36 / /srv/with\\040blank rw,nosuid shared:7 master:2 - xfs /dev/vdb rw
42 40 0:37 / /srv rw - btrfs /dev/vdc rw
"""
    assert kind_in(mounts, Path("/home/heed")) == "ext4"
    assert kind_in(mounts, Path("/srv/with blank/heed")) == "xfs"
    assert kind_in(mounts, Path("/srv/other")) == "btrfs"  # mounted over the other
    assert kind_in(mounts, Path("/srvx")) == "ext4"


@pytest.mark.parametrize(
    ("pragmas", "version", "words"),
    [
        ({"synchronous": 1, "journal_mode": "wal"}, (3, 53, 0), "wrong A complaint that was acknowledged may be lost"),
        ({"synchronous": 2, "journal_mode": "delete"}, (3, 53, 0), "wrong Readers and writers block each other"),
        ({"synchronous": 2, "journal_mode": "wal"}, (3, 40, 1), "warn SQLite 3.40.1 can damage a busy database"),
        ({"synchronous": 3, "journal_mode": "wal"}, (3, 53, 0), "ok What was acknowledged survives a power cut"),
    ],
)
def test_a_database_that_may_forget_is_told(
    pragmas: dict[str, Any], version: tuple[int, ...], words: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(database, "_pragma", pragmas.get)
    monkeypatch.setattr(database, "_version", lambda: version)
    monkeypatch.setattr(database, "_writers_take_turns", lambda: iter(()))
    assert words in findings(lambda: database._sqlite_is_safe(tmp_path))


def test_a_postgresql_that_may_forget_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"SHOW fsync": "off", "SHOW full_page_writes": "on", "SHOW synchronous_commit": "off"}
    monkeypatch.setattr(database, "_query", {**answers, "SHOW server_encoding": "SQL_ASCII"}.get)
    said = findings(database._postgresql_is_safe)
    assert (
        "wrong A complaint that was acknowledged may be lost in a power cut: fsync is off, synchronous_commit" in said
    )
    assert "wrong The database cannot hold Chinese: its encoding is SQL_ASCII" in said
