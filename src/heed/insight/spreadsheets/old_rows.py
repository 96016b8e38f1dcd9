"""Rows of text as complaints from before Heed: when, what, about which home, by whom, and what came of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from heed.insight.spreadsheets.columns import Column, column_called
from heed.insight.spreadsheets.homes import place_of
from heed.insight.spreadsheets.old_columns import OLD_COLUMNS, OLD_KNOWN
from heed.insight.spreadsheets.reading import SheetText, UnreadableFile
from heed.insight.spreadsheets.rows import (
    HEADING_ROWS,
    Headings,
    RowProblem,
    columns_of,
    day_in,
    is_row_of_hints,
    too_long,
    values_of,
    with_headings,
)
from heed.process.words.base import N_

#: Without these two a list is none of complaints.
NEEDED = ("received_on", "content")
_EXAMPLE = {column.code: column.example for column in OLD_COLUMNS}


@dataclass(frozen=True, slots=True)
class OldRow:
    """One complaint of an old list. The telephone only serves to find the person, and is not kept."""

    row: int
    received_on: date
    content: str
    home: str = ""
    name: str = ""
    phone: str = ""
    category: str = ""
    result: str = ""
    closed_on: date | None = None
    reference: str = ""
    project: str = ""  # as the list calls it; "" where it names none
    sheet: str = ""

    def problem(self, column: str, msgid: str, **params: str) -> RowProblem:
        """Return what is wrong in a column of this row, with the row and the sheet where it stands."""
        return RowProblem(self.row, column, msgid, params, self.sheet)


@dataclass(frozen=True, slots=True)
class OldComplaintList:
    """The rows that are in order, what is wrong with the others, the columns read, and what is left out."""

    lines: tuple[OldRow, ...]
    problems: tuple[RowProblem, ...]
    columns: tuple[str, ...]
    unknown: tuple[str, ...]
    left_out: tuple[str, ...]


def recognise_old(sheets: Sequence[SheetText]) -> OldComplaintList:
    """The rows of all sheets that have headings of a list of complaints. Raises UnreadableFile where none has."""
    known, left_out = with_headings(sheets, _find_headings)
    if not known:
        raise UnreadableFile(N_("No headings were found. The list needs at least the date and the complaint."))
    read = [_sheet(sheet, *found, name=sheet.name if len(known) > 1 else "") for sheet, found in known]
    lines, problems = (tuple(chain.from_iterable(part)) for part in zip(*read, strict=True))
    columns, unknown = _headings(chain.from_iterable(sheet.rows[start] for sheet, (start, _) in known))
    return OldComplaintList(lines, problems, columns, unknown, left_out)


def _headings(headings: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of the columns that these headings mean, and the headings that mean none, each once."""
    meant = {text: column_called(text, OLD_KNOWN) for text in headings if text}
    codes = dict.fromkeys(column.code for column in meant.values() if column)
    return tuple(codes), tuple(text for text, column in meant.items() if column is None)


def _find_headings(rows: Sequence[Sequence[str]]) -> Headings | None:
    for start, row in enumerate(rows[:HEADING_ROWS]):
        columns = columns_of(row, OLD_KNOWN)
        if {column.code for column in columns.values()}.issuperset(NEEDED):
            return start, columns
    return None


def _sheet(
    sheet: SheetText, start: int, columns: Mapping[int, Column], *, name: str
) -> tuple[list[OldRow], list[RowProblem]]:
    lines, problems = [], []
    for number, row in enumerate(sheet.rows[start + 1 :], start=start + 2):
        cells = values_of(row, columns)
        if not any(cells.values()) or _is_of_template(cells):
            continue
        wrong = list(_wrong(number, cells))
        received_on = day_in(cells["received_on"])
        if received_on is None or wrong:
            problems += [replace(problem, sheet=name) for problem in wrong]
        else:
            lines.append(_line(number, cells, received_on, name))
    return lines, problems


def _is_of_template(cells: Mapping[str, str]) -> bool:
    """Whether this is the row of hints, or the example, of the template."""
    is_example = all(value == _EXAMPLE[code] for code, value in cells.items() if value)
    return is_example or is_row_of_hints(cells, OLD_COLUMNS)


def _wrong(row: int, cells: Mapping[str, str]) -> Iterator[RowProblem]:
    yield from too_long(row, cells, OLD_COLUMNS)
    days = {code: day_in(cells.get(code, "")) for code in ("received_on", "closed_on")}
    for code, day in days.items():
        value = cells.get(code, "")
        if value and day is None:
            yield RowProblem(row, code, N_("“%(value)s” is not a date. Write it like 2019-05-01."), {"value": value})
    if not cells.get("received_on"):
        yield RowProblem(row, "received_on", N_("The date of the complaint is missing."))
    if not cells.get("content"):
        yield RowProblem(row, "content", N_("What the complaint was about is missing."))
    received, closed = days["received_on"], days["closed_on"]
    if received and closed and closed < received:
        yield RowProblem(row, "closed_on", N_("It was closed before it came in. Check both dates."))


def _line(row: int, cells: Mapping[str, str], received_on: date, sheet: str) -> OldRow:
    building, unit, spot = place_of(cells)
    kept = {code: cells.get(code, "") for code in ("name", "phone", "category", "result", "reference", "project")}
    return OldRow(
        row,
        received_on,
        cells["content"],
        home=" ".join(filter(None, (building, unit or spot))),
        closed_on=day_in(cells.get("closed_on", "")),
        sheet=sheet,
        **kept,
    )
