"""Residents and homes as people write them down: only where just one is meant."""

from typing import TypeVar

from django.db.models import Model, QuerySet

from heed.process.words import PlaceKind
from heed.records.models import Person, Place, Project

#: Fewer digits are an extension, a house number or a slip, not a telephone.
SHORTEST = 7
M = TypeVar("M", bound=Model)


def resident_with(project: Project, contact: str) -> Person | None:
    """The one resident of the project with this telephone, written with or without +86; None for none or several."""
    digits = "".join(character for character in contact if character.isdecimal())
    if len(digits) == 13 and digits.startswith("86"):
        digits = digits[2:]
    if len(digits) < SHORTEST:
        return None
    living = Person.objects.filter(digits=digits, occupancies__place__project=project, erased_at__isnull=True)
    return _only(living.distinct())


def home_numbered(project: Project, unit: str) -> Place | None:
    """The one home of the project with this number as people type it (3-1502); None for none or several."""
    number = unit.strip()
    homes = Place.objects.filter(project=project, number=number, kind=PlaceKind.UNIT, is_active=True)
    return _only(homes) if number else None


def _only(found: QuerySet[M]) -> M | None:
    rows = list(found[:2])
    return rows[0] if len(rows) == 1 else None
