"""The steward (楼管家) of a place, or of the nearest place above it (R68)."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from heed.queries.staff.duties import present_or_stand_in
from heed.records.models import Account, Place
from heed.records.prepared import prepared


def steward_of(place: Place) -> Account | None:
    """Return the steward of the place or of the nearest place above that has one; one query for each place above."""
    steward, above = place.steward_id, place.parent_id
    while steward is None and above is not None:
        ((steward, above),) = _steward_and_parent(above)
    return Account.objects.get(pk=steward) if steward is not None else None


@prepared
def _steward_and_parent(place: int) -> QuerySet[Place, tuple[int | None, int | None]]:
    return Place.objects.filter(pk=place).values_list("steward_id", "parent_id")


def answering_steward(place: Place, *, but: Collection[Account | int], at: datetime) -> Account | None:
    """Return the case owner for a complaint from the place: its steward or, during an absence, the stand-in.

    None where it has no steward, the steward has left, or the account is one of `but`.
    """
    steward = steward_of(place)
    return present_or_stand_in(steward, place.project_id, but, at) if steward is not None else None
