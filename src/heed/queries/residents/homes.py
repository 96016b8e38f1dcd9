"""Where a person lives."""

from django.db.models import QuerySet

from heed.records.models import Occupancy
from heed.records.prepared import prepared


def present_home(person: int, project: int) -> Occupancy | None:
    """Return where a person lives at this project by now, the longest first; None where nothing is on record."""
    return next(iter(_homes(person, project)), None)


@prepared
def _homes(person: int, project: int) -> QuerySet[Occupancy]:
    lives = Occupancy.objects.filter(person=person, place__project=project, until_on__isnull=True)
    return lives.select_related("place").order_by("since_on")
