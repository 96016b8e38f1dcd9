"""The tokenizer of the search (R10): text is folded, cut into lines, and lines into tokens.

Folded means NFKC, no capitals, no invisible characters, Traditional folded to Simplified character by character,
so that a piece of a text folds as the whole does. A line is what stands between two marks: spaces, hyphens and slashes
inside it are closed up ("3号楼 1502", "3-1502", "138-0000-2207"), but words of letters keep one space between them. A
token is

* a Chinese (Japanese, Korean) character, and every two neighbouring ones;
* a word of letters;
* a number of one or two digits, and every three neighbouring digits of a longer one.

A text that contains a piece of text has all tokens of that piece; whether they stand together is then checked in the
lines, as plain text. This needs no word list and no positions, and finds two characters as fast as twenty.
"""

import importlib
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Protocol

#: A longer word is known by its beginning.
WORD_LENGTH = 40
#: How many digits of a long number make one token.
DIGITS = 3
#: A number of more digits, as a telephone's, is looked for by every third of its tokens.
LONG_NUMBER = 8

HAN = (
    "\u3005\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_PIECES = re.compile(
    rf"(?P<han>[{HAN}]+)|(?P<digits>\d+)|(?P<word>[^\W\d_{HAN}]+)|(?P<soft>[^\S\n\r]+|[-‐‑‒–—―−/_·・]+)|(?P<hard>.)",
    re.DOTALL,
)
_Piece = tuple[str, str]


def folded(text: str) -> str:
    """The text folded: NFKC, no capitals, Simplified characters."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return plain.translate(_simplified())


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text as the search index stores them.

    Where closing up joins two numbers ("3-1502"), the line is stored a second time with spaces ("3 1502").
    """
    found: dict[str, None] = {}
    for line in _runs(text):
        found[_closed_up(line)] = None
        if _joins_numbers(line):
            found[" ".join(piece for _, piece in line)] = None
    return tuple(found)


def needles(text: str) -> tuple[str, ...]:
    """The lines of a query: closed up only."""
    return tuple(dict.fromkeys(_closed_up(line) for line in _runs(text)))


def tokens(line: str) -> frozenset[str]:
    """The tokens of a line, or of many joined by line breaks."""
    return frozenset(token for kind, piece in _pieces(line) for token in _tokens(kind, piece))


def telling(line: str) -> frozenset[str]:
    """The tokens of a line by which it is looked for: without single characters next to others, which these imply.

    Of a long number, counted from its end, only those that share no digit: three hardly ever stand in one text
    without the whole, an index has less to combine, and what all begin with, as telephones do, tells nothing.
    """
    return frozenset(token for kind, piece in _pieces(line) for token in _telling(kind, piece))


def _telling(kind: str, piece: str) -> Iterator[str]:
    if kind == "digits" and len(piece) > LONG_NUMBER:
        yield from (piece[end - DIGITS : end] for end in range(len(piece), DIGITS - 1, -DIGITS))
    else:
        yield from (token for token in _tokens(kind, piece) if kind != "han" or len(token) == min(2, len(piece)))


def last_word(line: str) -> str:
    """The word of letters with which a line ends, "" if it ends with something else."""
    kind, piece = next(iter(reversed(_pieces(line))), ("", ""))
    return piece if kind == "word" else ""


def beginnings(line: str) -> tuple[str, ...]:
    """The rest of a line from each place where a user may begin to type it, the whole line first.

    Such places are each character, each word, and each digit that has two more behind it.
    """
    starts: dict[int, None] = {0: None}
    for match in _PIECES.finditer(line):
        length = len(match[0])
        inside = {"han": length, "digits": max(0, length - DIGITS + 1), "word": 1}.get(match.lastgroup or "", 0)
        starts |= dict.fromkeys(match.start() + offset for offset in range(inside))
    return tuple(dict.fromkeys(line[start:] for start in starts if line[start:]))


def _runs(text: str) -> Iterator[list[_Piece]]:
    """The pieces between marks, without spaces, hyphens and slashes."""
    run: list[_Piece] = []
    for kind, piece in _pieces(folded(text)):
        if kind == "hard" and run:
            yield run
            run = []
        elif kind not in ("hard", "soft"):
            run.append((kind, piece))
    if run:
        yield run


def _closed_up(line: list[_Piece]) -> str:
    text, before = "", ""
    for kind, piece in line:
        text += " " + piece if kind == before == "word" else piece
        before = kind
    return text


def _joins_numbers(line: list[_Piece]) -> bool:
    return any(one[0] == other[0] == "digits" for one, other in pairwise(line))


def _pieces(text: str) -> list[_Piece]:
    return [(match.lastgroup or "", match[0]) for match in _PIECES.finditer(text)]


def _tokens(kind: str, piece: str) -> Iterator[str]:
    if kind == "han":
        yield from piece
        yield from (piece[start : start + 2] for start in range(len(piece) - 1))
    elif kind == "digits" and len(piece) > DIGITS:
        yield from (piece[start : start + DIGITS] for start in range(len(piece) - DIGITS + 1))
    elif kind in ("digits", "word"):
        yield piece[:WORD_LENGTH]


class _Simplified(dict[int, str | None]):
    """Each Traditional character's Simplified one, looked up once; invisible ones go, the others stay as they are."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        if unicodedata.category(character) == "Cf":  # zero-width and marks of direction
            self[code] = None
            return None
        if (0x3400 <= code < 0xA000 or code >= 0x20000) and (convert := _converter()) is not None:
            character = convert.convert(character)
        self[code] = character
        return character


@cache
def _simplified() -> _Simplified:
    return _Simplified()


class _Converter(Protocol):
    """The part of opencc that is used."""

    def convert(self, text: str) -> str:
        """The text in simplified characters."""
        ...


@cache
def _converter() -> _Converter | None:
    """The converter of characters; None where opencc is not installed: then each script finds only itself."""
    try:
        converter: _Converter = importlib.import_module("opencc").OpenCC("t2s")
    except ImportError:
        return None
    return converter
