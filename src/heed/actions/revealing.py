"""Looking at masked personal data: allowed where its purpose is, and always on record (DESIGN 4)."""

from datetime import datetime

from django.utils import timezone

from heed.actions.errors import Refused
from heed.process.law import Refusal
from heed.process.words import N_
from heed.queries.sight import may_reveal
from heed.records.models import Account, Complaint, Reveal


def reveal_contact(complaint: Complaint, *, by: Account, at: datetime | None = None) -> str:
    """The complainant's contact in full; the look is on record. Raises Refused where the duties do not ask for it."""
    if not may_reveal(by, complaint):
        raise Refused([Refusal(N_("Your duties do not need this contact."))])
    Reveal.objects.create(account=by, complaint=complaint, person=complaint.person, at=at or timezone.now())
    return complaint.contact
