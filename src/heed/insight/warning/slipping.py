"""Whether more promises of an estate were broken of late than its own past explains (R73, R148)."""

from dataclasses import dataclass
from math import exp, lgamma

from heed.process.policy.warnings import SlideTerms

#: Each dismissal divides the chance by so much.
STRICTER = 10.0
#: However many promises there were, the share may swing: it is taken as no steadier than so many would make it.
STEADIEST = 40.0
#: What is taken to have been seen before anything was: as much kept as broken.
_UNSEEN = 0.5


@dataclass(frozen=True, slots=True)
class Slide:
    """So many promises broken of those that ended, the share that is usual, and how often chance brings so many."""

    broken: int
    ended: int
    usual: float
    chance: float


def slide_of(
    terms: SlideTerms, broken: int, ended: int, broken_before: int, ended_before: int, dismissed: int = 0
) -> Slide | None:
    """Return the slide; None where chance explains it. ValueError where more were broken than ended."""
    if not (0 <= broken <= ended and 0 <= broken_before <= ended_before):
        raise ValueError("more promises were broken than ended")
    if broken < terms.missed + dismissed:
        return None
    usual = (broken_before + _UNSEEN) / (ended_before + 2 * _UNSEEN)
    size = min(ended_before + 2 * _UNSEEN, STEADIEST)
    chance = chance_of(broken, ended, usual * size, (1 - usual) * size)
    return Slide(broken, ended, usual, chance) if chance < 1 / (terms.odds * STRICTER**dismissed) else None


def chance_of(broken: int, ended: int, often: float, seldom: float) -> float:
    """Return how probable so many or more of those are: the tail of a beta-binomial with these two shapes."""
    return sum(
        exp(
            lgamma(ended + 1) - lgamma(k + 1) - lgamma(ended - k + 1)
            + _log_beta(k + often, ended - k + seldom) - _log_beta(often, seldom)
        )
        for k in range(broken, ended + 1)
    )  # fmt: skip


def _log_beta(one: float, other: float) -> float:
    return lgamma(one) + lgamma(other) - lgamma(one + other)
