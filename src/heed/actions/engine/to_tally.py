"""Marking the complaints that changed, so that the worker counts them again (`actions.tallies`).

Each change adds a row of its own, in its transaction: nothing is looked up, and no writer waits for another.
"""

from collections.abc import Iterable

from django.db import connection

from heed.records.models import Complaint, ComplaintToTally

_MARK = f"INSERT INTO {ComplaintToTally._meta.db_table} (complaint_id)"
_OF = f"{_MARK} SELECT id FROM {Complaint._meta.db_table}"  # noqa: S608


def mark(complaint_ids: Iterable[int]) -> None:
    """Mark these complaints, in the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.executemany(f"{_MARK} VALUES (%s)", [(pk,) for pk in complaint_ids])


def mark_project(project_id: int) -> None:
    """Mark every complaint of a project: after its time zone changed, in which its months begin."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_OF} WHERE project_id = %s", [project_id])


def mark_all() -> None:
    """Mark every complaint."""
    with connection.cursor() as cursor:
        cursor.execute(_OF)
