"""Calling a superior to the counter or the telephone: called, seen, arrived (R33 to R36, C7, C8)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from heed.actions.engine import clocks
from heed.actions.engine.errors import Refused
from heed.actions.engine.execute import ACTIONS
from heed.actions.engine.outbox import Announcement, announce, inbox_key
from heed.actions.engine.own_words import own_words
from heed.process.case import Refusal
from heed.process.roles import SUPERIORS
from heed.process.words import ENDED, N_, ClockKind
from heed.queries.reception import Meeting, current_meeting, desk_projects
from heed.queries.rota.on_duty import superiors_to_call
from heed.queries.staff.duties import duties_at
from heed.records.models import Account, Call, Complaint, Notice, Person, Reception, Summons

#: What the timeline says of a call that was transferred, or was not (R46).
TOOK_OVER = N_("%(name)s took the call over.")
NOT_TAKEN = N_("%(name)s did not take the call.")
#: Added to the reason in the timeline where the owner did not want a superior (C8).
DECLINED = N_("The owner did not want a superior to come; the superior was informed anyway.")


@dataclass(frozen=True, slots=True)
class KnownAtCall:
    """What is known of the owner and the matter before a complaint is recorded."""

    name: str = ""
    home: str = ""
    matter: str = ""
    person: Person | None = None  # as the desk found them


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
    meeting = _locked_meeting(meeting)  # so that two clicks make one call
    now = at or timezone.now()
    if not desk_projects(by).filter(pk=meeting.project_id).exists():
        raise Refused([Refusal(N_("Your duties do not allow this."))])
    if not reason.strip():
        raise Refused([Refusal(N_("Please fill this in."), "reason")])
    if meeting.ended_at is not None:
        raise Refused([Refusal(N_("This visit or call is over."))])
    chosen = _chosen(meeting, by, to, now, consent)
    summons = Summons.objects.create(
        project=meeting.project,
        reception=meeting if isinstance(meeting, Reception) else None,
        call=meeting if isinstance(meeting, Call) else None,
        complaint=meeting.complaint,
        asked_by=by,
        to=chosen,
        consent=consent,
        reason=reason.strip()[:200],
        **_typed(meeting, known),
        asked_at=now,
    )
    if isinstance(meeting, Call):
        Call.objects.filter(pk=meeting.pk).update(transfer_consent=consent)
    clocks.start_without_complaint(ClockKind.PAGE, meeting.project, now, summons=summons)
    _notify(summons, now)
    if summons.complaint is not None:
        _escalate(summons, now)
    return summons


def _typed(meeting: Meeting, known: KnownAtCall | None) -> dict[str, str]:
    """What was typed, for the superior to read; who was found is kept with the visit or call (R36, R46)."""
    if known is None or meeting.complaint is not None:
        return {}
    if known.person is not None and meeting.person_id != known.person.pk:
        meeting.person = known.person
        meeting.save(update_fields=["person"])
    return {"name": known.name, "home": known.home, "matter": known.matter}


def _locked_meeting(meeting: Meeting) -> Meeting:
    model = Reception if isinstance(meeting, Reception) else Call
    locked = model.objects.select_for_update(no_key=True).get(pk=meeting.pk)
    assert isinstance(locked, Reception | Call)
    return locked


def _chosen(meeting: Meeting, by: Account, to: Account | None, now: datetime, consent: bool) -> Account:
    candidates = superiors_to_call(meeting.project, by, now)
    chosen = to or (candidates[0] if candidates else None)
    if chosen is None or chosen.pk not in {account.pk for account in candidates}:
        raise Refused([Refusal(N_("This project has no superior above you on record. Call the company centre."), "to")])
    earlier = meeting.summonses.filter(to=chosen, arrived_at__isnull=True, declined_at__isnull=True)
    if earlier.filter(consent__gte=consent).exists():  # an owner may agree after a first no
        raise Refused([Refusal(N_("%(name)s has already been called."), "to", {"name": chosen.name})])
    return chosen


def _notify(summons: Summons, at: datetime) -> None:
    """Write the notices to the superior who is called; they never wait for the end of quiet hours."""
    event = Announcement(
        key=_event_key(summons),
        about="summons",
        facts={"summons": summons.pk, "project": summons.project.name, "consent": summons.consent},
        project=summons.project,
        at=at,
        complaint=summons.complaint,
        urgent=True,
    )
    announce(event, [summons.to])


def _event_key(summons: Summons) -> str:
    return f"summons-{summons.pk}"


@transaction.atomic
def mark_seen(summons: Summons, *, by: Account, at: datetime | None = None) -> Summons:
    """Record that the superior has seen the call; its clock stops (R35)."""
    locked = _locked(summons)
    if not _may_answer(by, locked):
        raise Refused([Refusal(N_("Your duties do not allow this."))])
    _save_seen(locked, at or timezone.now())
    return locked


@transaction.atomic
def mark_arrived(summons: Summons, *, by: Account, at: datetime | None = None) -> Summons:
    """Record that the superior has arrived, by the superior or by the person who called (R34, R36).

    A telephone call is transferred to the superior, if the owner consented (R46).
    """
    locked, now = _locked(summons), at or timezone.now()
    if by.pk != locked.asked_by_id and not _may_answer(by, locked):
        raise Refused([Refusal(N_("Your duties do not allow this."))])
    _save_seen(locked, now)
    if locked.arrived_at is None:
        locked.arrived_at, locked.declined_at = now, None
        locked.save(update_fields=["arrived_at", "declined_at"])
        if locked.call is not None and locked.consent and current_meeting(locked.to) is None:
            Call.objects.filter(pk=locked.call.pk, ended_at__isnull=True).update(transferred_to=locked.to)
        _note_transfer(locked, by, now)
    return locked


@transaction.atomic
def mark_not_taken(summons: Summons, *, by: Account, at: datetime | None = None) -> Summons:
    """Record that the superior did not come, or did not take the call, by either side; another can be called then."""
    locked, now = _locked(summons), at or timezone.now()
    if by.pk != locked.asked_by_id and by.pk != locked.to_id:
        raise Refused([Refusal(N_("Your duties do not allow this."))])
    if locked.arrived_at is not None:
        raise Refused([Refusal(N_("This superior has come already."))])
    if by.pk == locked.to_id:
        _save_seen(locked, now)
    if locked.declined_at is None:
        locked.declined_at = now
        locked.save(update_fields=["declined_at"])
        _note_transfer(locked, by, now)
    return locked


def _note_transfer(summons: Summons, by: Account, at: datetime) -> None:
    """Enter in the complaint's timeline whether a call was taken over; that it was offered, and to whom, is there."""
    complaint = summons.complaint
    if summons.call_id is None or complaint is None or not summons.consent:
        return
    complaint.refresh_from_db()
    words = own_words(summons.project, TOOK_OVER if summons.arrived_at else NOT_TAKEN, name=summons.to.name)
    ACTIONS["note"](complaint, by=by, at=max(at, complaint.moved_at), words=words)


def _locked(summons: Summons) -> Summons:
    return Summons.objects.select_for_update().get(pk=summons.pk)


def _may_answer(by: Account, summons: Summons) -> bool:
    """Return whether the account may answer the call: it was called, or is a superior there."""
    roles = [role.value for role in SUPERIORS]
    return by.pk == summons.to_id or duties_at(by, summons.project_id).filter(role__in=roles).exists()


def _save_seen(summons: Summons, at: datetime) -> None:
    if summons.seen_at is not None:
        return
    summons.seen_at = at
    summons.save(update_fields=["seen_at"])
    for clock in summons.clocks.filter(stopped_at__isnull=True):
        clocks.stop(clock, at)
    key = inbox_key(_event_key(summons), summons.to_id)
    Notice.objects.filter(key=key, read_at__isnull=True).update(read_at=at)


@transaction.atomic
def link_complaint(meeting: Meeting, complaint: Complaint, *, by: Account, at: datetime | None = None) -> Complaint:
    """Link a visit or call to its complaint, and enter its calls of superiors in the timeline (R33)."""
    now = at or timezone.now()
    meeting.complaint = complaint
    person: Person | None = complaint.person
    meeting.person = person or meeting.person
    meeting.save(update_fields=["complaint", "person"])
    if isinstance(meeting, Call) and meeting.back_of_id is not None:  # the missed call was about the same
        Call.objects.filter(pk=meeting.back_of_id, complaint__isnull=True).update(complaint=complaint)
    for summons in meeting.summonses.filter(complaint__isnull=True).select_related("to", "asked_by").order_by("pk"):
        summons.complaint = complaint
        summons.name = summons.home = summons.matter = ""  # the complaint says it
        summons.save(update_fields=["complaint", "name", "home", "matter"])
        _escalate(summons, now)
        if summons.arrived_at or summons.declined_at:
            _note_transfer(summons, by, now)
    complaint.refresh_from_db()
    return complaint


def _escalate(summons: Summons, at: datetime) -> None:
    """Enter the escalation in the complaint's timeline, unless the complaint has ended."""
    complaint = summons.complaint
    assert complaint is not None
    complaint.refresh_from_db()
    if complaint.stage in {stage.value for stage in ENDED}:
        return
    said = [summons.reason] if summons.consent else [summons.reason, DECLINED]
    reason = "\n".join(own_words(summons.project, part) for part in said)
    ACTIONS["escalate"](
        complaint, by=summons.asked_by, at=max(at, complaint.moved_at), reason=reason, account=summons.to,
        superior_welcome=summons.consent,
    )  # fmt: skip
