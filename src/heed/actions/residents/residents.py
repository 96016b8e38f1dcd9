"""Residents, and who lives where since when (R10, R14)."""

from datetime import date

from django.db import IntegrityError, transaction

from heed.actions.engine.errors import Refused
from heed.actions.engine.lookup_keys import index_people
from heed.actions.residents.identities import end_identities
from heed.actions.setup.founding import add_person
from heed.process.case import Refusal
from heed.process.words import N_, Tenure
from heed.records.models import Account, Occupancy, Person, Place


@transaction.atomic
def add_resident(
    *, by: Account, place: Place, tenure: Tenure | str, since_on: date | None = None, name: str, phone: str = "",
    **details: str | bool,
) -> Person:  # fmt: skip
    """Create a resident who lives in a home, and return the person."""
    person = add_person(name, phone, **details)
    Occupancy.objects.create(person=person, place=place, tenure=str(tenure), since_on=since_on)
    index_people([person.pk])
    return person


@transaction.atomic
def change_person(person: Person, *, by: Account | None, **facts: str | bool) -> Person:
    """Other facts of a person: name, honorific, phone, email, language, notes, and needs in contact.

    Another telephone ends the sign-ins that the one before had confirmed.
    """
    if "phone" in facts and Person.objects.filter(pk=person.pk).exclude(phone=facts["phone"]).exists():
        end_identities(person, by=by)
    Person.objects.filter(pk=person.pk).update(**facts)
    index_people([person.pk])
    person.refresh_from_db()
    return person


@transaction.atomic
def move_in(
    person: Person, place: Place, *, by: Account, tenure: Tenure | str, since_on: date | None = None
) -> Occupancy:
    """Add a home of a person. Raises Refused where the person lives there already."""
    if Occupancy.objects.filter(person=person, place=place, until_on__isnull=True).exists():
        raise Refused([Refusal(N_("This person already lives there."), "place")])
    try:
        with transaction.atomic():
            home = Occupancy.objects.create(person=person, place=place, tenure=str(tenure), since_on=since_on)
    except IntegrityError as before:
        raise Refused([Refusal(N_("This person already lives there."), "place")]) from before
    index_people([person.pk])
    return home


@transaction.atomic
def move_out(home: Occupancy, *, by: Account, until_on: date) -> Occupancy:
    """Record the last day of a person in a home. Raises Refused for a day before the first."""
    if home.since_on and until_on < home.since_on:
        raise Refused([Refusal(N_("This is earlier than the move-in date."), "until_on")])
    home.until_on = until_on
    home.save(update_fields=["until_on"])
    index_people([home.person_id])
    return home
