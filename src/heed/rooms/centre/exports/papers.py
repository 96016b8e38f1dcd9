"""The monthly table, and the report of one project's month, on A4 across."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from heed.insight.tallies.columns import GROUPS, ColumnGroup
from heed.insight.tallies.frozen import Frozen, Remarks
from heed.records.models import MonthReport
from heed.rooms.centre.exports.contents import TableContents
from heed.rooms.centre.reports.asked import ReportAsked
from heed.rooms.centre.reports.text import groups_of, parts_of
from heed.rooms.centre.table import TableRow
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
        paper.add(*_beside(lists))
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


def _beside(lists: Sequence[tuple[str, Sequence[Sequence[str]]]]) -> Iterator[Block]:
    for start in range(0, len(lists), _SIDE_BY_SIDE):
        yield blocks.columns(lists[start : start + _SIDE_BY_SIDE])


def report_paper(asked: ReportAsked, version: MonthReport, frozen: Frozen, remarks: Remarks, taken: str) -> Paper:
    """One version of a report: its numbers with denominators, divisions and remarks, and who answered it."""
    title = _("Report of %(month)s") % {"month": humanize.month(asked.on)}
    paper = Paper(title, asked.project.name, _("Version %(n)s") % {"n": version.version}, taken, wide=True)
    with humanize.on_paper():
        paper.add(blocks.pairs(_standing(version)))
        numbers = [
            (group.label, [(cell.label, " · ".join(filter(None, (cell.text, cell.of)))) for cell in group.cells])
            for group in groups_of(frozen)
        ]
        paper.add(blocks.heading(_("Numbers as reported")), *_beside(numbers))
        paper.add(*_remarks(remarks))
        parts = [(name, [(part, str(count)) for part, count in found]) for name, found in parts_of(frozen)]
        if parts:
            paper.add(blocks.heading(_("Newly received, divided")), *_beside(parts))
        paper.add(blocks.facts([("SHA-256", blocks.digits(version.digest))]))
    return paper


def _standing(version: MonthReport) -> Iterator[tuple[str, str]]:
    yield _("Submitted"), f"{version.submitted_by.name} · {humanize.moment(version.submitted_at)}"
    if version.answered_by is not None and version.answered_at is not None:
        said = _("Sent back") if version.answer else _("Received by the centre")
        words = (version.answered_by.name, humanize.moment(version.answered_at), version.answer)
        yield said, " · ".join(filter(None, words))
    if version.changed:
        yield _("Why there is a new version"), version.changed


def _remarks(remarks: Remarks) -> Iterator[Block]:
    if remarks.overdue:
        yield blocks.heading(_("Open over a month, and why"))
        rows = [(line.number, line.reason) for line in remarks.overdue]
        yield blocks.table([_("Number"), _("Why it is still open")], [1, 4], rows)
    if remarks.major:
        yield blocks.heading(_("Major complaints"))
        lines = [(line.number, line.brief, line.measure, line.lesson or "–") for line in remarks.major]
        yield blocks.table([_("Number"), _("In short"), _("Measure"), _("Lesson")], [1.2, 1.4, 2, 2], lines)
    if remarks.note:
        yield blocks.said(remarks.note)
