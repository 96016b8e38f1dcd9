"""The size of a project by month, for rates of complaints (R103, R107)."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.process.case import Refusal
from heed.process.words import N_
from heed.records.models import Account, Project, ProjectMonth


def record_month(
    project: Project, on: date, *, homes: int, area: Decimal, by: Account | None, at: datetime | None = None
) -> ProjectMonth:
    """Occupied homes and managed area (m²) of the month in which `on` lies; entered again, the new figures count.

    Raises Refused for a month that has not begun.
    """
    month_on = on.replace(day=1)
    if month_on > timezone.localdate(at):
        raise Refused([Refusal(N_("This month has not begun yet."), "month_on")])
    figures = {"homes": homes, "area": area}
    return ProjectMonth.objects.update_or_create(project=project, month_on=month_on, defaults=figures)[0]
