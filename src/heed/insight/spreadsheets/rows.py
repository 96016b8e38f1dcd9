"""Rows of text are recognised as places (homes, buildings, public spots), and who lives there since when."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from heed.insight.homes import room
from heed.insight.spreadsheets.columns import COLUMNS, Column, column_called
from heed.insight.spreadsheets.reading import UnreadableFile
from heed.insight.tokens import folded
from heed.process.words import Tenure
from heed.process.words.base import N_

#: How many rows are searched for the headings; a title may stand above them.
HEADING_ROWS = 10
_TENURES = {
    "": Tenure.OWNER,
    **dict.fromkeys(("业主", "户主", "产权人", "owner", "landlord"), Tenure.OWNER),
    **dict.fromkeys(("租户", "租客", "承租人", "租赁", "tenant", "renter"), Tenure.TENANT),
    **dict.fromkeys(("家属", "家人", "亲属", "同住人", "成员", "family", "relative"), Tenure.FAMILY),
}
_MARKS = re.compile(r"[年月/.\-日号\s]+")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A problem in a row (numbered as in a spreadsheet program) and column: a message id and its parameters."""

    row: int
    column: str
    msgid: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of the list, with its values as they will be stored."""

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

    @property
    def place(self) -> str:
        """The path of the place."""
        return " ".join(filter(None, (self.building, self.unit or self.spot)))


@dataclass(frozen=True, slots=True)
class RecognisedList:
    """The rows without problems, the problems of the others, the known columns, and unknown headings."""

    lines: tuple[ListRow, ...]
    problems: tuple[RowProblem, ...]
    columns: tuple[str, ...]
    unknown: tuple[str, ...]


def recognise(rows: Sequence[Sequence[str]]) -> RecognisedList:
    """Recognise the rows below the headings. Raises UnreadableFile where no row has headings, or none for a place."""
    start, columns = _find_headings(rows)
    lines, problems = [], []
    for number, row in enumerate(rows[start + 1 :], start=start + 2):
        values = _values(row, columns)
        if not any(values.values()) or _is_row_of_hints(values):
            continue
        line, found = _recognise_row(number, values)
        problems += found
        if line is not None and not found:
            lines.append(line)
    codes = tuple(column.code for column in columns.values())
    unknown = tuple(text for place, text in enumerate(rows[start]) if text and place not in columns)
    return RecognisedList(tuple(lines), tuple(problems), codes, unknown)


def _find_headings(rows: Sequence[Sequence[str]]) -> tuple[int, dict[int, Column]]:
    """The position of the row with headings, and the columns that they mean by their position in it."""
    for start, row in enumerate(rows[:HEADING_ROWS]):
        columns = _columns_of(row)
        codes = {column.code for column in columns.values()}
        if codes & {"building", "unit", "spot", "number"} and len(codes) > 1:
            return start, columns
    raise UnreadableFile(N_("No headings were found. The first row needs some of those of the template."))


def _columns_of(headings: Sequence[str]) -> dict[int, Column]:
    """The known columns among these headings, each once."""
    columns: dict[int, Column] = {}
    for place, text in enumerate(headings):
        column = column_called(text) if text else None
        if column is not None and column not in columns.values():
            columns[place] = column
    return columns


def _values(row: Sequence[str], columns: Mapping[int, Column]) -> dict[str, str]:
    """The cells of a row by the code of their column; a short row lacks the last ones."""
    return {column.code: row[place].strip() for place, column in columns.items() if place < len(row)}


def _is_row_of_hints(values: Mapping[str, str]) -> bool:
    """Whether this is the row of hints from the template, which is not part of the list."""
    hints = {column.code: set(column.hint.wordings()) for column in COLUMNS}
    return all(value in hints[code] for code, value in values.items() if value)


def _recognise_row(row: int, values: dict[str, str]) -> tuple[ListRow | None, list[RowProblem]]:
    building, unit, spot = _where(values)
    tenure = _TENURES.get(folded(values.get("tenure", "")))
    since_on = _day(values.get("since_on", ""))
    wrong = [
        *_too_long(row, values),
        *_wrong_place(row, building, unit, spot),
        *_wrong_person(row, values, unit),
        *_contact(row, values.get("phone", ""), values.get("email", "")),
    ]
    if values.get("since_on") and since_on is None:
        said = {"value": values["since_on"]}
        wrong.append(RowProblem(row, "since_on", N_("“%(value)s” is not a day. Write it like 2019-05-01."), said))
    if tenure is None:
        said = {"value": values["tenure"]}
        wrong.append(RowProblem(row, "tenure", N_("“%(value)s” is neither owner, tenant nor family."), said))
        return None, wrong
    kept = {name: values.get(name, "") for name in ("name", "honorific", "phone", "email")}
    number = values.get("number") or _number(building, unit)
    line = ListRow(row, building, unit, spot, number, tenure=tenure, since_on=since_on, **kept)
    return line, wrong


def _where(values: Mapping[str, str]) -> tuple[str, str, str]:
    """Building, home and spot; "3-1502" alone is split."""
    building, unit, spot = (values.get(name, "") for name in ("building", "unit", "spot"))
    if unit and not building:
        building, unit = _split_number(unit)
    elif not (building or spot):
        building, unit = _split_number(values.get("number", ""))
    return building, unit, spot


def _wrong_place(row: int, building: str, unit: str, spot: str) -> Iterator[RowProblem]:
    if unit and not building:
        yield RowProblem(row, "building", N_("The building of “%(unit)s” is missing."), {"unit": unit})
    elif not (building or spot):
        yield RowProblem(row, "building", N_("No building, home or public spot stands here."))
    if unit and spot:
        yield RowProblem(row, "spot", N_("A row is either a home or a public spot: use two rows."))


def _wrong_person(row: int, values: Mapping[str, str], unit: str) -> Iterator[RowProblem]:
    name = values.get("name", "")
    if name and not unit:
        yield RowProblem(row, "unit", N_("The home of %(name)s is missing."), {"name": name})
    if not name and (values.get("phone") or values.get("email")):
        yield RowProblem(row, "name", N_("The name to this telephone or e-mail is missing."))


def _contact(row: int, phone: str, email: str) -> Iterator[RowProblem]:
    digits = sum(character.isdigit() for character in phone)
    if phone and not 5 <= digits <= 20:
        yield RowProblem(row, "phone", N_("“%(value)s” is not a telephone number."), {"value": phone})
    if email and not _EMAIL.fullmatch(email):
        yield RowProblem(row, "email", N_("“%(value)s” is not an e-mail address."), {"value": email})


def _too_long(row: int, values: Mapping[str, str]) -> Iterator[RowProblem]:
    for column in COLUMNS:
        if len(values.get(column.code, "")) > column.longest:
            yield RowProblem(
                row, column.code, N_("This is longer than %(longest)s characters."), {"longest": column.longest}
            )


def _split_number(text: str) -> tuple[str, str]:
    """ "3-1502" is home 1502 of building 3; a text without a building stays whole."""
    building, mark, unit = (text if "-" in text else room(text)).strip().partition("-")
    return (building.strip(), unit.strip()) if mark and building and unit else ("", text)


def _number(building: str, unit: str) -> str:
    """The number as people say it: "3-1502"; "" where the two make none."""
    return room(f"{building} {unit}").upper()[:40] if unit else ""


def _day(text: str) -> date | None:
    """2019-05-01, 2019/5/1, 2019.5.1, 2019年5月1日, 20190501; a month alone begins on its first day."""
    digits = text.split(" ")[0].split("T")[0]
    if re.fullmatch(r"\d{8}", digits):
        parts = [digits[:4], digits[4:6], digits[6:]]
    else:
        parts = [part for part in _MARKS.split(digits) if part]
    if not 2 <= len(parts) <= 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2]) if len(parts) == 3 else 1)
    except ValueError:
        return None
