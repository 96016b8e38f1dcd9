"""The codes of places, which stand on posters and stickers: made for many places at once, and renewed."""

import secrets
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from heed.records.models import Account, Place, PlaceCode

#: Letters and digits that nobody takes for another; ten of them are 2⁴⁹ codes, more than can be tried.
LETTERS, LENGTH = "23456789abcdefghjkmnpqrstuvwxyz", 10


def new_code() -> str:
    """Return a code by chance."""
    return "".join(secrets.choice(LETTERS) for _letter in range(LENGTH))


@transaction.atomic
def make_place_codes(places: Collection[Place], *, by: Account, at: datetime | None = None) -> int:
    """Give a code to each of these places that has none; return how many were made. Two at once make one each."""
    made_at = at or timezone.now()
    have = set(PlaceCode.objects.filter(place__in=places, ended_at=None).values_list("place", flat=True))
    new = [
        PlaceCode(place=place, code=new_code(), made_at=made_at, made_by=by) for place in places if place.pk not in have
    ]
    PlaceCode.objects.bulk_create(new, batch_size=500, ignore_conflicts=True)
    return len(new)


@transaction.atomic
def renew_place_code(place: Place, *, by: Account, at: datetime | None = None) -> PlaceCode:
    """Give the place another code; the former one says from now on that it has been replaced."""
    now = at or timezone.now()
    Place.objects.select_for_update(no_key=True).get(pk=place.pk)
    PlaceCode.objects.filter(place=place, ended_at=None).update(ended_at=now)
    return PlaceCode.objects.create(place=place, code=new_code(), made_at=now, made_by=by)
