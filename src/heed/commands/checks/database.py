"""Checks of the database: whether it is reachable, up to date, and durable."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from heed.commands.checks import Finding, ok, warn, wrong
from heed.commands.checks.machine import file_system_of
from heed.commands.prepare import database_trouble, driver, migrations_of_a_newer_heed, migrations_waiting
from heed.config.first_link import no_account_yet
from heed.config.sqlite.library import WAL_RESET_BUG, has_wal_reset_bug
from heed.process.holding import STANDSTILL
from heed.queries.clocks.holds import is_held, last_pulse

"""A worker that has not been seen for so long hangs or is not there."""

ELSEWHERE = frozenset("nfs nfs4 cifs smb3 smbfs 9p ceph glusterfs lustre afs fuse.sshfs fuse.glusterfs vboxsf".split())
"""Network and shared file systems, on which SQLite's locks are not reliable."""
FLEETING = {
    "tmpfs": "in memory",
    "ramfs": "in memory",
    "overlay": "inside a container, and is gone with it",
}
SYNCHRONOUS = {0: "OFF", 1: "NORMAL", 2: "FULL", 3: "EXTRA"}
PG_DURABLE = {
    "fsync": ("on",),
    "full_page_writes": ("on",),
    "synchronous_commit": ("on", "remote_write", "remote_apply"),
}


def database() -> Iterator[Finding]:
    """Check the database: existence, connection, migrations, durability."""
    path = _sqlite_path()
    if not has_file():
        yield warn(f"There is no database yet: `heed run` or `heed migrate` makes it at {path}.")
        return
    if trouble := database_trouble():
        yield wrong(f"The database does not answer: {trouble}")
        return
    yield ok(f"The database answers: {connection.display_name} {dotted(_version())}.")
    yield from _up_to_date()
    yield from _sqlite_is_safe(path) if path else _postgresql_is_safe()


def soundness() -> Iterator[Finding]:
    """Read the whole database and look for damage; on SQLite only."""
    path = _sqlite_path()
    if path and path.exists():
        with connection.cursor() as cursor:
            trouble = damage(cursor.execute)
        yield wrong(f"{trouble} Stop Heed and restore a backup.") if trouble else ok("The whole database is sound.")


def damage(execute: Callable[[str], Any]) -> str:
    """Read a whole SQLite database; return a sentence about its damage, "" when there is none."""
    try:
        said = [line for (line,) in execute("PRAGMA integrity_check(5)").fetchall()]
        orphans = len(execute("PRAGMA foreign_key_check").fetchall())
    except (DatabaseError, driver().DatabaseError) as problem:
        return f"The database is damaged: {problem}."
    if said != ["ok"]:
        return f"The database is damaged: {'; '.join(said)}."
    return f"{orphans} rows of the database point to rows that do not exist." if orphans else ""


def _up_to_date() -> Iterator[Finding]:
    waiting = migrations_waiting()
    unknown = migrations_of_a_newer_heed()
    if waiting:
        yield wrong(f"The database lacks {len(waiting)} steps ({waiting[0]} …): run `heed migrate`.")
    if unknown:
        yield wrong(f"The database was made by a newer Heed ({unknown[0]}): run that version, or restore a backup.")
    if waiting or unknown:
        return
    yield ok("The database is up to date.")
    if is_held():
        yield warn("Heed holds: no clock acts and no notice goes out until an administrator says go, at /setup/hold/.")
    pulse = last_pulse()
    if pulse is not None and timezone.now() - pulse > STANDSTILL:
        yield warn(f"No worker has looked at the clocks since {pulse:%Y-%m-%d %H:%M} UTC: is `heed run` running?")
    if no_account_yet():
        yield warn("Nobody has an account yet: `heed run` prints the link that makes the first one.")


def _sqlite_is_safe(path: Path) -> Iterator[Finding]:
    if has_wal_reset_bug(_version()):
        first, last = (dotted(end) for end in WAL_RESET_BUG)
        yield warn(
            f"SQLite {dotted(_version())} can damage a busy database (versions {first} to {last} have the WAL-reset "
            "bug): install pysqlite3, or use PostgreSQL.",
        )
    synchronous = SYNCHRONOUS.get(_pragma("synchronous"), "?")
    if synchronous not in ("FULL", "EXTRA"):
        yield wrong(f"A complaint that was acknowledged may be lost in a power cut: synchronous is {synchronous}.")
    elif (mode := _pragma("journal_mode")) != "wal":
        yield wrong(f"Readers and writers block each other: the journal is {mode}, and the disk may not allow WAL.")
    else:
        yield ok("What was acknowledged survives a power cut: the log is on (WAL), and each commit reaches the disk.")
    yield from _is_on_a_disk(path)
    yield from _writers_take_turns()


def _is_on_a_disk(path: Path) -> Iterator[Finding]:
    kind = file_system_of(path)
    if kind in ELSEWHERE:
        yield wrong(f"The database is on a network ({kind}), where SQLite's locks fail: move it to a local disk.")
    elif kind in FLEETING:
        yield warn(f"The database is {FLEETING[kind]} ({kind}): set HEED_DATA to a directory on a disk.")
    else:
        yield ok(f"The database is on a local disk ({kind or 'of a kind this system does not tell'}).")


def _writers_take_turns() -> Iterator[Finding]:
    turn = getattr(connection, "turn", None)
    if turn is None:
        yield warn("Writers do not take turns: under load some wait for seconds.")
        return
    turn.take()
    turn.leave()
    if turn.usable:
        yield ok("Writers take turns.")
    else:
        yield warn("Writers cannot take turns, for the lock files beside the database cannot be used.")


def _postgresql_is_safe() -> Iterator[Finding]:
    weak = []
    for name, good in PG_DURABLE.items():
        value = _query(f"SHOW {name}")
        if value not in good:
            weak.append(f"{name} is {value}")
    if weak:
        yield wrong(f"A complaint that was acknowledged may be lost in a power cut: {', '.join(weak)}.")
    else:
        yield ok("What was acknowledged survives a power cut: each commit reaches the disk.")
    encoding = _query("SHOW server_encoding")
    if encoding != "UTF8":
        yield wrong(f"The database cannot hold Chinese: its encoding is {encoding}, and has to be UTF8.")


def has_file() -> bool:
    """Whether the file of the database is there, which merely connecting would make; True for PostgreSQL."""
    path = _sqlite_path()
    return path is None or path.exists()


def _sqlite_path() -> Path | None:
    """The file of an SQLite database; None for PostgreSQL."""
    return Path(settings.DATABASES["default"]["NAME"]) if connection.vendor == "sqlite" else None


def _version() -> tuple[int, ...]:
    return tuple(connection.get_database_version())


def dotted(version: tuple[int, ...]) -> str:
    """A version in the usual form."""
    return ".".join(map(str, version))


def _pragma(name: str) -> Any:
    return _query(f"PRAGMA {name}")


def _query(statement: str) -> Any:
    """The single value that a statement returns."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]
