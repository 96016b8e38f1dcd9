"""The table of a day or a week in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import reduce
from operator import add

from django.utils.translation import gettext as _

from heed.process.words import N_
from heed.queries.tallies.daily import DayFigure, DayFigures
from heed.records.models import Project
from heed.reports.period import PeriodAsked
from heed.reports.table import NOTHING, by_top_region, percent

#: The columns, with the share that was concluded (None).
COLUMNS: tuple[DayFigure | None, ...] = (
    DayFigure.CARRIED, DayFigure.NEW, DayFigure.AGAIN, DayFigure.CLOSED, None, DayFigure.OVERDUE, DayFigure.OPEN,
    DayFigure.EXPLAINED,
)  # fmt: skip
FORMULAS = {
    DayFigure.CARRIED: N_("Open when the day, or the first day of the week, began."),
    DayFigure.NEW: N_("Received on these days."),
    DayFigure.AGAIN: N_("Ended on an earlier day, and opened again."),
    DayFigure.CLOSED: N_("Ended when the day was over: closed, withdrawn, or continued in an earlier complaint."),
    DayFigure.OVERDUE: N_("Open at the end, and past the target of closing or the agreed day of the work."),
    DayFigure.OPEN: N_("Carried over + newly received + taken up again − concluded."),
    DayFigure.EXPLAINED: N_("The owner was told that it cannot be resolved, and which other ways are open."),
}
RATE = N_("Conclusion rate")
RATE_FORMULA = N_("Concluded ÷ to follow up.")


@dataclass(frozen=True, slots=True)
class DayCell:
    """A number, as a text, and what it opens ("": nothing)."""

    text: str
    number: float | None
    query: str = ""
    tone: str = ""
    is_share: bool = False


@dataclass(frozen=True, slots=True)
class DayRow:
    """A row: a project, or (`is_total`) all of a region or of the scope."""

    name: str
    query: str
    cells: tuple[DayCell, ...]
    is_total: bool = False


def heads() -> list[tuple[str, str]]:
    """The columns in words, each with its formula."""
    return [(_(one.label), _(FORMULAS[one])) if one else (_(RATE), _(RATE_FORMULA)) for one in COLUMNS]


def rows_of_days(asked: PeriodAsked, figures: dict[int, DayFigures]) -> Iterator[DayRow]:
    """Give the rows: the projects of each region and what they have together, and in the end all."""
    groups = by_top_region(asked.scope)
    for region, projects in groups:
        yield from (_row(_of_project(asked, one), one.name, figures[one.pk]) for one in projects)
        if region is not None and len(groups) > 1:
            whole = replace(asked, scope=replace(asked.scope, region=region, project=None))
            yield _row(whole, region.region.name, _sum(projects, figures), is_total=True)
    if len(asked.scope.projects) > 1:
        yield _row(asked, _("Total"), _sum(asked.scope.projects, figures), is_total=True)


def _of_project(asked: PeriodAsked, project: Project) -> PeriodAsked:
    return replace(asked, scope=replace(asked.scope, project=project, region=None))


def _sum(projects: Iterable[Project], figures: dict[int, DayFigures]) -> DayFigures:
    return reduce(add, (figures[one.pk] for one in projects), DayFigures())


def _row(asked: PeriodAsked, name: str, figures: DayFigures, *, is_total: bool = False) -> DayRow:
    cells = tuple(_cell(asked, one, figures) for one in COLUMNS)
    return DayRow(name, asked.address(), cells, is_total)


def _cell(asked: PeriodAsked, figure: DayFigure | None, figures: DayFigures) -> DayCell:
    if figure is None:
        rate = figures.rate
        return DayCell(NOTHING if rate is None else percent(rate), rate, is_share=True)
    number: int = getattr(figures, figure.value)
    tone = "hot" if figure is DayFigure.OVERDUE and number else ""
    return DayCell(str(number), number, asked.address(figure=figure.value) if number else "", tone)
