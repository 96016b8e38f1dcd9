"""The reports as files, each with its name: for a person who takes one, and for a letter that carries it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from heed.notices.transport import NamedFile
from heed.process.words import ReportFile
from heed.reports.contents import TableContents
from heed.reports.day_files import days_paper, days_workbook
from heed.reports.days import DayRow
from heed.reports.papers import table_paper
from heed.reports.period import PeriodAsked
from heed.reports.workbook import workbook
from heed.ui.paper.paper import draw

MIMES = {
    ReportFile.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ReportFile.PDF: "application/pdf",
}


def table_file(contents: TableContents, kind: ReportFile, taken: str) -> NamedFile:
    """Return the monthly table. Raises NotDrawn."""
    scope = contents.scope
    content = workbook(contents, taken) if kind is ReportFile.XLSX else draw(table_paper(contents, taken))
    return _named(f"{_('Monthly table')}-{scope.name}-{scope.on:%Y-%m}", kind, content)


def days_file(asked: PeriodAsked, rows: Sequence[DayRow], kind: ReportFile, taken: str) -> NamedFile:
    """Return the daily record or the weekly report. Raises NotDrawn."""
    content = days_workbook(asked, rows, taken) if kind is ReportFile.XLSX else draw(days_paper(asked, rows, taken))
    return _named(f"{_(asked.period.label)}-{asked.scope.name}-{asked.first.isoformat()}", kind, content)


def _named(name: str, kind: ReportFile, content: bytes) -> NamedFile:
    return NamedFile(f"{name}.{kind.value}".replace("/", "-"), content, MIMES[kind])
