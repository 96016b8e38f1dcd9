"""A SQLite database as one file, without what SQLite and the queue of its writers keep beside it."""

from pathlib import Path

from django.db import connection


def close_whole() -> None:
    """Write all that was committed into the file itself, and close the connection."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def remove(database: Path) -> None:
    """Delete a database with all that is kept beside it, where there is any."""
    for ending in ("", "-wal", "-shm", ".queue", ".lock"):
        Path(f"{database}{ending}").unlink(missing_ok=True)
