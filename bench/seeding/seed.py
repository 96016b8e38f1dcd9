"""Seeding: complaints that were played through the actions are copied until there are enough."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import accumulate
from random import Random

from django.db import connection, transaction

from bench.seeding.prototypes import measuring_estate
from heed.actions.complaints import reindex
from heed.actions.engine.sealing import seal_many
from heed.actions.setup import founding
from heed.demo.copying.bulk_insert import bulk_inserter
from heed.demo.copying.child_process import in_child_process
from heed.demo.copying.copies import Batch, CopyOwner, CopyWriter, home_lines, known_row, searchable
from heed.demo.copying.numbering import CopyPlan, numbered
from heed.demo.copying.prototype import Prototype, load_prototypes
from heed.demo.people import names
from heed.process.words import ENDED, PlaceKind, Tenure
from heed.records.models import Complaint, Person, Place, Project

BATCH = 20_000
"""Complaints in one transaction."""
COMPLAINTS_PER_PERSON = 25
CACHE_KB = 256 * 1024
"""Memory that SQLite may use meanwhile: random keys touch pages everywhere."""
OPEN_SHARE = 0.08
WEEKS = 60
"""The closed complaints are spread over so many weeks."""
ON_SITE_WEIGHT = 5
"""Prototypes that were settled on the spot are copied so many times as often as others."""


def seed(
    many: int,
    prototypes: Sequence[Complaint],
    code: str,
    report: Callable[[float], None] = lambda share: None,
    *,
    open_share: float = OPEN_SHARE,
) -> None:
    """Add `many` copies of the prototypes to the estate of this code, ordered by time, a batch in each transaction.

    `report` receives the share that is done, 0 to 1.
    """
    project = Project.objects.get(code=code)
    loaded = load_prototypes(prototypes)
    before = Complaint.objects.count()
    planner = CopyPlanner(loaded, project, Random(f"{code}-{before}"))
    writer = CopyWriter(loaded, code, Random(f"{code}-{before}-said"))
    plans = sorted(planner.plan(many, open_share))
    with in_child_process(writer.begin) as write_chunks, bulk_inserter(loaded) as inserter:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA cache_size = -{CACHE_KB}")
        for first in range(0, many, BATCH):
            with transaction.atomic():
                specs = numbered(project, loaded, plans[first : first + BATCH])
                owners = planner.add_residents(max(1, len(specs) // COMPLAINTS_PER_PERSON))
                for chunk in write_chunks(Batch(specs, owners, inserter.next_ids())):
                    inserter.insert(chunk.rows)
                    seal_many([complaint_id for complaint_id, *_ in chunk.index_rows])
                    reindex.put(known_row(fields) for fields in chunk.index_rows)
            report(min(first + BATCH, many) / many)


class CopyPlanner:
    """Chooses which prototypes are copied, and adds residents who complain."""

    def __init__(self, prototypes: Sequence[Prototype], project: Project, chance: Random) -> None:
        self._prototypes = prototypes
        self._project = project
        self._chance = chance
        self._homes = list(Place.objects.filter(project=project, kind=PlaceKind.UNIT))
        self._names = names(measuring_estate(project.code), chance)
        complaints = [prototype.complaint for prototype in prototypes]
        self._open = [number for number, complaint in enumerate(complaints) if complaint.stage not in ENDED]
        self._closed = [number for number, complaint in enumerate(complaints) if complaint.stage in ENDED]
        weights = (ON_SITE_WEIGHT if complaints[number].closing_code == "on_site" else 1 for number in self._closed)
        self._bounds = list(accumulate(weights))

    def plan(self, many: int, open_share: float) -> Iterator[CopyPlan]:
        """Choose prototypes at random: open complaints are of now, closed ones are spread over the past weeks."""
        for _ in range(many):
            if self._open and self._chance.random() < open_share:
                number, weeks = self._chance.choice(self._open), 0
            else:
                number = self._closed[bisect_right(self._bounds, self._chance.random() * self._bounds[-1])]
                weeks = self._chance.randint(1, WEEKS)
            yield CopyPlan(self._prototypes[number].received_at(weeks), number, weeks)

    def add_residents(self, many: int) -> list[CopyOwner]:
        """Add so many new owners to random homes of the estate."""
        moves, since = [], date(2020, 1, 1)
        for _ in range(many):
            name, honorific, language = next(self._names)
            phone = f"1380{self._chance.randint(2000000, 9999999)}"
            person = Person(name=name, phone=phone, honorific=honorific, language=language)
            moves.append((person, self._chance.choice(self._homes), Tenure.OWNER, since))
        founding.add_residents(moves)
        return [
            CopyOwner(person.pk, home.pk, person.name, person.phone, home.path,
                      searchable(person.name, person.phone, *home_lines(home)))
            for person, home, *_ in moves
        ]  # fmt: skip
