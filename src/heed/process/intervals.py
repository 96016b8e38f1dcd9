"""The open intervals of one local day: how they are written, read and checked.

A range is written "09:00-18:00" and belongs to one day; "24:00" is the day's end, so that "00:00-24:00" is all of it.
"""

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from heed.process.words.base import N_

MINUTES_A_DAY = 1440

_RANGE = re.compile(r"(\d\d):([0-5]\d)-(\d\d):([0-5]\d)", re.ASCII)


class CalendarError(ValueError):
    """What is wrong with a calendar, as a sentence to translate: `msgid` filled with `params`.

    `where` is the spot in the document ("timezone", "week.0" for Monday, "days.2026-10-01"), empty for the whole.
    """

    def __init__(self, msgid: str, where: str = "", **params: object) -> None:
        super().__init__(msgid % params)
        self.msgid = msgid
        self.where = where
        self.params = params


class Interval(NamedTuple):
    """Open from minute `start` of the local day up to minute `end`, 0 to 1440; the minute `end` itself is closed."""

    start: int
    end: int

    def __str__(self) -> str:
        return "-".join(f"{minute // 60:02}:{minute % 60:02}" for minute in self)


def in_order(intervals: Iterable[Interval], where: str) -> tuple[Interval, ...]:
    """The intervals of a day in order, or a CalendarError about `where`."""
    day = tuple(sorted(intervals))
    for interval in day:
        if not 0 <= interval.start < interval.end <= MINUTES_A_DAY:
            msgid = N_("%(range)s must end later on the same day. Split a range that passes midnight in two.")
            raise CalendarError(msgid, where, range=str(interval))
    for first, second in pairwise(day):
        if second.start < first.end:
            raise CalendarError(N_("%(first)s and %(second)s overlap."), where, first=str(first), second=str(second))
    return day


def read_day(ranges: object, where: str) -> tuple[Interval, ...]:
    """The intervals of a list of ranges, as written; a CalendarError about `where` if one cannot be read."""
    if not isinstance(ranges, list | tuple):
        raise CalendarError(N_("A day is a list of time ranges; a day without any is closed."), where)
    return tuple(_read_range(text, where) for text in ranges)


def read_date(text: object) -> date:
    """The date written 2026-10-01; a CalendarError about its spot otherwise."""
    try:
        on = date.fromisoformat(str(text))
    except ValueError:
        on = None
    if on is None or on.isoformat() != text:
        msgid = N_("“%(text)s” is not a date. Write it like 2026-10-01.")
        raise CalendarError(msgid, where=f"days.{text}", text=text)
    return on


def _read_range(text: object, where: str) -> Interval:
    match = _RANGE.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise CalendarError(N_("“%(text)s” is not a time range. Write it like 09:00-18:00."), where, text=text)
    hour, minute, end_hour, end_minute = map(int, match.groups())
    return Interval(hour * 60 + minute, end_hour * 60 + end_minute)
