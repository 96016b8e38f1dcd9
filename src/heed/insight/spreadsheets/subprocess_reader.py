"""Reads a workbook in a process of its own: `python -m heed.insight.spreadsheets.subprocess_reader ROWS < file` > JSON

A malicious file can ask for any amount of memory or time (a single cell in the last corner of a sheet is enough), so
only this process dies of it.
"""

import json
import os
import resource
import sys
from datetime import date, datetime, time
from io import BytesIO

MEMORY = 1024 * 2**20  # bytes of addresses
SECONDS = 30  # of the processor


def cell_text(value: object) -> str:
    """The cell as a person sees it: whole numbers without a decimal point, days as 2019-05-01."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.10g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else " ".join(str(value).split())


def rows_of(body: bytes, most: int) -> list[list[str]]:
    """The rows of the first sheet that has any; at most one more than `most`."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(BytesIO(body))
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=most + 1)
        texts = [list(map(cell_text, row)) for row in rows]
        if any(any(row) for row in texts):
            return texts
    return []


def main() -> int:
    """Write the rows of standard input to standard output; return 1 where it is no readable workbook."""
    for limit, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(limit, (most, most))
    try:
        rows = rows_of(sys.stdin.buffer.read(), int(sys.argv[1]))
    except Exception:  # noqa: BLE001  # the reader may raise anything for a broken file
        return 1
    json.dump(rows, sys.stdout)
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    os._exit(main())  # without clean-up, in which a broken reader might hang
