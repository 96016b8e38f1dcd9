"""How sure a share is: the interval of Wilson, which holds for few cases and for shares near 0 and 1 as well."""

from math import sqrt
from typing import NamedTuple

#: The normal quantile of a 95 % interval.
Z = 1.959963984540054
#: A share of fewer cases is not ranked: chance alone would decide.
FAIR = 30


class ShareInterval(NamedTuple):
    """From and to, both from 0 to 1."""

    low: float
    high: float


def interval(number: float, base: int) -> ShareInterval:
    """Return the 95 % interval of the share `number` in `base`. ValueError where there is nothing to divide by."""
    if base <= 0 or not 0 <= number <= base:
        raise ValueError(f"no share: {number} of {base}")
    share, z2 = number / base, Z * Z
    middle = (share + z2 / (2 * base)) / (1 + z2 / base)
    half = Z * sqrt(share * (1 - share) / base + z2 / (4 * base * base)) / (1 + z2 / base)
    return ShareInterval(max(0.0, middle - half) if number else 0.0, min(1.0, middle + half) if number < base else 1.0)


def ranks(shares: dict[int, float], *, low_is_good: bool = False) -> dict[int, int]:
    """Return the rank of each key by its share, the best first; equal shares have the same rank."""
    best_first = sorted(shares.values(), reverse=not low_is_good)
    return {key: best_first.index(share) + 1 for key, share in shares.items()}
