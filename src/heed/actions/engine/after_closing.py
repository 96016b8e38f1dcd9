"""What is to do once a complaint is closed: whether the director's check and the summary are due (R105, C3)."""

from collections.abc import Callable

from heed.actions.engine.change import Change
from heed.insight.sampling import is_drawn
from heed.process.words import ClockKind, ClosingCode, Nature
from heed.records.models import Summary

#: Closings after which the owner may be asked once more.
_ASKED_AGAIN = (ClosingCode.ON_SITE, ClosingCode.VISIT, ClosingCode.CONFIRMED)


def _is_in_sample(change: Change) -> bool:
    """Whether the director asks the owner too: drawn by the seal of the last entry, among those who may be asked (C3).

    Not among owners who cannot be reached, who declined the visit, or whom a call would harm.
    """
    may_be_asked = not change.case.out_of_reach and change.move.closing_code(change.facts) in _ASKED_AGAIN
    return may_be_asked and is_drawn(change.complaint.head, change.case.policy.visits.sample_percent)


def _lacks_summary(change: Change) -> bool:
    """Whether the complaint is effective and has no summary yet (R105)."""
    nature = change.complaint.nature
    effective = bool(nature) and Nature(nature).effective
    return effective and not Summary.objects.filter(complaint=change.complaint).exists()


#: Whether the clock of each kind starts with the closing.
STARTS: dict[ClockKind, Callable[[Change], bool]] = {
    ClockKind.CHECK: _is_in_sample,
    ClockKind.SUMMARY: _lacks_summary,
}
