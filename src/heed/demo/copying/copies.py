"""What the copies of complaints have of their own: other owners, other words, numbers, entries in the search index.

A `CopyWriter` queries the database only when it is created, so it can work in a child process afterwards.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice, repeat
from random import Random
from typing import Any, NamedTuple

from heed.actions.complaints import reindex
from heed.demo.copying.bulk_insert import insert_row
from heed.demo.copying.child_process import Producer
from heed.demo.copying.prototype import Copy, Model, Prototype
from heed.demo.texts import StoryTexts, choose_line
from heed.insight.homes import room
from heed.insight.tokens import lines, tokens
from heed.records.models import Complaint, Place, SearchText
from heed.records.owner_keys import new_link

CHUNKS = (250, 500, 1000)
"""Complaints of the first chunks of a batch, for which the parent process waits, and of each chunk after them."""
VARIANTS = 30
"""How many titles and contents are made for each prototype."""
INDEXED = ("number", "title", "content", "name", "unit", "contact")
"""Columns of a complaint that are in the search index and differ from copy to copy."""


class IndexedText(NamedTuple):
    """A text as the search index stores it, and its tokens."""

    text: str
    tokens: frozenset[str]


EMPTY = IndexedText("", frozenset())


def searchable(*parts: str) -> IndexedText:
    """These texts as the search index stores them, each line once."""
    text = "\n".join(dict.fromkeys(line for part in parts for line in lines(part)))
    return IndexedText(text, tokens(text))


def home_lines(home: Place) -> list[str]:
    """The ways in which people write a home."""
    return [home.path, home.number, room(home.path), room(home.number)]


class CopyOwner(NamedTuple):
    """An owner with a home, and what the search index keeps of both."""

    person_id: int | None  # None: that of the prototype
    place_id: int | None
    name: str
    contact: str
    unit: str
    indexed: IndexedText


class CopySpec(NamedTuple):
    """A copy to make: the position of its prototype, how many weeks earlier it is, its day, its number on that day."""

    prototype: int
    weeks: int
    on: date
    serial: int


class Batch(NamedTuple):
    """The copies of one transaction, the owners they are divided among, and the next free id of each model."""

    specs: Sequence[CopySpec]
    owners: Sequence[CopyOwner]
    next_ids: dict[Model, int]


class Chunk(NamedTuple):
    """Some copies: the rows for `BulkInserter.insert`, and the fields of their `KnownIndexRow`s."""

    rows: list[list[Any]]
    index_rows: list[tuple[int, str, str, str]]


@dataclass(frozen=True, slots=True)
class KnownIndexRow(reindex.IndexRow):
    """A row of the search index whose tokens are known already, separated by spaces."""

    known: str = ""

    @property
    def tokens(self) -> list[str]:
        return self.known.split()


def known_row(fields: tuple[int, str, str, str]) -> KnownIndexRow:
    """The row of the search index of which a chunk gives these fields."""
    return KnownIndexRow(*fields)


class CopyWriter:
    """Makes what the copies of these prototypes have of their own."""

    def __init__(self, prototypes: Sequence[Prototype], code: str, chance: Random) -> None:
        self._prototypes = prototypes
        self._code = code
        self._chance = chance
        self._common = [_common_text(prototype.complaint) for prototype in prototypes]
        self._variants: list[list[tuple[str, str, IndexedText]]] = []

    def begin(self) -> Producer[Batch, Chunk]:
        """Make the variants of each prototype's words; return the producer of chunks."""
        self._variants = [self._make_variants(prototype.complaint) for prototype in self._prototypes]
        return self._chunks

    def _chunks(self, batch: Batch) -> Iterator[Chunk]:
        specs = iter(batch.specs)
        for size in chain(CHUNKS, repeat(CHUNKS[-1])):
            chunk = Chunk([], [])
            for spec in islice(specs, size):
                self._add(chunk, spec, self._owner(spec, batch), batch.next_ids)
            if not chunk.rows:
                return
            yield chunk

    def _owner(self, spec: CopySpec, batch: Batch) -> CopyOwner:
        """Who complains in this copy."""
        return self._chance.choice(batch.owners)

    def _add(self, chunk: Chunk, spec: CopySpec, owner: CopyOwner, next_ids: dict[Model, int]) -> None:
        prototype = self._prototypes[spec.prototype]
        anonymous = prototype.complaint.anonymous
        number = f"{self._code}-{spec.on:%Y%m%d}-{spec.serial:03d}"
        title, content, words = self._chance.choice(self._variants[spec.prototype])
        columns = {"number": number, "serial": spec.serial, **new_link()}
        facts = {"title": title, "content": content}
        if not anonymous:
            facts |= {"name": owner.name, "contact": owner.contact, "unit": owner.unit}
            columns |= {"person_id": owner.person_id, "place_id": owner.place_id}
        indexed = self._index_fields(spec.prototype, number, words, EMPTY if anonymous else owner.indexed)
        chunk.index_rows.append((next_ids[Complaint], *indexed))
        copy = Copy(prototype, spec.weeks, columns | facts, {**prototype.facts, **facts})
        chunk.rows.append(insert_row(copy, spec.prototype, next_ids))

    def _index_fields(
        self, prototype: int, number: str, words: IndexedText, owner: IndexedText
    ) -> tuple[str, str, str]:
        """The text, the scopes and the tokens of a copy's row of the search index."""
        common, scopes = self._common[prototype]
        parts = (searchable(number), words, owner, common)
        text = "\n".join(part.text for part in parts if part.text)
        return text, scopes, " ".join((*frozenset[str]().union(*(part.tokens for part in parts)), scopes))

    def _make_variants(self, complaint: Complaint) -> list[tuple[str, str, IndexedText]]:
        """Titles and contents for the complaint's category, as people say them."""
        category, variants = complaint.category or "lighting", []
        for _ in range(VARIANTS):
            line = choose_line(self._chance, "zh-hans", category)
            building, floor = self._chance.randint(1, 5), self._chance.randint(2, 18)
            slots = {"b": f"{building}号楼", "where": complaint.where or f"{building}号楼", "floor": f"{floor}楼"}
            texts = StoryTexts(self._chance, "zh-hans", category, line, slots)
            content = texts.complaint(complaint.channel, complaint.emotion)
            variants.append((texts.title, content, searchable(texts.title, content)))
        return variants


def _common_text(complaint: Complaint) -> tuple[IndexedText, str]:
    """What the search index keeps of every copy of a prototype alike, and its scopes."""
    found = reindex.lines_besides(complaint, INDEXED)
    if complaint.place is not None and complaint.anonymous:
        found += [line for words in home_lines(complaint.place) for line in lines(words)]
    text = "\n".join(found)
    return IndexedText(text, tokens(text)), SearchText.objects.get(pk=complaint.pk).scopes
