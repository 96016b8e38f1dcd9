"""Which words of a text a judgement goes by, as a person typed them: a learned model knows only runs of characters."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from heed.insight.tokens import HAN
from heed.insight.triage.grams import LONGEST_TEXT, shape

_TELLING = 6
"""So many runs of characters say why."""
_SHOWN = 4
_SHORTEST = 3
"""Letters of a word that says something to a reader."""
_WORD = re.compile(rf"[^\W\d_{HAN}]+(?:['’-][^\W\d_{HAN}]+)*")
_NUMBER = re.compile(r"[0-9A-Za-z]{1,8}")
_NUMBER_BEFORE = re.compile(r"[0-9A-Za-z]{1,8}$")


@dataclass(frozen=True)
class _Typed:
    """A text as it was typed and its shape; `places`: where each character of the shape stands in the text.

    `words`: the word that each place of the text is in, where it is in a word of letters.
    """

    text: str
    shape: str
    places: list[int]
    words: dict[int, range]

    def stands(self, gram: str) -> list[int] | None:
        """The places of the first run that a reader takes for a part of one word; None where there is none."""
        start = self.shape.find(gram)
        while start >= 0:
            places = self.places[start : start + len(gram)]
            together = places[-1] - places[0] < len(gram)
            if together and all(self.words.get(place) is self.words.get(places[0]) for place in places):
                return places
            start = self.shape.find(gram, start + 1)
        return None


def reasons(text: str, telling: Iterable[str]) -> tuple[str, ...]:
    """The words of the text in which the runs stand, these the most telling first: whole words of letters of which
    they are at least a half; of Chinese, the runs that touch each other as one. In the order of the text."""
    typed = _typed(text[:LONGEST_TEXT])
    marked: set[int] = set()
    stood = (typed.stands(gram) for gram in telling if len(gram) > 1 and gram.isalnum())
    for _number, places in zip(range(_TELLING), filter(None, stood), strict=False):
        marked.update(places)
    return tuple(dict.fromkeys(_found(typed, marked)))[:_SHOWN]


def _found(typed: _Typed, marked: set[int]) -> Iterator[str]:
    """The words and runs in which places are marked."""
    done = -1
    for place in sorted(marked):
        if place <= done:
            continue
        found = typed.words.get(place) or _run(typed, marked, place)
        done = found.stop - 1
        said = typed.text[found.start : found.stop]
        if place not in typed.words:
            telling = not said.isdigit()
        else:
            telling = len(said) >= _SHORTEST and 2 * len(marked.intersection(found)) >= len(said)
        if telling:
            yield said


def _run(typed: _Typed, marked: set[int], first: int) -> range:
    """The run that begins at this place, with the whole of a number at its ends."""
    last = first
    while last + 1 in marked and last + 1 not in typed.words:
        last += 1
    before, behind = _NUMBER_BEFORE.search(typed.text[:first]), _NUMBER.match(typed.text[last + 1 :])
    if before and typed.text[first].isdigit():
        first = before.start()
    if behind and typed.text[last].isdigit():
        last += behind.end()
    return range(first, last + 1)


def _typed(text: str) -> _Typed:
    shaped = [(piece, place) for place, one in enumerate(text) for piece in shape(one)]
    words = (range(found.start(), found.end()) for found in _WORD.finditer(text))
    return _Typed(
        text,
        "".join(piece for piece, _place in shaped),
        [place for _piece, place in shaped],
        {place: word for word in words for place in word},
    )
