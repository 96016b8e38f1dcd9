"""Complaint numbers that are easy to say on the telephone: project, day, serial; without gaps per project and day.

The row of the day is locked until the transaction of the new complaint ends: a number is used once, and the number of
a transaction that was rolled back is used again.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection

from heed.records.models import DayNumber, Project


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a complaint: CH-20261121-014."""

    code: str
    on: date
    serial: int

    def __str__(self) -> str:
        return f"{self.code}-{self.on:%Y%m%d}-{self.serial:03d}"


def take_number(project: Project, at: datetime) -> Number:
    """Return the next number of the project's local day in which `at` lies, and lock that day."""
    on = at.astimezone(ZoneInfo(project.timezone)).date()
    quote, table = connection.ops.quote_name, DayNumber._meta.db_table
    last = quote("last")
    with connection.cursor() as cursor:  # one statement that makes the row or locks it, counts on, and reads it
        cursor.execute(
            f"INSERT INTO {quote(table)} AS day (project_id, {quote('on')}, {last}) VALUES (%s, %s, 1) "  # noqa: S608
            f"ON CONFLICT (project_id, {quote('on')}) DO UPDATE SET {last} = day.{last} + 1 RETURNING {last}",
            [project.pk, connection.ops.adapt_datefield_value(on)],
        )
        return Number(project.code, on, cursor.fetchone()[0])
