"""Which category a text speaks of, by keywords: simple enough to explain to the person who reads it (R20)."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from heed.process.policy.tree import Leaf

#: Stands in a keyword for what may lie between its parts within one sentence: 困在…电梯.
GAP = "…"
#: So many characters may lie between them: a building, a lift, a floor.
WIDEST_GAP = 24
#: What a word of English counts, where every Chinese character counts one: a Chinese word is mostly two of them.
ENGLISH_WORD = 2.0


@dataclass(frozen=True, slots=True)
class LeafSuggestion:
    """A leaf that fits, how well (only to compare within one text), and the keywords that say so."""

    code: str
    score: float
    words: tuple[str, ...]


def suggest(leaves: Sequence[Leaf], severity: dict[str, int], text: str) -> tuple[LeafSuggestion, ...]:
    """The leaves whose keywords stand in `text`, best first; the caller has folded Chinese to simplified.

    A keyword counts its length, shared among the leaves that claim it; one inside a longer one of the same leaf
    ("lift" in "lift stopped") does not count again. A keyword in parts (`GAP`) counts the characters of
    all. Of equals the graver level comes first, then the tree's order.
    """
    plain = _plain(text)
    found = {leaf.code: _found(leaf, plain) for leaf in leaves}
    claims = Counter(word for words in found.values() for word in words)
    scored = [
        (leaf, round(sum(_weight(word) / claims[word] for word in found[leaf.code]), 2))
        for leaf in leaves
        if found[leaf.code]
    ]
    scored.sort(key=lambda pair: (-pair[1], -severity.get(pair[0].level, 0)))
    return tuple(LeafSuggestion(leaf.code, score, found[leaf.code]) for leaf, score in scored)


def _found(leaf: Leaf, plain: str) -> tuple[str, ...]:
    """The keywords that stand in the text; most of them are ruled out by how they begin."""
    words = [word for word, begins in _beginnings(leaf.keywords.zh) if begins in plain and _stands(word, plain)]
    words += [
        word for word, begins in _beginnings(leaf.keywords.en) if begins in plain and _english(word).search(plain)
    ]
    return tuple(word for word in words if not any(word != other and word in other for other in words))


def _stands(word: str, plain: str) -> bool:
    """Whether a keyword whose first part stands there does so as a whole."""
    return GAP not in word or _in_parts(word).search(plain) is not None


def _plain(text: str) -> str:
    """One shape for full-width, half-width, large and small letters."""
    return unicodedata.normalize("NFKC", text).casefold()


@lru_cache(maxsize=2048)
def _beginnings(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The keywords of a leaf, each with its first part, in one shape: a policy asks for all of them with every text."""
    return tuple((word, _plain(word.partition(GAP)[0])) for word in words)


@lru_cache(maxsize=8192)
def _in_parts(word: str) -> re.Pattern[str]:
    """The parts of the keyword one after the other in one sentence, with a place or a number between them."""
    return re.compile(_with_gaps(word))


def _with_gaps(word: str) -> str:
    gap = rf"[^。！？；.!?;\n]{{0,{WIDEST_GAP}}}?"
    return gap.join(re.escape(_plain(part)) for part in word.split(GAP))


@lru_cache(maxsize=8192)
def _english(word: str) -> re.Pattern[str]:
    """The word alone, not inside another, with the usual endings: leak, leaks, leaked, leaking."""
    return re.compile(rf"(?<![a-z]){_with_gaps(word)}(?:s|es|ed|ing)?(?![a-z])")


def _weight(word: str) -> float:
    if word.isascii():
        return ENGLISH_WORD * len(word.split())
    parts = word.split(GAP)
    return ENGLISH_WORD * len(" ".join(parts).split()) if "".join(parts).isascii() else float(sum(map(len, parts)))
