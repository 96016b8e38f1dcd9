"""Numbers that a person can say on the telephone: project, day, serial; gapless per project and day.

The row of the day is locked until the transaction of the new complaint ends, so a number is given out once, and one
that was rolled back is given out again.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection

from heed.records.models import DayNumber, Project


def locked_day(project: Project, at: datetime) -> DayNumber:
    """The row of the project's local day in which `at` lies, locked: whoever takes a number that day takes turns."""
    on = at.astimezone(ZoneInfo(project.timezone)).date()
    quote, table = connection.ops.quote_name, DayNumber._meta.db_table
    with connection.cursor() as cursor:  # one statement that makes the row or locks it, and reads it
        cursor.execute(
            f"INSERT INTO {quote(table)} (project_id, {quote('on')}, {quote('last')}) VALUES (%s, %s, 0) "  # noqa: S608
            f"ON CONFLICT (project_id, {quote('on')}) DO UPDATE SET project_id = excluded.project_id "
            f"RETURNING id, {quote('last')}",
            [project.pk, connection.ops.adapt_datefield_value(on)],
        )
        pk, last = cursor.fetchone()
    return DayNumber(pk=pk, project=project, on=on, last=last)


def next_number(project: Project, day: DayNumber) -> tuple[str, date, int]:
    """The number, the day and the serial of a complaint received on this locked day: CH-20261121-014.

    Only within the transaction that locked it.
    """
    day.last += 1
    DayNumber.objects.filter(pk=day.pk).update(last=day.last)
    return f"{project.code}-{day.on:%Y%m%d}-{day.last:03d}", day.on, day.last
