"""What a person has agreed to, and withdrawn."""

from django.db.models import QuerySet

from heed.insight.phones import is_telephone
from heed.process.words import ConsentKind
from heed.queries.notices.reach import owner_address
from heed.records.models import Complaint, Consent
from heed.records.prepared import prepared


def consents_of(person_id: int) -> dict[ConsentKind, bool]:
    """Return what the person last said of each kind; a kind of which nothing was said is missing."""
    return {ConsentKind(kind): given for kind, given in _said(person_id)}


@prepared
def _said(person_id: int) -> QuerySet[Consent, tuple[str, bool]]:
    return Consent.objects.filter(person=person_id).order_by("pk").values_list("kind", "given")


def has_withdrawn_messages(complaint: Complaint) -> bool:
    """Return whether the complainant wants no messages by the way by which they would go.

    Messages about a matter rest on the contract, so nothing has to be agreed first; but whoever withdraws is obeyed.
    """
    if complaint.person_id is None:
        return False
    kind = ConsentKind.SMS if is_telephone(owner_address(complaint)) else ConsentKind.MAIL
    return consents_of(complaint.person_id).get(kind) is False
