"""Consents and their withdrawal: each is a row of its own, and the latest one of a kind holds from its instant on."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from heed.process.words import ConsentKind
from heed.queries.privacy.consents import consents_of
from heed.records.models import Account, Consent, Person


@transaction.atomic
def record_consent(
    person: Person, kind: ConsentKind, *, given: bool, by: Account | None, note: str = "", at: datetime | None = None
) -> Consent | None:
    """Record that a person agreed (`given`) or withdrew; None where that holds already. `by` None: on the own page."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if consents_of(person.pk).get(kind) is given:
        return None
    return Consent.objects.create(
        person=person, kind=kind.value, given=given, note=note.strip(), recorded_by=by, at=at or timezone.now()
    )
