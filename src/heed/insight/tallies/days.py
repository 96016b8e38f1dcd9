"""What one complaint adds to the days: received, taken up again, concluded, told that it cannot be resolved, overdue.

The key is the day of the month, in two digits. So the sums of days are kept with those of months, and the complaints of
a day are found in the same rows (R102).
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
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
    changes = _late_clocks(life)
    if not changes:
        return
    ended = {life.day_of(step.at): step.has_ended for step in life.steps}  # by the last step of each day
    late, is_open, was_late = 0, False, False
    for on in sorted({*changes, *ended} - {date.max}):
        late += changes[on]
        is_open = not ended.get(on, not is_open)
        is_late = is_open and late > 0
        if is_late is not was_late:
            yield on, Measure.DAY_LATE if is_late else Measure.DAY_UNLATE
        was_late = is_late


def _late_clocks(life: Life) -> Counter[date]:
    """By how many on each day the clocks change that at its end have passed their limit and still run."""
    changes: Counter[date] = Counter()
    clocks = [clock for clock in life.clocks if clock.kind in OVERDUE_BY]
    for since, until in ((life.day_of(one.limit_at), _stopped(life, one)) for one in clocks if one.limit_at):
        if until > since:
            changes.update({since: 1})
            changes.subtract({until: 1})
    return changes


def _stopped(life: Life, clock: LifeClock) -> date:
    """The day on which a clock stopped; the last of all days while it runs."""
    return life.day_of(clock.stopped_at) if clock.stopped_at is not None else date.max
