"""Which other complaint may be meant, where a move asks for one (R10)."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from heed.house import saying
from heed.process.words import Stage
from heed.queries.repeats import others_alike
from heed.records.models import Complaint


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another complaint: its number, what it is about, and in a line where it is and how it stands."""

    number: str
    title: str
    about: str


def candidates(complaint: Complaint, now: datetime) -> tuple[Candidate, ...]:
    """The open complaints that are likely meant, the likest first."""
    found = []
    for one in others_alike(complaint, at=now):
        ago = _("received %(ago)s ago") % {"ago": saying.duration(now - one.received_at)}
        found.append(Candidate(one.number, one.title, " · ".join([one.place or "–", _(Stage(one.stage).label), ago])))
    return tuple(found)
