"""Characters that nobody sees: zero-width ones, marks of direction and controls are folded where a text comes in.

They make two names that look the same differ, hide a text from the search, or turn the order of what is read.
"""

import unicodedata
from functools import cache

_JOINERS = "\u200c\u200d"
#: Scripts in which a joiner changes what is read (Arabic, Indic); emoji are joined by them too.
_JOINED = (("\u0600", "\u0dff"), ("\U0001f000", "\U0001faff"), ("\u2600", "\u27bf"), ("\ufe0f", "\ufe0f"))


def visible(text: str, keep: str = "\n\r\t") -> str:
    """The text without invisible characters and controls, but for those in `keep` and joiners that belong there."""
    if text.isascii() and text.isprintable():
        return text
    if not any(joiner in text for joiner in _JOINERS):
        return text.translate(_unseen(keep))
    return "".join(letter for place, letter in enumerate(text) if _is_seen(text, place, letter, keep))


def _is_seen(text: str, place: int, letter: str, keep: str) -> bool:
    if letter in _JOINERS:
        return place > 0 and any(first <= text[place - 1] <= last for first, last in _JOINED)
    return _unseen(keep)[ord(letter)] is not None


class _Unseen(dict[int, str | None]):
    """Each character itself, and None for one that nobody sees; looked up once."""

    def __init__(self, keep: str) -> None:
        super().__init__()
        self.keep = keep

    def __missing__(self, code: int) -> str | None:
        letter = chr(code)
        hidden = letter not in self.keep and unicodedata.category(letter) in ("Cc", "Cf", "Cs")
        self[code] = None if hidden else letter
        return self[code]


@cache
def _unseen(keep: str) -> _Unseen:
    return _Unseen(keep)
