"""When the clockwork waits for an administrator: what is done late, or by a wrong clock, cannot be undone."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from heed.process.policy import HoldTerms
from heed.process.words import HoldReason

SKEW = timedelta(minutes=5)
"""Two clocks that should agree may differ by so much."""
OVERDUE = timedelta(minutes=10)
"""A clock that should have acted so long ago counts as overdue: a worker at work is seconds late."""
STANDSTILL = timedelta(minutes=2)
"""Without a worker at work for longer than this, the clocks stand still: a worker tells of itself every ten seconds."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a worker sees: its own clock, the last instant anyone was at work, the database's clock, overdue clocks.

    `drift` is how much further this clock went than the time that truly passed since the worker looked last.
    """

    now: datetime
    last: datetime | None
    database: datetime | None
    drift: timedelta
    overdue: int
    running: int


def reason_to_hold(seen: Seen, terms: HoldTerms) -> HoldReason | None:
    """Why nothing may act now, by the terms of the policy; None where all is as it should be.

    A new Heed, which never worked, has no reason.
    """
    if seen.database is not None and abs(seen.now - seen.database) > SKEW:
        return HoldReason.DIFFERS
    if seen.drift < -SKEW or (seen.last is not None and seen.last - seen.now > SKEW):
        return HoldReason.BACK
    if seen.drift > SKEW or (seen.last is not None and seen.now - seen.last > timedelta(minutes=terms.away_minutes)):
        return HoldReason.LATE
    if terms.too_many(seen.overdue, seen.running):
        return HoldReason.MANY
    return None
