"""What in a text speaks of spam, over plain values: links, and the mark by which the same text is known again."""

import hashlib
import re

from heed.insight.tokens import folded

FEWEST = 12
"""Shorter texts are the same by nature: "the lamp is out"."""
_LINK = re.compile(
    r"https?://|www\.|\b[\w-]+\.(?:com|cn|net|org|top|xyz|vip|cc|io|info|shop|site|club|link|ru)(?:/|\b)", re.IGNORECASE
)
_PLAIN = re.compile(r"[\W_]+")


def has_link(*texts: str) -> bool:
    """Whether one of the texts contains the address of a website; an e-mail address is none."""
    return any(_LINK.search(re.sub(r"\S+@\S+", " ", text)) for text in texts)


def mark_of(text: str) -> str:
    """A mark that is the same for the same words, however they are spaced and punctuated; "" for a short text."""
    plain = _PLAIN.sub("", folded(text))
    return hashlib.sha256(plain.encode()).hexdigest()[:32] if len(plain) >= FEWEST else ""
