"""What is known of the people of an estate: what may not stand in a text that everybody reads (C15)."""

import re
from collections.abc import Collection, Iterator

from heed.insight.homes import room
from heed.insight.personal import KnownPeople, may_stand_in
from heed.process.words import PlaceKind
from heed.queries.policies import current_policy
from heed.records.models import Account, Complaint, Occupancy, Person, Place, Project, Representative


def known_people(project: Project, *, staff_may_stand: bool = False) -> KnownPeople:
    """Return the names and homes of everybody who lives or lived there or has complained; six queries.

    `staff_may_stand`: the name of a resident who is also on the staff is not among them.
    """
    names = frozenset(filter(None, _names(project)))
    if staff_may_stand:
        names -= _of_staff(names)
    return KnownPeople(names, frozenset(_homes(project)), frozenset(_public_numbers(project)))


def people_named_in(text: str) -> KnownPeople:
    """Return the names of residents and complainants of every estate that may stand in the text; four queries.

    Names of the staff may stand there. Each name is read once (about three seconds for a million): for what the whole
    company publishes, a few times a year.
    """
    everybody = (
        Person.objects.values_list("name", flat=True),
        Complaint.objects.order_by().values_list("name", flat=True).distinct(),
        Representative.objects.values_list("name", flat=True),
    )  # fmt: skip
    names = {name.strip() for found in everybody for name in may_stand_in(text, found.iterator())} - {""}
    return KnownPeople(frozenset(names - _of_staff(names)))


def _of_staff(names: Collection[str]) -> set[str]:
    return set(Account.objects.filter(name__in=names).values_list("name", flat=True))


def _names(project: Project) -> Iterator[str]:
    living = Occupancy.objects.filter(place__project=project).values("person")
    complaining = Complaint.objects.filter(project=project)
    people = Person.objects.filter(pk__in=living).values_list("name", flat=True)
    callers = complaining.filter(person__isnull=False).order_by().values_list("person__name", flat=True)
    for found in (people, callers.distinct(), complaining.order_by().values_list("name", flat=True).distinct()):
        yield from (name.strip() for name in found)
    yield from Representative.objects.filter(person__in=living).values_list("name", flat=True)


def _homes(project: Project) -> Iterator[str]:
    units = Place.objects.filter(project=project, kind=PlaceKind.UNIT.value).values_list("number", "path")
    for number, path in units:
        yield from filter(lambda home: "-" in home, (room(number), room(path)))


def _public_numbers(project: Project) -> Iterator[str]:
    """The digits of the hotline, and of the numbers for emergencies."""
    written = [project.hotline, *(number.number for number in current_policy().emergency_numbers)]
    yield from filter(None, (re.sub(r"\D", "", one) for one in written))
