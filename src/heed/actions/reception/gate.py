"""The guard's shift: begun, noted in, handed over and taken over (R41, R87).

The only writer of shifts at the gate. Every action is one transaction and raises Refused where it is not allowed.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.engine.outbox import Announcement, announce
from heed.process.case import Refusal
from heed.process.words import N_
from heed.queries.gate import gate_projects, may_take_over, open_at_gate, open_shift
from heed.queries.reception import current_meeting
from heed.records.models import Account, GateNote, GateShift, Project

_MISSING = N_("Please fill this in.")


@transaction.atomic
def begin_shift(project: Project, *, by: Account, at: datetime | None = None) -> GateShift:
    """Begin the shift; where one is running already, return it."""
    if not gate_projects(by).filter(pk=project.pk).exists():
        raise Refused([Refusal(N_("Your duties do not allow this."))])
    Account.objects.select_for_update().get(pk=by.pk)  # two clicks begin one shift
    return open_shift(by) or GateShift.objects.create(project=project, account=by, began_at=at or timezone.now())


@transaction.atomic
def write_note(shift: GateShift, text: str, *, by: Account, at: datetime | None = None) -> GateNote:
    """Write a line in the log of the running shift."""
    locked = _running(shift, by)
    if not text.strip():
        raise Refused([Refusal(_MISSING, "text")])
    return GateNote.objects.create(shift=locked, account=by, at=at or timezone.now(), text=text.strip())


@transaction.atomic
def hand_over(shift: GateShift, *, to: Account, words: str, by: Account, at: datetime | None = None) -> GateShift:
    """End the shift and hand it over with what is open; the one who comes next is notified."""
    locked, now = _running(shift, by), at or timezone.now()
    if current_meeting(by) is not None:
        raise Refused([Refusal(N_("End the call first."))])
    if not words.strip():
        raise Refused([Refusal(_MISSING, "words")])
    if not may_take_over(locked.project, by).filter(pk=to.pk).exists():
        raise Refused([Refusal(N_("Choose one from the list."), "to")])
    locked.numbers = [complaint.number for complaint in open_at_gate(locked)]
    locked.ended_at, locked.handed_to, locked.words = now, to, words.strip()
    locked.save(update_fields=["numbers", "ended_at", "handed_to", "words"])
    _notify(locked, "shift_handed", to, now)
    return locked


@transaction.atomic
def take_over(shift: GateShift, *, by: Account, at: datetime | None = None) -> GateShift:
    """Acknowledge a handover; a guard's own shift begins with it. The one who handed over is notified."""
    locked = GateShift.objects.select_for_update(of=("self",)).select_related("project", "account").get(pk=shift.pk)
    if locked.handed_to_id != by.pk:
        raise Refused([Refusal(N_("Your duties do not allow this."))])
    if locked.taken_over_at is not None:
        return locked
    locked.taken_over_at = now = at or timezone.now()
    locked.save(update_fields=["taken_over_at"])
    _notify(locked, "shift_taken", locked.account, now)
    if gate_projects(by).filter(pk=locked.project_id).exists():
        begin_shift(locked.project, by=by, at=now)
    return locked


def _running(shift: GateShift, by: Account) -> GateShift:
    """Return the account's own running shift, locked."""
    locked = GateShift.objects.select_for_update(of=("self",)).select_related("project").get(pk=shift.pk)
    if locked.account_id != by.pk:
        raise Refused([Refusal(N_("Your duties do not allow this."))])
    if locked.ended_at is not None:
        raise Refused([Refusal(N_("This shift has been handed over already."))])
    return locked


def _notify(shift: GateShift, about: str, reader: Account, at: datetime) -> None:
    facts = {"project": shift.project.name, "shift": shift.pk}
    announce(Announcement(f"{about}-{shift.pk}", about, facts, shift.project, at, urgent=True), [reader])
