"""Adding complaints to an incident and taking them out again, each with its reason on record (R10, R148).

Where both are worked on, being part of an incident means being merged into its main complaint, with all that follows
from that (decision 51). What was handled already keeps its own result, and is part of it by a row alone.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from heed.actions.engine.errors import Refused, refuse_without_duty, refuse_without_words
from heed.actions.incidents import parts
from heed.actions.registry import ACTIONS
from heed.process.case import Refusal
from heed.process.roles import RECEIVES
from heed.process.words import BEFORE_HANDLED, N_
from heed.records.models import Account, Complaint, Incident


@transaction.atomic
def add(incident: Incident, complaint: Complaint, words: str, *, by: Account, at: datetime | None = None) -> None:
    """Add an open complaint of the same project. Raises Refused, also with the reasons why it cannot be merged."""
    found = locked(incident)
    refuse_without_duty(by, found.project, RECEIVES)
    refuse_without_words(words)
    if parts.part_of(complaint) is not None:
        raise Refused([Refusal(N_("It is part of an incident already."), "number")])
    if complaint.project_id != found.project_id or not complaint.is_open:
        raise Refused([Refusal(N_("Choose an open complaint of the same project."), "number")])
    joined(found, complaint, words, by, at)


def joined(incident: Incident, complaint: Complaint, words: str, by: Account, at: datetime | None) -> None:
    """Make the complaint part of the incident, merged into its main complaint where both are worked on."""
    main = incident.main
    both_worked_on = complaint.stage in BEFORE_HANDLED and main.stage in BEFORE_HANDLED
    if both_worked_on and complaint.merged_into_id != main.pk:
        ACTIONS["merge"](complaint, by=by, at=at, other=main, reason=words)
    else:
        parts.enter(incident, complaint, words, by, at or timezone.now())


@transaction.atomic
def take_out(incident: Incident, complaint: Complaint, words: str, *, by: Account, at: datetime | None = None) -> None:
    """Take a complaint out; where it is followed together with the others, it is followed on its own again.

    Raises Refused; the main complaint stays as long as the fix is made there.
    """
    found = locked(incident)
    refuse_without_duty(by, found.project, RECEIVES)
    refuse_without_words(words)
    part = parts.part_of(complaint)
    if part is None or part.incident_id != found.pk:
        raise Refused([Refusal(N_("It is not part of this incident."))])
    if complaint.pk == found.main_id:
        raise Refused([Refusal(N_("The fix is made at this complaint, so it stays part of the incident."))])
    if complaint.merged_into_id is not None and complaint.stage in BEFORE_HANDLED:
        ACTIONS["separate"](complaint, by=by, at=at, reason=words)
    else:
        parts.leave(complaint, words, by, at or timezone.now())


def locked(incident: Incident) -> Incident:
    """Return the incident as it is now, locked until the end of the transaction."""
    rows = Incident.objects.select_for_update(of=("self",)).select_related("project", "main__project")
    return rows.get(pk=incident.pk)
