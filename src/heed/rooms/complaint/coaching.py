"""The coach panel with the form of a move: how to make it well, and phrases filled from the case (R32, R50 to R80)."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from heed.coach import KnownFacts, from_record, phrases
from heed.coach.superior import SET_PHRASES
from heed.process.guidance import GUIDANCE, Guidance
from heed.process.move import Move
from heed.process.words import Line
from heed.records.models import Account, Complaint


@dataclass(frozen=True, slots=True)
class CoachPanel:
    """Phrases to say, with their facts marked, and manners to keep, in the active language."""

    phrases: tuple[SafeString, ...]
    manners: tuple[str, ...]


def coach_panel(complaint: Complaint, move: Move, speaker: Account) -> CoachPanel | None:
    """The panel for the form of this move; None where there is nothing to say."""
    known, guidance = known_facts(complaint, speaker), GUIDANCE.get(move.name, Guidance())
    filled = [SET_PHRASES[phrase](known) for phrase in guidance.phrases]
    if known.agitated and move.line is Line.OWNER_CENTRE and guidance.manners:
        filled.insert(0, phrases.calming(known))
    manners = tuple(map(_, (known.out_of_reach and guidance.out_of_reach) or guidance.manners))
    return CoachPanel(tuple(filled), manners) if filled or manners else None


def known_facts(complaint: Complaint, speaker: Account) -> KnownFacts:
    """What the coach may fill its phrases with."""
    return from_record.known_facts(
        complaint,
        speaker,
        course=complaint.course,
        case_owner=complaint.case_owner.name,
    )
