"""Visitors at the counter and telephone calls: arriving, receiving, answering, ending (R26, R33, R38 to R40, R46).

The only writer of receptions and calls; calling a superior is in `superior`. Every action takes `by` and `at` (now), is
one transaction, and raises Refused where the rules of the counter do not allow it.
"""

from collections.abc import Collection
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from heed.actions.engine import clocks, retiming
from heed.actions.engine.errors import Refused
from heed.actions.engine.execute import ACTIONS
from heed.actions.reception.called import close_unanswered
from heed.actions.reception.called_notes import link_complaint
from heed.actions.reception.missed import settle_missed
from heed.process.case import Refusal
from heed.process.roles import RECEIVES, TAKES_IN
from heed.process.words import N_, ClockKind, Emotion, Role
from heed.process.words.counter import CallBackOutcome, Manner, NothingRecorded
from heed.queries.access import projects_of
from heed.queries.policies import current_policy
from heed.queries.reception import Meeting, began_at, current_meeting, ring_choices
from heed.queries.staff.duties import duties_at
from heed.records.models import Account, Call, Complaint, Person, Project, Reception

M = TypeVar("M", Reception, Call, Meeting)


@transaction.atomic
def arrive(project: Project, *, by: Account, person: Person | None = None, at: datetime | None = None) -> Reception:
    """Record a visitor who arrives; the waiting clock starts (R39)."""
    _refuse_others(by, project)
    now = at or timezone.now()
    visit = Reception.objects.create(project=project, person=person, arrived_at=now)
    clocks.start_without_complaint(ClockKind.WAITING, project, now, reception=visit)
    return visit


@transaction.atomic
def receive(visit: Reception, *, by: Account, at: datetime | None = None) -> Reception:
    """Receive a visitor: the waiting clock stops and the reception's clock starts (R33). One at a time (R39)."""
    locked = _locked(visit, by)
    refuse_busy(by)
    if locked.began_at is not None or locked.ended_at is not None:
        raise Refused([Refusal(N_("A colleague is already receiving this visitor."))])
    now = at or timezone.now()
    locked.account, locked.began_at = by, now
    locked.save(update_fields=["account", "began_at"])
    _stop_clocks(locked, now)
    clocks.start_without_complaint(ClockKind.COUNTER, locked.project, now, reception=locked)
    return locked


@transaction.atomic
def ring(
    project: Project, *, by: Account, number: str = "", is_first_ring: bool = False, at: datetime | None = None
) -> Call:
    """Record a call that rings: at the desk, or at the gate (R40, R41). `is_first_ring`: as telephony says."""
    _refuse_others(by, project, TAKES_IN)
    now = at or timezone.now()
    return Call.objects.create(project=project, number=number, rang_at=now, is_from_first_ring=is_first_ring)


@transaction.atomic
def count_rings(call: Call, rings: int, *, by: Account) -> Call:
    """Record how often it rang, as the one who answered counted (R40)."""
    locked = _locked(call, by)
    if rings not in ring_choices(locked, current_policy()):
        raise Refused([Refusal(N_("Choose one from the list."), "rings")])
    locked.rings = rings
    locked.save(update_fields=["rings"])
    return locked


@transaction.atomic
def answer(call: Call, *, by: Account, at: datetime | None = None) -> Call:
    """Answer a call that rings (R40)."""
    locked = _locked(call, by)
    refuse_busy(by)
    if locked.answered_at is not None or locked.ended_at is not None:
        raise Refused([Refusal(N_("This call has already been answered or has ended."))])
    locked.account, locked.answered_at = by, at or timezone.now()
    locked.save(update_fields=["account", "answered_at"])
    if locked.number:
        settle_missed(locked, CallBackOutcome.RANG_AGAIN, by, locked.answered_at)
    return locked


@transaction.atomic
def end(
    meeting: M,
    *,
    by: Account,
    because: str = "",
    about: str = "",
    complaint: Complaint | None = None,
    person: Person | None = None,
    at: datetime | None = None,
) -> M:
    """End a visit or a call: with its complaint, or with the reason why there is nothing to record (R1, R41).

    One that was never received or answered counts as missed and needs no reason. `complaint`: the matter on record to
    which it belonged; `about`: what it was about, a note there; `person`: who
    spoke.
    """
    locked = _locked(meeting, by)
    if locked.ended_at is not None:
        return locked
    if complaint is not None and locked.complaint_id is None:
        _link(locked, complaint, about, by, at)
    if began_at(locked) is not None and locked.complaint_id is None:
        locked.nothing_because, locked.about = _nothing_because(because, about.strip()), about.strip()
    locked.person = locked.person or person
    locked.ended_at, locked.ended_by = at or timezone.now(), by
    locked.save(update_fields=["nothing_because", "about", "person", "ended_at", "ended_by"])
    _stop_clocks(locked, locked.ended_at)
    close_unanswered(locked, by, locked.ended_at)
    return locked


def _link(meeting: Meeting, complaint: Complaint, about: str, by: Account, at: datetime | None) -> None:
    """Link a visit or a call to a matter on record, with what was said as a note there."""
    if complaint.project_id != meeting.project_id:
        raise Refused([Refusal(N_("Choose another complaint of the same project."), "complaint")])
    link_complaint(meeting, complaint, by=by, at=at)
    if about.strip():
        ACTIONS["note"](complaint, by=by, words=about.strip(), at=at)


def _nothing_because(because: str, about: str) -> str:
    """Return why there is nothing to record. Raises Refused where that is not said, or contradicts what was written."""
    if because not in {word.value for word in NothingRecorded}:
        if because or not about:
            raise Refused([Refusal(N_("Record what was said, or say why there is nothing to record."), "because")])
        return NothingRecorded.OTHER
    if because == NothingRecorded.OTHER and not about:
        raise Refused([Refusal(N_("Write in a few words what it was about."), "about")])
    if because == NothingRecorded.WORDLESS and about:
        raise Refused([Refusal(N_("Something was said: choose another reason."), "because")])
    return because


@transaction.atomic
def set_emotion(meeting: Meeting, emotion: str, *, by: Account) -> Meeting:
    """Record whether the owner is calm or agitated, which changes the handling (R11, R31)."""
    if emotion not in {word.value for word in Emotion}:
        raise Refused([Refusal(N_("Choose one from the list."), "emotion")])
    locked = _locked_one(meeting, by)
    locked.emotion = emotion
    locked.save(update_fields=["emotion"])
    if isinstance(locked, Reception):  # agitated only after the limit: the worker escalates now
        for clock in locked.clocks.filter(stopped_at__isnull=True, kind=ClockKind.COUNTER):
            retiming.schedule_check(clock, timezone.now())
    return locked


@transaction.atomic
def set_checklist(visit: Reception, manners: list[str], *, by: Account) -> Reception:
    """Record which items of the reception checklist were done (R38)."""
    locked = _locked(visit, by)
    known = [manner.value for manner in Manner]
    locked.checklist = [code for code in known if code in manners]
    locked.save(update_fields=["checklist"])
    return locked


def _refuse_others(by: Account, project: Project, roles: Collection[Role] = RECEIVES) -> None:
    if not duties_at(by, project).filter(role__in=[role.value for role in roles]).exists():
        raise Refused([Refusal(N_("Your duties do not allow this."))])


def _locked(meeting: M, by: Account) -> M:
    """Return the visit or call, locked; raise Refused if the account does not receive or answer there."""
    locked = type(meeting).objects.select_for_update().select_related(None).get(pk=meeting.pk)
    there = projects_of(by, TAKES_IN if isinstance(locked, Call) else RECEIVES)
    if not there.filter(pk=locked.project_id).exists():
        raise Refused([Refusal(N_("Your duties do not allow this."))])
    return locked


def _locked_one(meeting: Meeting, by: Account) -> Meeting:
    if isinstance(meeting, Reception):
        return _locked(meeting, by)
    return _locked(meeting, by)


def refuse_busy(by: Account) -> None:
    """Raise Refused while the account is with another owner: one at a time (R39)."""
    Account.objects.select_for_update().get(pk=by.pk)  # two browser windows of one person take turns
    if current_meeting(by) is not None:
        raise Refused([Refusal(N_("You are with another owner. Finish that first, or ask a colleague."))])


def _stop_clocks(meeting: Meeting, at: datetime) -> None:
    if isinstance(meeting, Reception):
        for clock in meeting.clocks.filter(stopped_at__isnull=True):
            clocks.stop(clock, at)
