"""Whether two complaints are about the same matter: by category, by words of a vocabulary, by shared text (R10)."""

from collections.abc import Iterable
from dataclasses import dataclass

from heed.insight.tokens import folded, lines, tokens

#: From this Dice coefficient of their tokens on, two texts are alike even without a word of the vocabulary.
ALIKE = 0.35
_SHORTEST = 3  # letters of a word that is significant


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two matters are (a score only to compare), and the longest word of the vocabulary in both, or ""."""

    score: float
    word: str


class ComparedMatter:
    """A matter to compare others with: a text, its possible categories, and a vocabulary of things."""

    def __init__(self, text: str, categories: Iterable[str], vocabulary: Iterable[str]) -> None:
        self.text = _plain(text)
        self.categories = frozenset(categories)
        self.words = sorted({word for word in map(folded, vocabulary) if _names(self.text, word)}, key=len)
        self.telling = _telling(self.text)

    def likeness(self, text: str, category: str) -> Likeness | None:
        """How alike another matter is; None where nothing suggests that it is the same."""
        other = _plain(text)
        shared = [word for word in self.words if _names(other, word)]
        common = dice(self.telling, _telling(other))
        same_category = bool(category) and category in self.categories
        if not (shared or same_category or common >= ALIKE):
            return None
        return Likeness(same_category + bool(shared) + common, shared[-1] if shared else "")


def dice(one: frozenset[str], other: frozenset[str]) -> float:
    """The Dice coefficient of two sets, from 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _plain(text: str) -> str:
    return "\n".join(lines(text))


def _names(text: str, word: str) -> bool:
    """Whether the text contains the word; a Latin word only at the beginning of a word."""
    return f" {word}" in f" {text}".replace("\n", " ") if word.isascii() else word in text


def _telling(text: str) -> frozenset[str]:
    return frozenset(
        token for token in tokens(text) if len(token) == 2 or (len(token) >= _SHORTEST and not token.isdigit())
    )
