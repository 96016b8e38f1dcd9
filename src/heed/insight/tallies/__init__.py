"""Kept tallies: what a complaint adds to the numbers of a month, and how those are shown (R103)."""

from heed.insight.tallies.adding import Month, Months, months_of
from heed.insight.tallies.life import (
    Life,
    LifeClock,
    LifePromise,
    LifeStep,
    LifeVisit,
    OtherMatter,
    Terms,
)
from heed.insight.tallies.measures import Measure
from heed.insight.tallies.texts import adds_of, text_of, word_of

__all__ = [
    "Life",
    "LifeClock",
    "LifePromise",
    "LifeStep",
    "LifeVisit",
    "Measure",
    "Month",
    "Months",
    "OtherMatter",
    "Terms",
    "adds_of",
    "months_of",
    "text_of",
    "word_of",
]
