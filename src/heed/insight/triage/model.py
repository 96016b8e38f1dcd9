"""A learned model: judges a text in plain Python, so that no page needs the library that trained it."""

import json
import math
import zlib
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from heed.insight.triage.grams import grams
from heed.insight.triage.measures import confidences
from heed.insight.triage.reasons import reasons

_STEPS = 32_000
"""Weights are stored as whole numbers of two bytes, this many steps to the largest."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A class that fits, with the confidence that it is right, from 0 to 1."""

    code: str
    confidence: float


@dataclass(frozen=True)
class TextModel:
    """Classes, the runs of characters that tell them apart, and how much each says for each class.

    `rarity`: of each run; `weights`: of each run for each class, one run after the other, rarity included.
    """

    codes: tuple[str, ...]
    grams: tuple[str, ...]
    rarity: Sequence[float]
    weights: Sequence[float]
    bias: Sequence[float]
    sharpness: float

    @cached_property
    def _places(self) -> dict[str, int]:
        return {gram: place for place, gram in enumerate(self.grams)}

    def judge(self, text: str) -> list[Judgement]:
        """Every class with its confidence, the likeliest first."""
        found = self._found(text)
        scores, size = list(self.bias), len(self.codes)
        for place, share in found.items():
            row = self.weights[place * size : place * size + size]
            scores = [score + share * weight for score, weight in zip(scores, row, strict=True)]
        judged = zip(self.codes, confidences(scores, self.sharpness), strict=True)
        return sorted((Judgement(code, confidence) for code, confidence in judged), key=lambda one: -one.confidence)

    def _found(self, text: str) -> dict[int, float]:
        """The runs of the text that are known, by their places, and the share of each."""
        counted = Counter(place for gram in grams(text) if (place := self._places.get(gram)) is not None)
        often = {place: 1 + math.log(count) for place, count in counted.items()}
        length = math.sqrt(sum((share * self.rarity[place]) ** 2 for place, share in often.items())) or 1.0
        return {place: share / length for place, share in often.items()}

    def why(self, text: str, code: str) -> tuple[str, ...]:
        """The words of the text that speak most for this class, in their order."""
        size, own = len(self.codes), self.codes.index(code)

        def says(place: int, share: float) -> float:
            row = self.weights[place * size : place * size + size]
            return share * (row[own] - sum(row) / size)

        found = {place: says(place, share) for place, share in self._found(text).items()}
        best = sorted((place for place in found if found[place] > 0), key=lambda place: -found[place])
        return reasons(text, (self.grams[place] for place in best))

    def to_bytes(self) -> bytes:
        """The model as it is stored."""
        top = max(map(abs, self.weights), default=0.0) or 1.0
        steps = array("h", (round(weight / top * _STEPS) for weight in self.weights))
        head = {
            "codes": self.codes, "grams": self.grams, "bias": list(self.bias), "sharpness": self.sharpness, "top": top,
        }  # fmt: skip
        parts = json.dumps(head, ensure_ascii=False).encode(), array("f", self.rarity).tobytes(), steps.tobytes()
        return zlib.compress(len(parts[0]).to_bytes(4, "big") + b"".join(parts), 1)

    @classmethod
    def from_bytes(cls, stored: bytes) -> "TextModel":
        """The model that `to_bytes` stored."""
        plain = zlib.decompress(stored)
        after = 4 + int.from_bytes(plain[:4], "big")
        head = json.loads(plain[4:after])
        rarity, steps = array("f"), array("h")
        rarity.frombytes(plain[after : after + 4 * len(head["grams"])])
        steps.frombytes(plain[after + 4 * len(head["grams"]) :])
        weights = array("f", (step * head["top"] / _STEPS for step in steps))
        grams_of = tuple(head["grams"])
        return cls(tuple(head["codes"]), grams_of, rarity, weights, head["bias"], head["sharpness"])
