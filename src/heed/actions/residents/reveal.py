"""Looking at masked personal data: allowed where its purpose is, and always on record."""

from datetime import datetime

from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.process.case import Refusal
from heed.process.words import N_
from heed.queries.access import may_reveal
from heed.queries.setup_access import arranger, people_arranged_by
from heed.records.models import Account, Complaint, Person, Representative, Reveal


def reveal_contact(complaint: Complaint, *, by: Account, at: datetime | None = None) -> str:
    """The complainant's contact in full; the look is on record. Raises Refused where the duties do not ask for it."""
    if not may_reveal(by, complaint):
        raise Refused([Refusal(N_("Your duties do not need this contact."))])
    Reveal.objects.create(account=by, complaint=complaint, person=complaint.person, at=at or timezone.now())
    return complaint.contact


def reveal_representative(complaint: Complaint, *, by: Account, at: datetime | None = None) -> str:
    """The telephone of who speaks for the complainant, in full; the look is on record. Raises Refused as for theirs."""
    found = Representative.objects.filter(person=complaint.person_id).first()
    if found is None or not may_reveal(by, complaint):
        raise Refused([Refusal(N_("Your duties do not need this contact."))])
    Reveal.objects.create(account=by, complaint=complaint, person=complaint.person, at=at or timezone.now())
    return found.phone


def reveal_person(person: Person, *, by: Account, at: datetime | None = None) -> str:
    """A resident's telephone and e-mail in full, for whoever keeps the list of residents; the look is on record."""
    if not people_arranged_by(arranger(by)).filter(pk=person.pk).exists():
        raise Refused([Refusal(N_("Your duties do not need this contact."))])
    Reveal.objects.create(account=by, person=person, at=at or timezone.now())
    return " · ".join(filter(None, (person.phone, person.email)))
