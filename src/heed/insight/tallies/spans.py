"""Spans of time in classes, each a fifth longer than the one before (R147).

A count by classes can be kept, summed up over projects, and taken back when a complaint changes; a median cannot. What
is read from the classes lies within a tenth of the true value, mostly much nearer.
"""

from collections.abc import Mapping
from math import floor, log

FIRST = 60.0
"""Seconds up to which spans are of class 0."""
STEP = 1.2
LONGEST = 60
"""The last class: from some five years on."""


def span_class(seconds: float) -> int:
    """Return the class of a span; below nought counts as nought."""
    return min(LONGEST, 1 + floor(log(seconds / FIRST, STEP))) if seconds >= FIRST else 0


def quantile(classes: Mapping[int, int], share: float) -> float | None:
    """Return the seconds below which this share of the spans lies, from the counts of the classes; None without any."""
    found = _place(classes, share)
    return None if found is None else _within(*found)


def longest_from(classes: Mapping[int, int], share: float) -> int:
    """Return the first class of the spans that are longer than this share of them; 0 where there are none."""
    found = _place(classes, share)
    if found is None:
        return 0
    number, within = found
    return number if within < 1 else number + 1


def _place(classes: Mapping[int, int], share: float) -> tuple[int, float] | None:
    """The class in which this share of the spans ends, and how much of that class lies below it."""
    wanted, passed = share * sum(classes.values()), 0
    for number, count in sorted(classes.items()):
        if count and passed + count >= wanted:
            return number, (wanted - passed) / count
        passed += count
    return None


def _within(number: int, share: float) -> float:
    """The point of a class below which this share of it lies, as if its spans were spread evenly."""
    if number == 0:
        return FIRST * share
    return float(FIRST * STEP ** (number - 1 + share))
