"""The daily record and the weekly report as files."""

from collections.abc import Sequence
from io import BytesIO

from django.utils.translation import gettext as _

from heed.reports.days import DayRow, heads
from heed.reports.period import PeriodAsked
from heed.reports.table import NOTHING
from heed.reports.workbook import Styles, for_paper, new_workbook
from heed.ui.paper import blocks
from heed.ui.paper.paper import Paper

_HEAD = 3
_NAME_WIDTH, _WIDTH = 24, 13


def days_paper(asked: PeriodAsked, rows: Sequence[DayRow], taken: str) -> Paper:
    """The table on A4 across, with how each number is made."""
    title = _(asked.period.label)
    paper = Paper(title, asked.scope.name, asked.name, taken, wide=True)
    said = [([row.name, *(cell.text for cell in row.cells)], row.is_total) for row in rows]
    columns = heads()
    paper.add(blocks.figures(_("Project"), [(title, len(columns))], [label for label, _formula in columns], said, 44))
    paper.add(blocks.facts(columns, 44))
    return paper


def days_workbook(asked: PeriodAsked, rows: Sequence[DayRow], taken: str) -> bytes:
    """The table as a spreadsheet."""
    drawn, columns = BytesIO(), heads()
    with new_workbook(drawn) as book:
        styles, sheet = Styles(book), book.add_worksheet(_(asked.period.label)[:31])
        for_paper(sheet, taken)
        sheet.write_string(0, 0, _(asked.period.label), styles.title)
        sheet.write_string(1, 0, f"{asked.scope.name} · {asked.name} · {taken}", styles.quiet)
        for place, text in enumerate([_("Project"), *(label for label, _formula in columns)]):
            sheet.write_string(2, place, text, styles.head)
        for at, row in enumerate(rows, _HEAD):
            sheet.write_string(at, 0, row.name, styles.number("", total=row.is_total, first=False))
            for place, cell in enumerate(row.cells, 1):
                style = styles.number("share" if cell.is_share else "count", total=row.is_total, first=False)
                if cell.number is None:
                    sheet.write_string(at, place, NOTHING, style)
                else:
                    sheet.write_number(at, place, cell.number, style)
        sheet.set_column(0, 0, _NAME_WIDTH)
        sheet.set_column(1, len(columns), _WIDTH)
        sheet.freeze_panes(_HEAD, 1)
        sheet.repeat_rows(2)
    return drawn.getvalue()
