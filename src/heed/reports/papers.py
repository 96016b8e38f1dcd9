"""The monthly table on A4 across."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from heed.insight.tallies.columns import GROUPS, ColumnGroup
from heed.reports.contents import TableContents
from heed.reports.table import TableRow
from heed.ui import humanize
from heed.ui.paper import blocks
from heed.ui.paper.blocks import Block
from heed.ui.paper.paper import Paper

#: The table is as wide as two pages: these groups come first, the others below.
_UPPER = 3
#: Divisions side by side.
_SIDE_BY_SIDE = 3


def table_paper(contents: TableContents, taken: str) -> Paper:
    """The monthly table of a scope in the active language."""
    scope = contents.scope
    paper = Paper(_("Classified statistics of complaints"), scope.name, humanize.month(scope.on), taken, wide=True)
    for groups in (GROUPS[:_UPPER], GROUPS[_UPPER:]):
        paper.add(_table(groups, contents.rows))
    if contents.divisions:
        paper.add(blocks.heading(_("Newly received, divided")))
        lists = [
            (division.title, [(part.name, f"{part.count} · {part.share}") for part in division.parts])
            for division in contents.divisions
        ]
        paper.add(*beside(lists))
    return paper


def _table(groups: Sequence[ColumnGroup], rows: Iterable[TableRow]) -> Block:
    codes = {column.code for group in groups for column in group.columns}
    return blocks.figures(
        _("Project"),
        [(_(group.label), len(group.columns)) for group in groups],
        [_(column.label) for group in groups for column in group.columns],
        [
            (
                [row.name, *(_text(cell.text, cell.base) for cell in row.cells if cell.column.code in codes)],
                row.is_total,
            )
            for row in rows
        ],
    )


def _text(text: str, base: str) -> str:
    return f"{text} n={base}" if base else text


def beside(lists: Sequence[tuple[str, Sequence[Sequence[str]]]]) -> Iterator[Block]:
    """Lists, some side by side."""
    for start in range(0, len(lists), _SIDE_BY_SIDE):
        yield blocks.columns(lists[start : start + _SIDE_BY_SIDE])
