"""The part of a text that shows why it was found."""

from collections.abc import Iterator
from typing import NamedTuple

from heed.insight.search_query import SearchQuery
from heed.insight.tokens import folded

#: How many characters of a text are searched, and how many are shown.
DEEPEST = 5_000
SHOWN = 72
BEFORE = 16  # characters kept before the first match
_ELLIPSIS = "…"


class Piece(NamedTuple):
    """A part of the text, and whether it is a match."""

    text: str
    sought: bool


def excerpt(text: str, query: SearchQuery) -> tuple[Piece, ...]:
    """The text around the first match with all its matches marked; the beginning where nothing matches."""
    flat = " ".join(text[:DEEPEST].split())
    spans = sorted(_spans(flat, _marks(query)))
    start = max(0, spans[0][0] - BEFORE) if spans else 0
    end = min(len(flat), start + SHOWN)
    pieces = list(_cut(flat, start, end, spans))
    if start:
        pieces.insert(0, Piece(_ELLIPSIS, False))
    if end < len(flat):
        pieces.append(Piece(_ELLIPSIS, False))
    return tuple(pieces)


def _marks(query: SearchQuery) -> list[str]:
    ways = [way for term in query.terms for way in term]
    return [mark for way in ways for mark in ([way.needle] if way.needle else (*way.tokens, *way.beginnings))]


def _spans(text: str, marks: list[str]) -> Iterator[tuple[int, int]]:
    """The matches of the marks in the text, which is folded and closed up as the index does it: start and end."""
    shape, origin = "", []
    for position, character in enumerate(text):
        plain = "".join(one for one in folded(character) if one.isalnum())
        shape += plain
        origin += [position] * len(plain)
    for mark in marks:
        closed = mark.replace(" ", "")
        found = shape.find(closed) if closed else -1
        while found >= 0:
            yield origin[found], origin[found + len(closed) - 1] + 1
            found = shape.find(closed, found + len(closed))


def _cut(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> Iterator[Piece]:
    at = start
    for first, last in spans:
        first, last = max(first, at), min(last, end)
        if first < last:
            if at < first:
                yield Piece(text[at:first], False)
            yield Piece(text[first:last], True)
            at = last
    if at < end:
        yield Piece(text[at:end], False)
