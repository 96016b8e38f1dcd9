"""Rows of text as lines of the list: a home, a building or a public spot, and who lives there since when."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from heed.insight.spreadsheets.columns import COLUMNS, Column, column_called, may_tell_homes_apart
from heed.insight.spreadsheets.homes import number_of, place_of
from heed.insight.spreadsheets.reading import SheetText, Unreadable
from heed.insight.tokens import folded
from heed.process.words import Tenure
from heed.process.words.base import N_

#: The headings stand in one of the first rows; a title of the company may stand above them.
HEADING_ROWS = 10
_TENURES = {
    "": Tenure.OWNER,
    **dict.fromkeys(("业主", "户主", "产权人", "owner", "landlord"), Tenure.OWNER),
    **dict.fromkeys(("租户", "租客", "承租人", "租赁", "tenant", "renter"), Tenure.TENANT),
    **dict.fromkeys(("家属", "家人", "亲属", "同住人", "成员", "family", "relative"), Tenure.FAMILY),
}
_MARKS = re.compile(r"[年月/.\-日号\s]+")
#: "1.39E+10": a spreadsheet program has rounded a long number, and the rest of it is gone.
_ROUNDED = re.compile(r"\d(?:\.\d+)?E\+?\d{1,2}", re.IGNORECASE)
EARLIEST, LATEST = 1900, 2100  # years that a resident can have moved in
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong in a row (as the person's program numbers it), in which column; `msgid` filled with `params`.

    `sheet` names its sheet where the file has several.
    """

    row: int
    column: str
    msgid: str
    params: Mapping[str, Any] = field(default_factory=dict)
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Line:
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


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines that are in order, what is wrong with the others, headings that are unknown, and sheets left out."""

    lines: tuple[Line, ...]
    troubles: tuple[Trouble, ...]
    columns: tuple[str, ...]
    unknown: tuple[str, ...]
    left_out: tuple[str, ...] = ()


def recognise(sheets: Sequence[SheetText]) -> Sheet:
    """The lines of all sheets that have headings of a list; the other sheets are named as left out.

    Raises Unreadable where no sheet has headings, none of a place, or one that may tell homes apart and is unknown.
    """
    known = [(sheet, found) for sheet in sheets if (found := _headings(sheet.rows)) is not None]
    if not known:
        raise Unreadable(N_("No headings were found. The first row needs some of those of the template."))
    read = [_recognised(sheet, *found, named=len(known) > 1) for sheet, found in known]
    return Sheet(
        lines=tuple(line for one in read for line in one.lines),
        troubles=tuple(trouble for one in read for trouble in one.troubles),
        columns=tuple(dict.fromkeys(code for one in read for code in one.columns)),
        unknown=tuple(dict.fromkeys(text for one in read for text in one.unknown)),
        left_out=tuple(sheet.name for sheet in sheets if all(sheet is not other for other, _ in known)),
    )


def _recognised(sheet: SheetText, start: int, columns: Mapping[int, Column], *, named: bool) -> Sheet:
    """The lines of one sheet below its headings; `named`: each says in which sheet it stands."""
    name, rows = sheet.name if named else "", sheet.rows
    unknown = [text for place, text in enumerate(rows[start]) if text and place not in columns]
    if doubtful := next(filter(may_tell_homes_apart, unknown), ""):
        text = N_("The column “%(heading)s” may tell homes apart, but is not known. Name it as in the template.")
        raise Unreadable(text, heading=doubtful)
    lines, troubles = [], []
    for position, row in enumerate(rows[start + 1 :], start=start + 2):
        cells = {column.code: row[place].strip() for place, column in columns.items() if place < len(row)}
        if not any(cells.values()) or _is_example_of_hints(cells):
            continue
        line, wrong = _line(position, cells)
        troubles += [replace(trouble, sheet=name) for trouble in wrong]
        if line is not None and not wrong:
            lines.append(replace(line, sheet=name))
    return Sheet(tuple(lines), tuple(troubles), tuple(column.code for column in columns.values()), tuple(unknown))


def _headings(rows: Sequence[Sequence[str]]) -> tuple[int, dict[int, Column]] | None:
    """The row of the headings and the column of each place in it; None where there are none of a list of homes."""
    for start, row in enumerate(rows[:HEADING_ROWS]):
        found: dict[int, Column] = {}
        for place, text in enumerate(row):
            column = column_called(text) if text else None
            if column is not None and column not in found.values():
                found[place] = column
        codes = {column.code for column in found.values()}
        if codes & {"building", "unit", "spot", "number"} and len(codes) > 1:
            return start, found
    return None


def _is_example_of_hints(cells: Mapping[str, str]) -> bool:
    """The row of hints below the headings of the template is not part of the list."""
    hints = {column.code: {column.hint.zh_hans, column.hint.zh_hant, column.hint.en} for column in COLUMNS}
    return all(value in hints[code] for code, value in cells.items() if value)


def _line(row: int, cells: dict[str, str]) -> tuple[Line | None, list[Trouble]]:
    building, unit, spot = place_of(cells)
    tenure = _TENURES.get(folded(cells.get("tenure", "")))
    since_on = _day(cells.get("since_on", ""))
    wrong = [
        *_too_long(row, cells),
        *_rounded(row, cells),
        *_wrong_place(row, building, unit, spot),
        *_wrong_person(row, cells, unit),
        *_contact(row, cells.get("phone", ""), cells.get("email", "")),
    ]
    if cells.get("since_on") and since_on is None:
        said = {"value": cells["since_on"]}
        wrong.append(Trouble(row, "since_on", N_("“%(value)s” is not a day. Write it like 2019-05-01."), said))
    if tenure is None:
        said = {"value": cells["tenure"]}
        wrong.append(Trouble(row, "tenure", N_("“%(value)s” is neither owner, tenant nor family."), said))
        return None, wrong
    kept = {name: cells.get(name, "") for name in ("name", "honorific", "phone", "email", "project")}
    number = cells.get("number") or number_of(building, unit)
    line = Line(row, building, unit, spot, number, tenure=tenure, since_on=since_on, **kept)
    return line, wrong


def _wrong_place(row: int, building: str, unit: str, spot: str) -> Iterator[Trouble]:
    if unit and not building:
        yield Trouble(row, "building", N_("The building of “%(unit)s” is missing."), {"unit": unit})
    elif not (building or spot):
        yield Trouble(row, "building", N_("No building, home or public spot stands here."))
    if unit and spot:
        yield Trouble(row, "spot", N_("A row is either a home or a public spot: use two rows."))


def _wrong_person(row: int, cells: Mapping[str, str], unit: str) -> Iterator[Trouble]:
    name = cells.get("name", "")
    if name and not unit:
        yield Trouble(row, "unit", N_("The home of %(name)s is missing."), {"name": name})
    if not name and (cells.get("phone") or cells.get("email")):
        yield Trouble(row, "name", N_("The name to this telephone or e-mail is missing."))


def _contact(row: int, phone: str, email: str) -> Iterator[Trouble]:
    digits = sum(character.isdigit() for character in phone)
    if phone and not 5 <= digits <= 20:
        yield Trouble(row, "phone", N_("“%(value)s” is not a telephone number."), {"value": phone})
    if email and not _EMAIL.fullmatch(email):
        yield Trouble(row, "email", N_("“%(value)s” is not an e-mail address."), {"value": email})


def _rounded(row: int, cells: Mapping[str, str]) -> Iterator[Trouble]:
    for code, value in cells.items():
        if _ROUNDED.fullmatch(value):
            text = N_("“%(value)s” was rounded by a spreadsheet program. Keep the column as text and type it again.")
            yield Trouble(row, code, text, {"value": value})


def _too_long(row: int, cells: Mapping[str, str]) -> Iterator[Trouble]:
    for column in COLUMNS:
        if len(cells.get(column.code, "")) > column.longest:
            yield Trouble(
                row, column.code, N_("This is longer than %(longest)s characters."), {"longest": column.longest}
            )


def _day(text: str) -> date | None:
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
