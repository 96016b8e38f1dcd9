"""The keys by which the desk finds a person while typing: name, telephone and homes.

They are written in the transaction of the change, for each project where the person lives, lived or complained; only
present homes have keys.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db import connection, transaction
from django.db.models import Q

from heed.insight.homes import room
from heed.insight.phones import national_digits
from heed.insight.tokens import beginnings, needles
from heed.records.models import Complaint, Occupancy, Person, PersonKey, PersonToIndex, Place

LONGEST = 200  # bytes of a key
BATCH = 100  # people in one transaction after an import: some hundredths of a second
_KEYS = PersonKey._meta.db_table
_IS_KNOWN = f"SELECT 1 FROM {_KEYS} WHERE person_id = %s AND project_id = %s LIMIT 1"  # noqa: S608
_Key = tuple[str, str]  # kind and line


def index_people(ids: Iterable[int]) -> int:
    """Write the keys of these people again, in the caller's transaction; return how many people there are."""
    people = Person.objects.in_bulk(list(ids))
    projects = _projects(people)
    homes = _homes(people)
    PersonKey.objects.filter(person__in=people).delete()
    keys = [
        (pk, project_id, kind, line.encode()[:LONGEST])
        for pk, person in people.items()
        for kind, line in dict.fromkeys((*_own_keys(person), *homes.get(pk, ())))
        for project_id in projects.get(pk, ())
    ]
    with connection.cursor() as cursor:  # about fifteen rows a person: too many for an object each
        cursor.executemany(f"INSERT INTO {_KEYS} (person_id, project_id, kind, key) VALUES (%s, %s, %s, %s)", keys)  # noqa: S608
    return len(people)


def index_waiting_people() -> int:
    """Write the keys of all people who wait for them since an import; return how many. Each batch is a transaction."""
    done = 0
    while count := _index_batch():
        done += count
    return done


def _index_batch() -> int:
    """The first who wait and whom no other process has in hand."""
    with transaction.atomic():
        waiting = PersonToIndex.objects.select_for_update(skip_locked=True).order_by("pk")
        ids = list(waiting.values_list("pk", flat=True)[:BATCH])
        index_people(ids)
        PersonToIndex.objects.filter(pk__in=ids).delete()
    return len(ids)


def index_residents(place: Place) -> int:
    """Do the same for all residents of a place and the places below it, after its name or number changed."""
    places, inside = {place.pk}, {place.pk}
    while inside:
        inside = set(Place.objects.filter(parent__in=inside).values_list("pk", flat=True))
        places |= inside
    return index_people(set(Occupancy.objects.filter(place__in=places).values_list("person", flat=True)))


def index_complainant(person_id: int | None, project_id: int) -> None:
    """Write the keys of a person who complained at this project, if it has none yet."""
    if not person_id:
        return
    with connection.cursor() as cursor:  # every intake needs it
        cursor.execute(_IS_KNOWN, [person_id, project_id])
        known = cursor.fetchone()
    if known is None:
        index_people([person_id])


def _projects(people: Iterable[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    lived = Occupancy.objects.filter(person__in=people).values_list("person_id", "place__project_id")
    complained = Complaint.objects.filter(person__in=people).order_by().values_list("person_id", "project_id")
    for pk, project_id in (*lived, *complained.distinct()):
        found.setdefault(pk, set()).add(project_id)
    return found


def _homes(people: Iterable[int]) -> dict[int, list[_Key]]:
    found: dict[int, list[_Key]] = {}
    present = Q(until_on__isnull=True) | Q(until_on__gte=date.today())  # noqa: DTZ011  # a day more or less is the same
    homes = Occupancy.objects.filter(present, person__in=people)
    for pk, path, number in homes.values_list("person_id", "place__path", "place__number"):
        found.setdefault(pk, []).extend(("home", line) for line in _home_lines(path, number))
    return found


def _own_keys(person: Person) -> Iterator[_Key]:
    for line in needles(person.name):
        yield from (("name", beginning) for beginning in beginnings(line))
    for digits in national_digits(person.phone):
        yield from (("phone", beginning) for beginning in beginnings(digits))


def _home_lines(path: str, number: str) -> Iterator[str]:
    """ "3-1502" is found as 31502, 1502 and 502, and by its path from the building on."""
    yield from needles(path)
    for written in (room(number) or number, room(path)):
        for line in needles(written):
            yield from beginnings(line)
