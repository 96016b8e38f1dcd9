"""The row of a project in the monthly table as it was reported: frozen with its denominators, and compared (R103)."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

from heed.insight.tallies.columns import CATALOGUE, GROUPS, ReportColumn, Shape


@dataclass(frozen=True, slots=True)
class FrozenCell:
    """A cell: its column as it was then, the number above the line, the one below (None: none), and what it shows."""

    code: str
    group: str
    label: str
    formula: str
    shape: str
    number: int
    base: float | None
    value: float | None

    @property
    def figures(self) -> tuple[int, float | None, float | None]:
        """What can differ from one report to the next."""
        return self.number, self.base, self.value


def cells_differ(was: Iterable[FrozenCell], now: Iterable[FrozenCell]) -> bool:
    """Whether the numbers differ, whatever the words of their columns; a column that came since does not count."""
    figures = {cell.code: cell.figures for cell in now}
    return any(figures.get(cell.code) != cell.figures for cell in was)


@dataclass(frozen=True, slots=True)
class OverdueRemark:
    """Why a complaint has been open for more than a month."""

    number: str
    reason: str


@dataclass(frozen=True, slots=True)
class MajorRemark:
    """A major complaint in a few words, what was done, and what was learned from it."""

    number: str
    brief: str
    measure: str
    lesson: str


@dataclass(frozen=True, slots=True)
class Remarks:
    """What the manager writes to the numbers."""

    overdue: tuple[OverdueRemark, ...] = ()
    major: tuple[MajorRemark, ...] = ()
    note: str = ""

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> "Remarks":
        """Read what `asdict` wrote."""
        return cls(
            tuple(OverdueRemark(**one) for one in given.get("overdue", ())),
            tuple(MajorRemark(**one) for one in given.get("major", ())),
            given.get("note", ""),
        )


@dataclass(frozen=True, slots=True)
class Frozen:
    """A report: of which catalogue of columns, project and month, the cells, the parts of each division by measure and
    key, the size in words for the rate, and the remarks. `policy` is the version whose words name the parts.
    """

    project: str
    code: str
    month: str
    cells: tuple[FrozenCell, ...]
    parts: Mapping[str, Mapping[str, int]]
    policy: int
    remarks: Remarks = field(default_factory=Remarks)
    catalogue: int = CATALOGUE

    @property
    def text(self) -> str:
        """The report as text, always the same for the same report."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @property
    def numbers(self) -> str:
        """A short mark of the numbers alone: another one where a number is another."""
        alone = [[(cell.code, *cell.figures) for cell in self.cells], self.parts]
        return digest_of(json.dumps(alone, sort_keys=True))[:16]

    @classmethod
    def of(cls, text: str) -> "Frozen":
        """Read a text of `text`. ValueError, TypeError or KeyError where it is none."""
        given = json.loads(text)
        given["cells"] = tuple(FrozenCell(**cell) for cell in given["cells"])
        given["remarks"] = Remarks.of(given["remarks"])
        return cls(**given)


def digest_of(text: str) -> str:
    """The SHA-256 of a text in hex digits."""
    return sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class RowFigures:
    """What a row is made of: its figures by name, the rate against its size with that size, and earlier months."""

    figures: Mapping[str, int]
    rate: float | None
    size: float | None
    before: Mapping[int, int]


def cells_of(row: RowFigures) -> tuple[FrozenCell, ...]:
    """Return the cells of every column."""
    return tuple(_cell(group.label, column, row) for group in GROUPS for column in group.columns)


def _cell(group: str, column: ReportColumn, row: RowFigures) -> FrozenCell:
    number = column.number(row.figures)
    base, value = base_and_value(column, row, number)
    shown = None if value is None else round(value, 6)
    return FrozenCell(column.code, group, column.label, column.formula, column.shape.value, number, base, shown)


def base_and_value(column: ReportColumn, row: RowFigures, number: int) -> tuple[float | None, float | None]:
    """Return what is below the line, and what the cell shows; None where there is none."""
    if column.shape is Shape.SHARE:
        return column.base(row.figures), column.share(row.figures)
    if column.shape is Shape.RATE:
        return row.size, row.rate
    if column.shape is Shape.CHANGE:
        before = row.before.get(column.months_back)
        return before, (number - before) / before if before else None
    return None, float(number)


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell, part or remark that differs: what it is, and both; None: it was not there."""

    kind: str  # cell, part, overdue, major, note
    name: str  # of the column; measure=key; number of the complaint
    old: Any
    new: Any


def number_differences(old: Frozen, new: Frozen) -> Iterator[Difference]:
    """Give each number that differs: the cells, then the parts."""
    was, now = ({cell.code: cell for cell in one.cells} for one in (old, new))
    for code in [*was, *(code for code in now if code not in was)]:
        one, other = was.get(code), now.get(code)
        if one is None or other is None or one.figures != other.figures:
            yield Difference("cell", code, one, other)
    for name in sorted({*_parts(old), *_parts(new)}):
        count, counts = _parts(old).get(name), _parts(new).get(name)
        if count != counts:
            yield Difference("part", name, count, counts)


def differences(old: Frozen, new: Frozen) -> Iterator[Difference]:
    """Give all that differs: numbers, then remarks."""
    yield from number_differences(old, new)
    for kind in ("overdue", "major"):
        yield from _other_lines(kind, old, new)
    if old.remarks.note != new.remarks.note:
        yield Difference("note", "", old.remarks.note, new.remarks.note)


def _other_lines(kind: str, old: Frozen, new: Frozen) -> Iterator[Difference]:
    """Give the remarks of a kind that differ."""
    was, now = ({line.number: line for line in getattr(one.remarks, kind)} for one in (old, new))
    for number in sorted({*was, *now}):
        if was.get(number) != now.get(number):
            yield Difference(kind, number, was.get(number), now.get(number))


def _parts(frozen: Frozen) -> dict[str, int]:
    return {f"{measure}={key}": count for measure, keys in frozen.parts.items() for key, count in keys.items()}
