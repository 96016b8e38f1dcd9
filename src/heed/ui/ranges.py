"""Hours as people write them: "8:30-12, 13:30-18:00", and shifts that may pass midnight: "22:00-06:00"."""

import re
import unicodedata
from collections.abc import Iterable

from heed.process.intervals import MINUTES_A_DAY

_TIME = r"(\d{1,2})(?::?([0-5]\d))?"
_RANGE = re.compile(rf"{_TIME}\s*[-–—~～至到]\s*{_TIME}")
_CLOSED = ("", "休", "休息", "关", "关闭", "closed", "close", "off", "-", "—")


def ranges_in(text: str) -> list[str] | None:
    """ "8:30-12, 13:30-18:00" as ["08:30-12:00", "13:30-18:00"]; empty or "closed" is []; None: not understood."""
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    if plain in _CLOSED:
        return []
    found = [_written(match) for match in _RANGE.finditer(plain)]
    rest = re.sub(r"[\s,;、和及and]+", "", _RANGE.sub("", plain))
    return found if found and not rest else None


def _written(match: re.Match[str]) -> str:
    hour, minute, end_hour, end_minute = (int(part or 0) for part in match.groups())
    return f"{hour:02}:{minute:02}-{end_hour:02}:{end_minute:02}"


def shifts_in(text: str) -> list[tuple[int, int]] | None:
    """The shifts of a day in minutes from its midnight; one that passes midnight ends after 1440. None: not understood.

    "22:00-06:00" is (1320, 1800), "00:00-24:00" and "8-8" last a whole day.
    """
    ranges = ranges_in(text)
    if ranges is None:
        return None
    found = []
    for written in ranges:
        starts, ends = (int(clock[:-3]) * 60 + int(clock[-2:]) for clock in written.split("-"))
        if starts >= MINUTES_A_DAY or ends > MINUTES_A_DAY:
            return None
        found.append((starts, ends if ends > starts else ends + MINUTES_A_DAY))
    return found


def shift_written(starts: int, ends: int) -> str:
    """A shift as it is read and typed: "22:00-06:00"."""
    return "-".join(map(clock, (starts, ends if ends <= MINUTES_A_DAY else ends - MINUTES_A_DAY)))


def clock(minute: int) -> str:
    """A minute of the day: "06:00", "24:00"."""
    return f"{minute // 60:02}:{minute % 60:02}"


def day_written(shifts: Iterable[tuple[int, int]]) -> str:
    """The shifts of a day as they are typed."""
    return " ".join(shift_written(*shift) for shift in sorted(shifts))
