"""The centre's table: a row an estate with what burns now, and its rates with line, interval and rank (R148, R149)."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from heed.insight.tallies.columns import OPENABLE, ReportColumn
from heed.insight.tallies.links import LOW_IS_GOOD
from heed.insight.wilson import FAIR, interval, ranks
from heed.process.words import N_
from heed.queries.complaints.burning import Burning, BurningCounts
from heed.queries.tallies.monthly import MonthFigures, together
from heed.queries.tallies.yearly import Year, months_of_year, years_together
from heed.records.models import Project
from heed.reports.scope import Scope
from heed.reports.table import NOTHING, by_top_region, percent
from heed.rooms.centre.lines import line_of

#: What burns, as the table shows it: the kind, its heading, and its tone where it is not nought.
NOW = (
    (Burning.OPEN, N_("Not closed yet"), ""),
    (Burning.OVERDUE, N_("Overdue"), "hot"),
    (Burning.OWED, N_("Broken"), "hot"),
)
#: The rates of the table, in their order.
RATES = tuple(
    OPENABLE[code]
    for code in ("answer_rate", "finish_rate", "promise_rate", "first_rate", "satisfied_rate", "repeat_rate")
)
NEW = OPENABLE["new"]
#: What is read of twelve months.
YEARLY = (NEW, *RATES)


@dataclass(frozen=True, slots=True)
class NowCell:
    """How many of one kind burn, and what the number opens."""

    count: int
    query: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class RateCell:
    """A rate of the month: its text, interval and base, its rank among `of`, its line of a year, what it opens."""

    column: ReportColumn
    share: float | None
    text: str
    interval: str
    base: int
    spark: SafeString
    query: str
    rank: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class EstateRow:
    """A row: an estate, or (`is_total`) all of a region or of the scope. `scope` narrows the page to it."""

    name: str
    scope: str
    now: tuple[NowCell, ...]
    new: RateCell
    rates: tuple[RateCell, ...]
    is_total: bool = False
    place: int = 0  # the id of the project

    def sort_key(self, code: str) -> float | str | None:
        """What the row is sorted by; None where it has no such number."""
        if code == "name":
            return self.name
        for (kind, _label, _tone), cell in zip(NOW, self.now, strict=True):
            if kind.value == code:
                return cell.count
        return next((cell.share for cell in (self.new, *self.rates) if cell.column.code == code), None)


@dataclass(frozen=True, slots=True)
class Numbers:
    """All that the rows are made of, by the ids of the projects."""

    burning: BurningCounts
    month: dict[int, MonthFigures]
    years: dict[int, Year]


def rows_of_estates(scope: Scope, numbers: Numbers, sort: str = "") -> list[EstateRow]:
    """Return the rows: by region with what each has together, or sorted by a column ("-new": the greatest first)."""
    single = {project.pk: _row_of_project(scope, project, numbers) for project in scope.projects}
    ranked = {row.place: row for row in _ranked([*single.values()])}
    total = [_total(scope, _("Total"), scope.narrowed, scope.projects, numbers)] if len(scope.projects) > 1 else []
    if sort:
        return _sorted([*ranked.values()], sort) + total
    return [*_grouped(scope, ranked, numbers), *total]


def _grouped(scope: Scope, rows: dict[int, EstateRow], numbers: Numbers) -> Iterator[EstateRow]:
    groups = by_top_region(scope)
    for region, projects in groups:
        yield from (rows[project.pk] for project in projects)
        if region is not None and len(groups) > 1:
            yield _total(scope, region.region.name, {"region": str(region.region.pk)}, projects, numbers)


def _sorted(rows: list[EstateRow], sort: str) -> list[EstateRow]:
    """The rows by a column; those without a number come last, either way."""
    code, falling = sort.removeprefix("-"), sort.startswith("-")
    known = [row for row in rows if row.sort_key(code) is not None]
    known.sort(key=lambda row: row.name)
    by: Callable[[EstateRow], float | str] = lambda row: row.sort_key(code) or 0  # noqa: E731
    known.sort(key=by if code != "name" else lambda row: row.name, reverse=falling)
    return known + [row for row in rows if row.sort_key(code) is None]


def _ranked(rows: list[EstateRow]) -> list[EstateRow]:
    """The rows with the ranks of those rates that have cases enough to be fair."""
    for place, column in enumerate(RATES):
        fair = {row.place: row.rates[place] for row in rows if row.rates[place].base >= FAIR}
        shares = {pk: cell.share for pk, cell in fair.items() if cell.share is not None}
        if len(shares) < 2:
            continue
        found = ranks(shares, low_is_good=column.code in LOW_IS_GOOD)
        rows = [_with_rank(row, place, found.get(row.place, 0), len(shares)) for row in rows]
    return rows


def _with_rank(row: EstateRow, place: int, rank: int, of: int) -> EstateRow:
    if not rank:
        return row
    cells = list(row.rates)
    cells[place] = replace(cells[place], rank=rank, of=of)
    return replace(row, rates=tuple(cells))


def _row_of_project(scope: Scope, project: Project, numbers: Numbers) -> EstateRow:
    pk, which = project.pk, {"project": project.code}
    return _row(scope, project.name, which, numbers.burning[pk], numbers.month[pk], numbers.years[pk], place=pk)


def _total(scope: Scope, name: str, which: dict[str, str], projects: Sequence[Project], numbers: Numbers) -> EstateRow:
    ids = [project.pk for project in projects]
    burning = sum((numbers.burning[pk] for pk in ids), Counter[Burning]())
    month, year = together([numbers.month[pk] for pk in ids]), years_together(numbers.years[pk] for pk in ids)
    return _row(scope, name, which, burning, month, year, is_total=True)


def _row(
    scope: Scope, name: str, which: dict[str, str], burning: Counter[Burning], month: MonthFigures, year: Year, *,
    is_total: bool = False, place: int = 0,
) -> EstateRow:  # fmt: skip
    asked = urlencode({"month": f"{scope.on:%Y-%m}", **which})
    now = tuple(
        NowCell(burning[kind], urlencode({"what": kind.value, **which}), tone if burning[kind] else "")
        for kind, _label, tone in NOW
    )
    rates = tuple(rate_cell(column, scope, month, year, asked) for column in RATES)
    return EstateRow(name, asked, now, rate_cell(NEW, scope, month, year, asked), rates, is_total, place)


def rate_cell(column: ReportColumn, scope: Scope, month: MonthFigures, year: Year, asked: str) -> RateCell:
    """Return the cell of a column: a share with its interval, or a count."""
    number, base = column.number(month.figures), column.base(month.figures)
    share = column.share(month.figures) if column.per else float(number)
    text = NOTHING if share is None else percent(share) if column.per else str(number)
    return RateCell(
        column, share, text, between(number, base) if column.per and base else "", base,
        _line(column, scope, year), f"{asked}&column={column.code}" if (base if column.per else number) else "",
    )  # fmt: skip


def between(number: int, base: int) -> str:
    """The 95 % interval of a share in words."""
    low, high = interval(min(number, base), base)
    return f"{100 * low:.0f}–{100 * high:.0f}%"  # an en dash between two numbers


def _line(column: ReportColumn, scope: Scope, year: Year) -> SafeString:
    """The line of twelve months, up to the month of the page."""
    months = months_of_year(scope.on)
    values = [_value(column, year.get(on, {})) for on in months]
    return line_of(_(column.label), values, months, percent if column.per else "{:g}".format)


def _value(column: ReportColumn, figures: dict[str, int]) -> float | None:
    return column.share(figures) if column.per else float(column.number(figures))
