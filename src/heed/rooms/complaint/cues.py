"""What the coach says beside a form: how to do it well, and words that fit, filled from the case (R32, R50 to R80)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from heed.coach import Told, from_record, phrases
from heed.process.words import Line
from heed.process.words.base import N_
from heed.process.workflow import Move
from heed.records.models import Account, Complaint

_MANNERS: dict[str, tuple[str, ...]] = {
    "verify": (
        N_("Read the key points back from the record, slowly, and ask whether they are right."),
        N_("Ask what the owner truly fears behind what is said."),
        N_("Say thank you: the criticism helps us."),
    ),
    "settle": (
        N_("What can be agreed to is agreed to at once, and gladly."),
        N_("At fault? Apologise first, then explain."),
        N_("Concede what is right; never point out the owner's own fault."),
    ),
    "promise": (
        N_("Promise as yourself: “I”, not “we”."),
        N_("Name an hour that you can keep, and ask whether it suits the owner."),
        N_("If it cannot be kept, call before the hour: silence is the one thing not allowed."),
    ),
    "propose": (
        N_("Apologise before you explain, where the fault is ours."),
        N_("Say the cause plainly, then what will be done, by whom and when."),
        N_("Ask what the owner thinks of it, and write it down in the owner's words."),
    ),
    "decline": (
        N_("Thank the owner for saying so openly."),
        N_("Ask: what would you suggest? A solution of the owner's own is agreed on most easily."),
    ),
    "explain": (
        N_("Explain with tact and ask for understanding; agreement is never forced."),
        N_("Name the outside routes that are open to the owner, with address and telephone."),
    ),
    "order": (
        N_("One piece of work, one responsible person, one time."),
        N_("Write what the owner was promised, so that the crew can keep it."),
    ),
    "complete": (
        N_("See or hear the evidence first, then tell the owner yourself."),
        N_("Say that somebody will call and ask whether all is well."),
    ),
    "visit": (
        N_("A friendly call: ask about the reception, the measures and the result."),
        N_("Write the owner's verdict in the owner's words; what you find yourself stands apart."),
        N_("Not satisfied? Thank them, and begin again: nothing is lost."),
    ),
    "apologise": (
        N_("Apologise at once, before any reason."),
        N_("Give the specific reason: no “due to circumstances”."),
        N_("Offer something that makes good."),
    ),
    "new_date": (
        N_("Call before the old hour has passed, and apologise first."),
        N_("If it has passed, the apology belongs here: the words, the specific reason, and what makes good."),
        N_("Give the specific reason, and a new hour that holds."),
    ),
    "report_progress": (
        N_("Say what was done, what comes next and when you call again."),
        N_("No progress is news too: say so all the same."),
    ),
    "reply": (N_("Answer what was asked, plainly; then ask whether anything is still open."),),
    "refer": (
        N_("Not ours to decide, but ours to follow: give the body, its reference and your own name."),
        N_("Never say that it is not our business."),
    ),
    "escalate": (
        N_("Tell the owner that a superior will come, and ask whether that is welcome."),
        N_("Call the superior in the owner's presence, and tell the whole story so that it need not be told twice."),
    ),
    "reassign": (N_("No passing on without a reason: who takes it over, and why."),),
    "refuse_order": (N_("Say why, and who could do it instead: the owner is waiting."),),
    "finish_order": (N_("Test it together with the owner, and leave the place clean."),),
    "arrive": (N_("Greet by name, say who you are and what you have come for."),),
}
_SAYINGS: dict[str, tuple[Callable[[Told], SafeString], ...]] = {
    "verify": (phrases.understood, phrases.thanks),
    "settle": (phrases.thanks,),
    "promise": (phrases.promising,),
    "escalate": (phrases.consent,),
    "agree": (phrases.thanks,),
}


@dataclass(frozen=True, slots=True)
class Cues:
    """Words to say (facts marked) and manners to keep."""

    say: tuple[SafeString, ...]
    do: tuple[str, ...]


def cues_for(complaint: Complaint, move: Move, speaker: Account) -> Cues | None:
    """The coach beside the form of this move; None where there is nothing to say."""
    told = told_of(complaint, speaker)
    sayings = [phrase(told) for phrase in _SAYINGS.get(move.name, ())]
    if told.agitated and move.line is Line.OWNER_CENTRE and move.name in _MANNERS:
        sayings.insert(0, phrases.calming(told))
    manners = tuple(_(text) for text in _MANNERS.get(move.name, ()))
    return Cues(tuple(sayings), manners) if sayings or manners else None


def told_of(complaint: Complaint, speaker: Account) -> Told:
    """What the coach may fill its phrases with."""
    return from_record.told_of(
        complaint,
        speaker,
        happened=complaint.happened,
        where=complaint.where,
        about=complaint.about,
        wants=complaint.wants,
        course=complaint.course,
        case_owner=complaint.case_owner.name,
    )
