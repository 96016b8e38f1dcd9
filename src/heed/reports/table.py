"""The monthly table in words: its rows, each cell with what it shows, says on hovering, and opens."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from heed.insight.tallies.columns import COLUMNS, GROUPS, ReportColumn, Shape
from heed.insight.tallies.frozen import base_and_value
from heed.queries.regions import RegionRow
from heed.queries.reports.months import row_figures
from heed.queries.tallies.monthly import MonthFigures, together
from heed.records.models import Project
from heed.reports.scope import Scope
from heed.reports.standing import StandingText
from heed.ui import humanize

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: its text, a small `base` behind it, what it says on hovering, and what it opens ("": nothing).

    `number` stands above the line, `below` under it, `value` is what the text shows; None: there is none.
    """

    column: ReportColumn
    text: str
    number: int = 0
    below: float | None = None
    value: float | None = None
    base: str = ""
    hint: str = ""
    query: str = ""
    tone: str = ""
    begins_group: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: a project, or (`is_total`) all of a region or of the scope. `query` narrows the page to it.

    `standing`: where the report of the project `code` stands.
    """

    name: str
    query: str
    cells: tuple[TableCell, ...]
    is_total: bool = False
    code: str = ""
    standing: StandingText | None = None


def rows_of_table(
    scope: Scope, figures: dict[int, MonthFigures], standings: dict[int, StandingText]
) -> Iterator[TableRow]:
    """Give the rows: the projects of each region and what they have together, and in the end all."""
    groups = by_top_region(scope)
    for region, projects in groups:
        yield from (_row_of_project(scope, one, figures[one.pk], standings.get(one.pk)) for one in projects)
        if region is not None and len(groups) > 1:
            whole = together([figures[project.pk] for project in projects])
            yield _row(scope, region.region.name, {"region": str(region.region.pk)}, whole, is_total=True)
    if len(scope.projects) > 1:
        yield _row(scope, _("Total"), scope.narrowed, together([*figures.values()]), is_total=True)


def _row_of_project(scope: Scope, project: Project, figures: MonthFigures, standing: StandingText | None) -> TableRow:
    row = _row(scope, project.name, {"project": project.code}, figures)
    return replace(row, code=project.code, standing=standing)


def by_top_region(scope: Scope) -> list[tuple[RegionRow | None, list[Project]]]:
    """The projects by their regions at the top, in the order of these; those without a region come last."""
    groups: dict[int, list[Project]] = {}
    for project in scope.projects:
        top = scope.top_region_of(project)
        groups.setdefault(top.region.pk if top else 0, []).append(project)
    tops = [row for row in scope.regions if row.region.pk in groups]
    rest: list[tuple[RegionRow | None, list[Project]]] = [(None, groups[0])] if 0 in groups else []
    return [(row, groups[row.region.pk]) for row in tops] + rest


def _row(scope: Scope, name: str, which: dict[str, str], figures: MonthFigures, *, is_total: bool = False) -> TableRow:
    query = urlencode({"month": f"{scope.on:%Y-%m}", **which})
    firsts = {group.columns[0].code for group in GROUPS}
    cells = tuple(cell_of(column, figures, query, begins_group=column.code in firsts) for column in COLUMNS.values())
    return TableRow(name, query, cells, is_total)


def cell_of(column: ReportColumn, figures: MonthFigures, query: str = "", *, begins_group: bool = False) -> TableCell:
    """Return the cell of a column for these figures."""
    number, base = column.number(figures.figures), column.base(figures.figures)
    below, value = base_and_value(column, row_figures(figures), number)
    opens = base if column.shape is Shape.SHARE else number
    return TableCell(
        column,
        shown(column.shape, value),
        number=number,
        below=below,
        value=value,
        base=str(base) if column.shows_base and base else "",
        hint=_hint(column.shape, figures, number, below),
        query=f"{query}&column={column.code}" if opens and column.opens else "",
        tone="hot" if column.alarms and number else "",
        begins_group=begins_group,
    )


def _hint(shape: Shape, figures: MonthFigures, number: int, below: float | None) -> str:
    """What a cell says on hovering."""
    if shape is Shape.RATE:
        return size_in_words(figures) or _(
            "Enter the occupied homes, or the managed area, in the setup of the project."
        )
    if not below:
        return ""
    if shape is Shape.CHANGE:
        return _("%(now)s instead of %(before)s") % {"now": number, "before": f"{below:.0f}"}
    return _("%(number)s of %(base)s") % {"number": number, "base": f"{below:.0f}"}


def shown(shape: Shape, value: float | None) -> str:
    """A value of a column as it is read."""
    if value is None:
        return NOTHING
    ways: dict[Shape, str] = {
        Shape.COUNT: f"{value:.0f}",
        Shape.RATE: f"{value:.1f}",
        Shape.CHANGE: f"{value:+.0%}" if value else "0%",
    }
    return ways.get(shape) or percent(value)


def percent(share: float) -> str:
    """A share in percent: "100%", "91.7%"."""
    return f"{share:.0%}" if share in (0, 1) else f"{share:.1%}"


def size_in_words(figures: MonthFigures) -> str:
    """What complaints are counted against, and of which month the figure is: "512 occupied homes (Oct 2026)"."""
    homes = [(size, count) for size, count in figures.sizes if not size.by_area]
    counted = homes or list(figures.sizes)
    if not counted:
        return ""
    amount, on = sum(size.amount for size, _count in counted), min(size.on for size, _count in counted)
    words = _("%(count)s occupied homes (%(month)s)") if homes else _("%(count)s m² (%(month)s)")
    return words % {"count": f"{amount:,.0f}", "month": humanize.month(on)}
