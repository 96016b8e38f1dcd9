"""All reports of a month in one PDF on A4 across: a table of where each stands, then one after the other (R103)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO

from django.utils import timezone
from django.utils.translation import gettext as _

from heed.insight.tallies.frozen import Frozen
from heed.process.words import N_, AuditedData, ExportKind
from heed.queries.reports.months import is_unchanged, newest_reports
from heed.queries.reports.remarks import without_lines_about
from heed.queries.tallies.monthly import month_figures
from heed.records.models import Account, ExportJob, MonthReport, Project
from heed.reports.contents import MAIN
from heed.reports.exporting import MadeExport, NothingToExport, Tell
from heed.reports.scope import Scope, scope_of, told_of
from heed.reports.standing import StandingText, standings_of
from heed.rooms.centre.exports.papers import report_blocks
from heed.rooms.centre.reports.text import text_of_cell
from heed.ui import humanize
from heed.ui.paper import blocks
from heed.ui.paper.blocks import Block
from heed.ui.paper.paper import Paper, draw, taken_by

NO_REPORT = N_("No project has reported this month yet.")


@dataclass(frozen=True, slots=True)
class ToldMonth:
    """A project with where its report stands, and what was reported; None: nothing, or not what was submitted."""

    project: Project
    standing: StandingText
    version: MonthReport | None
    frozen: Frozen | None
    is_damaged: bool = False


def make_months(job: ExportJob, out: IO[bytes], tell: Tell) -> MadeExport:
    """Write the newest version of every report of a month that the account reads. Raises NothingToExport."""
    asks, account = job.asks, job.account
    scope = scope_of(account, date.fromisoformat(asks["on"]), asks["project"], asks["region"])
    if scope is None:
        raise NothingToExport
    told = _told(scope)
    reported = [one for one in told if one.frozen is not None]
    if not reported:
        raise NothingToExport(NO_REPORT)
    steps = len(reported) + 1  # the drawing is the last
    title = _("Reports of %(month)s") % {"month": humanize.month(scope.on)}
    paper = Paper(title, scope.name, _said_of(told), taken_by(account.name), wide=True)
    with humanize.on_paper():
        paper.add(_contents(told))
        for done, one in enumerate(reported):
            tell(done, steps)
            paper.add(*_chapter(one, account))
    tell(steps - 1, steps)
    out.write(draw(paper))
    name = f"{_(ExportKind.MONTHS.label)}-{scope.name}-{scope.on:%Y-%m}.pdf".replace("/", "-")
    facts = {"data": AuditedData.MONTHLY_REPORT.value, "project": told_of(account, scope), "month": f"{scope.on:%Y-%m}"}
    return MadeExport(name, facts)


def _told(scope: Scope) -> Sequence[ToldMonth]:
    """Every project of the scope, with its report where there is one that is as it was submitted."""
    standings = standings_of(scope, month_figures(scope.projects, scope.on), timezone.now())
    versions = newest_reports(scope.ids, scope.on)
    return [_month(project, standings[project.pk], versions.get(project.pk)) for project in scope.projects]


def _month(project: Project, standing: StandingText, version: MonthReport | None) -> ToldMonth:
    if version is None or not is_unchanged(version):
        return ToldMonth(project, standing, None, None, is_damaged=version is not None)
    return ToldMonth(project, standing, version, Frozen.of(version.document))


def _said_of(told: Sequence[ToldMonth]) -> str:
    """How many of how many have reported."""
    reported = sum(one.frozen is not None for one in told)
    return _("%(reported)s of %(all)s projects have reported") % {"reported": reported, "all": len(told)}


def _contents(told: Sequence[ToldMonth]) -> Block:
    """The table in front: where each report stands, its main numbers, and its page."""
    cells = {cell.code: _(cell.label) for one in told if one.frozen for cell in one.frozen.cells if cell.code in MAIN}
    groups = [(_("Report"), 2), (_("Numbers as reported"), len(cells)), ("", 1)]
    head = [_("Where it stands"), _("Submitted"), *cells.values(), _("Page")]
    return blocks.figures(_("Project"), groups, head, [(_row(one, [*cells]), False) for one in told], 44)


def _row(one: ToldMonth, codes: Sequence[str]) -> list[blocks.Cell]:
    if one.frozen is None or one.version is None:
        said = _("This report is not what was submitted.") if one.is_damaged else one.standing.text
        return [one.project.name, blocks.words(said), *[""] * (len(codes) + 2)]
    found = {cell.code: cell for cell in one.frozen.cells}
    submitted = humanize.moment(one.version.submitted_at)
    page = blocks.page_of(one.project.code)
    return [
        one.project.name,
        blocks.words(one.standing.text),
        submitted,
        *(text_of_cell(found.get(code)) for code in codes),
        page,
    ]


def _chapter(one: ToldMonth, account: Account) -> Iterator[Block]:
    assert one.version is not None
    assert one.frozen is not None
    number = _("Version %(n)s") % {"n": one.version.version}
    yield blocks.chapter(one.project.code, one.project.name, f"{one.project.code} · {number}")
    yield from report_blocks(one.version, one.frozen, without_lines_about(account, one.frozen.remarks))
