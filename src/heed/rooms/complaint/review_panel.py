"""The second look that the owner of this complaint asked for, until somebody has taken it."""

from dataclasses import dataclass
from datetime import datetime

from heed.process.move import Move
from heed.process.moves import OF_RESULT, reviewing
from heed.process.reviewing import FINDING, FINDING_AGAIN, WHAT_AGAIN
from heed.queries.complaints.reviews import last_asked
from heed.queries.complaints.visits import WorkOfRound, work_of
from heed.records.models import Complaint, Entry
from heed.rooms.complaint.dossier import Dossier


@dataclass(frozen=True, slots=True)
class ReviewPanel:
    """What the owner wants looked at, until when it is due, whether that has passed, and whether the reader may."""

    words: str
    due_at: datetime
    is_late: bool
    is_open_to_reader: bool


def review_panel(dossier: Dossier) -> ReviewPanel | None:
    """Return what was asked for; None where nothing waits."""
    clocks = dossier.complaint.clocks.all()
    due = [clock.limit_at for clock in clocks if clock.kind in OF_RESULT and clock.stopped_at is None]
    if not due or due[0] is None:
        return None
    asked = [entry for entry in dossier.entries if entry.move == reviewing.ASK_REVIEW.name]
    return ReviewPanel(
        _words(asked[-1] if asked else None), due[0], due[0] < dossier.now, reviewing.REVIEW in dossier.moves
    )


@dataclass(frozen=True, slots=True)
class ToLookAt:
    """What stands beside the form of who looks again: what the owner asks, and what was done and told."""

    words: str
    work: WorkOfRound


def to_look_at(complaint: Complaint, move: Move) -> ToLookAt | None:
    """Return what is looked at again by this move; None for every other move."""
    if not {FINDING, FINDING_AGAIN} & set(move.asks):
        return None
    return ToLookAt(_words(last_asked(complaint)), work_of(complaint))


def _words(asked: Entry | None) -> str:
    return str(asked.content.facts.get(WHAT_AGAIN.name, "")) if asked else ""
