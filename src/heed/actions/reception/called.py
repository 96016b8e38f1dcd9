"""The people called to the counter or the telephone: called, seen, arrived or not (R34 to R36, R46)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from heed.actions.engine import clocks
from heed.actions.engine.errors import Refused
from heed.actions.engine.outbox import Announcement, announce, inbox_key
from heed.actions.reception.called_notes import TYPED_BEFORE, note_outcome, note_transfer
from heed.process.case import Refusal
from heed.process.roles import SUPERIORS
from heed.process.words import N_
from heed.queries.reception import Meeting, current_meeting, desk_projects
from heed.queries.staff.duties import duties_at
from heed.records.models import Account, Call, Notice, Person, Reception, Summons


@dataclass(frozen=True, slots=True)
class KnownAtCall:
    """What is known of the owner and the matter before a complaint is recorded."""

    name: str = ""
    home: str = ""
    matter: str = ""
    contact: str = ""
    happened: str = ""
    where: str = ""
    about: str = ""
    wants: str = ""
    person: Person | None = None  # as the desk found them


def locked_for_call(meeting: Meeting, by: Account, reason: str) -> Meeting:
    """Return the visit or call, locked; raise Refused for others, without a reason, and once it is over."""
    meeting = _locked_meeting(meeting)  # so that two clicks make one call
    if not desk_projects(by).filter(pk=meeting.project_id).exists():
        raise Refused([Refusal(N_("Your duties do not allow this."))])
    if not reason.strip():
        raise Refused([Refusal(N_("Please fill this in."), "reason")])
    if meeting.ended_at is not None:
        raise Refused([Refusal(N_("This visit or call is over."))])
    return meeting


def put_on_record(
    meeting: Meeting,
    by: Account,
    to: Account,
    at: datetime,
    *,
    consent: bool,
    reason: str,
    known: KnownAtCall | None,
    to_colleague: bool = False,
) -> Summons:
    """Write who is called to this visit or call, with the owner's answer and what is known."""
    summons = Summons.objects.create(
        project=meeting.project,
        reception=meeting if isinstance(meeting, Reception) else None,
        call=meeting if isinstance(meeting, Call) else None,
        complaint=meeting.complaint,
        asked_by=by,
        to=to,
        consent=consent,
        reason=reason.strip()[:200],
        to_colleague=to_colleague,
        **_typed(meeting, known),
        asked_at=at,
    )
    if isinstance(meeting, Call):
        Call.objects.filter(pk=meeting.pk).update(transfer_consent=consent)
    return summons


def _typed(meeting: Meeting, known: KnownAtCall | None) -> dict[str, str]:
    """What was typed, for the superior to read; who was found is kept with the visit or call (R36, R46)."""
    if known is None or meeting.complaint is not None:
        return {}
    if known.person is not None and meeting.person_id != known.person.pk:
        meeting.person = known.person
        meeting.save(update_fields=["person"])
    return {name: getattr(known, name) for name in TYPED_BEFORE}


def _locked_meeting(meeting: Meeting) -> Meeting:
    model = Reception if isinstance(meeting, Reception) else Call
    locked = model.objects.select_for_update(no_key=True).get(pk=meeting.pk)
    assert isinstance(locked, Reception | Call)
    return locked


def notify_called(summons: Summons, at: datetime) -> None:
    """Write the notices to the one who is called; they never wait for the end of quiet hours."""
    event = Announcement(
        key=_event_key(summons),
        about="asked_over" if summons.to_colleague else "summons",
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
    """Record that the superior or the colleague has arrived, by either side (R34, R36).

    A telephone call is transferred to them, if the owner consented and they work at a desk, where calls end (R46).
    """
    locked, now = _locked(summons), at or timezone.now()
    if by.pk != locked.asked_by_id and not _may_answer(by, locked):
        raise Refused([Refusal(N_("Your duties do not allow this."))])
    if locked.to_colleague:
        _refuse_too_late(locked)
    _save_seen(locked, now)
    if locked.arrived_at is None:
        locked.arrived_at, locked.declined_at = now, None
        locked.save(update_fields=["arrived_at", "declined_at"])
        _transfer(locked)
        note_transfer(locked, by, now)
    return locked


def _refuse_too_late(summons: Summons) -> None:
    """Raise Refused where the colleague is asked no longer, or is with another owner: one at a time (R39)."""
    if summons.arrived_at is not None:
        return
    if not summons.is_open:
        raise Refused([Refusal(N_("This visit or call is over, or was taken back."))])
    if current_meeting(summons.to) is not None:
        raise Refused([Refusal(N_("%(name)s is with another owner."), "", {"name": summons.to.name})])


def _transfer(summons: Summons) -> None:
    """Put the call into the hands of the one who takes it; without a desk it stays with the one who answered."""
    if summons.call is None or not summons.consent or current_meeting(summons.to) is not None:
        return
    if desk_projects(summons.to).filter(pk=summons.project_id).exists():
        Call.objects.filter(pk=summons.call.pk, ended_at__isnull=True).update(transferred_to=summons.to)


@transaction.atomic
def mark_not_taken(summons: Summons, *, by: Account, at: datetime | None = None) -> Summons:
    """Record that the one called did not come, or did not take the call, by either side; another can be called then."""
    locked, now = _locked(summons), at or timezone.now()
    if by.pk != locked.asked_by_id and by.pk != locked.to_id:
        raise Refused([Refusal(N_("Your duties do not allow this."))])
    if locked.arrived_at is not None:
        raise Refused([Refusal(N_("%(name)s has come already."), "", {"name": locked.to.name})])
    if by.pk == locked.to_id:
        _save_seen(locked, now)
    if locked.declined_at is None:
        locked.declined_at = now
        locked.save(update_fields=["declined_at"])
        note_transfer(locked, by, now)
    return locked


def close_unanswered(meeting: Meeting, by: Account, at: datetime) -> None:
    """Record at the end of a visit or a call that a colleague who was asked has not come (R46)."""
    asked = meeting.summonses.filter(to_colleague=True, arrived_at__isnull=True, declined_at__isnull=True)
    for summons in asked.select_related("project", "to", "asked_by", "complaint"):
        summons.declined_at = at
        summons.save(update_fields=["declined_at"])
        note_transfer(summons, by, at)


@transaction.atomic
def report_outcome(summons: Summons, words: str, *, by: Account, at: datetime | None = None) -> Summons:
    """Record what the colleague who took a call told the owner, or did; it goes into the complaint's timeline."""
    locked, now = _locked(summons), at or timezone.now()
    if by.pk != locked.to_id or not locked.to_colleague or locked.arrived_at is None:
        raise Refused([Refusal(N_("Your duties do not allow this."))])
    if locked.outcome:
        raise Refused([Refusal(N_("This is on record already."))])
    if not words.strip():
        raise Refused([Refusal(N_("Please fill this in."), "words")])
    locked.outcome = words.strip()
    locked.save(update_fields=["outcome"])
    if locked.complaint is not None:
        note_outcome(locked, by, now)
    return locked


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
