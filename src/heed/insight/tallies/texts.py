"""What a complaint adds to a month, as a short text: " answered by_channel=phone new promise_due*2 "."""

from collections import Counter
from collections.abc import Mapping

from heed.insight.tallies.adding import Added
from heed.insight.tallies.measures import Measure


def text_of(adds: Mapping[Added, int]) -> str:
    """Return the text: a word for each measure, between blanks, in the order of the alphabet."""
    return (
        f" {' '.join(sorted(word_of(*added) + (f'*{count}' if count > 1 else '') for added, count in adds.items()))} "
    )


def word_of(measure: Measure, key: str = "") -> str:
    """Return the word of a measure with its key."""
    return f"{measure.value}={key}" if key else measure.value


def adds_of(text: str) -> Counter[tuple[str, str]]:
    """Return what a text says, by measure and key."""
    found: Counter[tuple[str, str]] = Counter()
    for word in text.split():
        name, _, times = word.partition("*")
        measure, _, key = name.partition("=")
        found[measure, key] += int(times or 1)
    return found
