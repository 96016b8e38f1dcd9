"""Asking a colleague who is no superior to take a call, or to the counter, with the owner's consent (R46)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.reception.called import KnownAtCall, locked_for_call, notify_called, put_on_record
from heed.actions.reception.called_notes import note_asked
from heed.process.case import Refusal
from heed.process.words import N_
from heed.queries.reception import Meeting, current_meeting
from heed.queries.staff.colleagues import colleagues_to_ask
from heed.records.models import Account, Call, Summons


@transaction.atomic
def ask_colleague(
    meeting: Meeting,
    *,
    to: Account,
    by: Account,
    consent: bool,
    reason: str,
    known: KnownAtCall | None = None,
    at: datetime | None = None,
) -> Summons:
    """Ask the colleague to take this call, or to come to this visit. Without the owner's consent nobody is asked.

    Until the colleague has taken it, the owner stays with the one who asks. No clock runs and nothing is escalated; a
    complaint that is linked gets a note.
    """
    meeting, now = locked_for_call(meeting, by, reason), at or timezone.now()
    if not consent:
        raise Refused([Refusal(N_("Without the owner's consent nobody is asked. Stay with the owner."), "consent")])
    if not colleagues_to_ask(meeting.project, by, now, meeting.complaint).filter(pk=to.pk).exists():
        raise Refused([Refusal(N_("Choose one from the list."), "to")])
    _refuse_second(meeting, to)
    summons = put_on_record(
        meeting, by, to, now, consent=consent, reason=reason, known=known, to_colleague=True
    )  # fmt: skip
    notify_called(summons, now)
    if summons.complaint is not None:
        note_asked(summons, now)
    return summons


def _refuse_second(meeting: Meeting, to: Account) -> None:
    """Raise Refused where the colleague cannot come, or another one is still asked: an owner goes to one at a time."""
    waiting = meeting.summonses.filter(to_colleague=True, arrived_at__isnull=True, declined_at__isnull=True)
    asked = waiting.select_related("to").first()
    if asked is not None:
        said = N_("%(name)s has been asked and has not answered yet. Take it back first.")
        raise Refused([Refusal(said, "to", {"name": asked.to.name})])
    if isinstance(meeting, Call) and current_meeting(to) is not None:
        raise Refused([Refusal(N_("%(name)s is with another owner."), "to", {"name": to.name})])
