"""Who was asked by the ladder and who sees to it (C7); whether clocks wait although the owner has answered (R56)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from heed.process.moves import MOVES
from heed.process.words import ActorKind
from heed.records.models import Clock, Notice
from heed.rooms.complaint.dossier import Dossier
from heed.rooms.complaint.progress import label_of


@dataclass(frozen=True, slots=True)
class Asked:
    """A running clock that climbed: when last, the people who were told, and who sees to it ("": nobody yet)."""

    label: str
    at: datetime
    people: str
    taken_by: str


def asked(dossier: Dossier) -> Iterator[Asked]:
    """The clocks that run and have climbed, as the page shows them; at most one query, whatever their number."""
    climbed = [clock for clock in dossier.complaint.clocks.all() if clock.climbed_at and not clock.stopped_at]
    told = _told(dossier) if climbed else {}
    for clock in climbed:
        assert clock.climbed_at is not None
        people = _(", ").join(dict.fromkeys(told.get(clock.kind, ()))) or "–"
        yield Asked(label_of(clock, dossier.policy), clock.climbed_at, people, _taken_by(dossier, clock))


def _told(dossier: Dossier) -> dict[str, list[str]]:
    """The names of those told of an escalation, by the kind of the clock."""
    found: dict[str, list[str]] = {}
    notices = Notice.objects.filter(complaint=dossier.complaint, about="escalate", account__isnull=False)
    for facts, name in notices.order_by("pk").values_list("facts", "account__name"):
        found.setdefault(facts.get("clock", ""), []).append(name)
    return found


def _taken_by(dossier: Dossier, clock: Clock) -> str:
    """Who acknowledged it, by the entry of that instant."""
    if clock.acknowledged_at is None:
        return ""
    made = (entry for entry in dossier.entries if entry.move == "acknowledge" and entry.at == clock.acknowledged_at)
    return next((entry.account.name for entry in made if entry.account), "–")


@dataclass(frozen=True, slots=True)
class Answered:
    """The owner's word that came while the clocks waited, and whether the reader may let them go on."""

    at: datetime
    may_resume: bool


def answered(dossier: Dossier) -> Answered | None:
    """The latest word of the owner since the clocks wait: what they wait for may have come."""
    since = dossier.complaint.clocks_wait_since
    if since is None:
        return None
    words = [entry.at for entry in dossier.entries if entry.actor == ActorKind.OWNER and entry.at > since]
    return Answered(words[-1], MOVES["resume"] in dossier.moves) if words else None
