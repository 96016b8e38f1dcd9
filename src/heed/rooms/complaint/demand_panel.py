"""What the company centre demands of this complaint, and what it was answered (R148, R149)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from heed.process.moves import demanding
from heed.process.words import ClockKind
from heed.records.models import Entry
from heed.rooms.complaint.dossier import Dossier

_ASKS = [row.name for row in demanding.ROWS if ClockKind.DEMAND in row.starts]
_ANSWERS = [row.name for row in demanding.ROWS if ClockKind.DEMAND in row.stops]


@dataclass(frozen=True, slots=True)
class DemandPanel:
    """The open demand: its words, until when (None: it is answered), the last answer, whether the time has passed."""

    words: str
    due_at: datetime | None
    answer: str
    is_late: bool


def demand_panel(dossier: Dossier) -> DemandPanel | None:
    """Return what is demanded; None where nothing is."""
    if not dossier.case.demand or not dossier.complaint.is_open:
        return None
    clocks = dossier.complaint.clocks.all()
    running = [clock for clock in clocks if clock.kind == ClockKind.DEMAND and clock.stopped_at is None]
    due_at = running[0].limit_at if running else None
    late = due_at is not None and due_at < dossier.now
    return DemandPanel(_said(dossier.entries, _ASKS), due_at, _said(dossier.entries, _ANSWERS), late)


def _said(entries: Sequence[Entry], moves: Sequence[str]) -> str:
    """The words of the last of these moves; "" where there is none."""
    said = [entry.content.facts.get("words", "") for entry in entries if entry.move in moves]
    return str(said[-1]) if said else ""
