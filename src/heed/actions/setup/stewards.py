"""Stewards of places (楼管家): the staff who look after a building, a home or a spot (R68)."""

from heed.actions.engine.errors import Refused
from heed.actions.engine.validate import is_staff_of
from heed.process.case import Refusal
from heed.process.words import N_
from heed.records.models import Account, Place


def name_steward(place: Place, steward: Account | None, *, by: Account | None) -> Place:
    """Name the steward of a place; None: it has none, so that the place above decides.

    Complaints on record keep their case owner. Raises Refused where the account is closed, or has no
    duty at the project.
    """
    if steward is not None and not is_staff_of(steward, place.project):
        raise Refused([Refusal(N_("Choose somebody who works at this project."), "steward")])
    place.steward = steward
    place.save(update_fields=["steward"])
    return place
