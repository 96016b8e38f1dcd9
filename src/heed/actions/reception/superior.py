"""Calling a superior to the counter or the telephone (R33 to R36, C7, C8)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from heed.actions.engine import clocks
from heed.actions.engine.errors import Refused
from heed.actions.reception.called import KnownAtCall, locked_for_call, notify_called, put_on_record
from heed.actions.reception.called_notes import escalate
from heed.process.case import Refusal
from heed.process.words import N_, ClockKind
from heed.queries.reception import Meeting
from heed.queries.rota.on_duty import superiors_to_call
from heed.records.models import Account, Summons


@transaction.atomic
def call_superior(
    meeting: Meeting,
    *,
    by: Account,
    consent: bool,
    reason: str,
    to: Account | None = None,
    known: KnownAtCall | None = None,
    at: datetime | None = None,
) -> Summons:
    """Call a superior to this visit or call: the one chosen, or the first on duty by the ladder (R33 to R35, C7).

    `consent` is the owner's answer; a no is recorded, and the superior is called nevertheless (C8). The call's clock
    runs until it is seen. A complaint that is linked gets an entry in its timeline; until there is one, `known` says
    who it is and what it is about.
    """
    meeting = locked_for_call(meeting, by, reason)
    now = at or timezone.now()
    chosen = _chosen(meeting, by, to, now, consent)
    summons = put_on_record(meeting, by, chosen, now, consent=consent, reason=reason, known=known)
    clocks.start_without_complaint(ClockKind.PAGE, meeting.project, now, summons=summons)
    notify_called(summons, now)
    if summons.complaint is not None:
        escalate(summons, now)
    return summons


def _chosen(meeting: Meeting, by: Account, to: Account | None, now: datetime, consent: bool) -> Account:
    candidates = superiors_to_call(meeting.project, by, now)
    chosen = to or (candidates[0] if candidates else None)
    if chosen is None or chosen.pk not in {account.pk for account in candidates}:
        raise Refused([Refusal(N_("This project has no superior above you on record. Call the company centre."), "to")])
    earlier = meeting.summonses.filter(to=chosen, arrived_at__isnull=True, declined_at__isnull=True)
    if earlier.filter(consent__gte=consent).exists():  # an owner may agree after a first no
        raise Refused([Refusal(N_("%(name)s has already been called."), "to", {"name": chosen.name})])
    return chosen
