"""Where a row's home is, from columns that companies keep apart: phase, zone, building, staircase, floor and number."""

import re
from collections.abc import Mapping

from heed.insight.homes import room

_NUMBER = re.compile(r"[0-9０-９一二三四五六七八九十甲乙丙丁A-Za-z]{1,3}")
_DIGITS = re.compile(r"\d+")


def place_of(cells: Mapping[str, str]) -> tuple[str, str, str]:
    """Building, home and public spot of a row; "" for what it has not. "3-1502" alone is taken apart.

    Phase and zone belong to the building ("一期 A区 3号楼"), staircase and floor to the home ("2单元1001"): homes that
    differ by one of them are never one home.
    """
    building, unit, spot = (cells.get(name, "") for name in ("building", "unit", "spot"))
    if unit and not building:
        building, unit = taken_apart(unit)
    elif not (building or spot):
        building, unit = taken_apart(cells.get("number", ""))
    around = [_named(cells.get("phase", ""), "期"), _named(cells.get("zone", ""), "区")]
    return " ".join(filter(None, (*around, building))) if building else "", _home(unit, cells), spot


def taken_apart(text: str) -> tuple[str, str]:
    """ "3-1502" is home 1502 of building 3; anything without a building stays whole."""
    building, mark, unit = (text if "-" in text else room(text)).strip().partition("-")
    return (building.strip(), unit.strip()) if mark and building and unit else ("", text)


def number_of(building: str, unit: str) -> str:
    """How people say it: "3-1502"; "" where the two do not make a number."""
    return room(f"{building} {unit}").upper()[:40] if unit else ""


def _home(unit: str, cells: Mapping[str, str]) -> str:
    """The home within its building: with the floor where its number does not begin with it, and the staircase."""
    if not unit:
        return ""
    floor, stair = _DIGITS.search(cells.get("floor", "")), _named(cells.get("stair", ""), "单元")
    if floor and not unit.startswith(floor[0]) and not unit.lstrip("0").startswith(floor[0].lstrip("0") or "0"):
        unit = f"{int(floor[0])}楼{unit}"
    return unit if not stair or unit.startswith(stair) else f"{stair}{unit}"


def _named(value: str, kind: str) -> str:
    """The value with its word ("2" is 2单元); one that has a word of its own keeps it."""
    return f"{value}{kind}" if _NUMBER.fullmatch(value) else value
