"""The query of a search: parsed from what a user types, and written for each database.

A text matches where it contains all words, and the quoted ones exactly. A home matches in every way of writing it.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from heed.insight.homes import room
from heed.insight.phones import phones_apart
from heed.insight.tokens import last_word, needles, telling

#: Characters of a query that are read, and terms that are searched: every term costs time.
LONGEST = 200
MOST_TERMS = 12
#: A word of at least so many letters also finds the longer words that begin with it.
BEGINNING = 3
_QUOTED = re.compile(r'[“"＂]([^“”"＂]+)[”"＂]|「([^「」]+)」|『([^『』]+)』|(\S+)')


@dataclass(frozen=True, slots=True)
class TermVariant:
    """One way to match a term: all its tokens, the beginnings of words, and the line that must be in the text.

    `needle` is empty where the tokens alone decide.
    """

    tokens: tuple[str, ...]
    beginnings: tuple[str, ...] = ()
    needle: str = ""


Term = tuple[TermVariant, ...]
_Spelling = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """Every term must match in one of its variants, and of each of the `scopes` one must match."""

    terms: tuple[Term, ...]
    scopes: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms)

    @property
    def size(self) -> int:
        """How many conditions the index has to combine."""
        return sum(len(way.tokens) + len(way.beginnings) for term in self.terms for way in term) + len(self.scopes)

    def within(self, scopes: Iterable[str]) -> "SearchQuery":
        """The same query, limited to these scopes as well; not limited further where there are none."""
        chosen = tuple(sorted(scopes))
        return SearchQuery(self.terms, (*self.scopes, chosen)) if chosen else self

    def needles(self) -> tuple[tuple[str, ...], ...]:
        """For each term that tokens alone do not decide: the lines of which the text must contain one."""
        found = (tuple(way.needle for way in term) for term in self.terms)
        return tuple(needles for needles in found if all(needles))


def parse_query(text: str) -> SearchQuery:
    """The query of this text; empty where there is nothing to search for."""
    numbers, rest = phones_apart(text[:LONGEST])
    terms: dict[Term, None] = {(_variant(number),): None for number in numbers}
    if any(map(str.isalpha, rest)) and "-" in room(rest):  # "Block 36 Flat 102" is one home
        return SearchQuery((*terms, *_word(rest)))
    for match in _QUOTED.finditer(rest):
        quoted = match[1] or match[2] or match[3] or ""
        found = _phrase(quoted) if quoted else _word(match[4])
        terms |= dict.fromkeys(found)
    return SearchQuery(tuple(terms)[:MOST_TERMS])


def _phrase(text: str) -> list[Term]:
    return [(_variant(line),) for line in needles(text)]


def _word(text: str) -> list[Term]:
    lines = needles(text)
    home = needles(room(text))
    if len(lines) == 1 and home and home != lines:
        return [(_variant(lines[0]), _variant(home[0]))]
    return [(_variant(line, open_end_allowed=True),) for line in lines]


def _variant(line: str, *, open_end_allowed: bool = False) -> TermVariant:
    needed = telling(line)
    last = last_word(line)
    open_end = open_end_allowed and len(last) >= BEGINNING
    if open_end:
        needed -= telling(last)
    settled = len(needed) + open_end == 1
    return TermVariant(tuple(sorted(needed)), tuple(telling(last)) if open_end else (), "" if settled else line)


def for_fts5(query: SearchQuery) -> str:
    """The query for SQLite's FTS5."""
    return _written(query, " AND ", " OR ", _fts5_token, going_on="*")


def for_tsquery(query: SearchQuery) -> str:
    """The query for PostgreSQL's tsquery."""
    return _written(query, " & ", " | ", _lexeme, going_on=":*")


def _written(query: SearchQuery, both: str, either: str, token: _Spelling, going_on: str) -> str:
    def variant(one: TermVariant) -> str:
        parts = [token(each) for each in one.tokens] + [token(each) + going_on for each in one.beginnings]
        return f"({both.join(parts)})"

    needed = [f"({either.join(variant(one) for one in term)})" for term in query.terms]
    needed += [f"({either.join(token(scope) for scope in scopes)})" for scopes in query.scopes]
    return both.join(needed)


def _fts5_token(token: str) -> str:
    return '"' + token.replace('"', '""') + '"'


def _lexeme(token: str) -> str:
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"
