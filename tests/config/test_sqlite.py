"""Heed's SQLite backend: durable, fair to its writers, and whole whatever dies."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from itertools import chain
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connections, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper as Django
from django.db.utils import ConnectionHandler

from heed.config.sqlite.base import Database, writes
from heed.config.sqlite.turn import WriteTurn

pytestmark = pytest.mark.once
WRITER = Path(__file__).with_name("writer.py")


@pytest.fixture
def database(tmp_path: Path, django_db_blocker: Any) -> Iterator[Path]:
    """A database of its own with a table `rows`, reached by two connections, `left` and `right`."""
    path = tmp_path / "heed.sqlite3"
    with django_db_blocker.unblock(), ExitStack() as opened:
        for alias in ("left", "right"):
            opened.callback(forget, alias)
            connect(alias, path)
        run("left", "CREATE TABLE rows (id INTEGER PRIMARY KEY, said TEXT)")
        yield path


def connect(alias: str, name: Path | str, **options: Any) -> Any:
    """Make a connection known under an alias, with the backend's own defaults."""
    given = {"ENGINE": "heed.config.sqlite", "NAME": name, "OPTIONS": options}
    connections.settings[alias] = ConnectionHandler({"default": given}).settings["default"]
    return connections[alias]


def forget(alias: str) -> None:
    """Close the connection and forget the alias."""
    connections[alias].close()
    del connections[alias]
    del connections.settings[alias]


def run(alias: str, statement: str, values: list[Any] | None = None) -> list[Any]:
    """Send one statement; the rows it gives."""
    with connections[alias].cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall()) if cursor.description else []


def add(alias: str) -> None:
    run(alias, "INSERT INTO rows (said) VALUES (%s)", ["a row"])


def turn_of(alias: str) -> WriteTurn:
    """The turn of this connection among those that write."""
    return connections[alias].turn  # type: ignore[attr-defined, no-any-return]  # of Heed's own backend


def count(alias: str = "left") -> int:
    return int(run(alias, "SELECT count(*) FROM rows")[0][0])


def pragma(alias: str, name: str) -> Any:
    return run(alias, f"PRAGMA {name}")[0][0]


class Writer:
    """A writing process; see writer.py."""

    def __init__(self, database: Path, how: str, seconds: float = 0) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(WRITER), str(database), how, str(seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def hears(self, word: str) -> None:
        assert self.process.stdout
        line = self.process.stdout.readline().strip()
        assert line == word, self.process.communicate()[1]

    def go(self) -> None:
        assert self.process.stdin
        self.process.stdin.write("go\n")
        self.process.stdin.flush()

    def numbers(self) -> list[int]:
        """The rows it was told are written, when it is over."""
        said, complaint = self.process.communicate(timeout=120)
        assert self.process.returncode in (0, -9), complaint
        whole_lines = said[: said.rfind("\n") + 1]
        return [int(line) for line in whole_lines.split()]


def start(writers: list[Writer]) -> None:
    """Let them all begin at once."""
    for writer in writers:
        writer.hears("ready")
    for writer in writers:
        writer.go()


def test_sixteen_processes_write_at_once_without_an_error_and_none_is_left_behind(database: Path) -> None:
    writers = [Writer(database, "transactions", 3) for _ in range(16)]
    start(writers)
    written = [writer.numbers() for writer in writers]
    assert sorted(chain.from_iterable(written)) == [
        number for (number,) in run("left", "SELECT id FROM rows ORDER BY id")
    ]
    assert min(map(len, written)) * 3 > max(map(len, written)), "somebody starved"


def test_writes_outside_a_transaction_take_turns_too(database: Path) -> None:
    writers = [Writer(database, "alone", 1) for _ in range(6)]
    start(writers)
    written = [writer.numbers() for writer in writers]
    assert sum(map(len, written)) == count() > 0


def test_many_processes_may_open_a_new_database_at_the_same_moment(tmp_path: Path) -> None:
    openers = [Writer(tmp_path / "new.sqlite3", "create") for _ in range(8)]
    start(openers)
    assert [opener.numbers() for opener in openers] == [[]] * 8


def test_opening_is_tried_again_when_another_turns_the_log_on_just_then(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [Database.OperationalError("database is locked"), Database.OperationalError("disk I/O error")]
    monkeypatch.setattr(Django, "get_new_connection", Mock(side_effect=answers))
    with pytest.raises(OperationalError, match="disk"):
        connections["right"].ensure_connection()


def test_a_writer_that_is_killed_in_its_turn_holds_nobody_up_and_leaves_nothing_half_done(database: Path) -> None:
    keeper = Writer(database, "keep")
    start([keeper])
    keeper.hears("kept")
    with connect("hasty", database, timeout=0.1).cursor(), pytest.raises(OperationalError, match="locked"):
        add("hasty")
    forget("hasty")
    keeper.process.kill()
    add("left")
    assert count() == 1
    keeper.process.communicate()


@pytest.mark.parametrize("how", ["transactions", "alone"])
def test_every_row_that_was_acknowledged_is_there_after_its_writers_were_killed(database: Path, how: str) -> None:
    writers = [Writer(database, how, 60) for _ in range(4)]
    start(writers)
    while count() < 200:
        threading.Event().wait(0.02)
    for writer in writers:
        writer.process.kill()
    acknowledged = {number for writer in writers for number in writer.numbers()}
    assert len(acknowledged) > 100
    assert acknowledged <= {number for (number,) in run("left", "SELECT id FROM rows")}
    assert pragma("left", "integrity_check") == "ok"


def test_threads_of_one_process_take_turns(database: Path) -> None:
    problems: list[Exception] = []

    def work() -> None:
        try:
            for _ in range(30):
                with transaction.atomic("left"):
                    add("left")
                add("left")
        except Exception as problem:
            problems.append(problem)
        finally:
            connections["left"].close()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems
    assert count() == 8 * 60


def test_a_turn_lasts_as_long_as_the_outermost_transaction(database: Path) -> None:
    turn = turn_of("left")
    with transaction.atomic("left"):
        with transaction.atomic("left"):
            add("left")
        assert turn.held
        with suppress(ZeroDivisionError), transaction.atomic("left"):
            add("left")
            raise ZeroDivisionError
        assert turn.held
    assert not turn.held
    assert count() == 1


def test_a_turn_ends_with_a_rollback_a_refused_statement_and_a_closed_connection(database: Path) -> None:
    turn = turn_of("left")
    with suppress(ZeroDivisionError), transaction.atomic("left"):
        add("left")
        raise ZeroDivisionError
    assert not turn.held
    with pytest.raises(OperationalError):
        run("left", "INSERT INTO nowhere VALUES (1)")
    assert not turn.held
    with suppress(ZeroDivisionError), transaction.atomic("left"):
        connections["left"].close()
        add("right")
        raise ZeroDivisionError
    run("left", "BEGIN IMMEDIATE")
    assert turn_of("left").held
    run("left", "COMMIT")
    assert not turn_of("left").held


def test_what_is_to_happen_after_the_commit_happens_outside_the_turn(database: Path) -> None:
    with transaction.atomic("left"):
        add("left")
        transaction.on_commit(lambda: add("right"), using="left")
    assert count() == 2


def test_readers_wait_for_nobody(database: Path) -> None:
    with transaction.atomic("left"):
        add("left")
        assert count("right") == 0
        assert not turn_of("right").held
    assert count("right") == 1


def test_a_database_in_memory_has_no_turns(database: Path) -> None:
    memory = connect("memory", "file:test-memory?mode=memory&cache=shared")
    with memory.cursor() as cursor:
        cursor.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, said TEXT)")
    add("memory")
    assert count("memory") == 1
    assert memory.turn is None


def test_without_lock_files_writing_goes_on_unfairly(database: Path) -> None:
    strange_place = database.with_name("strange.sqlite3")
    Path(f"{strange_place}.queue").symlink_to(database.parent / "nowhere" / "queue")
    strange = connect("strange", strange_place)
    run("strange", "CREATE TABLE rows (id INTEGER PRIMARY KEY, said TEXT)")
    add("strange")
    assert not strange.turn.usable
    assert count("strange") == 1
    forget("strange")


def test_the_defaults_are_the_durable_ones(database: Path) -> None:
    assert pragma("left", "journal_mode") == "wal"
    assert pragma("left", "synchronous") == 2  # FULL
    assert pragma("left", "foreign_keys") == 1
    assert pragma("left", "busy_timeout") == 20_000
    assert pragma("left", "mmap_size") == 0
    assert connections["left"].transaction_mode == "IMMEDIATE"  # type: ignore[attr-defined]  # of Django's backend


def test_a_test_may_ask_for_less_durability_and_a_wrong_word_is_refused(database: Path) -> None:
    connect("quick", database, synchronous="off").ensure_connection()
    assert pragma("quick", "synchronous") == 0
    forget("quick")
    with pytest.raises(ImproperlyConfigured, match="OFF, NORMAL, FULL, EXTRA"):
        connect("wrong", database, synchronous="perhaps").ensure_connection()


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("SELECT 1", False),
        ("  -- a remark\n /* and\n another */ select 1", False),
        ("WITH a AS (SELECT 1) SELECT * FROM a", False),
        ("WITH a AS (SELECT 1) INSERT INTO rows SELECT * FROM a", True),
        ("insert into rows values (1)", True),
        ("UPDATE rows SET said = ''", True),
        ("CREATE TABLE t (x)", True),
        ("VACUUM", True),
        ("BEGIN IMMEDIATE", True),
        ("BEGIN", False),
        ("PRAGMA foreign_keys = ON", False),
        ('SAVEPOINT "s1"', False),
        ("", False),
    ],
)
def test_a_statement_that_writes_is_told_from_one_that_reads(statement: str, expected: bool) -> None:
    assert writes(statement) is expected
