"""`heed seed N`: N complaints fast, for measuring. They are copies of complaints that were played through the actions.

They live at an estate of their own (code S1 unless told otherwise), whose numbers go on where they ended.
"""

import argparse
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import accumulate
from random import Random

from django.db import connection, transaction

from heed.actions.complaints import reindex
from heed.actions.setup import founding
from heed.commands import complain, say
from heed.commands.prepare import make_tables
from heed.demo.bulk_insert import press
from heed.demo.copying import Prototype, load
from heed.demo.people import names
from heed.demo.play import Bar
from heed.demo.prefetch import beside
from heed.demo.prototypes import estate_of, play_prototypes
from heed.demo.sheets import Batch, Clerk, Found, Owner, Wanted, home_words, searched
from heed.process.words import ENDED, PlaceKind, Tenure
from heed.records.models import Account, Complaint, DayNumber, Person, Place, PolicyVersion, Project

BATCH = 20_000
"""Complaints in one transaction."""
PEOPLE = 25
"""Complaints for each new person."""
CACHE_KB = 256 * 1024
"""What SQLite may keep in memory meanwhile: keys that are random touch pages everywhere."""
OPEN_SHARE = 0.08
WEEKS = 60
"""How far back the ended ones lie."""


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
    if connection.vendor == "sqlite" and not real:
        _trust()
    started = time.perf_counter()
    seed(options.many, prototypes, options.code, Bar("  "))
    seconds = time.perf_counter() - started
    say(f"{options.many} complaints in {seconds:.1f} s: {options.many / seconds:.0f} a second.")
    return 0


def _holds_real_ones() -> bool:
    first = PolicyVersion.objects.filter(number=1).first()
    ours = first is not None and first.note.startswith(("demo", "seed"))
    return not ours and (Complaint.objects.exists() or Account.objects.exists())


def _trust() -> None:
    """Spare SQLite checks: a copy keeps what its prototype keeps, and what a loss of power takes is made again."""
    with connection.cursor() as cursor:
        for pragma in ("synchronous = OFF", "foreign_keys = OFF", "ignore_check_constraints = ON"):
            cursor.execute(f"PRAGMA {pragma}")


def seed(
    many: int,
    prototypes: Sequence[Complaint],
    code: str,
    report: Callable[[float], None] = lambda share: None,
    *,
    open_share: float = OPEN_SHARE,
) -> None:
    """Copy the prototypes until there are `many` more, in order of time, a batch in each transaction."""
    project = Project.objects.get(code=code)
    loaded = load(prototypes)
    before = Complaint.objects.count()
    mill = Mill(loaded, project, Random(f"{code}-{before}"))  # noqa: S311  # copies, not secrets
    clerk = Clerk(loaded, code, Random(f"{code}-{before}-said"))  # noqa: S311
    chosen = sorted(mill.choose(many, open_share))
    with beside(clerk.begin) as sheets, press(loaded) as machine:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA cache_size = -{CACHE_KB}")
        for first in range(0, many, BATCH):
            with transaction.atomic():
                wanted = mill.number(chosen[first : first + BATCH])
                owners = mill.move_in(max(1, len(wanted) // PEOPLE))
                for sheet in sheets(Batch(wanted, owners, machine.free())):
                    machine.print(sheet.rows)
                    reindex.put(Found(*one) for one in sheet.found)
            report(min(first + BATCH, many) / many)


class Mill:
    """Chooses what is copied, gives the copies their numbers, and lets people move in who complain."""

    def __init__(self, prototypes: Sequence[Prototype], project: Project, chance: Random) -> None:
        self._prototypes = prototypes
        self._project = project
        self._chance = chance
        self._homes = list(Place.objects.filter(project=project, kind=PlaceKind.UNIT))
        self._names = names(estate_of(project.code), chance)

    def choose(self, many: int, open_share: float) -> Iterator[tuple[datetime, int, int]]:
        """When received, which prototype, moved how many weeks: most ended long ago, what is open is of today."""
        stands = [one.complaint for one in self._prototypes]
        still = [number for number, one in enumerate(stands) if one.stage not in ENDED]
        ended = [number for number, one in enumerate(stands) if one.stage in ENDED]
        bounds = list(accumulate(5 if stands[number].closing_code == "on_site" else 1 for number in ended))
        for _ in range(many):
            if still and self._chance.random() < open_share:
                number, weeks = self._chance.choice(still), 0
            else:
                number = ended[bisect_right(bounds, self._chance.random() * bounds[-1])]
                weeks = self._chance.randint(1, WEEKS)
            yield self._prototypes[number].received_at(weeks), number, weeks

    def number(self, chosen: Sequence[tuple[datetime, int, int]]) -> list[Wanted]:
        """The next numbers of each day, gapless: the rows of the days are locked until the transaction ends."""
        days = [self._prototypes[number].received_on(weeks) for _, number, weeks in chosen]
        known = DayNumber.objects.select_for_update().filter(project=self._project, on__in=set(days))
        last = Counter(dict(known.values_list("on", "last")))
        wanted = []
        for on, (_, number, weeks) in zip(days, chosen, strict=True):
            last[on] += 1
            wanted.append(Wanted(number, weeks, on, last[on]))
        DayNumber.objects.bulk_create(
            [DayNumber(project=self._project, on=on, last=serial) for on, serial in last.items()],
            update_conflicts=True, unique_fields=["project", "on"], update_fields=["last"],
        )  # fmt: skip
        return wanted

    def move_in(self, many: int) -> list[Owner]:
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
                  searched(person.name, person.phone, *home_words(home)))
            for person, home, *_ in coming
        ]  # fmt: skip
