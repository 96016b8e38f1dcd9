"""The numbers of the indicators: sums over projects, in a fixed number of queries however many there are (R147)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db.models import Min, QuerySet, Sum

from heed.insight.tallies import Measure
from heed.insight.tallies.columns import ReportColumn
from heed.insight.tallies.spans import longest_from, quantile
from heed.queries.complaints.rows import only_open
from heed.queries.tallies.monthly import months_before
from heed.queries.tallies.yearly import MONTHS
from heed.records.models import Complaint, Tally

Key = TypeVar("Key", str, int)
#: Sums by month.
ByMonth = dict[date, Counter[str]]


@dataclass(frozen=True, slots=True)
class Spread:
    """How some spans of time are spread: how many, median and ninetieth percentile in seconds, and the first class of
    those above it."""

    count: int
    median: float
    ninetieth: float
    longest_from: int


def sums_by_month(projects: Collection[int], on: date, columns: Iterable[ReportColumn]) -> ByMonth:
    """Return what the columns read, of all projects together, in the twelve months up to this one; one query."""
    names = {name for column in columns for name in (*column.of, *column.per)}
    measures = {name.partition("=")[0] for name in names}
    found: ByMonth = defaultdict(Counter)
    rows = _year(projects, on).filter(measure__in=measures).values("month_on", "measure", "key")
    for row in rows.annotate(total=Sum("count")):
        found[row["month_on"]][f"{row['measure']}={row['key']}" if row["key"] else row["measure"]] += row["total"]
    return found


def spreads_by_month(projects: Collection[int], on: date, measure: Measure) -> dict[date, dict[str, Spread]]:
    """Return how the spans of a measure are spread in each of the twelve months, by the part of their key; one query.

    A key is a class, or a part and a class: "handling.31".
    """
    found: dict[date, dict[str, Counter[int]]] = defaultdict(lambda: defaultdict(Counter))
    rows = _year(projects, on).filter(measure=measure).values("month_on", "key").annotate(total=Sum("count"))
    for row in rows:
        part, number = _parted(row["key"])
        found[row["month_on"]][part][number] += row["total"]
    return {month: _spreads(parts) for month, parts in found.items()}


def spreads_by_project(projects: Collection[int], on: date, measure: Measure, part: str = "") -> dict[int, Spread]:
    """Return how the spans of a measure, or of one of its parts, are spread in each project in a month; one query."""
    found: dict[int, Counter[int]] = defaultdict(Counter)
    rows = Tally.objects.filter(project__in=projects, month_on=on, measure=measure, key__startswith=part and f"{part}.")
    for project, key, count in rows.values_list("project", "key", "count"):
        found[project][_parted(key)[1]] += count
    return _spreads(found)


def oldest_open(projects: Collection[int]) -> datetime | None:
    """Return when the open complaint was received that was received first; None where none is open."""
    rows = only_open(Complaint.objects.filter(project__in=projects))
    first: datetime | None = rows.aggregate(first=Min("received_at"))["first"]
    return first


def _year(projects: Collection[int], on: date) -> QuerySet[Tally]:
    since = months_before(on, MONTHS)
    return Tally.objects.filter(project__in=projects, month_on__gt=since, month_on__lte=on).order_by()


def _parted(key: str) -> tuple[str, int]:
    part, _dot, number = key.rpartition(".")
    return part, int(number)


def _spreads(classes: Mapping[Key, Counter[int]]) -> dict[Key, Spread]:
    found = {}
    for key, counts in classes.items():
        median, ninetieth = quantile(counts, 0.5), quantile(counts, 0.9)
        if median is not None and ninetieth is not None:
            found[key] = Spread(counts.total(), median, ninetieth, longest_from(counts, 0.9))
    return found
