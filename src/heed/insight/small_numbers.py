"""Which parts of a whole may be told apart without telling what a few people answered. Pure Python."""

from collections.abc import Mapping
from typing import TypeVar

K = TypeVar("K")
#: Fewer answers than this are not broken down.
FEWEST = 5


def told(counts: Mapping[K, int], fewest: int = FEWEST) -> frozenset[K]:
    """Return the parts that may be told apart: those with enough answers.

    Where one part alone has too few, the next smallest is kept back as well: else the whole less the others would tell
    it. Parts without any answer hide nothing.
    """
    given = {key: count for key, count in counts.items() if count}
    few = [key for key, count in given.items() if count < fewest]
    enough = sorted((key for key in given if key not in few), key=lambda key: given[key])
    hidden = sum(given[key] for key in few)
    return frozenset(enough[1:] if few and (len(few) == 1 or hidden < fewest) else enough)
