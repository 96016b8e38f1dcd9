"""Whether two texts speak of the same matter: by category, by the words of a vocabulary, by what they share (R10)."""

from collections.abc import Iterable
from dataclasses import dataclass

from heed.insight.tokens import folded, lines, tokens

#: From here on two texts are alike even without a word of the vocabulary: the share of neighbouring characters and
#: words that both have, twice counted, in all they have.
ALIKE = 0.35
_SHORTEST = 3  # letters of a word that tells something


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like two matters are (only to compare), and the longest word that both name, if there is one."""

    score: float
    word: str


class Matter:
    """A matter to compare others with: a text, the categories it may be, and the words that name things."""

    def __init__(self, text: str, categories: Iterable[str], vocabulary: Iterable[str]) -> None:
        self.text = _plain(text)
        self.categories = frozenset(categories)
        self.words = sorted({word for word in map(folded, vocabulary) if _names(self.text, word)}, key=len)
        self.telling = _telling(self.text)

    def likeness(self, text: str, category: str) -> Likeness | None:
        """How like another matter is; None where nothing says that it is the same."""
        other = _plain(text)
        shared = [word for word in self.words if _names(other, word)]
        common = dice(self.telling, _telling(other))
        same_category = bool(category) and category in self.categories
        if not (shared or same_category or common >= ALIKE):
            return None
        return Likeness(same_category + bool(shared) + common, shared[-1] if shared else "")


def dice(one: frozenset[str], other: frozenset[str]) -> float:
    """The share that two sets have in common, from 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _plain(text: str) -> str:
    return "\n".join(lines(text))


def _names(text: str, word: str) -> bool:
    """Whether the word stands in the text; one of letters only where it is not the end of another."""
    return f" {word}" in f" {text}".replace("\n", " ") if word.isascii() else word in text


def _telling(text: str) -> frozenset[str]:
    return frozenset(
        token for token in tokens(text) if len(token) == 2 or (len(token) >= _SHORTEST and not token.isdigit())
    )
