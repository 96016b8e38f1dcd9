"""What the coach knows of a complaint on record; the coach itself reads no records."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from heed.coach import KnownFacts
from heed.process.words import Emotion, Stage
from heed.queries.reception import Meeting, summonses_of
from heed.queries.rota.on_duty import superior_role, superiors_to_call
from heed.records.models import Account, Complaint
from heed.ui.names import category_name, policy_for


def known_facts(complaint: Complaint, speaker: Account, **more: Any) -> KnownFacts:
    """The owner, the project, what was said and who speaks; `more` are further facts by their names in `KnownFacts`."""
    person = complaint.person
    known: dict[str, Any] = {
        "now": timezone.localtime(),
        "channel": complaint.channel,
        "emotion": Emotion(complaint.emotion),
        "project": complaint.project.name,
        "speaker": speaker.name,
        "name": complaint.name,
        "honorific": person.honorific if person else "",
        "contact": complaint.contact,
        "unit": complaint.unit,
        "anonymous": complaint.anonymous,
        "unreachable": complaint.unreachable,
        "content": complaint.content,
        "matter": category_name(policy_for(complaint), complaint.category),
        "happened": complaint.happened,
        "where": complaint.where,
        "about": complaint.about,
        "wants": complaint.wants,
        "number": complaint.number,
        "verified": complaint.stage != Stage.RECEIVED,
    }
    return KnownFacts(**(known | more))


def superior_facts(meeting: Meeting | None, speaker: Account, now: datetime) -> dict[str, Any]:
    """The superior called to this visit or call, else the role of the one who would be called first (R34 to R36).

    A superior who took the call over speaks in person, and calls the next one (R46).
    """
    if meeting is None:
        return {}
    summons = summonses_of(meeting).first()
    own: dict[str, Any] = {}
    if summons is not None and summons.to_id == speaker.pk:
        own = {
            "taken_over": summons.arrived_at is not None,
            "speaker_role": superior_role(speaker, meeting.project, now),
        }
        summons = None
    first = summons.to if summons else next(iter(superiors_to_call(meeting.project, speaker, now)), None)
    return own | {
        "superior": summons.to.name if summons else "",
        "superior_role": superior_role(first, meeting.project, now) if first else "",
        "superior_welcome": summons.consent if summons else True,
        "superior_came": bool(summons and summons.arrived_at),
    }
