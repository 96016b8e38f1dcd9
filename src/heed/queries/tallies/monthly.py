"""The figures of the monthly table: sums of tallies, never of complaints (R103)."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Max, Min, QuerySet, Sum

from heed.insight.tallies import Measure
from heed.insight.tallies.columns import COLUMNS, READ, derived
from heed.process.roles import READS_REPORTS
from heed.process.words import EstateKind
from heed.queries.access import projects_of
from heed.queries.tallies.surveys import survey_marks_by_project
from heed.records.models import Account, Project, ProjectMonth, Tally

_FLOW = (Measure.NEW.value, Measure.AGAIN.value, Measure.CLOSED.value)
#: How many months back a column compares.
_BACK = sorted({column.months_back for column in COLUMNS.values() if column.months_back})
#: The size of a project is taken from the latest month within a year.
_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class EstateSize:
    """What complaints are counted against: occupied homes, or square metres of offices, of the month `on`."""

    on: date
    amount: Decimal
    by_area: bool = False

    @property
    def units(self) -> Decimal:
        """Thousands of homes, or tens of thousands of square metres."""
        return self.amount / (10_000 if self.by_area else 1_000)


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """The figures of a project, or of several, in one month. `sizes`: of each project that has one, with its effective
    complaints. `before`: newly received so many months earlier; none where nothing was counted then."""

    figures: dict[str, int] = field(default_factory=dict)
    sizes: tuple[tuple[EstateSize, int], ...] = ()
    before: dict[int, int] = field(default_factory=dict)

    def per_size(self) -> float | None:
        """Effective complaints for each unit of size; the figures of homes where there are both; None without any."""
        homes = [(size, count) for size, count in self.sizes if not size.by_area]
        counted = homes or self.sizes
        units = sum(size.units for size, _count in counted)
        return float(sum(count for _size, count in counted) / units) if units else None


def reported_projects(account: Account) -> QuerySet[Project]:
    """Return the projects of whose numbers the account may read reports, with their regions."""
    return projects_of(account, READS_REPORTS).select_related("region").order_by("code")


def months_with_numbers(projects: Collection[int]) -> tuple[date, date] | None:
    """Return the first and the last month with numbers; None where there are none."""
    found = Tally.objects.filter(project__in=projects).aggregate(first=Min("month_on"), last=Max("month_on"))
    return (found["first"], found["last"]) if found["first"] else None


def month_figures(projects: Collection[Project], on: date) -> dict[int, MonthFigures]:
    """Return the figures of each project in the month that begins on this day; four queries, and one a time zone."""
    ids = [project.pk for project in projects]
    counted: dict[int, dict[str, int]] = defaultdict(dict)
    rows = Tally.objects.filter(project__in=ids, month_on=on, measure__in=[*READ, Measure.CLOSED_OLD])
    for project, measure, key, count in rows.values_list("project", "measure", "key", "count"):
        counted[project][f"{measure}={key}" if key else measure] = count
    carried, before, sizes = carried_over(ids, on), _before(ids, on), _sizes(projects, on)
    surveyed = survey_marks_by_project(projects, on)
    found = {}
    for pk in ids:
        figures = derived(counted[pk] | surveyed.get(pk, {}), carried[pk])
        sized = ((sizes[pk], figures.get(Measure.EFFECTIVE, 0)),) if pk in sizes else ()
        found[pk] = MonthFigures(figures, sized, before.get(pk, {}))
    return found


def together(parts: Collection[MonthFigures]) -> MonthFigures:
    """Return the figures of several projects as one."""
    figures: Counter[str] = Counter()
    before: Counter[int] = Counter()
    for part in parts:
        figures.update(part.figures)
        before.update(part.before)
    return MonthFigures(dict(figures), tuple(size for part in parts for size in part.sizes), dict(before))


def months_before(on: date, months: int) -> date:
    """Return the first day of the month that lies so many months before (or, below nought, after)."""
    number = on.year * 12 + on.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def carried_over(ids: Collection[int], on: date) -> Counter[int]:
    """What was open when the month began: new and taken up again less concluded, of all months before."""
    return net_before(Tally.objects.filter(project__in=ids, key=""), on, _FLOW, less=Measure.CLOSED)


def net_before(tallies: QuerySet[Tally], on: date, measures: Collection[str], *, less: Measure) -> Counter[int]:
    """What these measures add up to in each project in all months before, where `less` takes away; one query."""
    found: Counter[int] = Counter()
    rows = tallies.filter(measure__in=measures, month_on__lt=on).order_by()
    for project, measure, total in rows.values_list("project", "measure").annotate(total=Sum("count")):
        found[project] += -total if measure == less else total
    return found


def _before(ids: Collection[int], on: date) -> dict[int, dict[int, int]]:
    months = {months_before(on, back): back for back in _BACK}
    found: dict[int, dict[int, int]] = defaultdict(dict)
    rows = Tally.objects.filter(project__in=ids, measure=Measure.NEW.value, month_on__in=months, key="")
    for project, month_on, count in rows.values_list("project", "month_on", "count"):
        found[project][months[month_on]] = count
    return found


def _sizes(projects: Collection[Project], on: date) -> dict[int, EstateSize]:
    kinds = {project.pk: project.kind for project in projects}
    found: dict[int, EstateSize] = {}
    rows = ProjectMonth.objects.filter(project__in=kinds, month_on__lte=on, month_on__gt=on - _YEAR)
    for pk, month_on, homes, area in rows.order_by("month_on").values_list("project", "month_on", "homes", "area"):
        by_area = kinds[pk] == EstateKind.OFFICES.value
        if amount := area if by_area else Decimal(homes):
            found[pk] = EstateSize(month_on, amount, by_area)
    return found
