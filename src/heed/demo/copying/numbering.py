"""Which complaints are copied, how many weeks earlier, and the numbers that the copies get."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from heed.demo.copying.copies import CopySpec
from heed.demo.copying.prototype import Prototype
from heed.records.models import DayNumber, Project


class CopyPlan(NamedTuple):
    """When a copy was received, the position of its prototype, and how many weeks earlier it happened."""

    received_at: datetime
    prototype: int
    weeks: int


def numbered(project: Project, prototypes: Sequence[Prototype], plans: Sequence[CopyPlan]) -> list[CopySpec]:
    """Give each copy the next number of its day, without gaps: the rows of the days stay locked until commit."""
    days = [prototypes[plan.prototype].received_on(plan.weeks) for plan in plans]
    known = DayNumber.objects.select_for_update().filter(project=project, on__in=set(days))
    last = Counter(dict(known.values_list("on", "last")))
    specs = []
    for on, plan in zip(days, plans, strict=True):
        last[on] += 1
        specs.append(CopySpec(plan.prototype, plan.weeks, on, last[on]))
    DayNumber.objects.bulk_create(
        [DayNumber(project=project, on=on, last=serial) for on, serial in last.items()],
        update_conflicts=True, unique_fields=["project", "on"], update_fields=["last"],
    )  # fmt: skip
    return specs
