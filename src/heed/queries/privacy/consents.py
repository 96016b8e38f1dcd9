"""What a person has agreed to, and withdrawn."""

from django.db.models import QuerySet

from heed.insight.phones import is_telephone
from heed.process.words import ConsentKind
from heed.records.models import Consent
from heed.records.prepared import prepared


def consents_of(person_id: int) -> dict[ConsentKind, bool]:
    """Return what the person last said of each kind; a kind of which nothing was said is missing."""
    return {ConsentKind(kind): given for kind, given in _said(person_id)}


@prepared
def _said(person_id: int) -> QuerySet[Consent, tuple[str, bool]]:
    return Consent.objects.filter(person=person_id).order_by("pk").values_list("kind", "given")


def has_withdrawn_messages(person_id: int | None, address: str) -> bool:
    """Return whether a resident wants no messages by the way that this address needs.

    Messages about a matter rest on the contract, so nothing has to be agreed first; but who withdraws is obeyed.
    """
    if person_id is None:
        return False
    kind = ConsentKind.SMS if is_telephone(address) else ConsentKind.MAIL
    return consents_of(person_id).get(kind) is False
