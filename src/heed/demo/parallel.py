"""Plays at the same time, in a process and a database file each, then joined in one file: SQLite has one writer.

A play begins with all that the file holds, and counts its ids from a million of its own. What it has added or changed
is found by comparison, so little here knows what is played; what two plays both change would be the last one's, and a
play deletes nothing. What people read newest first by its id is numbered anew in the order of time; where the facts of
a move name another complaint, they keep its number, which is what is read, and the id that it had.
"""

# ruff: noqa: S608  # the names in these statements are our own

import multiprocessing
import shutil
from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import cast

from django.apps import apps
from django.db import connection
from django.db.models import Model

from heed.actions.complaints import reindex
from heed.demo.making import Playing
from heed.demo.onefile import close_whole, remove
from heed.demo.play import Report
from heed.demo.scene import Scene
from heed.records.models import Complaint, Notice, SearchText

IDS = 1_000_000
"""Each play has so many ids of every table."""
#: What people read newest first by its id, and when it came to be.
BY_TIME: dict[type[Model], str] = {Complaint: "received_at", Notice: "made_at"}
_PROCESSES = multiprocessing.get_context("fork")


def apart(play: Playing, scenes: Sequence[Scene], report: Report) -> None:
    """Play each scene for itself, then join them. RuntimeError where one of them failed; it has said why."""
    whole = Path(connection.settings_dict["NAME"])
    files = [whole.with_name(f"{whole.name}.{number}") for number in range(1 + len(scenes))]
    try:
        close_whole()
        for file in files:
            remove(file)  # a play that was killed leaves a log behind, which would be read into the new file
            shutil.copyfile(whole, file)
        _play(play, scenes, files[1:], report)
        _join(files[0], files[1:])
    finally:
        for file in files:
            remove(file)
    for _ in reindex.reindex():
        pass


def _play(play: Playing, scenes: Sequence[Scene], files: Sequence[Path], report: Report) -> None:
    told: dict[Connection[float, float], float] = {}
    processes = []
    for number, (scene, file) in enumerate(zip(scenes, files, strict=True), 1):
        hears, tells = _PROCESSES.Pipe(duplex=False)
        told[hears] = 0.0
        processes.append(
            _PROCESSES.Process(target=_alone, args=(partial(play, [scene]), file, number * IDS, tells), daemon=True)
        )
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


def _join(before: Path, files: Sequence[Path]) -> None:
    """Bring into the database what the files hold that it did not hold `before`; the index of the search aside."""
    played = [f"played{number}" for number in range(len(files))]
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys = OFF")
        for file, name in ((before, "before"), *zip(files, played, strict=True)):
            cursor.execute(f"ATTACH %s AS {name}", [str(file)])
        for model, at in BY_TIME.items():
            cursor.execute(_in_order(model, at, played))
        for name in played:
            for model in models:
                if model is not SearchText:
                    cursor.execute(_added(model, name))
    connection.close()  # with its pragma, and what is attached to it
    connection.check_constraints()


def _in_order(model: type[Model], at: str, played: Sequence[str]) -> str:
    """The table of what is numbered anew: the id that a row has in its file, and the one that it gets."""
    table = model._meta.db_table
    rows = " UNION ALL ".join(f"SELECT id, {at} AS at FROM {name}.{table} WHERE id > {IDS}" for name in played)
    last = f"(SELECT coalesce(max(id), 0) FROM main.{table})"
    return (
        f"CREATE TEMP TABLE new_{table} AS "
        f"SELECT id AS old, {last} + row_number() OVER (ORDER BY at, id) AS new FROM ({rows})"
    )


def _added(model: type[Model], name: str) -> str:
    """What this file has of the model and the one before has not, with the ids that hold here."""
    table, columns = connection.ops.quote_name(model._meta.db_table), []
    for field in model._meta.concrete_fields:
        column = connection.ops.quote_name(field.column)
        meant = model if field.primary_key and not field.is_relation else field.related_model
        if meant in BY_TIME:
            table_of_ids = f"temp.new_{meant._meta.db_table}"
            column = f"coalesce((SELECT new FROM {table_of_ids} WHERE old = row.{column}), row.{column})"
        columns.append(column)
    names = ", ".join(connection.ops.quote_name(field.column) for field in model._meta.concrete_fields)
    return (
        f"INSERT OR REPLACE INTO main.{table} ({names}) SELECT {', '.join(columns)} "
        f"FROM (SELECT * FROM {name}.{table} EXCEPT SELECT * FROM before.{table}) AS row"
    )
