"""Five clarifications and one report: each lit only by a fact on record, or by the word of who did it (R81 to R86)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from heed.coach.known import KnownFacts
from heed.process.recorded import is_recorded_clearly
from heed.process.words.base import N_

_TICKS = (
    ("listen", N_("Listen clearly"), N_("Heard to the end, or read back and confirmed by the owner")),
    ("ask", N_("Ask clearly"), N_("What, when, where and how are known")),
    ("record", N_("Record clearly"), N_("Name, home, contact and the course of events are on record")),
    ("relay", N_("Relay clearly"), N_("Read back, confirmed and passed on")),
    ("carry", N_("Carry through the commitment"), N_("The promise was kept, or the matter is closed")),
    ("report", N_("Report upward"), N_("A superior was called, or has read of it")),
)


@dataclass(frozen=True, slots=True)
class Tick:
    """One of the six, and whether it is lit."""

    code: str
    label: str
    meaning: str
    done: bool


def ticks(known: KnownFacts) -> list[Tick]:
    """The six in their order."""
    lit = _lit(known)
    return [Tick(code, _(label), _(meaning), lit[code]) for code, label, meaning in _TICKS]


def _lit(known: KnownFacts) -> dict[str, bool]:
    in_reach = not (known.anonymous or known.unreachable)
    recorded = is_recorded_clearly(
        content=known.content, course=known.course, name=known.name, home=known.unit, contact=known.contact,
        out_of_reach=not in_reach,
    )  # fmt: skip
    return {
        "listen": known.heard_out or (known.verified and in_reach),
        "ask": all((known.content, known.happened, known.where, known.course)),
        "record": recorded,
        "relay": known.verified,
        "carry": known.kept or known.closed,
        "report": bool(known.superior or known.speaker_role) or known.reported,
    }
