"""The columns of the monthly table 顾客投诉分类统计表: one row each, with its formula in words (R103).

A figure is a count of one month: the code of a measure, with its key after "=", or one of the derived ones below.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from heed.insight.tallies.measures import Measure
from heed.process.words import N_

#: The version of these columns: one more whenever one is added, taken away or defined anew. Reports name theirs.
CATALOGUE = 2
#: Derived figures: open when the month began; to follow up; open at its end; the same, open since before it began.
CARRIED, FOLLOWED, OPEN, OLD_OPEN = "carried", "followed", "open", "old_open"
DERIVED = (CARRIED, FOLLOWED, OPEN, OLD_OPEN)
#: What the answers to surveys add: all marks of the month, and those of them that say satisfied. No tally holds them.
SURVEY_MARKS, SURVEY_CONTENT = "survey_marks", "survey_content"
#: Figures of a month by their names.
Figures = Mapping[str, int]


class Shape(StrEnum):
    """What a column shows."""

    COUNT = "count"
    SHARE = "share"  # of one figure in another
    RATE = "rate"  # per thousand homes, or ten thousand square metres
    CHANGE = "change"  # against another month


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """A column: the figures that are summed up (`of`) and those by which they are divided (`per`).

    `months_back`: which earlier month it is compared with. `alarms`: more than none of it deserves attention.
    `opens`: whether complaints stand behind it.
    """

    code: str
    label: str
    formula: str
    of: tuple[str, ...]
    per: tuple[str, ...] = ()
    shape: Shape = Shape.COUNT
    months_back: int = 0
    alarms: bool = False
    shows_base: bool = False
    opens: bool = True

    def number(self, figures: Figures) -> int:
        """The sum above the line."""
        return sum(figures.get(name, 0) for name in self.of)

    def base(self, figures: Figures) -> int:
        """The sum below the line."""
        return sum(figures.get(name, 0) for name in self.per)

    def share(self, figures: Figures) -> float | None:
        """The share, from 0 to 1; None where there is nothing to divide by."""
        base = self.base(figures)
        return self.number(figures) / base if base else None


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    """Columns under one heading."""

    label: str
    columns: tuple[ReportColumn, ...]


def _count(code: str, label: str, formula: str, *of: str, alarms: bool = False) -> ReportColumn:
    return ReportColumn(code, label, formula, of or (code,), alarms=alarms)


def _share(code: str, label: str, formula: str, of: str, *per: str, shows_base: bool = False) -> ReportColumn:
    return ReportColumn(code, label, formula, (of,), per, Shape.SHARE, shows_base=shows_base)


def _found(code: str, label: str, formula: str, measure: Measure) -> ReportColumn:
    return _share(code, label, formula, f"{measure}=yes", f"{measure}=yes", f"{measure}=no")


def _compared(code: str, label: str, formula: str, months_back: int) -> ReportColumn:
    return ReportColumn(code, label, formula, (Measure.NEW,), shape=Shape.CHANGE, months_back=months_back)


GROUPS = (
    ColumnGroup(N_("Follow-up"), (
        _count(CARRIED, N_("Carried over"), N_("Open when the month began.")),
        _count("new", N_("Newly received"), N_("Received in the month."), Measure.NEW),
        _count("again", N_("Taken up again"), N_(
            "Ended in an earlier month, and opened again in this one."
        ), Measure.AGAIN),
        _count(FOLLOWED, N_("To follow up"), N_("Carried over + newly received + taken up again.")),
        _count("closed", N_("Concluded"), N_(
            "Of those to follow up, the ones that had ended when the month was over: closed, withdrawn, or continued "
            "in the owner's earlier complaint."
        ), Measure.CLOSED),
        _share("closing_rate", N_("Conclusion rate"), N_("Concluded ÷ to follow up."), Measure.CLOSED, FOLLOWED),
        _count(OLD_OPEN, N_("Open over a month"), N_(
            "Open without a break since before the month began, and still open at its end."
        ), alarms=True),
    )),
    ColumnGroup(N_("By nature"), (
        _count("effective", N_("Effective"), N_("Newly received, effective by nature."), Measure.EFFECTIVE),
        _count("communication", N_("Communication"), N_(
            "Newly received, communication by nature."
        ), Measure.COMMUNICATION),
        ReportColumn("per_thousand", N_("Per 1,000 homes"), N_(
            "Newly received and effective ÷ occupied homes of the month × 1,000; for offices ÷ managed area × "
            "10,000 m²."
        ), (Measure.EFFECTIVE,), shape=Shape.RATE),
    )),
    ColumnGroup(N_("Timeliness"), (
        _share("answer_rate", N_("Answered in time"), N_(
            "Complaints whose every answer due in the month came in time ÷ complaints with an answer due in the month."
        ), Measure.ANSWERED, Measure.ANSWER_DUE),
        _share("closed_in_time_rate", N_("Closed in time"), N_(
            "Closed within the target of closing that was due in the month, every time ÷ closed complaints with such a "
            "target in the month."
        ), Measure.CLOSED_IN_TIME, Measure.CLOSING_DUE),
        _share("finish_rate", N_("Finished in time"), N_(
            "Complaints whose work due in the month was finished in time ÷ complaints with work due in the month."
        ), Measure.FINISHED, Measure.FINISH_DUE),
        _share("promise_rate", N_("Promises kept"), N_(
            "Promises kept ÷ promises due in the month that were kept, broken or moved to a new date."
        ), Measure.PROMISE_KEPT, Measure.PROMISE_DUE),
    )),
    ColumnGroup(N_("Quality"), (
        _share("first_rate", N_("Solved the first time"), N_(
            "Closed in the month in the first round and not opened again since ÷ closed in the month."
        ), Measure.FIRST_TIME, Measure.CLOSINGS),
        _share("visit_rate", N_("Visited"), N_(
            "The owner was reached by a return visit ÷ handling completed in the month."
        ), Measure.REACHED, Measure.HANDLED),
        _share("satisfied_rate", N_("Satisfied owners"), N_(
            "Owners who said that they are satisfied ÷ owners whose verdict was heard in the month (n)."
        ), Measure.SATISFIED, Measure.HEARD, shows_base=True),
        ReportColumn("survey_rate", N_("Satisfied in surveys"), N_(
            "Marks of 4 and 5 ÷ all marks that homes gave in surveys answered in the month."
        ), (SURVEY_CONTENT,), (SURVEY_MARKS,), Shape.SHARE, shows_base=True, opens=False),
        _share("recorded_rate", N_("Complete records"), N_(
            "Newly received with what was said, the course of events (unless settled on the spot), and the owner's "
            "name, home and contact (unless anonymous or out of reach) ÷ newly received."
        ), Measure.RECORDED, Measure.NEW),
        _share("repeat_rate", N_("Repeats"), N_(
            "Newly received from a home where a complaint of the same category was closed within the days that the "
            "policy counts as a repeat ÷ newly received."
        ), Measure.REPEATED, Measure.NEW),
        _share("reopen_rate", N_("Reopening rate"), N_(
            "Closed in the month and opened again since ÷ closed in the month."
        ), Measure.REOPENED, Measure.CLOSINGS),
        _count("group", N_("Group complaints"), N_(
            "Main complaints, newly received, of which as many homes complained within days as the policy calls "
            "a group."
        ), Measure.GROUP, alarms=True),
        _count("explained", N_("Not resolvable"), N_(
            "The owner was told in the month that it cannot be resolved, and which other ways are open."
        ), Measure.EXPLAINED),
    )),
    ColumnGroup(N_("Hotline cases"), (
        _found("body_answered", N_("Response rate"), N_(
            "The body found that we responded ÷ its findings of the month on this."
        ), Measure.BODY_ANSWERED),
        _found("body_resolved", N_("Resolution rate"), N_(
            "The body found it resolved ÷ its findings of the month on this."
        ), Measure.BODY_RESOLVED),
        _found("body_satisfied", N_("Satisfaction rate"), N_(
            "The body found the owner satisfied ÷ its findings of the month on this."
        ), Measure.BODY_SATISFIED),
    )),
    ColumnGroup(N_("Newly received, compared"), (
        _compared("month_before", N_("Month before"), N_("Change of newly received against the month before."), 1),
        _compared("year_before", N_("Year before"), N_(
            "Change of newly received against the same month a year ago."
        ), 12),
    )),
)  # fmt: skip
COLUMNS = {column.code: column for group in GROUPS for column in group.columns}
#: What is measured besides the columns of the table, for the links and the indicators of the centre (R147).
BESIDES = {column.code: column for column in (
    _share("informed_rate", N_("Told of progress in time"), N_(
        "Complaints whose owner was told of progress in time, every time it was due in the month ÷ complaints with "
        "such a report due in the month."
    ), Measure.INFORMED, Measure.PROGRESS_DUE),
    _share("accept_rate", N_("Work orders accepted in time"), N_(
        "Complaints whose work orders were accepted in time, all that were due in the month ÷ complaints with an "
        "order to accept in the month."
    ), Measure.ACCEPTED, Measure.ACCEPT_DUE),
    _share("outflow", N_("Concluded against incoming"), N_(
        "Concluded in the month ÷ newly received and taken up again in it. Above 100 %, fewer are open than before."
    ), Measure.CLOSED, Measure.NEW, Measure.AGAIN),
    _share("settled_rate", N_("Settled on the spot"), N_(
        "Settled on the spot in the month ÷ newly received."
    ), Measure.SETTLED, Measure.NEW),
    ReportColumn("rounds_rate", N_("Needed another round"), N_(
        "Closed in the month in the second round or a later one ÷ closed in the month."
    ), (f"{Measure.ROUNDS}=2", f"{Measure.ROUNDS}=3"), (Measure.CLOSINGS,), Shape.SHARE),
    _count("bounces", N_("Work given back"), N_(
        "Work orders that were refused or sent back in the month, each time."
    ), Measure.BOUNCES),
    _share("conversion_rate", N_("Converted to effective"), N_(
        "Received in the month, communication by the first judgement and effective by the last ÷ received in the "
        "month, communication by the first judgement."
    ), Measure.CONVERTED, Measure.TALK_FIRST),
)}  # fmt: skip
#: All behind which complaints stand, which its code opens.
OPENABLE = {code: column for code, column in (COLUMNS | BESIDES).items() if column.opens}
#: The measures that these read.
READ = {name.partition("=")[0] for column in OPENABLE.values() for name in (*column.of, *column.per)} - {*DERIVED}


def derived(figures: Figures, carried: int) -> dict[str, int]:
    """Return the figures of a month with those that follow from them and from what was open when it began."""
    followed = carried + figures.get(Measure.NEW, 0) + figures.get(Measure.AGAIN, 0)
    return {
        **figures,
        CARRIED: carried,
        FOLLOWED: followed,
        OPEN: followed - figures.get(Measure.CLOSED, 0),
        OLD_OPEN: carried - figures.get(Measure.CLOSED_OLD, 0),
    }
