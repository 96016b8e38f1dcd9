"""What somebody asks the search for, and how each database is asked.

Words stand for themselves and all must be there; what stands in quotes must be there as it is. A home is found in
whatever way it is written.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from heed.insight.homes import room
from heed.insight.tokens import last_word, needles, telling

#: What is longer is cut: nobody types it, and every word costs.
LONGEST = 200
MOST_TERMS = 12
#: A word of so many letters also finds the longer words that begin with it.
BEGINNING = 3
_QUOTED = re.compile(r'[“"＂]([^“”"＂]+)[”"＂]|「([^「」]+)」|『([^『』]+)』|(\S+)')


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a term may be met: all the tokens, the words that may go on, and the line they must make up.

    `needle` is empty where the tokens say it all.
    """

    tokens: tuple[str, ...]
    beginnings: tuple[str, ...] = ()
    needle: str = ""


Term = tuple[Way, ...]
_Spelling = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: every term must be met, in one of its ways; and of each of the `scopes` one."""

    terms: tuple[Term, ...]
    scopes: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms)

    @property
    def size(self) -> int:
        """How many conditions the index has to bring together."""
        return sum(len(way.tokens) + len(way.beginnings) for term in self.terms for way in term) + len(self.scopes)

    def within(self, scopes: Iterable[str]) -> "Asked":
        """The same question, within one of these scopes as well; none at all leaves it as it is."""
        chosen = tuple(sorted(scopes))
        return Asked(self.terms, (*self.scopes, chosen)) if chosen else self

    def needles(self) -> tuple[tuple[str, ...], ...]:
        """Of each term that tokens alone do not settle, the lines of which one must stand in the text."""
        found = (tuple(way.needle for way in term) for term in self.terms)
        return tuple(needles for needles in found if all(needles))


def asked(text: str) -> Asked:
    """The question that this text puts; empty where it holds nothing to search for."""
    terms: dict[Term, None] = {}
    for match in _QUOTED.finditer(text[:LONGEST]):
        quoted = match[1] or match[2] or match[3] or ""
        found = _phrase(quoted) if quoted else _word(match[4])
        terms |= dict.fromkeys(found)
    return Asked(tuple(terms)[:MOST_TERMS])


def _phrase(text: str) -> list[Term]:
    return [(_way(line),) for line in needles(text)]


def _word(text: str) -> list[Term]:
    lines = needles(text)
    home = needles(room(text))
    if len(lines) == 1 and home and home != lines:
        return [(_way(lines[0]), _way(home[0]))]
    return [(_way(line, may_go_on=True),) for line in lines]


def _way(line: str, *, may_go_on: bool = False) -> Way:
    needed = telling(line)
    last = last_word(line)
    open_end = may_go_on and len(last) >= BEGINNING
    if open_end:
        needed -= telling(last)
    settled = len(needed) + open_end == 1
    return Way(tuple(sorted(needed)), tuple(telling(last)) if open_end else (), "" if settled else line)


def for_fts5(question: Asked) -> str:
    """The question as SQLite's FTS5 reads it."""
    return _put(question, " AND ", " OR ", _fts5_token, going_on="*")


def for_tsquery(question: Asked) -> str:
    """The question as PostgreSQL's tsquery reads it."""
    return _put(question, " & ", " | ", _lexeme, going_on=":*")


def _put(question: Asked, both: str, either: str, token: _Spelling, going_on: str) -> str:
    def way(one: Way) -> str:
        parts = [token(each) for each in one.tokens] + [token(each) + going_on for each in one.beginnings]
        return f"({both.join(parts)})"

    needed = [f"({either.join(way(one) for one in term)})" for term in question.terms]
    needed += [f"({either.join(token(scope) for scope in scopes)})" for scopes in question.scopes]
    return both.join(needed)


def _fts5_token(token: str) -> str:
    return '"' + token.replace('"', '""') + '"'


def _lexeme(token: str) -> str:
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"
