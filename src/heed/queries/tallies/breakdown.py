"""The new complaints of a month, divided by what they are (R103, R107)."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from heed.insight.tallies import Measure
from heed.records.models import Tally

#: The divisions, in the order in which they are shown.
DIVISIONS = (
    Measure.BY_NATURE, Measure.BY_LEVEL, Measure.BY_VALIDITY, Measure.BY_CHANNEL, Measure.BY_DEPARTMENT,
    Measure.BY_CATEGORY,
)  # fmt: skip
#: The causes that make up this share of the complaints are the vital few.
VITAL = 0.8


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its code, how many, its share of all, and the share of all down to it, both from 0 to 1."""

    key: str
    count: int
    share: float
    reached: float

    @property
    def is_vital(self) -> bool:
        """Whether the parts before it do not make up the most yet (Pareto)."""
        return self.reached - self.share < VITAL


def breakdown(projects: Collection[int], on: date) -> dict[Measure, tuple[Part, ...]]:
    """Return the parts of each division, the largest first; one query."""
    rows = Tally.objects.filter(project__in=projects, month_on=on, measure__in=[one.value for one in DIVISIONS])
    counts: dict[Measure, dict[str, int]] = defaultdict(dict)
    for measure, key, total in rows.order_by().values_list("measure", "key").annotate(total=Sum("count")):
        if total:
            counts[Measure(measure)][key] = total
    return {measure: _parts(counts[measure]) for measure in DIVISIONS}


def _parts(counts: dict[str, int]) -> tuple[Part, ...]:
    total, reached, parts = sum(counts.values()), 0, []
    for key, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        reached += count
        parts.append(Part(key, count, count / total, reached / total))
    return tuple(parts)
