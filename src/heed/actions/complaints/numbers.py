"""Numbers that a person can say on the telephone: project, day, serial; gapless per project and day.

The row of the day is locked until the transaction of the new complaint ends, so a number is given out once, and one
that was rolled back is given out again.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection

from heed.records.models import DayNumber, Project


@dataclass(frozen=True, slots=True)
class Number:
    """A number that is taken: CH-20261121-014."""

    code: str
    on: date
    serial: int

    def __str__(self) -> str:
        return f"{self.code}-{self.on:%Y%m%d}-{self.serial:03d}"


def take_number(project: Project, at: datetime) -> Number:
    """The next number of the project's local day in which `at` lies; whoever takes one that day takes turns."""
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
