"""`heed seed N`: N complaints fast, for measuring. They are copies of complaints that were played through the actions.

They live at an estate of their own (code S1 unless told otherwise), whose numbers go on where they ended.
"""

import argparse
import secrets
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import accumulate
from random import Random
from typing import Any

from django.db import connection, transaction

from heed.actions import founding, indexing
from heed.commands import complain, say
from heed.commands.prepare import make_tables
from heed.demo.copying import Copy, Press, Prototype, let_ids_go_on
from heed.demo.people import names
from heed.demo.play import Bar
from heed.demo.prototypes import estate_of, play_prototypes
from heed.demo.telling import Teller, choose_line
from heed.insight.rooms import room
from heed.insight.tokens import lines, tokens
from heed.process.words import ENDED, PlaceKind, Tenure
from heed.records.models import Account, Complaint, DayNumber, Person, Place, PolicyVersion, Project, SearchText

BATCH = 5000
"""Complaints in one transaction."""
PEOPLE = 25
"""Complaints for each new person."""
CACHE_KB = 256 * 1024
"""What SQLite may keep in memory meanwhile: keys that are random touch pages everywhere."""
OPEN_SHARE = 0.08
WEEKS = 60
"""How far back the ended ones lie."""
SEARCHED = ("number", "title", "content", "name", "unit", "contact")


def main(arguments: list[str]) -> int:
    """Make the complaints, and say how fast."""
    parser = argparse.ArgumentParser("heed seed", description="Make many complaints fast, for measuring.")
    parser.add_argument("many", type=int, metavar="N", help="how many")
    parser.add_argument("--code", default="S1", help="the code of the estate where they live (default S1)")
    parser.add_argument("--anyway", action="store_true", help="also beside complaints that are real")
    options = parser.parse_args(arguments)
    make_tables()
    real = _holds_real_ones()
    if real and not options.anyway:
        complain("This database holds complaints that are neither the demo's nor made for measuring: nothing was done.")
        return 1
    prototypes = play_prototypes(options.code, datetime.now(UTC))
    if connection.vendor == "sqlite" and not real:  # what a loss of power takes is made again
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous = OFF")
    started = time.perf_counter()
    seed(options.many, prototypes, options.code, Bar("  "))
    seconds = time.perf_counter() - started
    say(f"{options.many} complaints in {seconds:.1f} s: {options.many / seconds:.0f} a second.")
    return 0


def _holds_real_ones() -> bool:
    first = PolicyVersion.objects.filter(number=1).first()
    ours = first is not None and first.note.startswith(("demo", "seed"))
    return not ours and (Complaint.objects.exists() or Account.objects.exists())


def seed(
    many: int,
    prototypes: Sequence[Complaint],
    code: str,
    report: Callable[[float], None] = lambda share: None,
    *,
    open_share: float = OPEN_SHARE,
) -> None:
    """Copy the prototypes until there are `many` more, in order of time, a batch in each transaction."""
    mill = Mill([Prototype(complaint) for complaint in prototypes], Project.objects.get(code=code))
    chosen = sorted(mill.choose(many, open_share), key=lambda one: one[0])
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = -{CACHE_KB}")
    for first in range(0, many, BATCH):
        with transaction.atomic():
            mill.make([(prototype, weeks) for _, prototype, weeks in chosen[first : first + BATCH]])
        report(min(first + BATCH, many) / many)
    let_ids_go_on()


@dataclass
class Text:
    """Something that is searched for: what is stored of it, and its tokens."""

    text: str
    tokens: frozenset[str]


NOTHING = Text("", frozenset())


def searched(*parts: str) -> Text:
    """These texts as the search stores them."""
    text = "\n".join(dict.fromkeys(line for part in parts for line in lines(part)))
    return Text(text, tokens(text))


@dataclass(frozen=True, slots=True)
class Owner:
    """A person with a home, and what the search keeps of them."""

    person_id: int
    place_id: int
    name: str
    contact: str
    unit: str
    search: Text


@dataclass(frozen=True, slots=True)
class Found(indexing.Row):
    """A row of the search index whose tokens are known already."""

    known: tuple[str, ...] = ()

    @property
    def tokens(self) -> list[str]:
        return list(self.known)


class Mill:
    """Makes copies that differ: other owners, other words, numbers that go on."""

    def __init__(self, prototypes: Sequence[Prototype], project: Project) -> None:
        self._project = project
        self._chance = Random(f"{project.code}-{Complaint.objects.count()}")  # noqa: S311  # copies, not secrets
        self._ended = [one for one in prototypes if one.complaint.stage in ENDED]
        self._open = [one for one in prototypes if one.complaint.stage not in ENDED]
        self._said = {one: self._ways_to_say(one) for one in prototypes}
        self._rest = {one: _rest(one.complaint) for one in prototypes}
        self._homes = list(Place.objects.filter(project=project, kind=PlaceKind.UNIT))
        self._names = names(estate_of(project.code), self._chance)

    def choose(self, many: int, open_share: float) -> Iterator[tuple[datetime, Prototype, int]]:
        """Which prototype, moved how many weeks: most ended long ago, what is open is of today."""
        plain = [5 if one.complaint.closing_code == "on_site" else 1 for one in self._ended]
        bounds = list(accumulate(plain))
        for _ in range(many):
            if self._open and self._chance.random() < open_share:
                prototype, weeks = self._chance.choice(self._open), 0
            else:
                prototype = self._ended[bisect_right(bounds, self._chance.random() * bounds[-1])]
                weeks = self._chance.randint(1, WEEKS)
            yield prototype.shifted(weeks).received_at, prototype, weeks

    def make(self, chosen: Sequence[tuple[Prototype, int]]) -> None:
        """One batch, numbered, indexed. Only within a transaction."""
        owners = self._move_in(max(1, len(chosen) // PEOPLE))
        serials = self._serials([prototype.shifted(weeks).received_on for prototype, weeks in chosen])
        copies, rows = [], []
        for (prototype, weeks), (on, serial) in zip(chosen, serials, strict=True):
            owner = self._chance.choice(owners)
            title, content, said = self._chance.choice(self._said[prototype])
            number = f"{self._project.code}-{on:%Y%m%d}-{serial:03d}"
            copies.append(_copy(prototype, weeks, owner, number, serial, title, content))
            rows.append((prototype, number, said, NOTHING if prototype.complaint.anonymous else owner.search))
        ids = Press().print(copies)
        indexing.put(self._found(key, *row) for key, row in zip(ids, rows, strict=True))

    def _found(self, key: int, prototype: Prototype, number: str, said: Text, owner: Text) -> Found:
        rest, scopes = self._rest[prototype]
        named = searched(number)
        text = "\n".join(filter(None, (named.text, said.text, owner.text, rest.text)))
        known = named.tokens | said.tokens | owner.tokens | rest.tokens | set(scopes.split())
        return Found(key, text, scopes, tuple(known))

    def _serials(self, days: Sequence[date]) -> list[tuple[date, int]]:
        """The next number of each day, gapless: the rows of the days are locked until the transaction ends."""
        counts = Counter(days)
        known = DayNumber.objects.select_for_update().filter(project=self._project, on__in=counts)
        last = {row.on: row for row in known}
        fresh = [DayNumber(project=self._project, on=on) for on in counts if on not in last]
        last |= {row.on: row for row in DayNumber.objects.bulk_create(fresh)}
        given = []
        for on in days:
            last[on].last += 1
            given.append((on, last[on].last))
        DayNumber.objects.bulk_update(last.values(), ["last"], batch_size=500)
        return given

    def _move_in(self, many: int) -> list[Owner]:
        """New people in homes of the estate."""
        coming, since = [], date(2020, 1, 1)
        for _ in range(many):
            name, honorific, language = next(self._names)
            phone = f"1380{self._chance.randint(2000000, 9999999)}"
            person = Person(name=name, phone=phone, honorific=honorific, language=language)
            coming.append((person, self._chance.choice(self._homes), Tenure.OWNER, since))
        founding.settle_all(coming)
        return [
            Owner(person.pk, home.pk, person.name, person.phone, home.path,
                  searched(person.name, person.phone, *_home_words(home)))
            for person, home, *_ in coming
        ]  # fmt: skip

    def _ways_to_say(self, prototype: Prototype) -> list[tuple[str, str, Text]]:
        """Titles and contents of the prototype's category."""
        complaint, found = prototype.complaint, []
        category = complaint.category or "lighting"
        for _ in range(30):
            line = choose_line(self._chance, "zh-hans", category)
            house, floor = self._chance.randint(1, 5), self._chance.randint(2, 18)
            slots = {"b": f"{house}号楼", "where": complaint.where or f"{house}号楼", "floor": f"{floor}楼"}
            told = Teller(self._chance, "zh-hans", category, line, slots)
            content = told.complaint(complaint.channel, complaint.emotion)
            found.append((told.title, content, searched(told.title, content)))
        return found


def _rest(complaint: Complaint) -> tuple[Text, str]:
    """What the search keeps of a prototype beside what differs in its copies, and its scopes."""
    found = indexing.lines_beside(complaint, SEARCHED)
    if complaint.place is not None and complaint.anonymous:
        found += [line for words in _home_words(complaint.place) for line in lines(words)]
    text = "\n".join(found)
    return Text(text, tokens(text)), SearchText.objects.get(pk=complaint.pk).scopes


def _home_words(home: Place) -> list[str]:
    return [home.path, home.number, room(home.path), room(home.number)]


def _copy(
    prototype: Prototype, weeks: int, owner: Owner, number: str, serial: int, title: str, content: str
) -> Copy:  # fmt: skip
    told = {"content": content}
    columns: dict[str, Any] = {
        "number": number, "serial": serial, "secret": secrets.token_urlsafe(16), "client_key": None,
        "title": title, "content": content, "repeat_of_id": None,
    }  # fmt: skip
    if not prototype.complaint.anonymous:
        told |= {"name": owner.name, "contact": owner.contact, "unit": owner.unit}
        columns |= {"person_id": owner.person_id, "place_id": owner.place_id} | told
    return Copy(prototype, weeks, columns, dict(prototype.facts) | {"title": title} | told)
