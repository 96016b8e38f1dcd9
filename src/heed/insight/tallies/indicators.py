"""The catalogue of indicators: what each says, where it comes from, and what it is not (R147, R148).

Adding one is a row here and a test. Most are columns of the monthly table or beside it; the others are spans of time,
of which the median and the longest tenth are told and never the mean alone, and estimates.
"""

from dataclasses import dataclass
from enum import StrEnum

from heed.insight.tallies.columns import COLUMNS, OPENABLE, ReportColumn
from heed.insight.tallies.measures import Measure
from heed.process.words import N_, OPEN, Stage


class Source(StrEnum):
    """Where the numbers of an indicator come from."""

    COLUMN = "column"  # counts of the tallies
    SPANS = "spans"  # spans of the tallies, in classes
    CALLS = "calls"  # calls in the months in which they rang
    SURVEYS = "surveys"  # marks in the answers to surveys of the month
    SILENT = "silent"  # an estimate from what was received
    OLDEST = "oldest"  # the open complaint that was received first


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator: `column` or, for spans, the `measure` with the `parts` by which its keys begin ("": one part).

    `recorded_by` says which records it is made from, `is_not` what one must not read from it.
    """

    code: str
    label: str
    formula: str
    recorded_by: str
    is_not: str
    source: Source = Source.COLUMN
    column: ReportColumn | None = None
    measure: Measure | None = None
    parts: tuple[Stage, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorGroup:
    """Indicators under one heading."""

    label: str
    indicators: tuple[Indicator, ...]


def _of(code: str, recorded_by: str, is_not: str) -> Indicator:
    column = OPENABLE[code]
    return Indicator(code, column.label, column.formula, recorded_by, is_not, column=column)


_CLOCKS = N_("The clocks of the complaint; each names the version of the policy by which it was due.")
_TIMELINE = N_("The moves on the timeline.")
_VISITS = N_("The return visits on record.")
_JUDGED = N_("The assessments on record, the first and the last.")

GROUPS = (
    IndicatorGroup(N_("Inflow and outflow"), (
        _of("new", N_("Complaints on record, by the day on which they were received."), N_(
            "No measure of bad work alone: where it is easy to complain, more is heard."
        )),
        _of("outflow", _TIMELINE, N_("No measure of quality: what is closed too soon comes back.")),
        Indicator(
            "oldest", N_("Oldest open complaint"), N_("Now − received, of the open complaint that was received first."),
            _TIMELINE, N_("Not the usual age: one single complaint decides it."), Source.OLDEST,
        ),
        _of("group", N_("Complaints that are followed together."), N_(
            "Not every incident: neighbours whose complaints nobody joined are not found here."
        )),
    )),
    IndicatorGroup(N_("Time"), (
        Indicator(
            "stage_time", N_("Time in each stage"), N_(
                "Of all stays in a stage that ended in the month: half were shorter than the median, one in ten was "
                "longer than the ninetieth percentile. Each is told to within a tenth."
            ), _TIMELINE, N_(
                "Not working hours: nights and holidays count. What is still in the stage is not in it."
            ), Source.SPANS, measure=Measure.STAGE_TIME, parts=OPEN,
        ),
        Indicator(
            "given_time", N_("Until somebody works on it"), N_(
                "From the receipt until the first investigation or work order, of those first given in the month: "
                "median and ninetieth percentile, to within a tenth."
            ), _TIMELINE, N_("Not the time until somebody arrives. What was settled on the spot is not in it."),
            Source.SPANS, measure=Measure.GIVEN_TIME,
        ),
        _of("answer_rate", _CLOCKS, N_("Says nothing about whether the answer helped.")),
        _of("closed_in_time_rate", _CLOCKS, N_("Says nothing about complaints that are still open.")),
        _of("finish_rate", _CLOCKS, N_("Says nothing about work without an agreed day.")),
        _of("accept_rate", _CLOCKS, N_("Not the time until the work begins.")),
        _of("informed_rate", _CLOCKS, N_("Says nothing about whether the owner understood.")),
    )),
    IndicatorGroup(N_("Promises"), (
        _of("promise_rate", N_("The promises on record and the replies that fit them."), N_(
            "Promises that were made by word of mouth, and not recorded, are not in it."
        )),
    )),
    IndicatorGroup(N_("Quality of the work"), (
        _of("settled_rate", _TIMELINE, N_("Not better the higher it is: some matters need an investigation.")),
        _of("first_rate", N_("The rounds of the complaint."), N_(
            "Falls afterwards, when a complaint of the month is opened again."
        )),
        _of("rounds_rate", N_("The rounds of the complaint."), N_(
            "Rounds that have begun and are not closed yet are not in it."
        )),
        _of("reopen_rate", _TIMELINE, N_("Owners who gave up are not in it.")),
        _of("repeat_rate", N_("Earlier complaints of the same home and category."), N_(
            "Not every repeat is a fault: a lift can stop twice for two reasons."
        )),
        _of("bounces", _TIMELINE, N_(
            "Not always shirking: an order can be refused because it went to the wrong department."
        )),
        _of("conversion_rate", _JUDGED, N_(
            "Not a mistake of the first judgement: it shows what was handled badly since."
        )),
        _of("recorded_rate", N_("The fields of the complaint."), N_("Says nothing about whether they are true.")),
    )),
    IndicatorGroup(N_("Owners"), (
        _of("visit_rate", _VISITS, N_("Owners who could not be reached count as not visited.")),
        _of("satisfied_rate", _VISITS, N_(
            "Only owners who were heard: with few of them, read the interval and not the rate."
        )),
        Indicator(
            "survey", COLUMNS["survey_rate"].label, COLUMNS["survey_rate"].formula, N_(
                "The answers of homes to surveys; a project with fewer than five is left out."
            ), N_(
                "Only homes that answered: read it beside the rate of answers. A home gives several marks, so that the "
                "interval is rather too narrow."
            ), Source.SURVEYS,
        ),
        Indicator(
            "silent", N_("Silent dissatisfaction"), N_(
                "Newly received × 24: the founding documents say that 96 of 100 dissatisfied customers leave quietly, "
                "so that behind each of the 4 who speak stand 24 who do not."
            ), N_("Newly received complaints; the 96 % are the founding documents’, and were not measured here."), N_(
                "No count: an estimate, to remember that few complaints are no proof of content."
            ), Source.SILENT, column=OPENABLE["new"],
        ),
    )),
    IndicatorGroup(N_("Telephone"), (
        Indicator(
            "rings", N_("Calls answered in time"), N_(
                "Calls that were answered within the rings of the policy ÷ calls of the month whose rings are known, "
                "and those that were missed."
            ), N_("The telephone’s own report of the first ring; where it makes none, the rings that were counted."),
            N_("Calls whose rings nobody counted are not in it."), Source.CALLS,
        ),
    )),
)  # fmt: skip
INDICATORS = {one.code: one for group in GROUPS for one in group.indicators}
RATIOS = ("outflow",)
"""Columns of which the upper number is no part of the lower one: there is no interval."""
YEARLY = (Source.COLUMN, Source.SPANS, Source.SILENT)
"""Sources with kept sums, which can be read for twelve months."""
SILENT_FACTOR = 24
"""Those who say nothing, for each one who complains (founding document 000)."""
