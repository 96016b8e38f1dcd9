"""What the copies of complaints have of their own, a sheet of them at a time: other owners, other words, numbers.

A `Clerk` asks the database when it is made and never after, so it can work in a process beside.
"""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice, repeat
from random import Random
from typing import Any, NamedTuple

from heed.actions.complaints import reindex
from heed.demo.bulk_insert import row
from heed.demo.copying import Copy, Model, Prototype
from heed.demo.prefetch import Make
from heed.demo.texts import Teller, choose_line
from heed.insight.homes import room
from heed.insight.tokens import lines, tokens
from heed.records.models import Complaint, Place, SearchText

SHEETS = (250, 500, 1000)
"""Complaints of the first sheets of a batch, for which somebody waits, and of each one after them."""
WAYS = 30
"""How many ways there are to tell of one prototype."""
SEARCHED = ("number", "title", "content", "name", "unit", "contact")
"""Columns of a complaint that a copy has its own of, as far as they are searched."""


class Text(NamedTuple):
    """Something that is searched for: what is stored of it, and its tokens."""

    text: str
    tokens: frozenset[str]


NOTHING = Text("", frozenset())


def searched(*parts: str) -> Text:
    """These texts as the search stores them."""
    text = "\n".join(dict.fromkeys(line for part in parts for line in lines(part)))
    return Text(text, tokens(text))


def home_words(home: Place) -> list[str]:
    """By what a home is found."""
    return [home.path, home.number, room(home.path), room(home.number)]


class Owner(NamedTuple):
    """A person with a home, and what the search keeps of them."""

    person_id: int
    place_id: int
    name: str
    contact: str
    unit: str
    search: Text


class Wanted(NamedTuple):
    """A copy to make: of which prototype, by its number, how many weeks earlier, as which one of that day."""

    prototype: int
    weeks: int
    on: date
    serial: int


class Batch(NamedTuple):
    """Copies to make, of complaints by these owners, with ids from `free` on."""

    wanted: Sequence[Wanted]
    owners: Sequence[Owner]
    free: dict[Model, int]


class Sheet(NamedTuple):
    """Some copies: their rows as the press takes them, and what `Found` is made of."""

    rows: list[list[Any]]
    found: list[tuple[int, str, str, str]]


@dataclass(frozen=True, slots=True)
class Found(reindex.Row):
    """A row of the search index whose tokens are known already."""

    known: str = ""

    @property
    def tokens(self) -> list[str]:
        return self.known.split()


class Clerk:
    """Makes what the copies of these prototypes have of their own."""

    def __init__(self, prototypes: Sequence[Prototype], code: str, chance: Random) -> None:
        self._prototypes = prototypes
        self._code = code
        self._chance = chance
        self._rest = [_rest(one.complaint) for one in prototypes]
        self._said: list[list[tuple[str, str, Text]]] = []

    def begin(self) -> Make[Batch, Sheet]:
        """Think of what people say, then be ready to make the sheets of batches."""
        self._said = [self._ways_to_say(one.complaint) for one in self._prototypes]
        return self._sheets

    def _sheets(self, batch: Batch) -> Iterator[Sheet]:
        wanted = iter(batch.wanted)
        for size in chain(SHEETS, repeat(SHEETS[-1])):
            sheet = Sheet([], [])
            for one in islice(wanted, size):
                self._write(sheet, one, self._chance.choice(batch.owners), batch.free)
            if not sheet.rows:
                return
            yield sheet

    def _write(self, sheet: Sheet, wanted: Wanted, owner: Owner, free: dict[Model, int]) -> None:
        one = self._prototypes[wanted.prototype]
        number = f"{self._code}-{wanted.on:%Y%m%d}-{wanted.serial:03d}"
        title, content, said = self._chance.choice(self._said[wanted.prototype])
        columns = {"number": number, "serial": wanted.serial, "secret": secrets.token_urlsafe(16)}
        told = {"title": title, "content": content}
        if not one.complaint.anonymous:
            told |= {"name": owner.name, "contact": owner.contact, "unit": owner.unit}
            columns |= {"person_id": owner.person_id, "place_id": owner.place_id}
        by = NOTHING if one.complaint.anonymous else owner.search
        sheet.found.append((free[Complaint], *self._found(wanted.prototype, number, said, by)))
        sheet.rows.append(row(Copy(one, wanted.weeks, columns | told, {**one.facts, **told}), wanted.prototype, free))

    def _found(self, prototype: int, number: str, said: Text, owner: Text) -> tuple[str, str, str]:
        rest, scopes = self._rest[prototype]
        named = searched(number)
        text = "\n".join(part.text for part in (named, said, owner, rest) if part.text)
        return text, scopes, " ".join((*(named.tokens | said.tokens | owner.tokens | rest.tokens), scopes))

    def _ways_to_say(self, complaint: Complaint) -> list[tuple[str, str, Text]]:
        """Titles and contents of the complaint's category."""
        category, found = complaint.category or "lighting", []
        for _ in range(WAYS):
            line = choose_line(self._chance, "zh-hans", category)
            house, floor = self._chance.randint(1, 5), self._chance.randint(2, 18)
            slots = {"b": f"{house}号楼", "where": complaint.where or f"{house}号楼", "floor": f"{floor}楼"}
            told = Teller(self._chance, "zh-hans", category, line, slots)
            content = told.complaint(complaint.channel, complaint.emotion)
            found.append((told.title, content, searched(told.title, content)))
        return found


def _rest(complaint: Complaint) -> tuple[Text, str]:
    """What the search keeps of a prototype beside what differs in its copies, and its scopes."""
    found = reindex.lines_beside(complaint, SEARCHED)
    if complaint.place is not None and complaint.anonymous:
        found += [line for words in home_words(complaint.place) for line in lines(words)]
    text = "\n".join(found)
    return Text(text, tokens(text)), SearchText.objects.get(pk=complaint.pk).scopes
