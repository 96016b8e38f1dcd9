"""Residents and homes as people write them down: only where just one is meant."""

from collections.abc import Sequence
from typing import TypeVar

from heed.process.words import PlaceKind
from heed.records.models import Occupancy, Person, Place, Project

#: Fewer digits are an extension, a house number or a slip, not a telephone.
SHORTEST = 7
#: People by their telephone who live or lived at a project: in plain SQL, for it is asked with every complaint.
_RESIDENTS = (
    f"SELECT * FROM {Person._meta.db_table} person WHERE digits = %s AND erased_at IS NULL AND EXISTS ("  # noqa: S608
    f"SELECT 1 FROM {Occupancy._meta.db_table} home JOIN {Place._meta.db_table} place ON place.id = home.place_id "
    "WHERE home.person_id = person.id AND place.project_id = %s)"
)
#: Its homes by their number, likewise.
_HOMES = f"SELECT * FROM {Place._meta.db_table} WHERE project_id = %s AND number = %s AND kind = %s AND is_active"  # noqa: S608
Found = TypeVar("Found")


def resident_with(project: Project, contact: str) -> Person | None:
    """The one resident of the project with this telephone, written with or without +86; None for none or several."""
    digits = "".join(character for character in contact if character.isdecimal())
    if len(digits) == 13 and digits.startswith("86"):
        digits = digits[2:]
    if len(digits) < SHORTEST:
        return None
    return _only(list(Person.objects.raw(_RESIDENTS, [digits, project.pk])))


def home_numbered(project: Project, unit: str) -> Place | None:
    """The one home of the project with this number as people type it (3-1502); None for none or several."""
    number = unit.strip()
    if not number:
        return None
    return _only(list(Place.objects.raw(_HOMES, [project.pk, number, PlaceKind.UNIT.value])))


def _only(found: Sequence[Found]) -> Found | None:
    return found[0] if len(found) == 1 else None
