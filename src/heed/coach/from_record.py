"""What the coach knows of a complaint on record; the coach itself reads no records."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from heed.coach import KnownFacts
from heed.process.words import Emotion, Stage
from heed.queries.reception import Meeting, summonses_of
from heed.queries.rota.on_duty import roles_to_call, superior_role
from heed.records.models import Account, Call, Complaint
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
        "abusive": complaint.abusive,
        "matter": category_name(policy_for(complaint), complaint.category),
        "happened": complaint.happened,
        "where": complaint.where,
        "hurt": complaint.hurt,
        "safe": complaint.safe_at is not None,
        "about": complaint.about,
        "wants": complaint.wants,
        "number": complaint.number,
        "verified": complaint.stage != Stage.RECEIVED,
    }
    return KnownFacts(**(known | more))


def missed_facts(meeting: Meeting | None) -> dict[str, Any]:
    """When the caller rang in vain, where this call returns one (R41)."""
    missed = meeting.back_of if isinstance(meeting, Call) else None
    return {"missed_at": missed.rang_at} if missed is not None else {}


def called_facts(meeting: Meeting | None, speaker: Account, now: datetime) -> dict[str, Any]:
    """Which superior was called last to this visit or call, else who would be called first (R34 to R36).

    A colleague who was asked last stands beside, and takes nothing back from that call. Who took the call over speaks
    in person, and calls the next one (R46).
    """
    if meeting is None:
        return {}
    called = summonses_of(meeting)  # the last one first
    own: dict[str, Any] = missed_facts(meeting)
    if called and called[0].to_id == speaker.pk:
        own |= {
            "taken_over": called[0].arrived_at is not None,
            "speaker_role": "" if called[0].to_colleague else superior_role(speaker, meeting.project, now),
        }
        called = []
    colleague = called[0] if called and called[0].to_colleague else None
    summons = next((one for one in called if not one.to_colleague), None)
    if summons is not None:
        role = superior_role(summons.to, meeting.project, now)
    else:
        role = next(iter(roles_to_call(meeting.project, speaker, now).values()), "")
    return own | {
        "superior": summons.to.name if summons else "",
        "superior_role": role,
        "superior_welcome": summons.consent if summons else True,
        "superior_came": bool(summons and summons.arrived_at),
        "colleague": colleague.to.name if colleague else "",
        "colleague_came": bool(colleague and colleague.arrived_at),
        "colleague_declined": bool(colleague and colleague.declined_at),
    }
