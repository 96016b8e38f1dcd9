"""Whether a running clock will be missed, by how long others of its kind took and by how much its owner has to do.

Of the clocks in the past that were still running after so many minutes, a share ran beyond the limit. That share is the
risk. It only grows while the clock runs, so the minute from which it is too high can be said beforehand, and nobody has
to look at a clock in between.
"""

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass

from heed.process.policy.warnings import LateTerms

#: Each dismissal of the same raises the risk from which it is warned of.
STRICTER = 0.15
#: Fewer clocks in the past say nothing.
LEAST_PAST = 20
#: Whoever has more to do than colleagues takes longer, at most so many times.
HEAVIEST = 2.0


@dataclass(frozen=True, slots=True)
class Lateness:
    """From which minute on the clock is at risk, and the share of all past clocks that took longer than its limit."""

    from_minute: float
    usual: float


def load_of(own: int, others: Collection[int]) -> float:
    """Return how many times as long work takes: own open cases against the mean of colleagues who have any; from 1."""
    busy = [count for count in others if count]
    mean = sum(busy) / len(busy) if busy else 0.0
    return min(max(own / mean, 1.0), HEAVIEST) if mean else 1.0


def lateness_of(
    terms: LateTerms, limit: float, past: Collection[float], load: float = 1.0, dismissed: int = 0
) -> Lateness | None:
    """Return when a clock with so many minutes is at risk; None where it never is, or where most are missed anyway.

    `past` are the minutes that such clocks took; with a load all would have taken so many times as long.
    """
    if len(past) < LEAST_PAST or limit <= 0:
        return None
    taken = sorted(minutes * load for minutes in past)
    late, risky = len(taken) - bisect_right(taken, limit), min(terms.percent / 100 + STRICTER * dismissed, 0.95)
    if not late or late / len(taken) >= risky:
        return None  # never yet, or so often that a warning of one clock tells nothing
    still = int(late / risky)  # so many that still run are few enough
    return Lateness(min(taken[len(taken) - still - 1], limit), late / len(taken))
