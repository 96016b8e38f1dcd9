"""A report in words: its groups of numbers, what differs, and the remarks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from heed.insight.tallies import Measure
from heed.insight.tallies.columns import Shape
from heed.insight.tallies.frozen import (
    Difference,
    Frozen,
    FrozenCell,
    MajorRemark,
    OverdueRemark,
    number_differences,
)
from heed.process.words import N_
from heed.queries.policies import policy_of
from heed.queries.tallies.breakdown import DIVISIONS
from heed.reports.parts import TITLES, name_of_part
from heed.reports.table import NOTHING, shown

_KINDS = {
    "overdue": N_("Open over a month"), "major": N_("Major complaint"), "note": N_("Remark to the month"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReportCell:
    """A number of a report; `now` is what it would be today where that differs."""

    label: str
    formula: str
    code: str
    text: str
    of: str
    now: str = ""


@dataclass(frozen=True, slots=True)
class ReportGroup:
    """Numbers under one heading."""

    label: str
    cells: list[ReportCell] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ChangedText:
    """One thing that differs between two versions, in words."""

    place: str
    name: str
    old: str
    new: str


def text_of_cell(cell: FrozenCell | None) -> str:
    """What a cell shows, with its denominator."""
    if cell is None:
        return NOTHING
    of = denominator(cell)
    return f"{shown(Shape(cell.shape), cell.value)} ({of})" if of else shown(Shape(cell.shape), cell.value)


def denominator(cell: FrozenCell) -> str:
    """What the number was divided by: "9 of 12", "512"; "" where it is a count."""
    if cell.base is None or not cell.base:
        return ""
    if cell.shape == Shape.SHARE:
        return _("%(number)s of %(base)s") % {"number": cell.number, "base": f"{cell.base:.0f}"}
    if cell.shape == Shape.CHANGE:
        return _("%(now)s instead of %(before)s") % {"now": cell.number, "before": f"{cell.base:.0f}"}
    return f"{cell.number} ÷ {cell.base:,.0f}"


def groups_of(report: Frozen, today: Frozen | None = None) -> list[ReportGroup]:
    """Return the numbers of a report, with those of today where they differ."""
    now = {one.name: one.new for one in number_differences(report, today) if one.kind == "cell"} if today else {}
    groups: dict[str, ReportGroup] = {}
    for cell in report.cells:
        group = groups.setdefault(cell.group, ReportGroup(_(cell.group)))
        text = shown(Shape(cell.shape), cell.value)
        today_text = text_of_cell(now[cell.code]) if cell.code in now else ""
        group.cells.append(ReportCell(_(cell.label), _(cell.formula), cell.code, text, denominator(cell), today_text))
    return list(groups.values())


def parts_of(report: Frozen) -> list[tuple[str, list[tuple[str, int]]]]:
    """Return the divisions of the new complaints by their names, each with its parts."""
    return [
        (_(TITLES[measure]), [(_part(report, measure, key), count) for key, count in found.items()])
        for measure in DIVISIONS
        if (found := report.parts.get(measure.value))
    ]


def _part(report: Frozen, measure: Measure, key: str) -> str:
    return name_of_part(policy_of(report.policy), measure, key)


def in_words(found: Iterable[Difference], old: Frozen, new: Frozen) -> Iterator[ChangedText]:
    """Say each difference of two versions, the old one first."""
    for one in found:
        if one.kind == "cell":
            cell = one.new or one.old
            yield ChangedText(_(cell.group), _(cell.label), text_of_cell(one.old), text_of_cell(one.new))
        elif one.kind == "part":
            code, _equal, key = one.name.partition("=")
            name = _part(new if one.old is None else old, Measure(code), key)
            yield ChangedText(_(TITLES[Measure(code)]), name, str(one.old or 0), str(one.new or 0))
        else:
            yield ChangedText(_(_KINDS[one.kind]), one.name, _remark(one.old), _remark(one.new))


def _remark(line: Any) -> str:
    if isinstance(line, OverdueRemark):
        return line.reason or NOTHING
    if isinstance(line, MajorRemark):
        return " · ".join(filter(None, (line.brief, line.measure, line.lesson))) or NOTHING
    return str(line or NOTHING)
