"""What the timeline says of the people who were called to a visit or a call (R33, R46)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from heed.actions.engine.execute import ACTIONS
from heed.actions.engine.own_words import own_words
from heed.process.words import ENDED, N_
from heed.queries.reception import Meeting, desk_projects
from heed.records.models import Account, Call, Complaint, Person, Summons

#: What the timeline says of a call that was transferred, or was not (R46).
TOOK_OVER = N_("%(name)s took the call over.")
NOT_TAKEN = N_("%(name)s did not take the call.")
CAME_OVER = N_("%(name)s came to the counter.")
NOT_COME = N_("%(name)s did not come to the counter.")
#: What it says before that of a colleague, whose call is no escalation.
ASKED_TO_TAKE = N_("The call was offered to %(name)s, with the owner's consent: %(reason)s")
ASKED_OVER = N_("%(name)s was asked to the counter, with the owner's consent: %(reason)s")
#: Added to the reason in the timeline where the owner did not want a superior (C8).
DECLINED = N_("The owner did not want a superior to come; the superior was informed anyway.")
#: What the colleague who took a call reports of it.
REPORTED = N_("%(name)s: %(words)s")
#: The reasons offered for calling a superior, and for asking a colleague over.
FOR_SUPERIOR = (
    N_("The explanation does not help"),
    N_("The demand cannot be met here"),
    N_("Still agitated after five minutes"),
)
FOR_COLLEAGUE = (
    N_("The owner asks for this person"),
    N_("The matter is already in this person's hands"),
    N_("This person knows the subject"),
)
#: The columns of what was typed before there was a complaint.
TYPED_BEFORE = ("name", "home", "matter", *Summons.TYPED)


def note_asked(summons: Summons, at: datetime) -> None:
    """Enter in the complaint's timeline that a colleague was asked, with the owner's consent, and why (R46)."""
    said = ASKED_TO_TAKE if summons.call_id else ASKED_OVER
    reason = own_words(summons.project, summons.reason)
    words = own_words(summons.project, said, name=summons.to.name, reason=reason)
    _note(summons, words, summons.asked_by, at)


def note_transfer(summons: Summons, by: Account, at: datetime) -> None:
    """Enter in the complaint's timeline whether a call was taken over; that it was offered, and to whom, is there."""
    if summons.complaint is None or not summons.consent:
        return
    if summons.call_id is None and not summons.to_colleague:
        return
    taken, not_taken = (TOOK_OVER, NOT_TAKEN) if summons.call_id else (CAME_OVER, NOT_COME)
    said = taken if summons.arrived_at else not_taken
    _note(summons, own_words(summons.project, said, name=summons.to.name), by, at)


def _note(summons: Summons, words: str, by: Account, at: datetime) -> None:
    """Enter a note in the timeline; for a colleague who works at no desk it is in the name of who asked."""
    complaint = summons.complaint
    assert complaint is not None
    complaint.refresh_from_db()
    author = by if desk_projects(by).filter(pk=summons.project_id).exists() else summons.asked_by
    ACTIONS["note"](complaint, by=author, at=max(at, complaint.moved_at), words=words)


def note_outcome(summons: Summons, by: Account, at: datetime) -> None:
    """Enter what the colleague who took the call told the owner, or did."""
    _note(summons, own_words(summons.project, REPORTED, name=summons.to.name, words=summons.outcome), by, at)


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
        for name in TYPED_BEFORE:
            setattr(summons, name, "")  # the complaint says it
        summons.save(update_fields=["complaint", *TYPED_BEFORE])
        _enter(summons, by, now)
    complaint.refresh_from_db()
    return complaint


def _enter(summons: Summons, by: Account, at: datetime) -> None:
    """Enter in the timeline what happened before the complaint was on record."""
    if summons.to_colleague:
        note_asked(summons, at)
    else:
        escalate(summons, at)
    if summons.arrived_at or summons.declined_at:
        note_transfer(summons, by, at)
    if summons.outcome:
        note_outcome(summons, by, at)


def escalate(summons: Summons, at: datetime) -> None:
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
