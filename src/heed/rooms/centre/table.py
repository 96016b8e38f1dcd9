"""The monthly table in words: its rows, each cell with what it shows, says on hovering, and opens."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from heed.insight.tallies import Measure
from heed.insight.tallies.columns import COLUMNS, GROUPS, ReportColumn, Shape
from heed.queries.regions import RegionRow
from heed.queries.tallies.monthly import MonthFigures, together
from heed.records.models import Project
from heed.rooms.centre.scope import Scope
from heed.ui import humanize

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: its text, a small `base` behind it, what it says on hovering, and what it opens ("": nothing)."""

    column: ReportColumn
    text: str
    base: str = ""
    hint: str = ""
    query: str = ""
    tone: str = ""
    begins_group: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: a project, or (`is_total`) all of a region or of the scope. `query` narrows the page to it."""

    name: str
    query: str
    cells: tuple[TableCell, ...]
    is_total: bool = False


def rows_of_table(scope: Scope, figures: dict[int, MonthFigures]) -> Iterator[TableRow]:
    """Give the rows: the projects of each region and what they have together, and in the end all."""
    groups = by_top_region(scope)
    for region, projects in groups:
        yield from (_row(scope, one.name, {"project": one.code}, figures[one.pk]) for one in projects)
        if region is not None and len(groups) > 1:
            whole = together([figures[project.pk] for project in projects])
            yield _row(scope, region.region.name, {"region": str(region.region.pk)}, whole, is_total=True)
    if len(scope.projects) > 1:
        own = {"region": str(scope.region.region.pk)} if scope.region else {}
        yield _row(scope, _("Total"), own, together([*figures.values()]), is_total=True)


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
    text, hint = _SHOWN[column.shape](column, figures)
    number, base = column.number(figures.figures), column.base(figures.figures)
    opens = base if column.shape is Shape.SHARE else number
    return TableCell(
        column,
        text,
        base=str(base) if column.shows_base and base else "",
        hint=hint,
        query=f"{query}&column={column.code}" if opens else "",
        tone="hot" if column.alarms and number else "",
        begins_group=begins_group,
    )


def _count(column: ReportColumn, figures: MonthFigures) -> tuple[str, str]:
    return str(column.number(figures.figures)), ""


def _share(column: ReportColumn, figures: MonthFigures) -> tuple[str, str]:
    share = column.share(figures.figures)
    if share is None:
        return NOTHING, ""
    of = _("%(number)s of %(base)s") % {
        "number": column.number(figures.figures), "base": column.base(figures.figures),
    }  # fmt: skip
    return percent(share), of


def _rate(column: ReportColumn, figures: MonthFigures) -> tuple[str, str]:
    rate = figures.per_size()
    if rate is None:
        return NOTHING, _("Enter the occupied homes, or the managed area, in the setup of the project.")
    return f"{rate:.1f}", size_in_words(figures)


def _change(column: ReportColumn, figures: MonthFigures) -> tuple[str, str]:
    before, now = figures.before.get(column.months_back), figures.figures.get(Measure.NEW, 0)
    if not before:
        return NOTHING, ""
    return f"{(now - before) / before:+.0%}", _("%(now)s instead of %(before)s") % {"now": now, "before": before}


_SHOWN = {Shape.COUNT: _count, Shape.SHARE: _share, Shape.RATE: _rate, Shape.CHANGE: _change}


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
