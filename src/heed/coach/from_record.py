"""What the coach knows of a complaint on record; the coach itself reads no records."""

from typing import Any

from django.utils import timezone

from heed.coach import KnownFacts
from heed.process.words import Emotion
from heed.records.models import Account, Complaint


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
        "unit": complaint.unit,
        "anonymous": complaint.anonymous,
        "unreachable": complaint.unreachable,
        "content": complaint.content,
        "number": complaint.number,
    }
    return KnownFacts(**(known | more))
