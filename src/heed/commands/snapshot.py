"""Copies the whole database and restores it: by SQLite's backup, or PostgreSQL's pg_dump and pg_restore."""

import os
import shutil
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection

from heed.commands.checks.database import damage
from heed.commands.prepare import driver
from heed.config.sqlite.turn import WaitedTooLong


class SnapshotFailed(Exception):
    """The copy could not be made or restored; the message says why."""


def engine() -> str:
    """`sqlite` or `postgresql`."""
    return connection.vendor


def is_empty() -> bool:
    """Whether the database holds no tables yet."""
    return not connection.introspection.table_names()


def copy_to(target: Path) -> None:
    """Copy the database as it is at this moment, while others use it. Raises SnapshotFailed."""
    if engine() == "postgresql":
        _run_postgresql("pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--file={target}")
        return
    connection.ensure_connection()
    try:
        with closing(driver().connect(target)) as copy:
            connection.connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, complete in itself
            _refuse_damage(copy)
    except driver().Error as problem:
        raise SnapshotFailed(f"the database could not be copied: {problem}.") from problem


def trouble() -> str:
    """Why the database here cannot be copied as it is, in a sentence; "" where it is sound, or there is none yet."""
    if engine() == "postgresql":
        return ""
    try:
        with connection.cursor() as cursor:
            return damage(cursor.execute)
    except DatabaseError as problem:
        return f"The database is damaged: {problem}."


def set_aside(folder: Path) -> None:
    """Move the files of a damaged SQLite database into this new folder. Raises OSError."""
    connection.close()
    folder.mkdir(mode=0o700)
    database = Path(connection.settings_dict["NAME"])
    for end in ("", "-wal", "-shm", "-journal"):
        file = database.with_name(database.name + end)
        if file.exists():
            shutil.move(file, folder / file.name)


def restore(source: Path) -> None:
    """Replace the content of the database by a copy, in one transaction. Raises SnapshotFailed.

    On SQLite the pages are replaced within the file, so no process is left with a deleted file.
    """
    if engine() == "postgresql":
        _run_postgresql(
            "pg_restore",
            "--clean",
            "--if-exists",
            "--no-owner",
            "--no-acl",
            "--single-transaction",
            str(source),
            database=True,
        )
        return
    connection.ensure_connection()
    with closing(driver().connect(source)) as copy:
        _refuse_damage(copy)
        try:
            connection.turn.take()  # type: ignore[attr-defined]
            copy.backup(connection.connection)
        except (WaitedTooLong, driver().Error) as problem:
            raise SnapshotFailed("others are writing to the database: stop them first.") from problem
        finally:
            connection.close()


def _refuse_damage(copy: Any) -> None:
    if trouble := damage(copy.execute):
        raise SnapshotFailed(trouble)


def _run_postgresql(program: str, *words: str, database: bool = False) -> None:
    """Run a program of PostgreSQL on Heed's database; the password is passed in the environment."""
    found = shutil.which(program)
    if not found:
        raise SnapshotFailed(
            f"{program} is not installed here: it comes with PostgreSQL's client (Debian's postgresql-client)."
        )
    psql, environment = connection.client.settings_to_cmd_args_env(connection.settings_dict, [])
    *whereto, name = psql[1:]
    last = [f"--dbname={name}", words[-1]] if database else [name]
    arguments = [found, *whereto, *(words[:-1] if database else words), *last]
    done = subprocess.run(  # noqa: S603  # PostgreSQL's own program, without a shell
        arguments, env={**os.environ, **(environment or {})}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SnapshotFailed(f"{program} failed: {done.stderr.strip()}")
