"""Twelve months of some figures of each project, for the lines of the centre's table: one query (R148)."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from heed.insight.tallies.columns import ReportColumn
from heed.queries.tallies.monthly import months_before
from heed.records.models import Tally

MONTHS = 12
#: The figures of a project by month.
Year = dict[date, dict[str, int]]


def months_of_year(on: date) -> list[date]:
    """Return the twelve months that end with this one."""
    return [months_before(on, back) for back in reversed(range(MONTHS))]


def year_figures(projects: Collection[int], on: date, columns: Iterable[ReportColumn]) -> dict[int, Year]:
    """Return what the columns sum up and divide by, of each project in each of the twelve months up to this one."""
    names = {name for column in columns for name in (*column.of, *column.per)}
    found: dict[int, Year] = defaultdict(lambda: defaultdict(dict))
    rows = Tally.objects.filter(
        project__in=projects, month_on__gt=months_before(on, MONTHS), month_on__lte=on, measure__in=names, key=""
    )
    for project, month_on, measure, count in rows.values_list("project", "month_on", "measure", "count"):
        found[project][month_on][measure] = count
    return found


def years_together(years: Iterable[Year]) -> Year:
    """Return the figures of several projects as one."""
    found: Year = defaultdict(lambda: defaultdict(int))
    for year in years:
        for on, figures in year.items():
            for name, count in figures.items():
                found[on][name] += count
    return found
