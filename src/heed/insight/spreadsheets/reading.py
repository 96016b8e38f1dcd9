"""A file as sheets of text: xlsx, xls, ods or csv, whatever it is called; or a sentence why it cannot be read."""

import csv
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from functools import partial
from io import BytesIO, StringIO
from typing import Any, NamedTuple

from heed.insight.spreadsheets.columns import column_called
from heed.insight.spreadsheets.old_columns import OLD_KNOWN
from heed.insight.visible import visible
from heed.process.words.base import N_

#: Bytes of a file, bytes it may unpack to, rows in it.
LARGEST = 20 * 2**20
UNPACKED = 150 * 2**20
MOST_ROWS = 20_000
SECONDS = 90

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')
#: As Chinese offices save their lists.
_ENCODINGS = ("utf-8-sig", "gb18030", "big5hkscs")


class UnreadableFile(ValueError):
    """The file gives no rows: `msgid` is a message id that says why, `params` fill it."""

    def __init__(self, msgid: str, **params: Any) -> None:
        super().__init__(msgid % params)
        self.msgid = msgid
        self.params: Mapping[str, Any] = params


class SheetText(NamedTuple):
    """One sheet of a file: its name ("" where the file has none), and its rows, every cell as a person sees it."""

    name: str
    rows: list[list[str]]


def read(body: bytes) -> list[SheetText]:
    """The visible sheets that hold anything. Raises UnreadableFile."""
    if not body.strip():
        raise UnreadableFile(N_("This file is empty."))
    if len(body) > LARGEST:
        raise UnreadableFile(N_("This file is larger than %(megabytes)s MB."), megabytes=LARGEST // 2**20)
    sheets = _of_workbook(body) if body.startswith((_ZIP, _OLE)) else [SheetText("", _of_text(body))]
    if sum(len(sheet.rows) for sheet in sheets) > MOST_ROWS:
        raise UnreadableFile(N_("This list has more than %(rows)s rows. Please import it in parts."), rows=MOST_ROWS)
    if not any(any(row) for sheet in sheets for row in sheet.rows):
        raise UnreadableFile(N_("There is nothing in this file."))
    return sheets


def _of_workbook(body: bytes) -> list[SheetText]:
    if body.startswith(_ZIP):
        _refuse_bomb(body)
    reader = [sys.executable, "-m", "heed.insight.spreadsheets.subprocess_reader", str(MOST_ROWS)]
    try:
        done = subprocess.run(reader, input=body, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as late:
        raise UnreadableFile(N_("This file takes too long to read. Save it as .xlsx or .csv and try again.")) from late
    if done.returncode:
        raise UnreadableFile(N_("This file cannot be read. Save it as .xlsx or .csv and try again."))
    return [SheetText(name, rows) for name, rows in json.loads(done.stdout)]


def _refuse_bomb(body: bytes) -> None:
    """First what the file says of its own size, then what really comes out of it: a size can be a lie."""
    try:
        with zipfile.ZipFile(BytesIO(body)) as packed:
            members = packed.infolist()
            if len(members) > 2000 or sum(member.file_size for member in members) > UNPACKED:
                raise UnreadableFile(N_("This file unpacks to far more than a list of homes, so it was not opened."))
            left = UNPACKED
            for member in members:
                member.file_size = left + 2**22  # so that reading goes on past what it says
                with packed.open(member) as stream:
                    while piece := stream.read(2**20):
                        left -= len(piece)
                        if left < 0:
                            raise UnreadableFile(
                                N_("This file unpacks to far more than a list of homes, so it was not opened.")
                            )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as broken:
        if isinstance(broken, UnreadableFile):
            raise
        raise UnreadableFile(N_("This file cannot be read. Save it as .xlsx or .csv and try again.")) from broken


def _of_text(body: bytes) -> list[list[str]]:
    text = _decoded(body)
    head = text[:4000]
    delimiter = max(",;\t", key=lambda mark: head.count(mark))
    try:
        rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
        return [[_as_shown(" ".join(visible(cell).split())) for cell in row] for row in rows]
    except csv.Error as broken:
        raise UnreadableFile(N_("This file cannot be read. Save it as .xlsx or .csv and try again.")) from broken


def _as_shown(cell: str) -> str:
    """The cell without what keeps spreadsheet programs from taking it for a number: `="0101"` and `'0102`."""
    kept = _KEPT_AS_TEXT.fullmatch(cell)
    return kept[1] if kept else cell.removeprefix("'") if cell[1:2].isdigit() else cell


def _decoded(body: bytes) -> str:
    """The text in the encoding in which its headings are known, else in the first that fits the whole file."""
    wide = body.startswith((b"\xff\xfe", b"\xfe\xff"))
    found = [text for text in map(partial(_text_in, body), ("utf-16",) if wide else _ENCODINGS) if text is not None]
    if not found:
        raise UnreadableFile(N_("This file is neither a spreadsheet nor text."))
    return next((text for text in found if _has_headings(text)), found[0])


def _text_in(body: bytes, encoding: str) -> str | None:
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _has_headings(text: str) -> bool:
    cells = re.split(r"[,;\t\r\n]", text[:2000])
    return any(column_called(cell) or column_called(cell, OLD_KNOWN) for cell in cells)
