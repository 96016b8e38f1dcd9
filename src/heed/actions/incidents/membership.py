"""Adding complaints to an incident and taking them out again, each with its reason on record (R10, R148).

Where both are worked on and the law allows it, being part of an incident means being merged into its main complaint,
with all that follows from that (decision 51). What the law does not merge, and what was handled already, is part of it
by a row alone and is followed on its own: an incident is one cause, and each owner keeps the own case.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from heed.actions.engine.errors import Refused, refuse_without_duty, refuse_without_words
from heed.actions.incidents import parts
from heed.actions.registry import ACTIONS
from heed.process.case import Refusal
from heed.process.moves.joining import MERGE
from heed.process.roles import RECEIVES
from heed.process.words import BEFORE_HANDLED, N_
from heed.queries.actor import staff
from heed.queries.complaints.case import case_of
from heed.queries.complaints.case_rows import companions_of
from heed.queries.complaints.repeats import is_of_same_owner
from heed.records.models import Account, Complaint, Incident


@transaction.atomic
def add(
    incident: Incident, complaint: Complaint, words: str, *, by: Account, at: datetime | None = None
) -> Refusal | None:
    """Add an open complaint of the same project, and those that are followed together with it.

    Return why it is followed on its own; None where it is not. Raises Refused.
    """
    found = locked(incident)
    refuse_without_duty(by, found.project, RECEIVES)
    refuse_without_words(words)
    if parts.part_of(complaint) is not None:
        raise Refused([Refusal(N_("It is part of an incident already."), "number")])
    if complaint.project_id != found.project_id or not complaint.is_open:
        raise Refused([Refusal(N_("Choose an open complaint of the same project."), "number")])
    return joined(found, complaint, words, by, at)


def joined(incident: Incident, complaint: Complaint, words: str, by: Account, at: datetime | None) -> Refusal | None:
    """Make the complaint part of the incident, merged into its main complaint where both are worked on and it can be.

    Return why it is followed on its own; None where it is not, or is handled already. Raises Refused.
    """
    main, now = incident.main, at or timezone.now()
    why = None
    if complaint.stage in BEFORE_HANDLED and main.pk not in (complaint.pk, complaint.merged_into_id):
        _refuse_without_its_leader(incident, complaint)
        why = _why_alone(complaint, main, by, now)
        if why is None:
            ACTIONS["merge"](complaint, by=by, at=at, other=main, reason=words)
            return None
    for one in (complaint, *companions_of(complaint)):
        if parts.part_of(one) is None:
            parts.enter(incident, one, words, by, now)
    return why


def _refuse_without_its_leader(incident: Incident, complaint: Complaint) -> None:
    """What is followed together with another complaint belongs where that one does."""
    leader = complaint.merged_into
    if leader is None or _is_part(incident, leader):
        return
    text = N_("It is followed together with %(number)s. Add that one: this one comes along.")
    raise Refused([Refusal(text, "number", {"number": leader.number})])


def _why_alone(complaint: Complaint, main: Complaint, by: Account, now: datetime) -> Refusal | None:
    """Why the complaint cannot be merged into the main one as both stand; None where it can."""
    number = {"number": main.number}
    if main.stage not in BEFORE_HANDLED:
        return Refusal(N_("The work on %(number)s is complete already."), "", number)
    if main.merged_into_id is not None:
        return Refusal(N_("%(number)s is itself followed together with another complaint."), "", number)
    if is_of_same_owner(complaint, main):
        return Refusal(N_("It is the same owner's as %(number)s."), "", number)
    case, _participant = case_of(complaint, staff(by), now)
    return next((why for guard in MERGE.needs if (why := guard(case)) is not None), None)


@transaction.atomic
def take_out(incident: Incident, complaint: Complaint, words: str, *, by: Account, at: datetime | None = None) -> None:
    """Take a complaint out; where it is followed together with one of the others, it is followed on its own again.

    Raises Refused; the main complaint stays as long as the fix is made there.
    """
    found, now = locked(incident), at or timezone.now()
    refuse_without_duty(by, found.project, RECEIVES)
    refuse_without_words(words)
    if not _is_part(found, complaint):
        raise Refused([Refusal(N_("It is not part of this incident."))])
    if complaint.pk == found.main_id:
        raise Refused([Refusal(N_("The fix is made at this complaint, so it stays part of the incident."))])
    if complaint.merged_into_id is not None and complaint.stage in BEFORE_HANDLED:
        ACTIONS["separate"](complaint, by=by, at=at, reason=words)
        return
    for one in (complaint, *companions_of(complaint)):
        parts.leave(one, words, by, now)


def _is_part(incident: Incident, complaint: Complaint) -> bool:
    part = parts.part_of(complaint)
    return part is not None and part.incident_id == incident.pk


def locked(incident: Incident) -> Incident:
    """Return the incident as it is now, locked until the end of the transaction."""
    rows = Incident.objects.select_for_update(of=("self",)).select_related("project", "main__project")
    return rows.get(pk=incident.pk)
