"""Open time: which minutes count, through holidays, make-up workdays and changed clocks (R55, R60, R70, C2).

One definition carries everything: an instant is open when the wall clock of the calendar's time zone, at that instant,
shows an open minute of that local day. So a 24-hour day in spring has 23 hours and in autumn 25, and no minute is lost
at midnight. To count fast, each UTC year of a calendar is compiled once into its open spans, with the open time that
lies before each span; counting and adding are then a bisection in the first and the last year.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from heed.process.intervals import MINUTES_A_DAY, CalendarError, Interval, in_order, read_date, read_day
from heed.process.words.base import N_

ZERO = timedelta()
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
LAST_YEAR = 9998


class NeverOpen(CalendarError):
    """Open time was asked for where the calendar has none left."""


@dataclass(frozen=True, slots=True)
class Hours:
    """The open time of a place: `week` by weekday (Monday first), `days` by date.

    A date in `days` replaces its weekday whole: a holiday is empty, a half day is short, a make-up workday is open.
    Raises CalendarError when the time zone is unknown or the intervals of a day are impossible or overlap.
    All instants given must be aware (ValueError otherwise); all instants returned are in UTC.
    """

    timezone: str
    week: tuple[tuple[Interval, ...], ...]
    days: Mapping[date, tuple[Interval, ...]] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        _check_zone(self.timezone)
        if len(self.week) != 7:
            raise CalendarError(N_("A week has seven days and starts on Monday."), where="week")
        week = tuple(in_order(intervals, f"week.{weekday}") for weekday, intervals in enumerate(self.week))
        days = {on: in_order(intervals, f"days.{on}") for on, intervals in sorted(self.days.items())}
        object.__setattr__(self, "week", week)
        object.__setattr__(self, "days", days)

    def on(self, day: date) -> tuple[Interval, ...]:
        """The open intervals of the local `day`, earliest first."""
        return self.days[day] if day in self.days else self.week[day.weekday()]

    def is_open(self, at: datetime) -> bool:
        """Whether the minute that the wall clock shows `at` that instant is open."""
        wall = _utc(at).astimezone(ZoneInfo(self.timezone))
        minute = wall.hour * 60 + wall.minute
        return any(interval.start <= minute < interval.end for interval in self.on(wall.date()))

    def opens_at(self, at: datetime) -> datetime:
        """`at` itself when open, otherwise the next opening. Raises NeverOpen when there is none."""
        at = _utc(at)
        if self.is_open(at):
            return at
        for year in self._years_from(at):
            opens = _compiled(self, year).opens
            following = bisect_right(opens, at)
            if following < len(opens):
                return opens[following]
        raise self._never_open(at)

    def minutes_between(self, start: datetime, end: datetime) -> float:
        """Open minutes from `start` to `end`; negative when `end` is the earlier."""
        start, end = _utc(start), _utc(end)
        if end < start:
            return -self.minutes_between(end, start)
        passed = _compiled(self, end.year).passed(end) - _compiled(self, start.year).passed(start)
        for year in range(start.year, end.year):
            passed += _compiled(self, year).total
        return passed / MINUTE

    def add(self, start: datetime, minutes: float) -> datetime:
        """The earliest instant, from `start` on, at which `minutes` (0 or more) of open time have passed.

        Work that fills the day exactly is due when the day closes, not when the next one opens.
        Raises NeverOpen when the calendar does not hold so much open time.
        """
        if not (math.isfinite(minutes) and minutes >= 0):
            raise ValueError(f"minutes to add must be 0 or more, not {minutes}")
        start = _utc(start)
        left = timedelta(minutes=minutes)
        if not left:
            return start
        left += _compiled(self, start.year).passed(start)
        for year in self._years_from(start):
            spans = _compiled(self, year)
            if left <= spans.total:
                return spans.reached(left)
            left -= spans.total
        raise self._never_open(start)

    @classmethod
    def from_document(cls, document: object) -> "Hours":
        """Read what `as_document` wrote, or a person: each day a list of ranges, "24:00" being the day's end.

        {"timezone": "Asia/Shanghai", "week": [["09:00-12:00", "13:30-18:00"], …], "days": {"2026-10-01": []}}
        `days` may be left out. Raises CalendarError, with the spot in `where`.
        """
        if not isinstance(document, Mapping) or {*document, "days"} != {"timezone", "week", "days"}:
            raise CalendarError(N_("A calendar consists of a time zone, a week and special days."))
        zone, week, days = document["timezone"], document["week"], document.get("days", {})
        if not isinstance(week, list | tuple):
            raise CalendarError(N_("A week has seven days and starts on Monday."), where="week")
        if not isinstance(days, Mapping):
            raise CalendarError(N_("Special days are lists of time ranges by date."), where="days")
        return cls(
            zone,
            tuple(read_day(ranges, f"week.{weekday}") for weekday, ranges in enumerate(week)),
            {read_date(on): read_day(ranges, f"days.{on}") for on, ranges in days.items()},
        )

    def as_document(self) -> dict[str, object]:
        """The calendar in strings, lists and dicts, for JSON; `from_document` reads it back equal."""
        return {
            "timezone": self.timezone,
            "week": [[str(interval) for interval in day] for day in self.week],
            "days": {on.isoformat(): [str(interval) for interval in day] for on, day in self.days.items()},
        }

    def _years_from(self, at: datetime) -> range:
        """The UTC years from `at` on that can hold open time; without a week they end with the dates."""
        if any(self.week):
            return range(at.year, LAST_YEAR + 1)
        last_on = max((on for on, day in self.days.items() if day), default=date.min)
        return range(at.year, min(last_on.year + 1, LAST_YEAR) + 1)

    def _never_open(self, at: datetime) -> NeverOpen:
        on = at.astimezone(ZoneInfo(self.timezone)).date()
        return NeverOpen(N_("The calendar has too little open time after %(day_on)s."), day_on=on)


# Counting: a year of open spans


@dataclass(frozen=True, slots=True)
class _Spans:
    """The open time of one UTC year: span n runs from `opens[n]` to `closes[n]`, after `before[n]` of open time."""

    opens: list[datetime]
    closes: list[datetime]
    before: list[timedelta]
    total: timedelta

    def passed(self, at: datetime) -> timedelta:
        """The open time of the year up to `at`."""
        span = bisect_right(self.opens, at) - 1
        if span < 0:
            return ZERO
        return self.before[span] + (min(at, self.closes[span]) - self.opens[span])

    def reached(self, passed: timedelta) -> datetime:
        """The earliest instant at which `passed` (above zero, at most `total`) of the year's open time has passed."""
        span = bisect_left(self.before, passed) - 1
        return self.opens[span] + (passed - self.before[span])


@lru_cache(maxsize=2048)
def _compiled(hours: Hours, year: int) -> _Spans:
    """The open spans of a UTC year; spans that touch, as at midnight, are one."""
    opens: list[datetime] = []
    closes: list[datetime] = []
    before: list[timedelta] = []
    total = ZERO
    for opened_at, closed_at in _open_spans(hours, year):
        if closes and closes[-1] == opened_at:
            closes[-1] = closed_at
        else:
            opens.append(opened_at)
            closes.append(closed_at)
            before.append(total)
        total += closed_at - opened_at
    return _Spans(opens, closes, before, total)


def _open_spans(hours: Hours, year: int) -> Iterator[tuple[datetime, datetime]]:
    """Each interval of each local day as a span in UTC, cut at the ends of the year and where the clocks change."""
    for begun_at, ended_at, offset in _steady_stretches(ZoneInfo(hours.timezone), year):
        begun_at, ended_at = (at.astimezone(timezone(offset)) for at in (begun_at, ended_at))
        for opens_at, closes_at in _open_intervals(hours, begun_at, ended_at):
            opened_at, closed_at = max(begun_at, opens_at), min(ended_at, closes_at)
            if opened_at < closed_at:
                yield opened_at.astimezone(UTC), closed_at.astimezone(UTC)


def _open_intervals(hours: Hours, begun_at: datetime, ended_at: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The open intervals, whole, of each day that has a part between the two."""
    midnight = begun_at.replace(hour=0, minute=0, second=0)
    while midnight < ended_at:
        for interval in hours.on(midnight.date()):
            yield midnight + interval.start * MINUTE, midnight + interval.end * MINUTE
        midnight += DAY


def _steady_stretches(zone: ZoneInfo, year: int) -> Iterator[tuple[datetime, datetime, timedelta]]:
    """The UTC year cut where the zone changes its clocks: begin, end and offset of each stretch.

    Looks once a day, then narrows down to the second: no zone changes twice in a day.
    """
    begun_at, year_end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    offset = _offset(zone, begun_at)
    at = begun_at
    while at < year_end:
        if _offset(zone, at + DAY) != offset:
            change_at = _first_change(zone, at)
            yield begun_at, change_at, offset
            begun_at, offset = change_at, _offset(zone, at + DAY)
        at += DAY
    yield begun_at, year_end, offset


def _first_change(zone: ZoneInfo, at: datetime) -> datetime:
    """The second, in the day after `at`, from which the zone's clocks differ from those `at`."""
    offset = _offset(zone, at)
    seconds = bisect_left(range(86_400), True, key=lambda second: _offset(zone, at + second * SECOND) != offset)
    return at + seconds * SECOND


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or ZERO


# Checking


def _utc(at: datetime) -> datetime:
    if at.utcoffset() is None:
        raise ValueError(f"an instant needs a time zone: {at}")
    return at.astimezone(UTC)


def _check_zone(name: object) -> None:
    try:
        ZoneInfo(str(name))
    except (KeyError, ValueError, OSError) as error:
        msgid = N_("“%(timezone)s” is not a known time zone.")
        raise CalendarError(msgid, where="timezone", timezone=name) from error


#: Every minute of every day: elapsed real time.
ALWAYS = Hours("UTC", ((Interval(0, MINUTES_A_DAY),),) * 7)
