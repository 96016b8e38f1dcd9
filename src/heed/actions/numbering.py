"""Numbers that a person can say on the telephone: project, day, serial; gapless per project and day.

The row of the day is locked until the transaction of the new complaint ends, so a number is given out once, and one
that was rolled back is given out again.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from heed.records.models import DayNumber, Project


def next_number(project: Project, at: datetime) -> tuple[str, date, int]:
    """The number, the project's local day and the serial of a complaint received `at`: CH-20261121-014.

    Only within a transaction.
    """
    on = at.astimezone(ZoneInfo(project.timezone)).date()
    DayNumber.objects.bulk_create([DayNumber(project=project, on=on)], ignore_conflicts=True)
    row = DayNumber.objects.select_for_update().get(project=project, on=on)
    row.last += 1
    row.save(update_fields=["last"])
    return f"{project.code}-{on:%Y%m%d}-{row.last:03d}", on, row.last
