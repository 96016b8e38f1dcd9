"""Finding the resident or the home that a form means, only where exactly one matches."""

from collections.abc import Sequence
from typing import TypeVar

from heed.insight.homes import room
from heed.insight.person_names import NOT, fit_of
from heed.insight.phones import is_dialled_as, national_digits, region_of
from heed.insight.visible import visible
from heed.process.words import PlaceKind
from heed.queries.raw_sql import rows_where
from heed.records.models import Occupancy, Person, PersonKey, Place, Project

#: Fewer digits are no telephone number.
FEWEST_DIGITS = 7
#: Numbers of a field that are looked up.
MOST_NUMBERS = 3
_KEYS = PersonKey._meta.db_table
_CALLED_AT = f"id IN (SELECT person_id FROM {_KEYS} WHERE project_id = %s AND kind = 'phone' AND key IN"  # noqa: S608
_HOME = "project_id = %s AND kind = %s AND is_active"
M = TypeVar("M")


def resident_with(project: Project, contact: str, name: str = "", home: Place | None = None) -> Person | None:
    """The one resident of the project with this telephone, in whatever shape; None for none or several.

    A telephone of several people is decided by the name and the home that were given. Where both contradict what is
    on record, the number belongs to another by now, and the answer is None.
    """
    found = residents_called_at(project, contact)
    if not found or not (name or home):
        return _only(found)
    fits = {person.pk: fit_of(name, person.name) for person in found}
    best = max(fits.values())
    named = {pk for pk, fit in fits.items() if fit == best != NOT}
    inside = _residents(home, fits) if home is not None else set()
    return _only([person for person in found if _is_meant(person.pk, named, inside)])


def _is_meant(pk: int, named: set[int], inside: set[int]) -> bool:
    given = [fitting for fitting in (named, inside) if fitting]
    return bool(given) and all(pk in fitting for fitting in given)


def residents_called_at(project: Project, contact: str) -> list[Person]:
    """Everybody who lives, lived or complained at the project and has one of the numbers."""
    numbers = [
        number
        for number in national_digits(contact, region_of(project.timezone))[:MOST_NUMBERS]
        if len(number) >= FEWEST_DIGITS
    ]
    if not numbers:
        return []
    places = ", ".join(["%s"] * len(numbers))
    condition = f"{_CALLED_AT} ({places})) AND erased_at IS NULL"
    found = rows_where(Person, condition, project.pk, *(number.encode() for number in numbers))
    return [person for person in found if _has_one_of(person.phone, numbers)]


def _has_one_of(phone: str, numbers: Sequence[str]) -> bool:
    return any(is_dialled_as(number, known) for known in national_digits(phone) for number in numbers)


def _residents(home: Place, persons: dict[int, int]) -> set[int]:
    living = Occupancy.objects.filter(place=home, person__in=persons)
    return set(living.values_list("person_id", flat=True))


def home_numbered(project: Project, unit: str) -> Place | None:
    """The one home of the project that is written so ("3-1502", "3号楼1502室"); None for none or several."""
    return _only(homes_numbered(project, unit))


def homes_numbered(project: Project, unit: str) -> list[Place]:
    """The homes of the project that are written so."""
    number = room(unit)
    written = number.upper() or visible(unit).strip()
    if not written:
        return []
    condition = f"{_HOME} AND (number = %s OR path = %s)"
    found = rows_where(Place, condition, project.pk, PlaceKind.UNIT.value, written, written)
    return found or (_homes_called(project, number) if number else [])


def _homes_called(project: Project, number: str) -> list[Place]:
    """The homes whose number or path means this home, however they are written."""
    last = f"%{number.rpartition('-')[2].upper()}%"
    condition = f"{_HOME} AND (UPPER(name) LIKE %s OR UPPER(number) LIKE %s)"
    near = rows_where(Place, condition, project.pk, PlaceKind.UNIT.value, last, last)
    return [home for home in near if number in (room(home.number), room(home.path))]


def _only(found: Sequence[M]) -> M | None:
    return found[0] if len(found) == 1 else None
