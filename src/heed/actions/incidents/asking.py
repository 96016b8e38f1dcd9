"""One round of return visits by message: each owner of an incident is asked once whether it is put right (R91, R148).

It is the questionnaire of each complaint: the answer is the owner's own, on the own page, and who does not answer is
called as after any other questionnaire.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from heed.actions.engine.errors import Refused, refuse_without_duty
from heed.actions.incidents.membership import locked
from heed.actions.registry import ACTIONS
from heed.process.case import Refusal
from heed.process.roles import RECEIVES
from heed.process.words import BEFORE_HANDLED, N_, Stage
from heed.queries.complaints.case import can_be_notified
from heed.queries.complaints.repeats import is_of_same_owner
from heed.queries.notices.reach import lacks_gateway
from heed.records.models import Account, Complaint, Incident, IncidentComplaint

#: Stages of the main complaint in which the fix is done.
FIXED = (Stage.HANDLED, Stage.WATCHING, Stage.CLOSED)


@dataclass(slots=True)
class AskedOwners:
    """The complaints whose owners were asked now, and why others were not: numbers by the reason."""

    asked: list[Complaint] = field(default_factory=list)
    left: dict[tuple[str, str], tuple[Refusal, list[str]]] = field(default_factory=dict)

    def leave(self, complaint: Complaint, why: Refusal) -> None:
        """Note why an owner is not asked."""
        self.left.setdefault((why.text, str(why.params)), (why, []))[1].append(complaint.number)


@transaction.atomic
def ask_owners(incident: Incident, *, by: Account, at: datetime | None = None) -> AskedOwners:
    """Send the question to each owner who was not asked yet and whose complaint is handled; say why others were not.

    Raises Refused where the fix is not done.
    """
    found, now = locked(incident), at or timezone.now()
    refuse_without_duty(by, found.project, RECEIVES)
    if found.main.stage not in FIXED:
        text = N_("The fix is not done yet: complete the work on %(number)s first.")
        raise Refused([Refusal(text, "", {"number": found.main.number})])
    rows = IncidentComplaint.objects.filter(incident=found, out_at=None)
    rows = rows.select_related("complaint__project", "complaint__person").order_by("pk")
    asked, result = [row.complaint for row in rows if row.asked_at], AskedOwners()
    for row in rows:
        if row.asked_at is not None or not row.complaint.is_open:
            continue
        if (why := _why_not(row.complaint, asked) or _sent(row.complaint, by, at)) is not None:
            result.leave(row.complaint, why)
            continue
        row.asked_at, row.asked_by = now, by
        row.save(update_fields=["asked_at", "asked_by"])
        asked.append(row.complaint)
        result.asked.append(row.complaint)
    return result


def _why_not(complaint: Complaint, asked: list[Complaint]) -> Refusal | None:
    """Why a message to this owner is of no use, or would be a second one."""
    if complaint.stage in BEFORE_HANDLED:
        return Refusal(N_("The work there is not complete yet."))
    if not can_be_notified(complaint) or lacks_gateway(complaint):
        return Refusal(N_("No message reaches this owner: make the return visit."))
    same = next((one for one in asked if is_of_same_owner(one, complaint)), None)
    if same is None:
        return None
    return Refusal(N_("The same owner is asked about %(number)s."), "", {"number": same.number})


def _sent(complaint: Complaint, by: Account, at: datetime | None) -> Refusal | None:
    """Send it; return why the law of the complaint refuses it."""
    try:
        with transaction.atomic():
            ACTIONS["send_questionnaire"](complaint, by=by, at=at)
    except Refused as refused:
        return refused.refusals[0]
    return None
