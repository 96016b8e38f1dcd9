"""The empty list for a company to fill: headings, hints and an example, in the person's language."""

from collections.abc import Sequence
from io import BytesIO

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from heed.insight.spreadsheets import Column
from heed.process.words import Tenure
from heed.reports.workbook import new_workbook
from heed.ui.names import in_words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS = 5000
#: Columns that are wider than the others, in characters.
WIDTHS = {"email": 26, "content": 50, "result": 40}


def written(columns: Sequence[Column], title: str) -> bytes:
    """The template as the bytes of an .xlsx; numbers are kept as text, so that 0101 and telephones stay whole."""
    drawn = BytesIO()
    with new_workbook(drawn) as book:
        book.set_properties({"title": title})
        heading = book.add_format({"bold": True, "bg_color": "#E7EFEA", "bottom": 1, "font_size": 12})
        hint = book.add_format({"italic": True, "font_color": "#5B6660", "text_wrap": True, "valign": "top"})
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(title[:31])
        for place, column in enumerate(columns):
            sheet.set_column(place, place, WIDTHS.get(column.code, 18), text)
            sheet.write_string(0, place, in_words(column.names), heading)
            sheet.write_string(1, place, in_words(column.hint), hint)
            if column.code == "tenure":
                known = [_(tenure.label) for tenure in Tenure]
                sheet.data_validation(2, place, ROWS, place, {"validate": "list", "source": known})
        sheet.set_row(1, 48)
        sheet.freeze_panes(1, 0)
        example = book.add_worksheet(_("Example")[:31])
        for place, column in enumerate(columns):
            example.set_column(place, place, 18, text)
            example.write_string(0, place, in_words(column.names), heading)
            example.write_string(1, place, column.example)
    return drawn.getvalue()


def template_answer(columns: Sequence[Column], code: str, title: str) -> HttpResponse:
    """The template as a download, named after the project and the list."""
    answer = HttpResponse(written(columns, title), content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, f"{code} {title}.xlsx") or "attachment"
    return answer
