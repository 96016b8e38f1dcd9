"""Whether so many complaints of one estate and category within days are more than chance (R148).

What is usual follows from the months before. A rate that was seen only a few times is itself uncertain, and no rate is
the same in every season: so a window is compared with a negative binomial, whose variance is at least that of Poisson.

The stated rate: on an estate with forty categories, looked at with each complaint, at most one false alarm a quarter,
also where the rate swings by half over the year and from week to week. This holds for the terms that a company begins
with; `tests/insight/test_surges.py` simulates it.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from math import exp, lgamma, log, log1p

from heed.process.policy.warnings import SurgeTerms

#: Each dismissal of the same divides the chance by so much.
STRICTER = 10.0
#: Fewer days of history say nothing of what is usual.
LEAST_DAYS = 56
#: However long the history, the rate may swing: it is taken as no steadier than a gamma of this shape.
STEADIEST = 5.0
#: What is taken to have been seen before anything was.
_UNSEEN = 0.5


@dataclass(frozen=True, slots=True)
class Surge:
    """So many voices in the window, so many that were to be expected, and how often chance alone brings so many."""

    voices: int
    usual: float
    chance: float


def surge_of(terms: SurgeTerms, voices: int, before: int, days: int, dismissed: int = 0) -> Surge | None:
    """Return the surge; None where chance explains it. `before`: complaints in so many `days` before the window.

    `dismissed`: how often a warning of the same was dismissed lately.
    """
    if voices < terms.voices + dismissed or days < LEAST_DAYS:
        return None
    usual = (before + _UNSEEN) / days * terms.days
    chance = chance_of(voices, usual, min(before + _UNSEEN, STEADIEST))
    return Surge(voices, usual, chance) if chance < 1 / (terms.odds * STRICTER**dismissed) else None


def chance_of(voices: int, usual: float, shape: float) -> float:
    """Return how probable so many or more are where `usual` are expected: the tail of a negative binomial."""
    odds = usual / (shape + usual)
    below = sum(
        exp(lgamma(shape + k) - lgamma(shape) - lgamma(k + 1) + shape * log1p(-odds) + k * log(odds))
        for k in range(voices)
    )
    return max(0.0, 1.0 - below)


def voices_of(told: Iterable[tuple[Hashable, Hashable]]) -> int:
    """Return how many people speak in these complaints, each given as its person and its home (None: unknown).

    One who complains several times counts once, and so does a home; of nobody knows whom, each counts.
    """
    seen: set[Hashable] = set()
    voices = 0
    for person, home in told:
        known = {("person", person)} if person is not None else set()
        known |= {("home", home)} if home is not None else set()
        voices += seen.isdisjoint(known)
        seen |= known
    return voices
