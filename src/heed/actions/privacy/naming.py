"""Saying whose matter it is that was told with a resident's telephone and names no resident."""

from django.db import transaction

from heed.actions.engine.index import index_complaints
from heed.actions.engine.lookup_keys import index_complainant
from heed.actions.engine.sealing import seal
from heed.records.models import Complaint, Person


@transaction.atomic
def name_matter(complaint: Complaint, person: Person) -> None:
    """Put the person to a complaint that names none; nothing happens where it names one by now."""
    locked = Complaint.objects.select_for_update(of=("self",), no_key=True).get(pk=complaint.pk)
    if locked.person_id is not None:
        return
    Complaint.objects.filter(pk=locked.pk).update(person=person)
    locked.person = person
    index_complainant(person.pk, locked.project_id)
    index_complaints([locked.pk])
    seal(locked)
