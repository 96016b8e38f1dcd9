"""Calling back after a missed call: who does it, each try, and the call itself (R41).

Every action is one transaction and raises Refused where it is not allowed.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.reception.meetings import refuse_busy
from heed.actions.reception.missed import settle_missed, write_line
from heed.insight.phones import national_digits, region_of
from heed.process.case import Refusal
from heed.process.words import N_
from heed.process.words.counter import CALLED_BACK, CallBackOutcome
from heed.queries.gate import may_call_back
from heed.records.models import Account, Call, CallBack

_TRIES = (CallBackOutcome.NOT_REACHED, CallBackOutcome.LATER, CallBackOutcome.GIVEN_UP)


@transaction.atomic
def take_call_back(call: Call, *, by: Account, number: str = "", at: datetime | None = None) -> CallBack:
    """Say who calls back; from then on this person sees the number. `number`: where the call came without one."""
    locked = _locked(call, by)
    if not locked.number:
        if not national_digits(number, region_of(locked.project.timezone)):
            raise Refused([Refusal(N_("Enter the number that the telephone shows."), "number")])
        locked.number = number.strip()[:40]
        locked.save(update_fields=["number"])
    return write_line(locked, by, CallBackOutcome.TAKEN, at)


@transaction.atomic
def record_try(
    call: Call,
    *,
    outcome: str,
    by: Account,
    next_at: datetime | None = None,
    words: str = "",
    at: datetime | None = None,
) -> CallBack:
    """Record a try that reached nobody, when the caller wishes to be called, or why nobody can call back."""
    locked, now = _locked(call, by), at or timezone.now()
    if outcome not in _TRIES:
        raise Refused([Refusal(N_("Choose one from the list."), "outcome")])
    if outcome == CallBackOutcome.LATER and (next_at is None or next_at <= now):
        raise Refused([Refusal(N_("Enter when the caller wishes to be called."), "next_at")])
    if outcome == CallBackOutcome.GIVEN_UP and not words.strip():
        raise Refused([Refusal(N_("Please fill this in."), "words")])
    return write_line(locked, by, CallBackOutcome(outcome), now, next_at, words.strip())


@transaction.atomic
def reach(call: Call, *, by: Account, at: datetime | None = None) -> Call:
    """Begin the conversation with the caller: a call of its own, whose complaint is linked to the missed one too."""
    locked, now = _locked(call, by), at or timezone.now()
    refuse_busy(by)
    settle_missed(locked, CallBackOutcome.REACHED, by, now)
    return Call.objects.create(
        project=locked.project,
        account=by,
        person=locked.person,
        number=locked.number,
        back_of=locked,
        rang_at=now,
        answered_at=now,
    )


def _locked(call: Call, by: Account) -> Call:
    """Return the missed call, locked; raise Refused for others, and once it has been returned."""
    locked = Call.objects.select_for_update(of=("self",)).select_related("project", "person").get(pk=call.pk)
    if not may_call_back(by, locked.project):
        raise Refused([Refusal(N_("Your duties do not allow this."))])
    done = locked.call_backs.filter(outcome__in=[outcome.value for outcome in CALLED_BACK])
    if locked.answered_at is not None or locked.ended_at is None or locked.complaint_id or done.exists():
        raise Refused([Refusal(N_("This call has been returned already."))])
    return locked
