"""The monthly table as a spreadsheet: the table, its denominators, the divisions, and how each number is made."""

from __future__ import annotations

from io import BytesIO
from typing import IO, TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from heed.insight.tallies.columns import COLUMNS, GROUPS, Shape
from heed.reports.contents import TableContents
from heed.reports.table import NOTHING, TableCell, TableRow
from heed.ui import humanize

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

#: How each kind of number is shown.
NUMBERS = {Shape.COUNT: "0", Shape.SHARE: "0.0%", Shape.RATE: "0.0", Shape.CHANGE: "+0%;-0%;0%"}
_NAME_WIDTH, _WIDTH = 20, 9
_TOTAL = {"bold": True, "bg_color": "#F5F7FA", "top": 1, "top_color": "#B8C2CF"}
_HEAD = 4
"""Rows above the numbers: title, scope, groups, columns."""


def new_workbook(drawn: IO[bytes], **options: Any) -> Workbook:
    """Return a spreadsheet to fill in a `with` statement, at whose end it is written; no text becomes a formula."""
    import xlsxwriter  # few requests make a spreadsheet

    return xlsxwriter.Workbook(drawn, {"in_memory": True, "strings_to_formulas": False} | options)


class Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        plain = {"font_size": 10, "valign": "vcenter"}
        head = plain | {"bold": True, "bg_color": "#EEF2F6", "bottom": 1, "bottom_color": "#B8C2CF", "text_wrap": True}
        self._book, self._plain = book, plain
        self._kept: dict[tuple[str, bool, bool], Format] = {}
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.quiet = book.add_format(plain | {"font_color": "#667085"})
        self.head = book.add_format(head | {"align": "center"})
        self.group = book.add_format(head | {"align": "left", "left": 1, "left_color": "#B8C2CF"})
        self.name = book.add_format(head | {"align": "left"})
        self.wrapped = book.add_format(plain | {"text_wrap": True, "valign": "top"})

    def number(self, shape: str, *, total: bool, first: bool) -> Format:
        """The format of a number, or of a name ("")."""
        key = shape, total, first
        if key not in self._kept:
            more: dict[str, Any] = dict(_TOTAL) if total else {}
            more |= {"num_format": NUMBERS[Shape(shape)], "align": "right"} if shape else {}
            more |= {"left": 1, "left_color": "#D9DEE7"} if first else {}
            self._kept[key] = self._book.add_format(self._plain | more)
        return self._kept[key]


def workbook(contents: TableContents, taken: str) -> bytes:
    """Return the spreadsheet in the active language; every sheet says who took it and when."""
    drawn, about = BytesIO(), f"{contents.scope.name} · {humanize.month(contents.scope.on)} · {taken}"
    with new_workbook(drawn) as book:
        styles = Styles(book)
        for name, fill in (
            (_("Monthly table"), _table), (_("Denominators"), _denominators),
            (_("Newly received, divided"), _divided), (_("How each number is made"), _formulas),
        ):  # fmt: skip
            sheet = book.add_worksheet(name[:31])
            for_paper(sheet, taken)
            fill(sheet, styles, contents)
            sheet.write_string(1, 0, about, styles.quiet)
    return drawn.getvalue()


def for_paper(sheet: Worksheet, taken: str) -> None:
    """Make it print on A4 across, as wide as the page, with who took it at every foot."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(0.4, 0.4, 0.5, 0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{taken.replace('&', '&&')}&R&P / &N")
    sheet.hide_gridlines(2)


def _table(sheet: Worksheet, styles: Styles, contents: TableContents) -> None:
    sheet.write_string(0, 0, _("Classified statistics of complaints"), styles.title)
    sheet.set_row(0, 26)
    sheet.merge_range(2, 0, 3, 0, _("Project"), styles.name)
    column = 1
    for group in GROUPS:
        last = column + len(group.columns) - 1
        sheet.merge_range(2, column, 2, last, _(group.label), styles.group)
        for place, one in enumerate(group.columns):
            sheet.write_string(3, column + place, _(one.label), styles.head)
        column = last + 1
    sheet.set_row(3, 44)
    sheet.write_string(2, column, "", styles.group)
    sheet.write_string(3, column, _("Reported to the centre"), styles.head)
    for at, row in enumerate(contents.rows, _HEAD):
        _row(sheet, styles, at, row)
    sheet.set_column(0, 0, _NAME_WIDTH)
    sheet.set_column(1, column - 1, _WIDTH)
    sheet.set_column(column, column, 14)
    sheet.freeze_panes(_HEAD, 1)
    sheet.repeat_rows(2, 3)


def _row(sheet: Worksheet, styles: Styles, at: int, row: TableRow) -> None:
    sheet.write_string(at, 0, row.name, styles.number("", total=row.is_total, first=False))
    for place, cell in enumerate(row.cells, 1):
        style = styles.number(cell.column.shape.value, total=row.is_total, first=cell.begins_group)
        if cell.value is None:
            sheet.write_string(at, place, NOTHING, style)
        else:
            sheet.write_number(at, place, cell.value, style)
    said = row.standing.text if row.standing else ""
    sheet.write_string(at, len(row.cells) + 1, said, styles.number("", total=row.is_total, first=True))


def _denominators(sheet: Worksheet, styles: Styles, contents: TableContents) -> None:
    """A line for each share, rate and comparison: what stands above the line, and what below."""
    sheet.write_string(0, 0, _("Denominators"), styles.title)
    heads = (_("Project"), _("Column"), _("Above the line"), _("Below the line"), _("Shown"))
    for place, text in enumerate(heads):
        sheet.write_string(3, place, text, styles.head)
    at = _HEAD
    for row in contents.rows:
        for cell in row.cells:
            if cell.below:
                _denominator(sheet, styles, at, row, cell)
                at += 1
    sheet.set_column(0, 1, 24)
    sheet.set_column(2, 4, 14)
    sheet.freeze_panes(_HEAD, 0)
    sheet.repeat_rows(3)


def _denominator(sheet: Worksheet, styles: Styles, at: int, row: TableRow, cell: TableCell) -> None:
    count = styles.number(Shape.COUNT.value, total=False, first=False)
    sheet.write_string(at, 0, row.name, styles.number("", total=False, first=False))
    sheet.write_string(at, 1, _(cell.column.label), styles.number("", total=False, first=False))
    sheet.write_number(at, 2, cell.number, count)
    sheet.write_number(at, 3, cell.below or 0, count)
    style = styles.number(cell.column.shape.value, total=False, first=False)
    sheet.write_number(at, 4, cell.value or 0, style)


def _divided(sheet: Worksheet, styles: Styles, contents: TableContents) -> None:
    sheet.write_string(0, 0, _("Newly received, divided"), styles.title)
    for place, text in enumerate((_("Divided by"), _("Part"), _("Count"), _("Share"))):
        sheet.write_string(3, place, text, styles.head)
    at = _HEAD
    for division in contents.divisions:
        for part in division.parts:
            sheet.write_string(at, 0, division.title, styles.number("", total=False, first=False))
            sheet.write_string(at, 1, part.name, styles.number("", total=False, first=False))
            sheet.write_number(at, 2, part.count, styles.number(Shape.COUNT.value, total=False, first=False))
            sheet.write_string(at, 3, part.share, styles.number("", total=False, first=False))
            at += 1
    sheet.set_column(0, 1, 28)
    sheet.freeze_panes(_HEAD, 0)


def _formulas(sheet: Worksheet, styles: Styles, contents: TableContents) -> None:
    sheet.write_string(0, 0, _("How each number is made"), styles.title)
    for at, column in enumerate(COLUMNS.values(), _HEAD):
        sheet.write_string(at, 0, _(column.label), styles.wrapped)
        sheet.write_string(at, 1, _(column.formula), styles.wrapped)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
