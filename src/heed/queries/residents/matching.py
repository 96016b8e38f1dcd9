"""Finding the resident or the home that a form means, only where exactly one matches."""

from collections.abc import Sequence
from typing import TypeVar

from heed.insight.homes import room
from heed.insight.phones import national_digits, region_of
from heed.insight.visible import visible
from heed.process.words import PlaceKind
from heed.queries.raw_sql import rows_where
from heed.records.models import Occupancy, Person, Place, Project

#: Fewer digits are no telephone number.
FEWEST_DIGITS = 7
_LIVED_HERE = (  # lives or lived at the project
    f"EXISTS (SELECT 1 FROM {Occupancy._meta.db_table} home "  # noqa: S608  # names of our own
    f"JOIN {Place._meta.db_table} place ON place.id = home.place_id "
    f"WHERE home.person_id = {Person._meta.db_table}.id AND place.project_id = %s)"
)
M = TypeVar("M")


def resident_with(project: Project, contact: str) -> Person | None:
    """The one resident of the project with this telephone, in whatever shape; None for none or several."""
    numbers = national_digits(contact, region_of(project.timezone))
    digits = next((number for number in numbers if len(number) >= FEWEST_DIGITS), "")
    if not digits:
        return None
    return _only(rows_where(Person, f"digits = %s AND erased_at IS NULL AND {_LIVED_HERE}", digits, project.pk))


def home_numbered(project: Project, unit: str) -> Place | None:
    """The one home of the project with this number ("3-1502", "3号楼1502室"); None for none or several."""
    number = room(unit).upper() or visible(unit).strip()
    if not number:
        return None
    condition = "project_id = %s AND number = %s AND kind = %s AND is_active"
    return _only(rows_where(Place, condition, project.pk, number, PlaceKind.UNIT.value))


def _only(found: Sequence[M]) -> M | None:
    return found[0] if len(found) == 1 else None
