"""What an indicator reads, in words: in each month of a year, and at each project in one month."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from heed.insight.tallies import Measure
from heed.insight.tallies.columns import SURVEY_CONTENT, SURVEY_MARKS, ReportColumn, Shape
from heed.insight.tallies.indicators import INDICATORS, RATIOS, SILENT_FACTOR, Indicator, Source
from heed.process.words import Stage
from heed.queries.policies import current_policy
from heed.queries.tallies.calls import KNOWN, QUICK, calls_by_project
from heed.queries.tallies.indicators import Spread, oldest_open, spreads_by_month, sums_by_month
from heed.queries.tallies.surveys import survey_marks_by_project
from heed.reports.scope import Scope
from heed.reports.table import NOTHING, percent
from heed.rooms.centre.overview import between
from heed.ui import humanize


@dataclass(frozen=True, slots=True)
class Reading:
    """A number in words, what stands below it, and its value for the line; `query` opens its complaints ("": none)."""

    text: str = NOTHING
    below: str = ""
    value: float | None = None
    query: str = ""


def reading_of_column(column: ReportColumn, figures: Mapping[str, int], query: str = "") -> Reading:
    """Return the reading of a count, or of a share with its interval and base."""
    number, base = column.number(figures), column.base(figures)
    if column.shape is not Shape.SHARE:
        return Reading(str(number), "", float(number), query if number else "")
    return reading_of_share(number, base, query, is_part=column.code not in RATIOS)


def reading_of_share(number: int, base: int, query: str = "", *, is_part: bool = True) -> Reading:
    """Return the reading of a share; where the number is no part of the base, there is no interval."""
    if not base:
        return Reading()
    sure = between(number, base) + " · " if is_part else ""
    return Reading(percent(number / base), f"{sure}n={base}", number / base, query)


def reading_of_marks(counts: Counter[str]) -> Reading:
    """Return the reading of the marks of surveys: the share that says satisfied."""
    return reading_of_share(counts[SURVEY_CONTENT], counts[SURVEY_MARKS])


def reading_of_spread(spread: Spread | None, query: str = "") -> Reading:
    """Return the reading of spans: their median, and below it their ninetieth percentile and how many they are."""
    if spread is None:
        return Reading()
    below = _("90 %% within %(span)s · n=%(count)s") % {
        "span": humanize.duration(spread.ninetieth), "count": spread.count,
    }  # fmt: skip
    return Reading(humanize.duration(spread.median), below, spread.median, query)


@dataclass
class YearOfReadings:
    """The readings of all indicators of a scope in the twelve months up to its own; what is asked for is read once."""

    scope: Scope
    _spreads: dict[Measure, dict[date, dict[str, Spread]]] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def _sums(self) -> dict[date, Mapping[str, int]]:
        columns = [one.column for one in INDICATORS.values() if one.column is not None]
        return {**sums_by_month(self.scope.ids, self.scope.on, columns)}

    @cached_property
    def _calls(self) -> Counter[str]:
        each = calls_by_project(self.scope.projects, self.scope.on, current_policy())
        return sum(each.values(), Counter())

    @cached_property
    def _marks(self) -> Counter[str]:
        return sum(survey_marks_by_project(self.scope.projects, self.scope.on).values(), Counter())

    def _spreads_of(self, measure: Measure, on: date) -> dict[str, Spread]:
        """The spans of a measure in a month, by their parts."""
        if measure not in self._spreads:
            self._spreads[measure] = spreads_by_month(self.scope.ids, self.scope.on, measure)
        return self._spreads[measure].get(on, {})

    def read(self, indicator: Indicator, on: date, part: str = "") -> Reading:
        """Return the reading of an indicator in one of the months; of a part of it, where it has parts."""
        match indicator.source:
            case Source.SPANS:
                assert indicator.measure is not None
                opens = self.scope.address(on, span=span_code(indicator.measure, part))
                return reading_of_spread(self._spreads_of(indicator.measure, on).get(part), opens)
            case Source.CALLS:
                return reading_of_share(self._calls[QUICK], self._calls[KNOWN])
            case Source.SURVEYS:
                return reading_of_marks(self._marks)
            case Source.OLDEST:
                return self._oldest()
        assert indicator.column is not None
        figures = self._sums.get(on, {})
        if indicator.source is Source.SILENT:
            new = indicator.column.number(figures)
            return Reading(_("about %(count)s") % {"count": SILENT_FACTOR * new}, "", float(SILENT_FACTOR * new))
        return reading_of_column(indicator.column, figures, self.scope.address(on, column=indicator.column.code))

    def main_part(self, indicator: Indicator) -> str:
        """Return the part in which most time went by in the month; "" where nothing is known, or there are no parts."""
        if indicator.measure is None or not indicator.parts:
            return ""
        spreads = self._spreads_of(indicator.measure, self.scope.on)
        return max(spreads, key=lambda part: spreads[part].median * spreads[part].count, default="")

    def _oldest(self) -> Reading:
        first = oldest_open(self.scope.ids)
        if first is None:
            return Reading()
        since = _("now, since %(day)s") % {"day": humanize.day(first)}
        return Reading(humanize.duration(timezone.now() - first), since)


def span_code(measure: Measure, part: str = "") -> str:
    """How an address names the spans of a measure, or of one of its parts: "stage_time.handling", "given_time"."""
    return f"{measure}.{part}" if part else measure.value


def part_name(part: str) -> str:
    """The name of a part of an indicator: of a stage."""
    return _(Stage(part).label) if part else ""
