"""How the owner's own page asks for the moves that an owner makes there (R58, R66, R74, R78, R96)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from heed.process.words import N_


@dataclass(frozen=True, slots=True)
class OwnerQuestion:
    """The texts of one move on the owner's page, as message ids.

    `labels` and `hints` stand by the name of the fact; the fields follow in the order of `labels`. `choices` word the
    codes of a fact as an owner says it. `missing` is said
    where a needed fact was left empty, or what `needs` has for that fact.
    """

    heading: str
    explanation: str
    button: str
    thanks: str
    labels: Mapping[str, str]
    hints: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    missing: str = ""
    needs: Mapping[str, str] = field(default_factory=dict)
    tone: str = "primary"  # of the button
    one_press: bool = False  # a single press makes it: the words of the button are what the owner said
    once: bool = False  # the same words sent twice are recorded once


_SIGNED = {"signature": N_("Sign with your finger")}
_HINT_TO_SIGN = {"signature": N_("Only if you like. It stands on the slip about this matter and stays on record.")}
_UNSAID = {"unsaid": N_("I would rather not say")}
#: The question for each move of the owner's own, by its name; the answers to a question of ours stand first.
OWNER_QUESTIONS: dict[str, OwnerQuestion] = {
    "agree": OwnerQuestion(
        heading=N_("You agree with our proposal"),
        explanation=N_("We begin at once, and tell you how it stands."),
        button=N_("Yes, I agree"),
        thanks=N_("Thank you. We begin at once."),
        labels={"owner_words": N_("Anything we should know?"), **_SIGNED},
        hints=_HINT_TO_SIGN,
        one_press=True,
    ),
    "decline": OwnerQuestion(
        heading=N_("You do not agree"),
        explanation=N_("That is all right. Tell us why, and if you like, what you would do."),
        button=N_("Send"),
        thanks=N_("Thank you. We look for another way."),
        labels={
            "owner_words": N_("What is not right about it?"),
            "own_proposal": N_("What would you propose?"),
        },
        missing=N_("Tell us what is not right about it."),
    ),
    "answer_questionnaire": OwnerQuestion(
        heading=N_("How did it go?"),
        explanation=N_("Four short questions. If something is not right yet, we begin again at once."),
        button=N_("Send my answers"),
        thanks=N_("Thank you. We have your answers."),
        labels={
            "outcome": N_("Is it right now?"),
            "rating_reception": N_("How we received you"),
            "rating_measures": N_("What we did"),
            "rating_result": N_("The result"),
            "owner_words": N_("What is still wrong, or what would you like to add?"),
        },
        hints={
            "rating_reception": N_("1 is poor, 5 is very good"),
            "owner_words": N_("Needed only if it is not right yet."),
        },
        choices={
            "outcome": {"satisfied": N_("Yes, I am satisfied"), "not_solved": N_("Not yet")},
            "rating_reception": _UNSAID,
            "rating_measures": _UNSAID,
            "rating_result": _UNSAID,
        },
        needs={
            "outcome": N_("Tell us whether it is right now."),
            "rating_reception": N_("Choose how we received you, or say that you would rather not."),
            "rating_measures": N_("Choose how you find what we did, or say that you would rather not."),
            "rating_result": N_("Choose how you find the result, or say that you would rather not."),
        },
    ),
    "confirm": OwnerQuestion(
        heading=N_("It is right now"),
        explanation=N_("Your yes closes it. If something comes up later, you can open it again."),
        button=N_("Yes, it is right"),
        thanks=N_("Thank you for telling us. It is closed now."),
        labels={
            "rating_reception": N_("How we received you"),
            "rating_measures": N_("What we did"),
            "rating_result": N_("The result"),
            "owner_words": N_("Would you like to add something?"),
            **_SIGNED,
        },
        hints={"rating_reception": N_("1 is poor, 5 is very good"), **_HINT_TO_SIGN},
    ),
    "contest": OwnerQuestion(
        heading=N_("It is not right yet"),
        explanation=N_("We are sorry. Tell us what is still wrong, and we begin again at once."),
        button=N_("Send"),
        thanks=N_("Thank you for telling us. We begin again at once."),
        labels={"owner_words": N_("What is still wrong?")},
        missing=N_("Tell us what is still wrong."),
    ),
    "decline_visit": OwnerQuestion(
        heading=N_("You do not want to be asked"),
        explanation=N_("Then we do not call you about it. It closes if it stays quiet; a word from you, and we go on."),
        button=N_("Please do not ask me"),
        thanks=N_("All right. We do not call you about it."),
        labels={"owner_words": N_("Would you like to add something?")},
        one_press=True,
    ),
    "say": OwnerQuestion(
        heading=N_("Write to us"),
        explanation=N_("The person who answers for your matter reads it."),
        button=N_("Send"),
        thanks=N_("Your message has reached us."),
        labels={"words": N_("Your message"), "files": N_("Photos or files")},
        hints={"files": N_("A photo or a recording alone is enough.")},
        missing=N_("Write your message."),
        once=True,
    ),
    "reopen": OwnerQuestion(
        heading=N_("Open it again"),
        explanation=N_("We are sorry that it is not right after all. Tell us what happened."),
        button=N_("Open it again"),
        thanks=N_("It is open again. We begin at once."),
        labels={"reason": N_("What happened?")},
        missing=N_("Tell us what happened."),
    ),
    "ask_review": OwnerQuestion(
        heading=N_("Ask for a second look"),
        explanation=N_("Somebody who had no part in it looks at everything again, and tells you what they found."),
        button=N_("Ask for a second look"),
        thanks=N_("Thank you. Somebody who had no part in it looks at it again."),
        labels={"owner_words": N_("What should they look at?")},
        missing=N_("Tell us in a word or two what they should look at."),
    ),
    "withdraw": OwnerQuestion(
        heading=N_("Withdraw it"),
        explanation=N_("Then we stop. What you told us stays on record."),
        button=N_("Withdraw it"),
        thanks=N_("It is withdrawn."),
        labels={"owner_words": N_("Why do you withdraw it?")},
        missing=N_("Tell us why, in a word or two."),
        tone="warn",
    ),
}
