"""One process at a time: what the worker does in the background of all complaints."""

from django.db import connection


def alone(lock: int, *, wait: bool) -> bool:
    """Whether no other process holds this lock until the end of the transaction; SQLite has one writer anyway."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        if wait:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock])
            return True
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [lock])
        return bool(cursor.fetchone()[0])
