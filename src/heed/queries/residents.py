"""Residents and homes as people write them down: only where just one is meant."""

from collections.abc import Sequence
from typing import TypeVar

from heed.process.words import PlaceKind
from heed.records.models import Person, Place, Project

#: Fewer digits are an extension, a house number or a slip, not a telephone.
SHORTEST = 7
Found = TypeVar("Found")


def resident_with(project: Project, contact: str) -> Person | None:
    """The one resident of the project with this telephone, written with or without +86; None for none or several."""
    digits = "".join(character for character in contact if character.isdecimal())
    if len(digits) == 13 and digits.startswith("86"):
        digits = digits[2:]
    if len(digits) < SHORTEST:
        return None
    known = Person.objects.filter(digits=digits, erased_at__isnull=True)
    return _only([person for person in known if person.occupancies.filter(place__project=project).exists()])


def home_numbered(project: Project, unit: str) -> Place | None:
    """The one home of the project with this number as people type it (3-1502); None for none or several."""
    number = unit.strip()
    if not number:
        return None
    places = Place.objects.filter(project=project, number=number)
    return _only([place for place in places if place.kind == PlaceKind.UNIT and place.is_active])


def _only(found: Sequence[Found]) -> Found | None:
    return found[0] if len(found) == 1 else None
