"""What the coach says about making each move well, as message ids (R32, R50 to R80)."""

from dataclasses import dataclass
from enum import StrEnum, auto

from heed.process.words import N_


class SetPhrase(StrEnum):
    """Phrases to say to the owner; the coach fills them with the facts of the case."""

    UNDERSTOOD = auto()
    THANKS = auto()
    PROMISING = auto()
    CONSENT = auto()


@dataclass(frozen=True, slots=True)
class Guidance:
    """What to pay attention to, and phrases that fit; other manners where nobody can reach the owner (R6)."""

    manners: tuple[str, ...] = ()
    out_of_reach: tuple[str, ...] = ()
    phrases: tuple[SetPhrase, ...] = ()


_START_AGAIN = N_("Not satisfied? Thank them, and start again: nothing is lost.")
#: The same for the calls after closing, whoever makes them (R98, C3).
_AFTER_CLOSING = Guidance(
    manners=(
        N_("Ask first whether all is still well, then about the intake, the measures and the result."),
        N_("Nobody answered? Record it: the call stays due."),
        _START_AGAIN,
    ),
)
#: The guidance for each move that has some, by its name.
GUIDANCE: dict[str, Guidance] = {
    "verify": Guidance(
        manners=(
            N_("Read the key points back from the record, slowly, and ask whether they are right."),
            N_("Ask what the owner is really worried about."),
            N_("Say thank you: the criticism helps us."),
        ),
        phrases=(SetPhrase.UNDERSTOOD, SetPhrase.THANKS),
    ),
    "settle": Guidance(
        manners=(
            N_("What you can agree to, agree to at once and gladly."),
            N_("At fault? Apologise first, then explain."),
            N_("Accept what is right; never point out the owner's own fault."),
        ),
        phrases=(SetPhrase.THANKS,),
    ),
    "promise": Guidance(
        manners=(
            N_("Promise in your own name: “I”, not “we”."),
            N_("Give a time that you can keep, and ask whether it suits the owner."),
            N_("If it cannot be kept, call before the time is up: the one thing not allowed is silence."),
        ),
        phrases=(SetPhrase.PROMISING,),
    ),
    "propose": Guidance(
        manners=(
            N_("Apologise before you explain, where the fault is ours."),
            N_("Explain the cause plainly, then what will be done, by whom and when."),
            N_("Ask what the owner thinks of it, and record it in the owner's words."),
        ),
        out_of_reach=(
            N_("Explain the cause plainly, then what will be done, by whom and when."),
            N_("Nobody can ask this owner: decide what is fair, as if the owner sat opposite."),
        ),
    ),
    "decline": Guidance(
        manners=(
            N_("Thank the owner for saying so openly."),
            N_("Ask: what would you suggest? People agree most easily to their own idea."),
        ),
    ),
    "explain": Guidance(
        manners=(
            N_("Explain politely and ask for understanding; never force agreement."),
            N_("Name the outside options, with address and telephone."),
        ),
    ),
    "order": Guidance(
        manners=(
            N_("One task, one responsible person, one deadline."),
            N_("Write what the owner was promised, so that the work crew can keep it."),
        ),
    ),
    "complete": Guidance(
        manners=(
            N_("Check the evidence first, then tell the owner yourself."),
            N_("Say that someone will call and ask whether all is well."),
        ),
        out_of_reach=(N_("Check the evidence first. An owner who has the link reads the result there."),),
    ),
    "visit": Guidance(
        manners=(
            N_("A friendly call: ask about the intake, the measures and the result."),
            N_("Write the owner's verdict in the owner's words; record your own finding separately."),
            _START_AGAIN,
        ),
    ),
    "friendly_call": _AFTER_CLOSING,
    "check": _AFTER_CLOSING,
    "arrange_visit": Guidance(
        manners=(
            N_("Ask when it suits the owner, and repeat the day and the time."),
            N_("Say who will call or come."),
        ),
    ),
    "apologise": Guidance(
        manners=(
            N_("Apologise first, before you give any reason."),
            N_("Give the specific reason, not “due to circumstances”."),
            N_("Offer a remedy."),
        ),
    ),
    "new_date": Guidance(
        manners=(
            N_("Call before the agreed time has passed, and apologise first."),
            N_("If the time has passed, the apology belongs here: the words, the specific reason and the remedy."),
            N_("Give the specific reason, and a new time that you can keep."),
        ),
    ),
    "report_progress": Guidance(
        manners=(
            N_("Say what was done, what comes next and when you will call again."),
            N_("No progress is news too: report it anyway."),
        ),
    ),
    "reply": Guidance(
        manners=(N_("Answer plainly what was asked; then ask whether anything is still unclear."),),
    ),
    "refer": Guidance(
        manners=(
            N_(
                "Not ours to decide, but ours to follow up: give the name of the body, its reference number and "
                "your own name."
            ),
            N_("Never say that it is not our business."),
            N_("A reply that was promised stays promised: give it yourself, even if only to say who decides now."),
        ),
    ),
    "escalate": Guidance(
        manners=(
            N_("Tell the owner that a superior will come, and ask whether that is all right."),
            N_(
                "Call the superior in the owner's presence, and tell the whole story so that the owner need not "
                "repeat it."
            ),
        ),
        phrases=(SetPhrase.CONSENT,),
    ),
    "reassign": Guidance(
        manners=(N_("Never pass it on without a reason: say who takes it over, and why."),),
    ),
    "refuse_order": Guidance(
        manners=(N_("Say why, and who could do it instead: the owner is waiting."),),
    ),
    "finish_order": Guidance(
        manners=(N_("Test it together with the owner, and leave the place clean."),),
    ),
    "arrive": Guidance(
        manners=(N_("Greet the owner by name, say who you are and why you have come."),),
    ),
    "agree": Guidance(phrases=(SetPhrase.THANKS,)),
}
