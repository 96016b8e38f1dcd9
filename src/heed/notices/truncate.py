"""Truncating a text to a number of bytes without breaking a character or losing its link."""

from unicodedata import combining

ELLIPSIS = "…"
_JOINERS = ("\u200d", "\ufe0f")


def truncate(text: str, most: int) -> str:
    """Return the text in at most `most` bytes of UTF-8; the last line, which holds the link, is kept."""
    if len(text.encode()) <= most:
        return text
    head, line, last = text.rpartition("\n")
    tail = f"{ELLIPSIS}\n{last}" if line else ELLIPSIS
    room = most - len(tail.encode())
    if room < 0:
        return _first(text, most)
    return _first(head if line else text, room).rstrip() + tail


def _first(text: str, most: int) -> str:
    """Return the first characters that fit, without splitting a combined character."""
    kept = text.encode()[: max(most, 0)].decode(errors="ignore")
    following = text[len(kept) : len(kept) + 1]
    while kept and following and (combining(following) or following in _JOINERS or kept[-1] in _JOINERS):
        following, kept = kept[-1], kept[:-1]
    return kept
