"""Rows of text as lines of the list: a home, a building or a public spot, and who lives there since when."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from heed.insight.homes import room
from heed.insight.spreadsheets.columns import COLUMNS, Column, column_called
from heed.insight.spreadsheets.reading import Unreadable
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
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong in a row (as the person's program numbers it), in which column; `msgid` filled with `params`."""

    row: int
    column: str
    msgid: str
    params: Mapping[str, Any] = field(default_factory=dict)


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

    @property
    def place(self) -> str:
        """The path of the place that the row speaks of."""
        return " ".join(filter(None, (self.building, self.unit or self.spot)))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines that are in order, what is wrong with the others, and headings that nobody knows."""

    lines: tuple[Line, ...]
    troubles: tuple[Trouble, ...]
    columns: tuple[str, ...]
    unknown: tuple[str, ...]


def recognise(rows: Sequence[Sequence[str]]) -> Sheet:
    """The lines below the headings. Raises Unreadable where there are no headings, or none of a place."""
    start, columns = _headings(rows)
    lines, troubles = [], []
    for position, row in enumerate(rows[start + 1 :], start=start + 2):
        told = {column.code: row[place].strip() for place, column in columns.items() if place < len(row)}
        if not any(told.values()) or _is_example_of_hints(told):
            continue
        line, wrong = _line(position, told)
        troubles += wrong
        if line is not None and not wrong:
            lines.append(line)
    unknown = [text for place, text in enumerate(rows[start]) if text and place not in columns]
    return Sheet(tuple(lines), tuple(troubles), tuple(column.code for column in columns.values()), tuple(unknown))


def _headings(rows: Sequence[Sequence[str]]) -> tuple[int, dict[int, Column]]:
    for start, row in enumerate(rows[:HEADING_ROWS]):
        found: dict[int, Column] = {}
        for place, text in enumerate(row):
            column = column_called(text) if text else None
            if column is not None and column not in found.values():
                found[place] = column
        codes = {column.code for column in found.values()}
        if codes & {"building", "unit", "spot", "number"} and len(codes) > 1:
            return start, found
    raise Unreadable(N_("No headings were found. The first row needs some of those of the template."))


def _is_example_of_hints(told: Mapping[str, str]) -> bool:
    """The row of hints below the headings of the template is not part of the list."""
    hints = {column.code: set(column.hint.wordings()) for column in COLUMNS}
    return all(value in hints[code] for code, value in told.items() if value)


def _line(row: int, told: dict[str, str]) -> tuple[Line | None, list[Trouble]]:
    building, unit, spot = _where(told)
    tenure = _TENURES.get(folded(told.get("tenure", "")))
    since_on = _day(told.get("since_on", ""))
    wrong = [
        *_too_long(row, told),
        *_wrong_place(row, building, unit, spot),
        *_wrong_person(row, told, unit),
        *_contact(row, told.get("phone", ""), told.get("email", "")),
    ]
    if told.get("since_on") and since_on is None:
        said = {"value": told["since_on"]}
        wrong.append(Trouble(row, "since_on", N_("“%(value)s” is not a day. Write it like 2019-05-01."), said))
    if tenure is None:
        said = {"value": told["tenure"]}
        wrong.append(Trouble(row, "tenure", N_("“%(value)s” is neither owner, tenant nor family."), said))
        return None, wrong
    kept = {name: told.get(name, "") for name in ("name", "honorific", "phone", "email")}
    number = told.get("number") or _number(building, unit)
    line = Line(row, building, unit, spot, number, tenure=tenure, since_on=since_on, **kept)
    return line, wrong


def _where(told: Mapping[str, str]) -> tuple[str, str, str]:
    """Building, home and spot; "3-1502" alone is taken apart."""
    building, unit, spot = (told.get(name, "") for name in ("building", "unit", "spot"))
    if unit and not building:
        building, unit = _apart(unit)
    elif not (building or spot):
        building, unit = _apart(told.get("number", ""))
    return building, unit, spot


def _wrong_place(row: int, building: str, unit: str, spot: str) -> Iterator[Trouble]:
    if unit and not building:
        yield Trouble(row, "building", N_("The building of “%(unit)s” is missing."), {"unit": unit})
    elif not (building or spot):
        yield Trouble(row, "building", N_("No building, home or public spot stands here."))
    if unit and spot:
        yield Trouble(row, "spot", N_("A row is either a home or a public spot: use two rows."))


def _wrong_person(row: int, told: Mapping[str, str], unit: str) -> Iterator[Trouble]:
    name = told.get("name", "")
    if name and not unit:
        yield Trouble(row, "unit", N_("The home of %(name)s is missing."), {"name": name})
    if not name and (told.get("phone") or told.get("email")):
        yield Trouble(row, "name", N_("The name to this telephone or e-mail is missing."))


def _contact(row: int, phone: str, email: str) -> Iterator[Trouble]:
    digits = sum(character.isdigit() for character in phone)
    if phone and not 5 <= digits <= 20:
        yield Trouble(row, "phone", N_("“%(value)s” is not a telephone number."), {"value": phone})
    if email and not _EMAIL.fullmatch(email):
        yield Trouble(row, "email", N_("“%(value)s” is not an e-mail address."), {"value": email})


def _too_long(row: int, told: Mapping[str, str]) -> Iterator[Trouble]:
    for column in COLUMNS:
        if len(told.get(column.code, "")) > column.longest:
            yield Trouble(
                row, column.code, N_("This is longer than %(longest)s characters."), {"longest": column.longest}
            )


def _apart(text: str) -> tuple[str, str]:
    """ "3-1502" is home 1502 of building 3; anything without a building stays whole."""
    building, mark, unit = (text if "-" in text else room(text)).strip().partition("-")
    return (building.strip(), unit.strip()) if mark and building and unit else ("", text)


def _number(building: str, unit: str) -> str:
    """How people say it: "3-1502"; "" where the two do not make a number."""
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
