"""Who was told of an escalation and who acknowledged it (C7); pauses that the owner has answered (R56)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from heed.process.moves import MOVES
from heed.process.words import ActorKind
from heed.queries.notices.escalations import notified_of_escalations
from heed.records.models import Clock
from heed.rooms.complaint.dossier import Dossier
from heed.rooms.complaint.progress import label_of


@dataclass(frozen=True, slots=True)
class EscalatedClock:
    """A running clock that was escalated: when last, who got a notice, and who acknowledged it ("": not yet)."""

    label: str
    at: datetime
    people: str
    acknowledged_by: str


def escalated_clocks(dossier: Dossier) -> Iterator[EscalatedClock]:
    """The running clocks that were escalated; at most one query, whatever their number."""
    climbed = [clock for clock in dossier.complaint.clocks.all() if clock.climbed_at and not clock.stopped_at]
    notified = notified_of_escalations(dossier.complaint.pk) if climbed else {}
    for clock in climbed:
        assert clock.climbed_at is not None
        people = _(", ").join(dict.fromkeys(notified.get(clock.kind, ()))) or "–"
        yield EscalatedClock(
            label_of(clock, dossier.policy), clock.climbed_at, people, _acknowledged_by(dossier, clock)
        )


def _acknowledged_by(dossier: Dossier, clock: Clock) -> str:
    """Who acknowledged it, by the entry of that instant."""
    if clock.acknowledged_at is None:
        return ""
    made = (entry for entry in dossier.entries if entry.at == clock.acknowledged_at and _acknowledges(entry.move))
    return next((entry.account.name for entry in made if entry.account), "–")


def _acknowledges(name: str) -> bool:
    move = MOVES.get(name)
    return move is not None and move.acknowledges


@dataclass(frozen=True, slots=True)
class AnswerDuringPause:
    """The owner's message that came while the clocks were paused, and whether the reader may resume them."""

    at: datetime
    may_resume: bool


def answer_during_pause(dossier: Dossier) -> AnswerDuringPause | None:
    """The owner's latest message since the clocks were paused: what they wait for may have come."""
    since = dossier.complaint.clocks_wait_since
    if since is None:
        return None
    words = [entry.at for entry in dossier.entries if entry.actor == ActorKind.OWNER and entry.at > since]
    return AnswerDuringPause(words[-1], MOVES["resume"] in dossier.moves) if words else None
