"""The sign-ups to reception days that are a person's: by telephone or e-mail, and without these by name and home."""

from collections.abc import Iterable

from heed.insight.guest_keys import keys_of_person
from heed.insight.homes import room
from heed.records.models import Occupancy, Person, SignUp


def keys_of(person: Person) -> tuple[str, ...]:
    """Return what the person's sign-ups are found by."""
    return keys_of_person(person.phone, person.email, person.name)


def seats_of(person: Person, homes: Iterable[Occupancy]) -> list[SignUp]:
    """Return the sign-ups of a person at whatever estate, the newest first; one query, by the index `sign_up_found_by`.

    One that gives no contact is the person's where the name fits and it names one of the `homes`.
    """
    rooms = {room(written) for home in homes for written in (home.place.number, home.place.path)} - {""}
    found = SignUp.objects.filter(found_by__in=keys_of(person)).select_related("day__project").order_by("-pk")
    return [one for one in found if one.contact or room(one.unit) in rooms]
