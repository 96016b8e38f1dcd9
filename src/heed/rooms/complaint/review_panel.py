"""The second look that the owner of this complaint asked for, until somebody has taken it."""

from dataclasses import dataclass
from datetime import datetime

from heed.process.moves import OF_RESULT, reviewing
from heed.process.reviewing import WHAT_AGAIN
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
    words = str(asked[-1].content.facts.get(WHAT_AGAIN.name, "")) if asked else ""
    return ReviewPanel(words, due[0], due[0] < dossier.now, reviewing.REVIEW in dossier.moves)
