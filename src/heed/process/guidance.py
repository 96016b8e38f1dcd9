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
    """What to pay attention to, and phrases that fit."""

    manners: tuple[str, ...] = ()
    phrases: tuple[SetPhrase, ...] = ()


#: The guidance for each move that has some, by its name.
GUIDANCE: dict[str, Guidance] = {
    "verify": Guidance(
        manners=(
            N_("Read the key points back from the record, slowly, and ask whether they are right."),
            N_("Ask what the owner truly fears behind what is said."),
            N_("Say thank you: the criticism helps us."),
        ),
        phrases=(SetPhrase.UNDERSTOOD, SetPhrase.THANKS),
    ),
    "settle": Guidance(
        manners=(
            N_("What can be agreed to is agreed to at once, and gladly."),
            N_("At fault? Apologise first, then explain."),
            N_("Concede what is right; never point out the owner's own fault."),
        ),
        phrases=(SetPhrase.THANKS,),
    ),
    "promise": Guidance(
        manners=(
            N_("Promise as yourself: “I”, not “we”."),
            N_("Name an hour that you can keep, and ask whether it suits the owner."),
            N_("If it cannot be kept, call before the hour: silence is the one thing not allowed."),
        ),
        phrases=(SetPhrase.PROMISING,),
    ),
    "propose": Guidance(
        manners=(
            N_("Apologise before you explain, where the fault is ours."),
            N_("Say the cause plainly, then what will be done, by whom and when."),
            N_("Ask what the owner thinks of it, and write it down in the owner's words."),
        ),
    ),
    "decline": Guidance(
        manners=(
            N_("Thank the owner for saying so openly."),
            N_("Ask: what would you suggest? A solution of the owner's own is agreed on most easily."),
        ),
    ),
    "explain": Guidance(
        manners=(
            N_("Explain with tact and ask for understanding; agreement is never forced."),
            N_("Name the outside routes that are open to the owner, with address and telephone."),
        ),
    ),
    "order": Guidance(
        manners=(
            N_("One piece of work, one responsible person, one time."),
            N_("Write what the owner was promised, so that the crew can keep it."),
        ),
    ),
    "complete": Guidance(
        manners=(
            N_("See or hear the evidence first, then tell the owner yourself."),
            N_("Say that somebody will call and ask whether all is well."),
        ),
    ),
    "visit": Guidance(
        manners=(
            N_("A friendly call: ask about the reception, the measures and the result."),
            N_("Write the owner's verdict in the owner's words; what you find yourself stands apart."),
            N_("Not satisfied? Thank them, and begin again: nothing is lost."),
        ),
    ),
    "apologise": Guidance(
        manners=(
            N_("Apologise at once, before any reason."),
            N_("Give the specific reason: no “due to circumstances”."),
            N_("Offer something that makes good."),
        ),
    ),
    "new_date": Guidance(
        manners=(
            N_("Call before the old hour has passed, and apologise first."),
            N_("If it has passed, the apology belongs here: the words, the specific reason, and what makes good."),
            N_("Give the specific reason, and a new hour that holds."),
        ),
    ),
    "report_progress": Guidance(
        manners=(
            N_("Say what was done, what comes next and when you call again."),
            N_("No progress is news too: say so all the same."),
        ),
    ),
    "reply": Guidance(
        manners=(N_("Answer what was asked, plainly; then ask whether anything is still open."),),
    ),
    "refer": Guidance(
        manners=(
            N_("Not ours to decide, but ours to follow: give the body, its reference and your own name."),
            N_("Never say that it is not our business."),
        ),
    ),
    "escalate": Guidance(
        manners=(
            N_("Tell the owner that a superior will come, and ask whether that is welcome."),
            N_(
                "Call the superior in the owner's presence, and tell the whole story so that it need not be told twice."
            ),
        ),
        phrases=(SetPhrase.CONSENT,),
    ),
    "reassign": Guidance(
        manners=(N_("No passing on without a reason: who takes it over, and why."),),
    ),
    "refuse_order": Guidance(
        manners=(N_("Say why, and who could do it instead: the owner is waiting."),),
    ),
    "finish_order": Guidance(
        manners=(N_("Test it together with the owner, and leave the place clean."),),
    ),
    "arrive": Guidance(
        manners=(N_("Greet by name, say who you are and what you have come for."),),
    ),
    "agree": Guidance(phrases=(SetPhrase.THANKS,)),
}
