"""The figures of days: carried over, received, concluded, overdue; sums of tallies, never of complaints (R102)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from heed.insight.tallies import Measure, word_of
from heed.insight.tallies.columns import CARRIED
from heed.insight.tallies.days import OVERDUE_BY, day_key
from heed.process.alarms import MEASURED
from heed.process.reporting import next_month
from heed.process.words import ENDED, ClockKind, Word
from heed.process.words.base import N_
from heed.queries.access import access_of
from heed.queries.tallies.cases import all_cases_of_figures
from heed.queries.tallies.monthly import carried_over, net_before
from heed.records.models import Account, Clock, Complaint, ComplaintMonth, Entry, Project, Tally

DAY = timedelta(days=1)
_DAYS = [measure.value for measure in Measure if measure.startswith("day_")]
_LATE = (Measure.DAY_LATE.value, Measure.DAY_UNLATE.value)


class DayFigure(Word):
    """A number of the daily record and of the weekly report (R102)."""

    CARRIED = "carried", N_("Carried over")
    NEW = "new", N_("Newly received")
    AGAIN = "again", N_("Taken up again")
    CLOSED = "closed", N_("Concluded")
    OVERDUE = "overdue", N_("Overdue, not concluded")
    OPEN = "open", N_("In follow-up")
    EXPLAINED = "explained", N_("Not resolvable")


_MEASURES = {
    DayFigure.NEW: Measure.DAY_NEW,
    DayFigure.AGAIN: Measure.DAY_AGAIN,
    DayFigure.CLOSED: Measure.DAY_CLOSED,
    DayFigure.EXPLAINED: Measure.DAY_EXPLAINED,
}


@dataclass(frozen=True, slots=True)
class DayFigures:
    """The figures of some days of a project, or of several."""

    carried: int = 0
    new: int = 0
    again: int = 0
    closed: int = 0
    overdue: int = 0
    explained: int = 0

    @property
    def followed(self) -> int:
        """What was to follow up."""
        return self.carried + self.new + self.again

    @property
    def open(self) -> int:
        """What is open at the end."""
        return self.followed - self.closed

    @property
    def rate(self) -> float | None:
        """The share that was concluded; None where there was nothing to follow up."""
        return self.closed / self.followed if self.followed else None

    def __add__(self, other: "DayFigures") -> "DayFigures":
        return DayFigures(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))


def day_figures(projects: Collection[int], first: date, last: date) -> dict[int, DayFigures]:
    """Return the figures of each project in the days from the first to the last; three queries, one more a month."""
    begins = first.replace(day=1)
    before = carried_over(projects, begins)
    tallies = Tally.objects.filter(project__in=projects)
    late = net_before(tallies, last.replace(day=1), _LATE, less=Measure.DAY_UNLATE)
    earlier, within, lately = (defaultdict[int, Counter[str]](Counter) for _ in range(3))
    for on, until in _months(first, last):
        rows = tallies.filter(month_on=on, measure__in=_DAYS, key__lte=day_key(until))
        since = day_key(first) if on == begins else day_key(on)
        sums = {"old": Sum("count", filter=Q(key__lt=since)), "all": Sum("count")}
        for row in rows.order_by().values("project", "measure").annotate(**sums):
            old, whole = row["old"] or 0, row["all"]
            earlier[row["project"]][row["measure"]] += old
            within[row["project"]][row["measure"]] += whole - old
            if on == last.replace(day=1):
                lately[row["project"]][row["measure"]] += whole
    return {
        pk: DayFigures(
            before[pk] + _net(earlier[pk]),
            within[pk][Measure.DAY_NEW],
            within[pk][Measure.DAY_AGAIN],
            within[pk][Measure.DAY_CLOSED],
            late[pk] + lately[pk][Measure.DAY_LATE] - lately[pk][Measure.DAY_UNLATE],
            within[pk][Measure.DAY_EXPLAINED],
        )
        for pk in projects
    }


def _net(sums: Counter[str]) -> int:
    return sums[Measure.DAY_NEW] + sums[Measure.DAY_AGAIN] - sums[Measure.DAY_CLOSED]


def _months(first: date, last: date) -> Iterator[tuple[date, date]]:
    """The months in which the days lie: their first days, and the last of the days in each."""
    on = first.replace(day=1)
    while on <= last:
        yield on, min(last, next_month(on) - DAY)
        on = next_month(on)


def cases_of_days(
    account: Account, projects: Collection[Project], first: date, last: date, figure: DayFigure
) -> QuerySet[Complaint]:
    """Return the complaints that a figure of these days counts, without those about the account itself (C3)."""
    if measure := _MEASURES.get(figure):
        which = Q(pk__in=Subquery(_counted([one.pk for one in projects], first, last, measure)))
    else:
        on = first - DAY if figure is DayFigure.CARRIED else last
        which = _open_at_end(projects, on, late=figure is DayFigure.OVERDUE)
    found = Complaint.objects.filter(which)
    return access_of(account).without_own_conflicts(found)


def _counted(projects: Collection[int], first: date, last: date, measure: Measure) -> QuerySet[ComplaintMonth, int]:
    """The complaints that add to a measure on one of the days."""
    which = Q(pk__in=())
    for number in range((last - first).days + 1):
        on = first + number * DAY
        which |= Q(month_on=on.replace(day=1), adds__contains=f" {word_of(measure, day_key(on))} ")
    return ComplaintMonth.objects.filter(which, project__in=projects).values_list("complaint", flat=True)


def _open_at_end(projects: Collection[Project], on: date, *, late: bool) -> Q:
    """Those that were open at the end of a day, which is another instant in each time zone; only `late`: overdue."""
    which = Q(pk__in=())
    for zone in sorted({one.timezone for one in projects}):
        ids = [one.pk for one in projects if one.timezone == zone]
        ends_at = datetime.combine(on + DAY, time(), ZoneInfo(zone))
        which |= Q(pk__in=_open_at(ids, on.replace(day=1), ends_at, late=late).values("pk"))
    return which


def _open_at(projects: Collection[int], month_on: date, at: datetime, *, late: bool) -> QuerySet[Complaint]:
    last = Entry.objects.filter(complaint=OuterRef("pk"), at__lt=at).order_by("-seq").values("stage")[:1]
    there = all_cases_of_figures(projects, month_on, (CARRIED, Measure.NEW, Measure.AGAIN))
    found = there.annotate(stage_then=Subquery(last)).filter(stage_then__isnull=False)
    found = found.exclude(stage_then__in=[stage.value for stage in ENDED])
    return found.filter(Exists(_late_clocks(at))) if late else found


def _late_clocks(at: datetime) -> QuerySet[Clock]:
    """The clocks of a complaint that had passed their limit then, and still ran."""
    measured = [kind.value for kind in OVERDUE_BY if kind in MEASURED]
    due = Q(kind__in=measured, due__lt=at) | Q(kind=ClockKind.FINISH.value, limit_at__lt=at)
    runs = Q(stopped_at__isnull=True) | Q(stopped_at__gte=at)
    clocks = Clock.objects.filter(complaint=OuterRef("pk")).annotate(due=Coalesce(F("target_at"), F("limit_at")))
    return clocks.filter(due, runs)
