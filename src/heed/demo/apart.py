"""Plays at the same time, in a process and a database file each, then joined in one file: SQLite has one writer.

A play begins with all that the file holds, and counts its ids from a million of its own. What it has added or changed
is found by comparison, so nothing here knows what is played; what two plays both change would be the last one's, and
a play deletes nothing.
"""

import multiprocessing
import shutil
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import cast

from django.db import connection

from heed.actions import indexing
from heed.demo.play import Report
from heed.records.models import SearchText

IDS = 1_000_000
"""Each play has so many ids of every table."""
_PROCESSES = multiprocessing.get_context("fork")


def apart(plays: Sequence[Callable[[Report], None]], report: Report) -> None:
    """Play all, then join them. RuntimeError where one of them failed; it has said why."""
    whole = Path(connection.settings_dict["NAME"])
    files = [whole.with_name(f"{whole.name}.{number}") for number in range(1 + len(plays))]
    try:
        _copy(files)
        _play(plays, files[1:], report)
        _join(files[0], files[1:])
    finally:
        for file in files:
            for ending in ("", "-wal", "-shm", ".queue", ".lock"):
                Path(f"{file}{ending}").unlink(missing_ok=True)
    for _ in indexing.reindex():
        pass


def _copy(files: Iterable[Path]) -> None:
    """The database as it stands, once for each play and once to compare with; nothing is connected to it after."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    for file in files:
        shutil.copyfile(connection.settings_dict["NAME"], file)


def _play(plays: Sequence[Callable[[Report], None]], files: Sequence[Path], report: Report) -> None:
    told: dict[Connection[float, float], float] = {}
    processes = []
    for number, (play, file) in enumerate(zip(plays, files, strict=True), 1):
        hears, tells = _PROCESSES.Pipe(duplex=False)
        told[hears] = 0.0
        processes.append(_PROCESSES.Process(target=_alone, args=(play, file, number * IDS, tells), daemon=True))
        processes[-1].start()
        tells.close()
    heard = list(told)
    while heard:
        for ready in wait(heard):
            hears = cast("Connection[float, float]", ready)
            try:
                told[hears] = hears.recv()
            except EOFError:
                heard.remove(hears)
        report(sum(told.values()) / len(told))
    for process in processes:
        process.join()
    if any(process.exitcode for process in processes):
        raise RuntimeError("One of the plays failed.")


def _alone(play: Callable[[Report], None], file: Path, first_id: int, tells: "Connection[float, float]") -> None:
    """What a process does: this play, in this file."""
    connection.settings_dict["NAME"] = str(file)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sqlite_sequence")
        cursor.execute(
            "INSERT INTO sqlite_sequence (name, seq) SELECT name, %s FROM sqlite_master WHERE sql LIKE %s",
            [first_id, "%AUTOINCREMENT%"],
        )
    play(tells.send)
    connection.close()


def _join(before: Path, files: Iterable[Path]) -> None:
    """Bring into the database what the files hold that it did not hold `before`; the index of the search aside."""
    tables = set(connection.introspection.django_table_names(only_existing=True)) - {SearchText._meta.db_table}
    with closing(connection.cursor()) as cursor:
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute("ATTACH %s AS before", [str(before)])
        for file in files:
            cursor.execute("ATTACH %s AS played", [str(file)])
            for table in sorted(map(connection.ops.quote_name, tables)):
                cursor.execute(
                    f"INSERT OR REPLACE INTO main.{table} "  # noqa: S608  # names of our own
                    f"SELECT * FROM played.{table} EXCEPT SELECT * FROM before.{table}"
                )
            cursor.execute("DETACH played")
        cursor.execute("DETACH before")
    connection.close()  # with its pragma
    connection.check_constraints()
