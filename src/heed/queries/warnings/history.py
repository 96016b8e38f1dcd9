"""What was usual at an estate: the kept sums of the whole months before a window."""

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from heed.insight.tallies import Measure
from heed.process.reporting import next_month
from heed.queries.tallies.monthly import months_before
from heed.records.models import Tally

#: The months whose sums say what is usual.
MONTHS = 4


class MonthsBefore(NamedTuple):
    """The whole months before a window: from and until (not included), by project the first whole one with numbers."""

    since_on: date
    until_on: date
    first_on: dict[int, date]

    def first(self, project: int) -> date:
        """The first whole month of the project; the end where there is none."""
        return self.first_on.get(project, self.until_on)

    def days(self, project: int) -> int:
        """Days of history at the project."""
        return max((self.until_on - self.first(project)).days, 0)


def history_until(projects: Collection[int], began_at: datetime) -> MonthsBefore:
    """Return which whole months end before this instant; one query.

    An estate whose numbers begin within them began on some day of its first month, which is no whole one.
    """
    until = began_at.date().replace(day=1)
    since = months_before(until, MONTHS)
    rows = Tally.objects.filter(
        project__in=projects, measure=Measure.NEW.value, key="", month_on__gte=since, month_on__lt=until
    )
    began_on = dict(rows.order_by("-month_on").values_list("project", "month_on"))
    return MonthsBefore(
        since, until, {project: next_month(on) if on > since else on for project, on in began_on.items()}
    )


def sums_before(
    projects: Collection[int], history: MonthsBefore, measures: Collection[Measure], keys: Collection[str] = ("",)
) -> Counter[tuple[int, Measure, str]]:
    """Return the sums of the whole months by project, measure and key; one query."""
    rows = Tally.objects.filter(
        project__in=projects,
        measure__in=[measure.value for measure in measures],
        key__in=keys,
        month_on__gte=history.since_on,
        month_on__lt=history.until_on,
    )
    found: Counter[tuple[int, Measure, str]] = Counter()
    for project, month_on, measure, key, count in rows.values_list("project", "month_on", "measure", "key", "count"):
        if month_on >= history.first(project):
            found[project, Measure(measure), key] += count
    return found
