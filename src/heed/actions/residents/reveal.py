"""Showing masked personal data in full: only where a duty needs it, and always with a record of it."""

from datetime import datetime

from heed.actions.engine.errors import Refused, refuse_without_duty
from heed.actions.record.audit import record_reveal
from heed.process.case import Refusal
from heed.process.roles import MAY_REVEAL
from heed.process.words import N_
from heed.queries.access import may_reveal, may_reveal_for_reason
from heed.queries.setup_access import people_set_up_by, setup_access_of
from heed.records.models import Account, Complaint, Person, Representative, SignUp


def reveal_for_reason(complaint: Complaint, *, by: Account, reason: str, at: datetime | None = None) -> str:
    """Return the complainant's name and contact in full, and record it with the reason: for those who watch from afar.

    Raises Refused where the duties do not allow it, or no reason is given.
    """
    if not may_reveal_for_reason(by, complaint):
        raise Refused([Refusal(N_("Your duties do not require this contact."))])
    if not reason.strip():
        raise Refused([Refusal(N_("Say why you need it: the reason is put on record."), "reason")])
    record_reveal(by=by, complaint=complaint, person=complaint.person, at=at, reason=reason.strip()[:200])
    return " · ".join(filter(None, (complaint.name, complaint.contact)))


def reveal_contact(complaint: Complaint, *, by: Account, at: datetime | None = None) -> str:
    """Return the complainant's contact in full and record it. Raises Refused where the duties do not need it."""
    if not may_reveal(by, complaint):
        raise Refused([Refusal(N_("Your duties do not require this contact."))])
    record_reveal(by=by, complaint=complaint, person=complaint.person, at=at)
    return complaint.contact


def reveal_representative(complaint: Complaint, *, by: Account, at: datetime | None = None) -> str:
    """Return the telephone of the complainant's representative in full and record it. Raises Refused likewise."""
    found = Representative.objects.filter(person=complaint.person_id).first()
    if found is None or not may_reveal(by, complaint):
        raise Refused([Refusal(N_("Your duties do not require this contact."))])
    record_reveal(by=by, complaint=complaint, person=complaint.person, at=at)
    return found.phone


def reveal_person(person: Person, *, by: Account, at: datetime | None = None) -> str:
    """Return a resident's telephone and e-mail in full and record it; for those who set up residents."""
    if not people_set_up_by(setup_access_of(by)).filter(pk=person.pk).exists():
        raise Refused([Refusal(N_("Your duties do not require this contact."))])
    record_reveal(by=by, person=person, at=at)
    return " · ".join(filter(None, (person.phone, person.email)))


def reveal_sign_up(sign_up: SignUp, *, by: Account, at: datetime | None = None) -> str:
    """Return the contact of one who signed up for a reception day in full and record it. Raises Refused likewise."""
    refuse_without_duty(by, sign_up.day.project, MAY_REVEAL)
    record_reveal(by=by, at=at, facts={"project": sign_up.day.project.name, "reception_day": sign_up.day_id})
    return sign_up.contact
