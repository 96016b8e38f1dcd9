"""Rows of text as lines of the list: a home, a building or a public spot, and who lives there since when."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from typing import Any

from heed.insight.phones import is_phone
from heed.insight.spreadsheets.columns import COLUMNS, KNOWN, Column, column_called, may_tell_homes_apart
from heed.insight.spreadsheets.homes import number_of, place_of
from heed.insight.spreadsheets.reading import SheetText, UnreadableFile
from heed.insight.tokens import folded
from heed.process.words import Tenure
from heed.process.words.base import N_

Headings = tuple[int, dict[int, Column]]
"""The position of the row with headings, and the columns that they mean by their places."""
#: The headings stand in one of the first rows; a title of the company may stand above them.
HEADING_ROWS = 10
_TENURES = {
    "": Tenure.OWNER,
    **dict.fromkeys(("业主", "户主", "产权人", "owner", "landlord"), Tenure.OWNER),
    **dict.fromkeys(("租户", "租客", "承租人", "租赁", "tenant", "renter"), Tenure.TENANT),
    **dict.fromkeys(("家属", "家人", "亲属", "同住人", "成员", "family", "relative"), Tenure.FAMILY),
}
#: What the template shows on a sheet of its own, which is not part of the list.
EXAMPLE = [column.example for column in COLUMNS]
_MARKS = re.compile(r"[年月/.\-日号\s]+")
#: "1.39E+10": a spreadsheet program has rounded a long number, and the rest of it is gone.
_ROUNDED = re.compile(r"\d(?:\.\d+)?E\+?\d{1,2}", re.IGNORECASE)
EARLIEST, LATEST = 1900, 2100  # years that a resident can have moved in
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong in a row (as the person's program numbers it), in which column; `msgid` filled with `params`.

    `sheet` names its sheet where the file has several.
    """

    row: int
    column: str
    msgid: str
    params: Mapping[str, Any] = field(default_factory=dict)
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of the list, every value as it will be kept."""

    row: int
    building: str = ""
    unit: str = ""
    spot: str = ""
    number: str = ""
    name: str = ""
    honorific: str = ""
    phone: str = ""
    email: str = ""
    tenure: Tenure = Tenure.OWNER
    since_on: date | None = None
    project: str = ""  # as the list calls it; "" where it names none
    sheet: str = ""

    @property
    def place(self) -> str:
        """The path of the place that the row speaks of."""
        return " ".join(filter(None, (self.building, self.unit or self.spot)))

    def problem(self, column: str, msgid: str, **params: str) -> RowProblem:
        """Return what is wrong in a column of this row, with the row and the sheet where it stands."""
        return RowProblem(self.row, column, msgid, params, self.sheet)


@dataclass(frozen=True, slots=True)
class RecognisedList:
    """The lines that are in order, what is wrong with the others, headings that are unknown, and sheets left out."""

    lines: tuple[ListRow, ...]
    problems: tuple[RowProblem, ...]
    columns: tuple[str, ...]
    unknown: tuple[str, ...]
    left_out: tuple[str, ...] = ()


def recognise(sheets: Sequence[SheetText]) -> RecognisedList:
    """The rows of all sheets that have headings of a list; the other sheets are named as left out.

    Raises UnreadableFile where no sheet has headings, or one that may tell homes apart and is not known.
    """
    known, left_out = with_headings(sheets, _find_headings)
    if not known:
        raise UnreadableFile(N_("No headings were found. The first row needs some of the headings of the template."))
    read = [_recognise_sheet(sheet, *found, named=len(known) > 1) for sheet, found in known]
    return RecognisedList(
        lines=tuple(chain.from_iterable(one.lines for one in read)),
        problems=tuple(chain.from_iterable(one.problems for one in read)),
        columns=tuple(dict.fromkeys(chain.from_iterable(one.columns for one in read))),
        unknown=tuple(dict.fromkeys(chain.from_iterable(one.unknown for one in read))),
        left_out=left_out,
    )


def with_headings(
    sheets: Sequence[SheetText], find: Callable[[Sequence[Sequence[str]]], Headings | None]
) -> tuple[list[tuple[SheetText, Headings]], tuple[str, ...]]:
    """The sheets that have headings, with these; and the names of the others, which are left out."""
    found = [(sheet, find(sheet.rows)) for sheet in sheets]
    left_out = tuple(sheet.name for sheet, headings in found if headings is None)
    return [(sheet, headings) for sheet, headings in found if headings is not None], left_out


def _recognise_sheet(sheet: SheetText, start: int, columns: Mapping[int, Column], *, named: bool) -> RecognisedList:
    """The rows of one sheet below its headings; `named`: each says in which sheet it stands."""
    unknown = tuple(text for place, text in enumerate(sheet.rows[start]) if text and place not in columns)
    if doubtful := next(filter(may_tell_homes_apart, unknown), ""):
        text = N_("The column “%(heading)s” may tell homes apart, but is not known. Name it as in the template.")
        raise UnreadableFile(text, heading=doubtful)
    name, below = sheet.name if named else "", enumerate(sheet.rows[start + 1 :], start=start + 2)
    recognised = [_recognise_row(number, values_of(row, columns)) for number, row in below]
    return RecognisedList(
        lines=tuple(replace(line, sheet=name) for line, wrong in recognised if line is not None and not wrong),
        problems=tuple(replace(problem, sheet=name) for _, wrong in recognised for problem in wrong),
        columns=tuple(column.code for column in columns.values()),
        unknown=unknown,
    )


def _find_headings(rows: Sequence[Sequence[str]]) -> Headings | None:
    """The position of the row with headings and the columns they mean; None where there are none of a list of homes."""
    for start, row in enumerate(rows[:HEADING_ROWS]):
        columns = columns_of(row)
        codes = {column.code for column in columns.values()}
        if codes & {"building", "unit", "spot", "number"} and len(codes) > 1:
            return None if rows[start + 1 :] == [EXAMPLE] else (start, columns)
    return None


def columns_of(headings: Sequence[str], known: Mapping[str, Column] = KNOWN) -> dict[int, Column]:
    """The known columns among these headings, each once."""
    columns: dict[int, Column] = {}
    for place, text in enumerate(headings):
        column = column_called(text, known) if text else None
        if column is not None and column not in columns.values():
            columns[place] = column
    return columns


def values_of(row: Sequence[str], columns: Mapping[int, Column]) -> dict[str, str]:
    """The cells of a row by the code of their column; a short row lacks the last ones."""
    return {column.code: row[place].strip() for place, column in columns.items() if place < len(row)}


def is_row_of_hints(cells: Mapping[str, str], columns: Sequence[Column] = COLUMNS) -> bool:
    """Whether this is the row of hints from the template, which is not part of the list."""
    hints = {column.code: set(column.hint.wordings()) for column in columns}
    return all(value in hints[code] for code, value in cells.items() if value)


def _recognise_row(row: int, cells: dict[str, str]) -> tuple[ListRow | None, list[RowProblem]]:
    if not any(cells.values()) or is_row_of_hints(cells):
        return None, []
    building, unit, spot = place_of(cells)
    tenure = _TENURES.get(folded(cells.get("tenure", "")))
    since_on = day_in(cells.get("since_on", ""))
    wrong = [
        *too_long(row, cells),
        *_rounded(row, cells),
        *_wrong_place(row, building, unit, spot),
        *_wrong_person(row, cells, unit),
        *_contact(row, cells.get("phone", ""), cells.get("email", "")),
    ]
    if cells.get("since_on") and since_on is None:
        said = {"value": cells["since_on"]}
        wrong.append(RowProblem(row, "since_on", N_("“%(value)s” is not a date. Write it like 2019-05-01."), said))
    if tenure is None:
        said = {"value": cells["tenure"]}
        wrong.append(RowProblem(row, "tenure", N_("“%(value)s” is not one of owner, tenant or family."), said))
        return None, wrong
    kept = {name: cells.get(name, "") for name in ("name", "honorific", "phone", "email", "project")}
    number = cells.get("number") or number_of(building, unit)
    line = ListRow(row, building, unit, spot, number, tenure=tenure, since_on=since_on, **kept)
    return line, wrong


def _wrong_place(row: int, building: str, unit: str, spot: str) -> Iterator[RowProblem]:
    if unit and not building:
        yield RowProblem(row, "building", N_("The building of “%(unit)s” is missing."), {"unit": unit})
    elif not (building or spot):
        yield RowProblem(row, "building", N_("This row has no building, home or public area."))
    if unit and spot:
        yield RowProblem(row, "spot", N_("A row is either a home or a public area: use two rows."))


def _wrong_person(row: int, cells: Mapping[str, str], unit: str) -> Iterator[RowProblem]:
    name = cells.get("name", "")
    if name and not unit:
        yield RowProblem(row, "unit", N_("The home of %(name)s is missing."), {"name": name})
    if not name and (cells.get("phone") or cells.get("email")):
        yield RowProblem(row, "name", N_("The name for this telephone or e-mail is missing."))


def _contact(row: int, phone: str, email: str) -> Iterator[RowProblem]:
    if phone and not is_phone(phone):
        yield RowProblem(row, "phone", N_("“%(value)s” is not a telephone number."), {"value": phone})
    if email and not _EMAIL.fullmatch(email):
        yield RowProblem(row, "email", N_("“%(value)s” is not an e-mail address."), {"value": email})


def _rounded(row: int, cells: Mapping[str, str]) -> Iterator[RowProblem]:
    for code, value in cells.items():
        if _ROUNDED.fullmatch(value):
            text = N_("“%(value)s” was rounded by a spreadsheet program. Keep the column as text and type it again.")
            yield RowProblem(row, code, text, {"value": value})


def too_long(row: int, cells: Mapping[str, str], columns: Sequence[Column] = COLUMNS) -> Iterator[RowProblem]:
    """A problem for each cell that is longer than its column."""
    for column in columns:
        if len(cells.get(column.code, "")) > column.longest:
            yield RowProblem(
                row, column.code, N_("This is longer than %(longest)s characters."), {"longest": column.longest}
            )


def day_in(text: str) -> date | None:
    """2019-05-01, 2019/5/1, 2019.5.1, 2019年5月1日, 20190501; a month alone begins on its first day.

    A year of two digits is no year: "01/05/19" is read as three different days in three offices.
    """
    digits = text.split(" ")[0].split("T")[0]
    if re.fullmatch(r"\d{8}", digits):
        parts = [digits[:4], digits[4:6], digits[6:]]
    else:
        parts = [part for part in _MARKS.split(digits) if part]
    if not 2 <= len(parts) <= 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    if len(parts[0]) != 4 or not EARLIEST <= int(parts[0]) <= LATEST:
        return None
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2]) if len(parts) == 3 else 1)
    except ValueError:
        return None
