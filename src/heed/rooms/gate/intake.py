"""Taking a complaint in at the gate or on the telephone, with what the guard says was done (R81 to R87)."""

from typing import Any

from django.db import transaction

from heed.actions.complaints.intake import lodge
from heed.actions.reception.called_notes import link_complaint
from heed.actions.registry import ACTIONS
from heed.process.facts import DONE_AT_INTAKE
from heed.process.words import Channel, Emotion
from heed.queries.complaints.clarified import clarified
from heed.queries.policies import current_policy
from heed.queries.triage.decided import text_of
from heed.queries.triage.suggesting import danger_among, suggestions_for
from heed.records.models import Account, Call, Complaint, Place

_TEXTS = ("name", "unit", "contact", "happened", "where", "course")


@transaction.atomic
def take_in(cleaned: dict[str, Any], *, by: Account, call: Call | None) -> Complaint:
    """Lodge the complaint, link the call to it, and record what was ticked. Raises Refused where a fact is missing."""
    project = call.project if call is not None else cleaned["project"]
    complaint = lodge(
        project,
        by=by,
        channel=Channel.PHONE if call is not None else Channel.PATROL,
        content=cleaned["content"],
        client_key=cleaned["client_key"],
        person=None if cleaned["anonymous"] else cleaned["person"],
        place=Place.objects.filter(project=project, pk=cleaned["place"]).first() if cleaned["place"] else None,
        repeat_of=cleaned["repeat_of"],
        anonymous=cleaned["anonymous"],
        unreachable=cleaned["anonymous"] and not cleaned["contact"],
        emotion=Emotion.AGITATED if cleaned["agitated"] else "",
        files=cleaned["files"],
        **{name: cleaned[name] for name in _TEXTS},
    )
    if call is not None and call.complaint_id is None:
        link_complaint(call, complaint, by=by)
    record_marks(complaint, cleaned, by=by)
    return complaint


def danger_in(*said: str) -> str:
    """The category by which people may be in danger in what is said and where; "" for none (R20, R75)."""
    policy = current_policy()
    return danger_among(suggestions_for(text_of(*said), policy), policy)


def record_marks(complaint: Complaint, cleaned: dict[str, Any], *, by: Account) -> None:
    """Record what was ticked and is not on record yet."""
    known = clarified([complaint])[complaint.pk].marks
    marks: dict[str, Any] = {
        fact.name: True for fact in DONE_AT_INTAKE if cleaned.get(fact.name) and fact.name not in known
    }
    if marks:
        ACTIONS["clarify"](complaint, by=by, **marks)
