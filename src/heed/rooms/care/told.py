"""What the coach is told before a return visit."""

from django.utils import timezone

from heed.house.coach import Told
from heed.process.words import Channel, Emotion
from heed.records.models import Account, Complaint


def told_of(complaint: Complaint, speaker: Account) -> Told:
    """The owner, the project and the caller; a return visit is made by telephone unless somebody goes there."""
    person = complaint.person
    return Told(
        now=timezone.localtime(),
        channel=Channel.PHONE,
        emotion=Emotion(complaint.emotion),
        project=complaint.project.name,
        speaker=speaker.name,
        name=complaint.name,
        honorific=person.honorific if person else "",
        unit=complaint.unit,
        anonymous=complaint.anonymous,
        unreachable=complaint.unreachable,
        content=complaint.content,
        number=complaint.number,
    )
