"""The needs of a person: special care with its reason, and a representative with the consent for it."""

from datetime import date, datetime

from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.process.case import Refusal
from heed.process.words import N_, ConsentForm
from heed.records.models import Account, Person, Representative, Vulnerability


def mark_vulnerable(person: Person, reason: str, *, by: Account | None) -> None:
    """Record that the person needs special care, and why. Raises Refused without a reason."""
    if not reason.strip():
        raise Refused([Refusal(N_("Please fill this in."), "reason")])
    Vulnerability.objects.update_or_create(person=person, defaults={"reason": reason.strip()})


def unmark_vulnerable(person: Person, *, by: Account) -> None:
    """Record that the person needs no special care any longer, and delete the reason."""
    Vulnerability.objects.filter(person=person).delete()


def name_representative(
    person: Person, *, name: str, phone: str, consent_on: date, consent_form: ConsentForm | str, by: Account | None,
    at: datetime | None = None,
) -> Representative:  # fmt: skip
    """Record the representative of the person, and the consent. Raises Refused for a consent dated in the future."""
    if consent_on > timezone.localdate(at):
        raise Refused([Refusal(N_("This day lies ahead."), "consent_on")])
    columns = {"name": name, "phone": phone, "consent_on": consent_on, "consent_form": str(consent_form)}
    return Representative.objects.update_or_create(person=person, defaults=columns)[0]


def remove_representative(person: Person, *, by: Account) -> None:
    """Record that the consent was withdrawn, and delete the data of the representative."""
    Representative.objects.filter(person=person).delete()
