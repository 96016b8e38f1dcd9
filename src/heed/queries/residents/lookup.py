"""Finding a person while the user types: by telephone number, home or name (R10, R26, R40)."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from heed.insight.homes import room
from heed.insight.masking import masked_phone
from heed.insight.phones import DEFAULT_REGION, phones_apart, region_of
from heed.insight.tokens import DIGITS, folded, needles
from heed.queries.access import of_projects, without_conflicts_of
from heed.queries.complaints.rows import IsOpen
from heed.queries.raw_sql import Unindexed
from heed.records.models import Account, Complaint, Occupancy, Person, PersonKey, Project

#: How many people are shown, how many keys are read for them, how many newest complaints each shows.
SHOWN = 8
_KEYS = 120
NEWEST_SHOWN = 3
_WORDS = 4
#: What people write around a telephone number.
_ABOUT_NUMBERS = re.compile(r"手机号?码?|电话|联系方式|手提|微信同号|\b(?:phone|mobile|tel)\b|转\s*\d+|[^\w\s\-#号]+")


@dataclass(frozen=True, slots=True)
class PersonHome:
    """A home of a person, and the tenure."""

    place_id: int
    project_id: int
    project_name: str
    path: str
    number: str
    tenure: str


@dataclass(frozen=True, slots=True)
class PastComplaint:
    """An earlier complaint of a person, in short."""

    id: int
    number: str
    title: str
    stage: str
    category: str
    policy_id: int
    received_at: datetime
    closed_at: datetime | None
    owner_verdict: str


@dataclass(frozen=True, slots=True)
class PersonFound:
    """A person with homes and complaints at these projects. `phone` is masked; showing it in full is an action that is
    recorded. `matched`: by what the person was found: phone, home or name."""

    person_id: int
    name: str
    honorific: str
    language: str
    phone: str
    matched: str
    homes: tuple[PersonHome, ...]
    open_count: int
    past_count: int
    newest: tuple[PastComplaint, ...]


def find_people(
    project_ids: Collection[int], text: str, size: int = SHOWN, reader: Account | None = None
) -> list[PersonFound]:
    """Return the people of these projects who match, the best match first; five queries at most.

    `text`: three digits or more of a telephone (the last four, say), a home in any writing ("3-1502", "3栋1502",
    "1502"), a name or a part of it in either script, or several of these, which must all match. Shorter text finds
    nothing.
    """
    projects = frozenset(project_ids)
    readings = dict.fromkeys(search_words(text, region) for region in _regions(text, projects))
    matched = next(filter(None, (_matched(projects, words, size) for words in readings if words)), {})
    return _details_of(matched, projects, reader) if matched else []


def _regions(text: str, projects: frozenset[int]) -> list[str]:
    """The countries whose numbers the text may hold; read only where there is a number in it."""
    if not projects:
        return []
    if not phones_apart(text)[0]:
        return [DEFAULT_REGION]
    zones = Project.objects.filter(pk__in=projects).order_by().values_list("timezone", flat=True).distinct()
    return sorted(set(map(region_of, zones)))


def people_by_id(ids: Iterable[int], project_ids: Collection[int], reader: Account | None = None) -> list[PersonFound]:
    """Return these people as `find_people` does, for a caller who is known already; four queries."""
    return _details_of(dict.fromkeys(ids, ""), frozenset(project_ids), reader)


def search_words(text: str, region: str = DEFAULT_REGION) -> tuple[str, ...]:
    """What is looked for: the words of the text as keys are written; empty where they are too short to tell.

    Of several telephone numbers the first is looked for; words about a number ("手机：") are not.
    """
    numbers, rest = phones_apart(text, region)
    if numbers:
        rest = _ABOUT_NUMBERS.sub(" ", folded(rest))
    home = room(rest)
    words = [home] if "-" in home else folded(rest).split()
    written = [*numbers[:1], *(line for word in words for line in _needles_of(word))]
    return tuple(dict.fromkeys(written))[:_WORDS] if all(map(_is_specific, written)) else ()


def _needles_of(word: str) -> tuple[str, ...]:
    """Return a home without "号楼" and "室"; but "3号楼" alone stays, as a 3 alone would match too much."""
    home = needles(room(word))
    return home if home and all(map(_is_specific, home)) else needles(word)


def _is_specific(word: str) -> bool:
    if word.isdigit():
        return len(word) >= DIGITS
    return len(word) > 1 or not word.isascii()


def _matched(projects: frozenset[int], words: tuple[str, ...], size: int) -> dict[int, str]:
    """Return the ids of the people with the kind of key that matched, whole keys before beginnings of longer ones."""
    first, *others = sorted(words, key=len, reverse=True)
    keys = of_projects(PersonKey.objects.all(), projects).filter(_begins(first))
    for word in others:
        other_key = of_projects(PersonKey.objects.all(), projects).filter(_begins(word), person=OuterRef("person"))
        keys = keys.filter(Exists(other_key))
    found: dict[int, str] = {}
    for person, kind in keys.order_by("key", "person").values_list("person", "kind")[:_KEYS]:
        found.setdefault(person, kind)
    return dict(list(found.items())[:size])


def _begins(word: str) -> Q:
    """Return the condition that a key begins with the word: a range of the index, as keys compare by bytes."""
    lowest = word.encode()
    return Q(key__gte=lowest, key__lt=lowest + b"\xff")


def _details_of(matched: dict[int, str], projects: frozenset[int], reader: Account | None) -> list[PersonFound]:
    persons = Person.objects.in_bulk(matched)
    homes = _homes(matched, projects)
    theirs = Complaint.objects.filter(person__in=matched).alias(at=Unindexed(F("project_id")))
    complaints = without_conflicts_of(reader, of_projects(theirs, projects, "at"))
    counts = _counts(complaints)
    newest = _newest(complaints)
    return [
        PersonFound(
            person_id=pk,
            name=person.name,
            honorific=person.honorific,
            language=person.language,
            phone=masked_phone(person.phone) if person.phone else "",
            matched=kind,
            homes=tuple(homes.get(pk, ())),
            open_count=counts.get(pk, (0, 0))[0],
            past_count=counts.get(pk, (0, 0))[1],
            newest=tuple(newest.get(pk, ())),
        )
        for pk, kind in matched.items()
        if (person := persons.get(pk)) is not None
    ]


def _homes(persons: Iterable[int], projects: frozenset[int]) -> dict[int, list[PersonHome]]:
    today = timezone.localdate()
    present = Q(until_on__isnull=True) | Q(until_on__gte=today)
    lived = of_projects(Occupancy.objects.filter(present, person__in=persons), projects, "place__project")
    columns = ("place_id", "place__project_id", "place__project__name", "place__path", "place__number", "tenure")
    found: dict[int, list[PersonHome]] = {}
    for person, *home in lived.order_by("since_on", "pk").values_list("person_id", *columns):
        found.setdefault(person, []).append(PersonHome(*home))
    return found


def _counts(complaints: QuerySet[Complaint]) -> dict[int, tuple[int, int]]:
    """Return the numbers of open and of past complaints of each person."""
    still_open = Count("pk", filter=IsOpen(F("stage")))
    grouped = complaints.order_by().values("person").annotate(all=Count("pk"), open=still_open)
    return {row["person"]: (row["open"], row["all"] - row["open"]) for row in grouped}


def _newest(complaints: QuerySet[Complaint]) -> dict[int, list[PastComplaint]]:
    nth = Window(RowNumber(), partition_by=[F("person")], order_by=[F("received_at").desc(), F("pk").desc()])
    rows: Any = complaints.annotate(nth=nth).filter(nth__lte=NEWEST_SHOWN)
    found: dict[int, list[PastComplaint]] = {}
    columns = PastComplaint.__dataclass_fields__
    for person, *earlier in rows.order_by("-received_at", "-pk").values_list("person_id", *columns):
        found.setdefault(person, []).append(PastComplaint(*earlier))
    return found
