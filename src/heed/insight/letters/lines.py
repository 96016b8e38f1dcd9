"""The printed lines of a page, as a reader gives them, put in order: rows from the top, then paragraphs."""

import math
import re
import statistics
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: A piece of print: its text, and its four corners in pixels, from the upper left on in the direction of the clock.
Piece = tuple[str, Sequence[Sequence[float]]]
APART = "  "
"""Between two pieces of a row: the cells of a table, a name at the left and a day at the right."""
_WIDE = 3.0
"""Pieces this many times as wide as high say how the page is turned."""
_FULL, _FULL_OF_WORDS = 2.0, 7.0
"""Heights of a line by which a row may end before the margin, and still go on in the next: of Chinese, of words."""
_ENDS = tuple("。！？：.!?:")
"""After these a paragraph ends with its row: a break too many harms no text."""
_LABELLED = re.compile(r"\w{2,6}[:：]")
_SET_IN = 4.0
"""Heights of a line by which a paragraph may begin right of the margin; what begins farther away stands alone."""


@dataclass(frozen=True, slots=True)
class _Box:
    """A piece with its place on the page turned upright."""

    text: str
    left: float
    right: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class _PrintedRow:
    """The pieces that stand side by side, as one text, with where it begins and ends."""

    text: str
    left: float
    right: float
    high: float

    @property
    def is_of_words(self) -> bool:
        return sum(letter.isascii() and letter.isalpha() for letter in self.text) * 2 > len(self.text)


def paragraphs(pieces: Iterable[Piece]) -> list[str]:
    """The paragraphs of the page; the pieces of a row are `APART`."""
    rows = _rows([(" ".join(text.split()), corners) for text, corners in pieces if text.strip()])
    found: list[str] = []
    edge = max((row.right for row in rows), default=0.0)
    margin = min((row.left for row in rows), default=0.0)
    before: _PrintedRow | None = None
    for row in rows:
        if before is not None and _goes_on(before, row, margin, edge):
            found[-1] += (" " if before.is_of_words and row.is_of_words else "") + row.text
        else:
            found.append(row.text)
        before = row
    return found


def plain(text: str) -> str:
    """The text with digits, letters and marks of one width, each in its place."""
    return "".join(folded if len(folded := unicodedata.normalize("NFKC", letter)) == 1 else letter for letter in text)


def _rows(pieces: Sequence[Piece]) -> list[_PrintedRow]:
    """The rows of the page, from the top."""
    boxes = sorted(_upright(pieces), key=lambda box: box.middle)
    rows: list[list[_Box]] = []
    for box in boxes:
        if rows and _is_beside(box, rows[-1]):
            rows[-1].append(box)
        else:
            rows.append([box])
    return [_row(sorted(row, key=lambda box: box.left)) for row in rows]


def _is_beside(box: _Box, row: Sequence[_Box]) -> bool:
    return box.middle - statistics.mean(other.middle for other in row) < 0.5 * min(box.high, row[0].high)


def _row(boxes: Sequence[_Box]) -> _PrintedRow:
    high = statistics.median(box.high for box in boxes)
    return _PrintedRow(APART.join(box.text for box in boxes), boxes[0].left, boxes[-1].right, high)


def _upright(pieces: Sequence[Piece]) -> list[_Box]:
    """The pieces as if the page had been photographed straight."""
    tilts = [_tilt(corners) for _, corners in pieces if _width(corners) > _WIDE * _height(corners)]
    turn = statistics.median(tilts) if tilts else 0.0
    cos, sin = math.cos(turn), math.sin(turn)
    boxes = []
    for text, corners in pieces:
        across = [x * cos + y * sin for x, y in corners]
        down = [y * cos - x * sin for x, y in corners]
        boxes.append(_Box(text, min(across), max(across), sum(down) / 4, _height(corners)))
    return boxes


def _tilt(corners: Sequence[Sequence[float]]) -> float:
    return math.atan2(corners[1][1] - corners[0][1], corners[1][0] - corners[0][0])


def _width(corners: Sequence[Sequence[float]]) -> float:
    return math.dist(corners[0], corners[1])


def _height(corners: Sequence[Sequence[float]]) -> float:
    return math.dist(corners[0], corners[3])


def _goes_on(before: _PrintedRow, row: _PrintedRow, margin: float, edge: float) -> bool:
    """Whether a paragraph goes on: the row before is full, and this one begins at the margin."""
    if APART in before.text or APART in row.text or row.left - margin > row.high or _LABELLED.match(row.text):
        return False
    if before.left - margin > _SET_IN * before.high or before.text.endswith(_ENDS):
        return False
    short = _FULL_OF_WORDS if before.is_of_words else _FULL
    return edge - before.right < short * before.high
