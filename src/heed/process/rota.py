"""The rota worked out: a weekly pattern, dated changes and absences become turns, and turns leave gaps (R35, R41).

Days and minutes are those of the estate's wall clock, on the day a shift begins; what comes of them are instants, so
that a night in which the clocks change is as long as it is, and one shift's end is the next one's beginning.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum, auto
from typing import NamedTuple
from zoneinfo import ZoneInfo

from heed.process.intervals import MINUTES_A_DAY

DAY = timedelta(days=1)


class Span(NamedTuple):
    """From an instant up to another, in UTC."""

    starts_at: datetime
    ends_at: datetime

    def holds(self, at: datetime) -> bool:
        """Whether the instant lies within; the end does not."""
        return self.starts_at <= at < self.ends_at


class Why(StrEnum):
    """Why a turn stands on the rota, or has been taken off it."""

    WEEK = auto()  # by the weekly pattern
    EXTRA = auto()  # put on by a dated change
    OFF = auto()  # taken off by a dated change
    AWAY = auto()  # the person is absent


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift of the weekly pattern, for the days from `since_on` to `until_on` where given."""

    account_id: int
    weekday: int
    starts: int
    ends: int
    since_on: date | None = None
    until_on: date | None = None

    def is_on(self, on: date) -> bool:
        """Whether the shift begins on this day."""
        late_enough = self.since_on is None or self.since_on <= on
        return self.weekday == on.weekday() and late_enough and (self.until_on is None or on <= self.until_on)


@dataclass(frozen=True, slots=True)
class Alteration:
    """A dated change: on (or off) duty; `key` is its own number, 0 for none, `by_swap` whether a swap made it."""

    account_id: int
    on: date
    starts: int
    ends: int
    is_on: bool
    key: int = 0
    by_swap: bool = False


class Away(NamedTuple):
    """A person is absent for a while."""

    account_id: int
    span: Span


@dataclass(frozen=True, slots=True)
class DutyPeriod:
    """One person's time on duty, or what was taken from it; `on` is the local day on which the shift begins."""

    account_id: int
    on: date
    span: Span
    why: Why
    change: Alteration | None = None

    @property
    def counts(self) -> bool:
        """Whether the person is on duty then."""
        return self.why in (Why.WEEK, Why.EXTRA)


def instant(zone: ZoneInfo, on: date, minute: int) -> datetime:
    """The instant in UTC at which the wall clock shows this minute of the day; minutes after 1440 are the next day's.

    A time that is left out when the clocks go forward is the moment at which they do; one that comes twice is the
    first of the two.
    """
    days, rest = divmod(minute, MINUTES_A_DAY)
    at = datetime.combine(on + days * DAY, time(rest // 60, rest % 60), zone)
    there = at.astimezone(UTC)
    if there.astimezone(zone).replace(tzinfo=None) == at.replace(tzinfo=None):
        return there
    before = at.replace(fold=1).astimezone(UTC)
    passing = (before + timedelta(minutes=passed) for passed in range(MINUTES_A_DAY))
    return next(moment for moment in passing if _offset(zone, moment) != _offset(zone, before))


def _offset(zone: ZoneInfo, at: datetime) -> timedelta | None:
    return at.astimezone(zone).utcoffset()


def turns(
    zone: ZoneInfo,
    first: date,
    days: int,
    shifts: Iterable[Shift],
    changes: Iterable[Alteration],
    absences: Iterable[Away],
) -> tuple[DutyPeriod, ...]:
    """Every turn that begins on one of so many `days` from `first` on, or on the day before, in order of time.

    Of changes that speak of the same minutes the later in the list counts; absences outdo both.
    """
    found = [
        DutyPeriod(shift.account_id, on, _span(zone, on, shift.starts, shift.ends), Why.WEEK)
        for on in (first + n * DAY for n in range(-1, days))
        for shift in shifts
        if shift.is_on(on)
    ]
    for change in changes:
        span = _span(zone, change.on, change.starts, change.ends)
        found = _put_on(found, change, span) if change.is_on else list(_taken_off(found, change, span))
    for away in absences:
        found = list(_absent(found, away))
    return tuple(sorted(found, key=lambda turn: (turn.span, turn.account_id, turn.why)))


def _span(zone: ZoneInfo, on: date, starts: int, ends: int) -> Span:
    return Span(instant(zone, on, starts), instant(zone, on, ends))


def _put_on(found: list[DutyPeriod], change: Alteration, span: Span) -> list[DutyPeriod]:
    """The part of the span in which the person is not on duty already."""
    known = [turn.span for turn in found if turn.account_id == change.account_id and turn.counts]
    return found + [
        DutyPeriod(change.account_id, change.on, piece, Why.EXTRA, change) for piece in without([span], known)
    ]


def _taken_off(found: Iterable[DutyPeriod], change: Alteration, span: Span) -> Iterator[DutyPeriod]:
    for turn in found:
        if turn.account_id == change.account_id and turn.counts:
            yield from _cut(turn, span, Why.OFF, change)
        else:
            yield turn


def _absent(found: Iterable[DutyPeriod], away: Away) -> Iterator[DutyPeriod]:
    for turn in found:
        if turn.account_id == away.account_id and turn.counts:
            yield from _cut(turn, away.span, Why.AWAY, turn.change)
        else:
            yield turn


def _cut(turn: DutyPeriod, span: Span, why: Why, change: Alteration | None) -> Iterator[DutyPeriod]:
    """The turn in pieces: those outside the span as they are, the one within it for another reason."""
    within = Span(max(turn.span.starts_at, span.starts_at), min(turn.span.ends_at, span.ends_at))
    if within.starts_at >= within.ends_at:
        yield turn
        return
    yield from (replace(turn, span=piece) for piece in without([turn.span], [span]))
    yield replace(turn, span=within, why=why, change=change)


def without(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """What is left of the spans when others are taken out of them."""
    left = list(spans)
    for other in taken:
        left = [
            piece
            for span in left
            for piece in (
                Span(span.starts_at, min(span.ends_at, other.starts_at)),
                Span(max(span.starts_at, other.ends_at), span.ends_at),
            )
            if piece.starts_at < piece.ends_at
        ]
    return left


def minutes_of(zone: ZoneInfo, turn: DutyPeriod) -> tuple[int, int]:
    """The minutes of the wall clock, counted from the midnight of its day, from which to which a turn lasts."""
    midnight = datetime.combine(turn.on, time())
    shown = (at.astimezone(zone).replace(tzinfo=None) - midnight for at in turn.span)
    starts, ends = (round(length.total_seconds() / 60) for length in shown)
    return starts, ends


def gaps(found: Sequence[DutyPeriod], within: Span) -> tuple[Span, ...]:
    """The spans in which no person is on duty, in order of time."""
    return tuple(without([within], [turn.span for turn in found if turn.counts]))


def on_duty(found: Iterable[DutyPeriod], at: datetime) -> tuple[int, ...]:
    """The accounts on duty at the instant, each once."""
    return tuple(dict.fromkeys(turn.account_id for turn in found if turn.counts and turn.span.holds(at)))
