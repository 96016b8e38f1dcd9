"""Numbers that a person can say on the telephone: project, day, serial; gapless per project and day.

The row of the day is locked until the transaction of the new complaint ends, so a number is given out once, and one
that was rolled back is given out again.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from heed.records.models import DayNumber, Project


def locked_day(project: Project, at: datetime) -> DayNumber:
    """The row of the project's local day in which `at` lies, locked: whoever takes a number that day takes turns."""
    on = at.astimezone(ZoneInfo(project.timezone)).date()
    DayNumber.objects.bulk_create([DayNumber(project=project, on=on)], ignore_conflicts=True)
    return DayNumber.objects.select_for_update().get(project=project, on=on)


def next_number(project: Project, day: DayNumber) -> tuple[str, date, int]:
    """The number, the day and the serial of a complaint received on this locked day: CH-20261121-014.

    Only within the transaction that locked it.
    """
    day.last += 1
    day.save(update_fields=["last"])
    return f"{project.code}-{day.on:%Y%m%d}-{day.last:03d}", day.on, day.last
