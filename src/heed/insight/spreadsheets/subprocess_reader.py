"""Read a workbook in a process of its own: `python -m heed.insight.spreadsheets.subprocess_reader ROWS < file` > JSON

A made-up file can ask for any amount of memory or time (a single cell in the last corner of a sheet is enough), so
the process that reads it has to be able to die alone.
"""

import json
import os
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

from heed.insight.visible import visible

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

MEMORY = 1024 * 2**20  # bytes of addresses
SECONDS = 60  # of the processor
#: Sheets that are looked at, and cells that merged areas may fill.
MOST_SHEETS = 50
MOST_FILLED = 200_000
Rows = list[list[Any]]
#: Cells by row and column, counted from nought, and to how many digits each is filled up.
Zeros = dict[tuple[int, int], int]
_ZEROS = re.compile(r"0{2,20}")
_PADDED = re.compile(rb'formatCode="0{2,20}"')


def cell_text(value: object) -> str:
    """What a person sees in the cell: whole numbers without a point, days as 2019-05-01."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.10g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else " ".join(visible(str(value), keep=" \n\t").split())


def sheets_of(body: bytes, most: int) -> list[tuple[str, list[list[str]]]]:
    """The visible sheets that hold anything, each with its name and its rows; at most one row more than `most`.

    Hidden sheets are never read. A merged area has its value in each of its cells, and numbers that a format fills up
    with zeros ("0101") have them.
    """
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(BytesIO(body))
    seen = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible][:MOST_SHEETS]
    zeros = dict(_zeros(body, seen, most))
    sheets = [(name, _texts(book.get_sheet_by_name(name), zeros.get(name, {}), most)) for name in seen]
    return [(name, texts) for name, texts in sheets if any(map(any, texts))]


def _texts(sheet: "CalamineSheet", zeros: Zeros, most: int) -> list[list[str]]:
    """The cells of a sheet as a person sees them."""
    rows: Rows = sheet.to_python(skip_empty_area=False, nrows=most + 1)
    for (down, across), value in islice(_merged(rows, sheet), MOST_FILLED):
        rows[down][across] = value
    texts = [[cell_text(cell) for cell in row] for row in rows]
    for (down, across), width in zeros.items():
        if down < len(texts) and across < len(texts[down]):
            texts[down][across] = texts[down][across].zfill(width)
    return texts


def _merged(rows: Rows, sheet: "CalamineSheet") -> Iterator[tuple[tuple[int, int], Any]]:
    """The cells of merged areas that hold something, each with the value that is shown across it."""
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if top < len(rows) and left < len(rows[top]):
            value = rows[top][left]
            inside = range(top, min(bottom + 1, len(rows)))
            yield from (((down, across), value) for down in inside for across in _within(left, right, rows[down]))


def _within(left: int, right: int, row: list[Any]) -> range:
    return range(left, min(right + 1, len(row)))


def _zeros(body: bytes, names: list[str], most: int) -> Iterator[tuple[str, Zeros]]:
    """By sheet, the cells whose number format fills up with zeros, and to how many digits.

    Only a file that has such a format is read a second time: calamine reads values alone.
    """
    if not _has_padded_formats(body):
        return
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(body), read_only=True, data_only=True)
    for name in names:
        cells = (cell for row in book[name].iter_rows(max_row=most + 1) for cell in row if _is_padded(cell))
        yield name, {(cell.row - 1, cell.column - 1): len(cell.number_format) for cell in cells}


def _is_padded(cell: Any) -> bool:
    """Whether the cell holds a whole number whose format fills it up with zeros."""
    value = cell.value
    whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    return whole and bool(_ZEROS.fullmatch(cell.number_format))


def _has_padded_formats(body: bytes) -> bool:
    if not body.startswith(b"PK"):
        return False
    with zipfile.ZipFile(BytesIO(body)) as packed:
        return "xl/styles.xml" in packed.namelist() and bool(_PADDED.search(packed.read("xl/styles.xml")))


def main() -> int:
    """Sheets of standard input to standard output; 1 where it is no workbook."""
    for limit, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(limit, (most, most))
    try:
        sheets = sheets_of(sys.stdin.buffer.read(), int(sys.argv[1]))
    except Exception:  # noqa: BLE001  # whatever is wrong with it, it is no workbook that can be read
        return 1
    json.dump(sheets, sys.stdout)
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    os._exit(main())  # nothing to tidy up, and a broken reader might hang while it does
