"""The year before: what was played and has ended is copied into the months before, at each estate in its own measure.

An estate whose complaints often end badly has more copies of those that did: late, with a broken promise, or in a
second round. So the reports of twelve months have something to say.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from heed.actions.complaints import reindex
from heed.actions.engine.sealing import seal_many
from heed.demo import side_paths
from heed.demo.casting import Casting, weighted
from heed.demo.copying.bulk_insert import bulk_inserter
from heed.demo.copying.copies import (
    Batch,
    CopyOwner,
    CopySpec,
    CopyWriter,
    IndexedText,
    home_lines,
    known_row,
    searchable,
)
from heed.demo.copying.numbering import CopyPlan, numbered
from heed.demo.copying.prototype import Prototype, load_prototypes
from heed.demo.grounds import Resident
from heed.demo.paths import AGAIN, DONE, OFF, StoryPlan
from heed.demo.scene import Scene
from heed.process.words import ENDED, Channel, Emotion, PlaceKind, PromiseState
from heed.records.models import BodyCase, Clock, Compensation, Complaint, OrderLink, Promise

DAYS = 365
PLAYED = 420
"""The demo's size of complaints to which the numbers of `COURSES` belong."""
#: How many complaints come in each month of the year, of ten.
SEASON = (8, 7, 9, 10, 10, 12, 13, 13, 11, 10, 9, 9)
AT_HOME = 15
"""How often, of a hundred, a matter within a home is copied: it stays with its owner, as the words name the home."""


@dataclass(frozen=True, slots=True)
class YearOfEstate:
    """How an estate did: copies a month, and how many of a hundred went badly a year ago and of late."""

    a_month: int
    badly_then: int
    badly_now: int


COURSES = {
    "CH": YearOfEstate(34, 30, 16), "YG": YearOfEstate(26, 22, 30), "LJ": YearOfEstate(24, 12, 12),
    "YX": YearOfEstate(46, 14, 10), "CW": YearOfEstate(38, 20, 46), "DA": YearOfEstate(22, 34, 20),
    "HT": YearOfEstate(34, 26, 24), "CP": YearOfEstate(9, 18, 22),
}  # fmt: skip


#: What went badly at every estate some weeks ago, so that the past has it: the category, and how it went.
BAD_DAYS = (
    ("drainage", StoryPlan(promise="broken", visits=(AGAIN, OFF))),
    ("access_control", StoryPlan(late=True, visits=(AGAIN, DONE))),
    ("cleaning", StoryPlan(promise="broken", late=True, visits=(AGAIN, OFF))),
    ("lighting", StoryPlan(days=2, late=True)),
)


def enter_bad_days(casting: Casting, scene: Scene) -> None:
    """Enter the stories of these at an estate."""
    play, language = casting.play, scene.grounds.estate.language
    for number, (category, plan) in enumerate(BAD_DAYS):
        story = casting.story(
            scene, category=category, channel=Channel.PHONE, emotion=Emotion.AGITATED, language=language
        )
        at = scene.at_hour(play.ends_at, 9.5, -(14 + 6 * number))
        play.enter(at, side_paths.straight(story, plan))


def planned(code: str, size: int) -> int:
    """How many copies the past of this estate has, in a demo of this size."""
    return round(COURSES[code].a_month * 12 * size / PLAYED)


def reserve_ids(many: int) -> None:
    """Keep the first ids of complaints for the past: people read the newest first, by id."""
    table = Complaint._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, many])
        elif many:
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, many])


def add_past(scene: Scene, now: datetime, many: int, seed: int, first_id: int) -> None:
    """Add so many copies to an estate, with ids from `first_id` on; none where nothing has ended yet."""
    prototypes = load_prototypes(list(_ended(scene)))
    if not prototypes:
        return
    chance = Random(f"{seed}-{scene.code}-past")  # noqa: S311  # a play, not a secret
    plans = sorted(_Planner(prototypes, COURSES[scene.code], now, chance).plan() for _ in range(many))
    writer = _PastWriter(prototypes, scene, chance)
    with bulk_inserter(prototypes) as inserter, transaction.atomic():
        specs = numbered(scene.grounds.project, prototypes, plans)
        for chunk in writer.begin()(Batch(specs, (), inserter.next_ids() | {Complaint: first_id})):
            inserter.insert(chunk.rows)
            seal_many([complaint_id for complaint_id, *_ in chunk.index_rows])
            reindex.put(known_row(fields) for fields in chunk.index_rows)


def _ended(scene: Scene) -> QuerySet[Complaint]:
    """What ended at this estate and stands for itself, in the order of the numbers."""
    own = OuterRef("pk")
    found = Complaint.objects.filter(project=scene.grounds.project, stage__in=[stage.value for stage in ENDED])
    found = found.exclude(person__in=[known.person for known in scene.grounds.named.values()])
    alone = found.filter(repeat_of=None, merged_into=None, accused=None)
    for part in (
        Complaint.objects.filter(Q(repeat_of=own) | Q(merged_into=own)), BodyCase.objects.filter(complaint=own),
        Compensation.objects.filter(complaint=own), OrderLink.objects.filter(order__complaint=own),
        Clock.objects.filter(complaint=own, stopped_at=None),
    ):  # fmt: skip
        alone = alone.exclude(Exists(part))
    badly = Clock.objects.filter(complaint=own, breached_at__isnull=False)
    broken = Promise.objects.filter(complaint=own, state=PromiseState.BROKEN.value)
    went_badly = Q(round__gt=1) | Exists(badly) | Exists(broken)
    return alone.annotate(went_badly=went_badly).select_related("place", "person").order_by("number")


class _Planner:
    """Chooses what is copied, and into which week."""

    def __init__(self, prototypes: Sequence[Prototype], course: YearOfEstate, now: datetime, chance: Random) -> None:
        self._prototypes, self._course, self._now, self._chance = prototypes, course, now, chance
        self._weights: dict[bool, dict[int, int]] = {True: {}, False: {}}
        for number, prototype in enumerate(prototypes):
            weight = AT_HOME if _is_at_home(prototype.complaint) else 100
            self._weights[bool(getattr(prototype.complaint, "went_badly"))][number] = weight  # noqa: B009

    def plan(self) -> CopyPlan:
        """Choose one at random."""
        at = self._moment()
        ago = (self._now - at) / timedelta(days=DAYS)
        badly = self._course.badly_now + (self._course.badly_then - self._course.badly_now) * ago
        weights = self._weights[self._chance.random() * 100 < badly] or self._weights[False] or self._weights[True]
        number = weighted(self._chance, weights)
        prototype = self._prototypes[number]
        weeks = max(1, (prototype.complaint.received_at - at) // timedelta(weeks=1))
        return CopyPlan(prototype.received_at(weeks), number, weeks)

    def _moment(self) -> datetime:
        while True:
            at = self._now - timedelta(days=self._chance.uniform(1, DAYS))
            if self._chance.random() * max(SEASON) <= SEASON[at.month - 1]:
                return at


class _PastWriter(CopyWriter):
    """Gives each copy an owner of the same building, and leaves the words as they were said."""

    def __init__(self, prototypes: Sequence[Prototype], scene: Scene, chance: Random) -> None:
        super().__init__(prototypes, scene.code, chance)
        neighbours = [_neighbours(prototype.complaint, scene) for prototype in prototypes]
        self._candidates = [
            [_moved_in(resident) for resident in near] or [_same_owner(prototype.complaint)]
            for near, prototype in zip(neighbours, prototypes, strict=True)
        ]

    def _owner(self, spec: CopySpec, batch: Batch) -> CopyOwner:
        return self._chance.choice(self._candidates[spec.prototype])

    def _make_variants(self, complaint: Complaint) -> list[tuple[str, str, IndexedText]]:
        return [(complaint.title, complaint.content, searchable(complaint.title, complaint.content))]


def _neighbours(complaint: Complaint, scene: Scene) -> list[Resident]:
    """Who could have said the same: nobody else where it is about a home."""
    if _is_at_home(complaint) or complaint.person is None:
        return []
    known = {resident.person.pk: resident for resident in scene.grounds.residents}
    owner = known.get(complaint.person.pk)
    language = complaint.person.language
    return [] if owner is None else [
        one for one in scene.grounds.speaking(language) if one.building == owner.building
    ]  # fmt: skip


def _is_at_home(complaint: Complaint) -> bool:
    return complaint.place is not None and complaint.place.kind == PlaceKind.UNIT


def _moved_in(resident: Resident) -> CopyOwner:
    person, home = resident.person, resident.home
    indexed = searchable(person.name, person.phone, *home_lines(home))
    return CopyOwner(person.pk, None, person.name, person.phone, home.path, indexed)


def _same_owner(complaint: Complaint) -> CopyOwner:
    homes = home_lines(complaint.place) if complaint.place is not None else []
    indexed = searchable(complaint.name, complaint.contact, complaint.unit, *homes)
    return CopyOwner(None, None, complaint.name, complaint.contact, complaint.unit, indexed)
