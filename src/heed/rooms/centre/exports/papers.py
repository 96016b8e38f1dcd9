"""The report of one project's month, on A4 across."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from heed.insight.tallies.frozen import Frozen, Remarks
from heed.records.models import MonthReport
from heed.reports.papers import beside
from heed.rooms.centre.reports.asked import ReportAsked
from heed.rooms.centre.reports.text import groups_of, parts_of
from heed.ui import humanize
from heed.ui.paper import blocks
from heed.ui.paper.blocks import Block
from heed.ui.paper.paper import Paper


def report_paper(asked: ReportAsked, version: MonthReport, frozen: Frozen, remarks: Remarks, taken: str) -> Paper:
    """One version of a report: its numbers with denominators, divisions and remarks, and who answered it."""
    title = _("Report of %(month)s") % {"month": humanize.month(asked.on)}
    paper = Paper(title, asked.project.name, _("Version %(n)s") % {"n": version.version}, taken, wide=True)
    with humanize.on_paper():
        paper.add(*report_blocks(version, frozen, remarks))
    return paper


def report_blocks(version: MonthReport, frozen: Frozen, remarks: Remarks) -> Iterator[Block]:
    """Give what a report says, below its title."""
    yield blocks.pairs(_standing(version))
    numbers = [
        (group.label, [(cell.label, " · ".join(filter(None, (cell.text, cell.of)))) for cell in group.cells])
        for group in groups_of(frozen)
    ]
    yield blocks.heading(_("Numbers as reported"))
    yield from beside(numbers)
    yield from _remarks(remarks)
    parts = [(name, [(part, str(count)) for part, count in found]) for name, found in parts_of(frozen)]
    if parts:
        yield blocks.heading(_("Newly received, divided"))
        yield from beside(parts)
    yield blocks.facts([("SHA-256", blocks.digits(version.digest))])


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
