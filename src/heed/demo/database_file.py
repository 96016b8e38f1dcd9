"""A SQLite database as a single file, without the files that SQLite and its queue of writers keep next to it."""

from pathlib import Path

from django.db import connection


def close_as_one_file() -> None:
    """Write everything that is committed into the database file itself, and close the connection."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def remove_database(database: Path) -> None:
    """Delete a database and the files next to it, where there are any."""
    for ending in ("", "-wal", "-shm", ".queue", ".lock"):
        Path(f"{database}{ending}").unlink(missing_ok=True)
