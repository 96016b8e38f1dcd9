"""What a text is made of for the triage: its runs of one, two and three characters."""

import re

from heed.insight.tokens import folded

LONGEST_TEXT = 6000
"""Characters of a text that are looked at, so that judging one has a fixed cost."""
_SPACE = re.compile(r"\s+")
_DIGIT = re.compile(r"\d")


def shape(text: str) -> str:
    """The text folded, without spaces; every digit is the same, so that no number is learned."""
    return _DIGIT.sub("0", _SPACE.sub("", folded(text[:LONGEST_TEXT])))


def grams(text: str) -> list[str]:
    """All runs of one to three characters of the shape of a text."""
    plain = shape(text)
    return [plain[start : start + size] for size in (1, 2, 3) for start in range(len(plain) - size + 1)]
