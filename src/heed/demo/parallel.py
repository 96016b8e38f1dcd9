"""Playing the estates at the same time, each in a process and a database file of its own: SQLite has one writer.

Each play begins with a copy of the whole file and takes its ids from a range of its own, a million apart. Afterwards
the rows that a play added or changed are found by comparing its file with the file before, so this module knows
little of what is played. It relies on two things: no row is changed by two plays, and no play deletes rows.

Rows that people read newest first by id are numbered again, in the order of time. Where the facts of a move name
another complaint, they keep its number, which is what is read, and the id that it had during the play.
"""

# ruff: noqa: S608  # all names in these statements are written in this module or in the models

import multiprocessing
import shutil
from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import cast

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

from heed.actions.complaints import reindex
from heed.actions.engine.sealing import seal_many
from heed.demo.database_file import close_as_one_file, remove_database
from heed.demo.making import PlayScenes
from heed.demo.play import ReportProgress
from heed.demo.scene import Scene
from heed.records import triggers
from heed.records.models import Complaint, Notice, SearchText

IDS = 1_000_000
"""How many ids of every table each play has."""
#: The models that people read newest first by id, and the field of the time when a row was made.
BY_TIME: dict[type[Model], str] = {Complaint: "received_at", Notice: "made_at"}
SEALED_AT_ONCE = 200
_PROCESSES = multiprocessing.get_context("fork")


def in_parallel(play: PlayScenes, scenes: Sequence[Scene], report: ReportProgress) -> None:
    """Play each scene in a process of its own, then merge the files into the database.

    Raises RuntimeError where a play failed; its traceback is on the standard error.
    """
    database = Path(connection.settings_dict["NAME"])
    files = [database.with_name(f"{database.name}.{number}") for number in range(1 + len(scenes))]
    try:
        close_as_one_file()
        for file in files:
            remove_database(file)  # a play that was killed leaves a log, which SQLite would apply to the new file
            shutil.copyfile(database, file)
        _play_all(play, scenes, files[1:], report)
        _merge(files[0], files[1:])
    finally:
        for file in files:
            remove_database(file)
    for _ in reindex.reindex():
        pass


def _play_all(play: PlayScenes, scenes: Sequence[Scene], files: Sequence[Path], report: ReportProgress) -> None:
    """Run the processes, and report the mean of what each reports."""
    shares: dict[Connection[float, float], float] = {}
    processes = []
    for number, (scene, file) in enumerate(zip(scenes, files, strict=True), 1):
        receiver, sender = _PROCESSES.Pipe(duplex=False)
        shares[receiver] = 0.0
        arguments = (partial(play, [scene]), file, number * IDS, sender)
        processes.append(_PROCESSES.Process(target=_play_in_file, args=arguments, daemon=True))
        processes[-1].start()
        sender.close()
    open_pipes = list(shares)
    while open_pipes:
        for ready in wait(open_pipes):
            receiver = cast("Connection[float, float]", ready)
            try:
                shares[receiver] = receiver.recv()
            except EOFError:
                open_pipes.remove(receiver)
        report(sum(shares.values()) / len(shares))
    for process in processes:
        process.join()
    if any(process.exitcode for process in processes):
        raise RuntimeError("One of the plays failed.")


def _play_in_file(
    play: Callable[[ReportProgress], None], file: Path, first_id: int, sender: "Connection[float, float]"
) -> None:
    """The work of one process: run this play in this file, with ids from `first_id` on."""
    connection.settings_dict["NAME"] = str(file)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sqlite_sequence")
        cursor.execute(
            "INSERT INTO sqlite_sequence (name, seq) SELECT name, %s FROM sqlite_master WHERE sql LIKE %s",
            [first_id, "%AUTOINCREMENT%"],
        )
    play(sender.send)
    connection.close()


def _merge(before: Path, files: Sequence[Path]) -> None:
    """Copy into the database every row of the files that is not in the file `before`, except the search index."""
    played = [f"played{number}" for number in range(len(files))]
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    triggers.remove(connection)  # a row that a play has changed takes the place of the one before
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys = OFF")
        for file, name in ((before, "before"), *zip(files, played, strict=True)):
            cursor.execute(f"ATTACH %s AS {name}", [str(file)])
        for model, at in BY_TIME.items():
            cursor.execute(_create_table_of_new_ids(model, at, played))
        for name in played:
            for model in models:
                if model is not SearchText:
                    cursor.execute(_insert_changed_rows(model, name))
    connection.close()  # and with it the pragma and the attached files
    connection.check_constraints()
    triggers.install(connection)
    _seal_anew()


def _seal_anew() -> None:
    """Seal all complaints again: their rows have other ids now."""
    ids = list(Complaint.objects.order_by("pk").values_list("pk", flat=True))
    with transaction.atomic():
        for first in range(0, len(ids), SEALED_AT_ONCE):
            seal_many(ids[first : first + SEALED_AT_ONCE])


def _create_table_of_new_ids(model: type[Model], at: str, played: Sequence[str]) -> str:
    """The statement that maps the id of each row in its file (`old`) to the id that it gets (`new`)."""
    table = model._meta.db_table
    rows = " UNION ALL ".join(f"SELECT id, {at} AS at FROM {name}.{table} WHERE id > {IDS}" for name in played)
    last = f"(SELECT coalesce(max(seq), 0) FROM main.sqlite_sequence WHERE name = '{table}')"
    return (
        f"CREATE TEMP TABLE new_{table} AS "
        f"SELECT id AS old, {last} + row_number() OVER (ORDER BY at, id) AS new FROM ({rows})"
    )


def _insert_changed_rows(model: type[Model], name: str) -> str:
    """The statement that copies the rows which this file has and the file before has not, with their new ids."""
    table, columns = connection.ops.quote_name(model._meta.db_table), []
    for field in model._meta.concrete_fields:
        column = connection.ops.quote_name(field.column)
        referred = model if field.primary_key and not field.is_relation else field.related_model
        if referred in BY_TIME:
            new_ids = f"temp.new_{referred._meta.db_table}"
            column = f"coalesce((SELECT new FROM {new_ids} WHERE old = row.{column}), row.{column})"
        columns.append(column)
    names = ", ".join(connection.ops.quote_name(field.column) for field in model._meta.concrete_fields)
    return (
        f"INSERT OR REPLACE INTO main.{table} ({names}) SELECT {', '.join(columns)} "
        f"FROM (SELECT * FROM {name}.{table} EXCEPT SELECT * FROM before.{table}) AS row"
    )
