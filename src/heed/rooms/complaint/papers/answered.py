"""What the owner was answered, as the papers for the owner say it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from heed.process.disclosure import text_for_owner
from heed.process.moves import ROWS
from heed.process.settling import CALLED_NUMBER, SATISFACTION
from heed.process.words import ClosingCode, CompensationState, FileKind, Satisfaction
from heed.records.models import Attachment, Compensation, Complaint
from heed.ui import masking

#: Moves that end a case.
ENDS = tuple(row.name for row in ROWS if row.closes_as is not None)


def last_facts(complaint: Complaint, name: str, move: str = "") -> dict[str, Any]:
    """The facts of the last entry (of this move) that has the fact of this name; empty where there is none."""
    told = [entry for entry in complaint.entries.all() if hasattr(entry, "content") and move in ("", entry.move)]
    return next((entry.content.facts for entry in reversed(told) if (entry.content.facts or {}).get(name)), {})


def settled(complaint: Complaint) -> dict[str, Any]:
    """What the owner said when it was resolved on the spot; empty where it was not, or has been opened again (R54)."""
    if complaint.closing_code != ClosingCode.ON_SITE:
        return {}
    facts = last_facts(complaint, SATISFACTION.name)
    opinions = [(_(one.label), one.value == facts.get(SATISFACTION.name)) for one in Satisfaction]
    return facts | {"opinions": opinions, "number": masking.masked(str(facts.get(CALLED_NUMBER.name) or ""))}


def paid(complaint: Complaint) -> Compensation | None:
    """The last compensation that the owner received."""
    return complaint.compensations.filter(state=CompensationState.PAID).order_by("-pk").first()


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature of the owner: what it stands under, in the words that the owner reads, and whether that ends it."""

    file: Attachment
    what: str
    ends: bool


def signed(file: Attachment) -> Signed:
    """What the owner signed with this signature."""
    entry = file.entry
    facts = entry.content.facts if hasattr(entry, "content") else {}
    return Signed(file, _(text_for_owner(entry.move, facts, entry.actor, out_of_reach=False)), entry.move in ENDS)


def last_signed(complaint: Complaint) -> Signed | None:
    """The owner's last signature that was not erased; that which ends the case before that under a solution."""
    kept = Attachment.objects.filter(entry__complaint=complaint, entry__erasure__isnull=True)
    found = kept.filter(kind=FileKind.SIGNATURE.value).select_related("entry__content").order_by("-pk")
    every = [signed(one) for one in found]
    return next((one for one in every if one.ends), every[0] if every else None)
