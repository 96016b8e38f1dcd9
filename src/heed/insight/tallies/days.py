"""What one complaint adds to the days: received, taken up again, concluded, told that it cannot be resolved, overdue.

The key is the day of the month, in two digits. So the sums of days are kept with those of months, and the complaints of
a day are found in the same rows (R102).
"""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby

from heed.insight.tallies.life import Life, LifeClock
from heed.insight.tallies.measures import Measure
from heed.process.moves.solving import EXPLAIN
from heed.process.words import ClockKind

#: The clocks by which an open complaint is overdue: the target of its closing, and the agreed day of its work.
OVERDUE_BY = (ClockKind.CLOSING, ClockKind.FINISH)
#: First day of the month, measure, and day.
AddingDay = Iterator[tuple[date, Measure, str]]


def day_key(on: date) -> str:
    """The key of a day."""
    return f"{on.day:02}"


def days_of(life: Life) -> AddingDay:
    """Give what the complaint adds to the days of each month."""
    for on, measure in (*_flow(life), *_explained(life), *_overdue(life)):
        yield on.replace(day=1), measure, day_key(on)


def _flow(life: Life) -> Iterator[tuple[date, Measure]]:
    """By where it stood at the ends of the days: each once a day at most."""
    yield life.day_of(life.received_at), Measure.DAY_NEW
    was_open: bool | None = None
    for on, steps in groupby(life.steps, lambda step: life.day_of(step.at)):
        ended = [step.has_ended for step in steps]
        is_taken_up = was_open is False and not all(ended)
        if is_taken_up:
            yield on, Measure.DAY_AGAIN
        if ended[-1] and (is_taken_up or was_open is not False):
            yield on, Measure.DAY_CLOSED
        was_open = not ended[-1]


def _explained(life: Life) -> Iterator[tuple[date, Measure]]:
    for on in sorted({life.day_of(step.at) for step in life.steps if step.move == EXPLAIN.name}):
        yield on, Measure.DAY_EXPLAINED


def _overdue(life: Life) -> Iterator[tuple[date, Measure]]:
    """On which days it became overdue, by where it stood at their ends, and on which it was no longer so."""
    clocks = [clock for clock in life.clocks if clock.kind in OVERDUE_BY and clock.limit_at is not None]
    if not clocks:
        return
    ends = [clock.stopped_at for clock in clocks if clock.stopped_at is not None]
    instants = [*(step.at for step in life.steps), *(clock.limit_at for clock in clocks if clock.limit_at), *ends]
    was_late = False
    for on in sorted({life.day_of(at) for at in instants}):
        is_late = _is_open(life, on) and any(_is_late(life, clock, on) for clock in clocks)
        if is_late is not was_late:
            yield on, Measure.DAY_LATE if is_late else Measure.DAY_UNLATE
        was_late = is_late


def _is_open(life: Life, on: date) -> bool:
    """Whether it is open at the end of the day."""
    last = None
    for step in life.steps:
        if life.day_of(step.at) > on:
            break
        last = step
    return last is not None and not last.has_ended


def _is_late(life: Life, clock: LifeClock, on: date) -> bool:
    """Whether the clock has passed its limit, and still runs, at the end of the day."""
    return _on_or_before(life, clock.limit_at, on) and not _on_or_before(life, clock.stopped_at, on)


def _on_or_before(life: Life, at: datetime | None, on: date) -> bool:
    return at is not None and life.day_of(at) <= on
