"""Complaints about one thing by different people come together by likeness of text, place and time (R10, R148).

A text is known by its pairs of neighbouring characters, each weighing more the rarer it is in all that was told lately;
what stands in the title counts twice. Two texts are alike by the cosine of these weights, and a little more where they
are about the same place. Around a new complaint those of the last weeks that are alike make a hot spot, once enough
different people tell of it: one person who posts again is one voice.

`python -m bench hot-spots` replays a public stream of real messages and says at which person its two largest cases were
raised, and how many other hot spots there were.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log, sqrt

from heed.insight.tokens import folded
from heed.insight.warning.surges import voices_of
from heed.process.policy.warnings import HotSpotTerms

#: From this likeness on two complaints are about one thing.
ALIKE = 0.22
#: What the same place adds.
SAME_PLACE = 0.08
#: Fewer texts do not say which words are rare.
LEAST_TEXTS = 100
#: A pair in more than this share of all texts says nothing (but where so few have it, it may be the thing itself).
_COMMON, _FEW = 0.02, 15
#: Few texts are weighed as if there were so many more, in which no pair of theirs stands.
_MORE = 1_000
_TITLE = 2.0
_WORD, _RUNS = re.compile(r"[a-z]{3,}"), re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class ToldMatter:
    """What was told: who (None: unknown), when, about which places (of the record), with which words."""

    id: int
    at: datetime
    person: object
    home: object
    places: frozenset[int]
    title: str
    text: str


def pairs_of(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of a text, and its words of Latin letters as they are."""
    plain = folded(text)
    runs = _RUNS.findall(_WORD.sub(" ", plain))
    return frozenset(run[at : at + 2] for run in runs for at in range(len(run) - 1)) | set(_WORD.findall(plain))


class Rarity:
    """How rare each pair is among the texts told lately."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self.texts = 0
        self._in: Counter[str] = Counter()
        self._weights: dict[int, dict[str, float]] = {}
        for text in texts:
            self.add(text)

    def add(self, text: str) -> None:
        """Count one more text."""
        self.texts += 1
        self._in.update(pairs_of(text))

    def weights(self, matter: ToldMatter) -> dict[str, float]:
        """Return the weight of each pair of a matter that says something, as it was when first asked; the squares add
        up to 1."""
        if matter.id not in self._weights:
            self._weights[matter.id] = self._weighed(matter)
        return self._weights[matter.id]

    def _weighed(self, matter: ToldMatter) -> dict[str, float]:
        titled = pairs_of(matter.title)
        most = max(_FEW, _COMMON * self.texts)
        found = {
            pair: log((self.texts + _MORE) / max(self._in[pair], 1)) * (_TITLE if pair in titled else 1)
            for pair in titled | pairs_of(matter.text)
            if self._in[pair] <= most
        }
        norm = sqrt(sum(weight * weight for weight in found.values()))
        return {pair: weight / norm for pair, weight in found.items()} if norm else {}


def likeness(one: Mapping[str, float], other: Mapping[str, float], *, same_place: bool) -> float:
    """Return how alike two matters are by their weights: from 0 to 1, and a little more at the same place."""
    few, many = sorted((one, other), key=len)
    common = sum(weight * many[pair] for pair, weight in few.items() if pair in many)
    return common + SAME_PLACE if same_place and common else common


def alike_to(
    terms: HotSpotTerms, matter: ToldMatter, others: Collection[ToldMatter], rarity: Rarity
) -> list[ToldMatter]:
    """Return the others of the last weeks that are about the same thing, none where too few texts are known."""
    if rarity.texts < LEAST_TEXTS:
        return []
    own, within = rarity.weights(matter), timedelta(days=terms.days)
    near = (one for one in others if one.id != matter.id and abs(matter.at - one.at) <= within)
    return [
        one
        for one in near
        if likeness(own, rarity.weights(one), same_place=not matter.places.isdisjoint(one.places)) >= ALIKE
    ]


def is_hot(terms: HotSpotTerms, matter: ToldMatter, alike: Iterable[ToldMatter]) -> int:
    """Return how many people tell of it where they are enough; else 0."""
    voices = voices_of((one.person, one.home) for one in (matter, *alike))
    return voices if voices >= terms.voices else 0
