"""The facts that moves ask for or are given: one `Fact` each, with a name of its own.

A fact says what is recorded and in which shape; forms and refusals are made from it. Where a row words a fact in
another way, or needs it under other circumstances, it uses a variant: `WORDS.labelled(N_("Note"))`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum, auto
from typing import Any

from heed.process.words import (
    BODY_CHANNELS,
    N_,
    ApprovalSubject,
    BodyEvent,
    BodyFinding,
    Channel,
    ClockKind,
    Emotion,
    Exemption,
    Handed,
    Harmed,
    Method,
    Nature,
    Remit,
    Responsibility,
    Role,
    Validity,
    VisitOutcome,
    Word,
    Wrong,
)

#: The values of facts by the names of the facts.
FactValues = Mapping[str, Any]


class Kind(StrEnum):
    """The shape of a fact's value."""

    LINE = auto()  # str, one line
    TEXT = auto()  # str, several lines
    INSTANT = auto()  # aware datetime
    YES = auto()  # bool that must be true
    FLAG = auto()  # bool
    CHOICE = auto()  # code of the word in `choices`
    CATEGORY = auto()  # code of a leaf of the policy
    LEVEL = auto()  # code of a level of the policy
    PAUSE = auto()  # code of a pause reason of the policy
    ACCOUNT = auto()  # an account with a duty at the project
    ACCOUNTS = auto()  # several of them
    DEPARTMENT = auto()  # a department
    ORDER = auto()  # an order of this complaint
    COMPLAINT = auto()  # another complaint that the actor may see
    MONEY = auto()  # Decimal, in the project's currency
    RATING = auto()  # int 1 to 5
    NUMBER = auto()  # int
    SIGNATURE = auto()  # a drawn PNG or an uploaded scan
    FILES = auto()  # uploaded files


class Voice(StrEnum):
    """Whose words a text is: the timeline shows words that were spoken as a quotation."""

    RECORD = auto()  # not spoken: a detail on record
    OWNER = auto()  # the owner's words, also where staff wrote them down
    ACTOR = auto()  # the words of who makes the move, in the owner's hearing
    NOTE = auto()  # a note among the staff


class StaffChoice(StrEnum):
    """Which staff members an ACCOUNT fact offers."""

    WITH_DUTY = auto()  # with a duty at the project or the whole company
    CREW = auto()  # of the project's departments
    ALL = auto()  # both
    SUPERIORS = auto()  # who is called when a complaint is escalated
    ACCUSED = auto()  # whom the complaint is about


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to record. Circumstances of the case (anonymous, apology owed …) decide where it is needed."""

    name: str
    kind: Kind
    label: str
    required: bool = True
    choices: type[Word] | None = None
    hint: str = ""
    unless: tuple[str, ...] = ()  # circumstances in which it is not needed (R6)
    falls_away: tuple[str, ...] = ()  # circumstances in which it cannot be known: neither asked nor recorded (R6)
    when: tuple[str, tuple[str, ...]] | None = None  # asked (if required, needed) only beside these values of the other
    needed_while: str = ""  # needed in this circumstance, and in no other (R72)
    asked_while: str = ""  # without this circumstance a form has no place for it (R72)
    usual: str = ""  # the code in force where nothing is chosen; a form begins with it
    longest: int = 120  # characters of a line
    voice: Voice = Voice.RECORD
    staff: StaffChoice = StaffChoice.WITH_DUTY
    codes_of_case: str = ""  # the field of `Case` that holds the codes to choose from, instead of all `choices`
    leaves_out: tuple[str, ...] = ()  # codes of `choices` that are no answer here
    after_refusal: bool = False  # a form asks for it only once a refusal has named it

    def optional(self) -> "Fact":
        """The same fact, asked but not needed."""
        return replace(self, required=False, unless=(), when=None)

    def labelled(self, label: str, hint: str = "") -> "Fact":
        """The same fact under another label."""
        return replace(self, label=label, hint=hint)

    def while_apology_owed(self, asked_while: str = "") -> "Fact":
        """The same fact, needed only while an apology is owed to the owner (R72)."""
        return replace(self, required=False, needed_while=APOLOGY_OWED, asked_while=asked_while)

    def is_asked(self, circumstances: frozenset[str]) -> bool:
        """Whether a form has a place for it, in these circumstances."""
        if circumstances.intersection(self.falls_away):
            return False
        return not self.asked_while or self.asked_while in circumstances or self.needed_while in circumstances

    def is_needed_once_asked(self, circumstances: frozenset[str]) -> bool:
        """Whether it is needed where the other answer that calls for it was given."""
        return self.is_needed(circumstances, {self.when[0]: self.when[1][0]} if self.when else {})

    def is_needed(self, circumstances: frozenset[str], facts: FactValues) -> bool:
        """Whether a move is refused without it, in these circumstances and with these other facts."""
        if circumstances.intersection(self.unless + self.falls_away):
            return False
        if self.needed_while:
            return self.needed_while in circumstances
        if self.when is not None:
            other, values = self.when
            return self.required and str(facts.get(other) or "") in values
        return self.required


NOT_FOR_STRANGERS = ("anonymous", "unreachable")
#: Circumstances of the moment: an apology is owed, a promise is open, the owner acts on the own page, and the staff
#: have no way to reach the owner.
APOLOGY_OWED, PROMISE_OPEN, BY_OWNER, OUT_OF_REACH = "apology_owed", "promise_open", "by_owner", "out_of_reach"
#: A promise was broken, and the apology is owed; a matter of another body is not with it yet; it is with it.
PROMISE_BROKEN, NOT_OURS, AT_BODY = "promise_broken", "not_ours", "at_body"
#: People may be in danger, and nobody has recorded that all are safe; and no work order was sent to help them.
IN_DANGER, HELP_NEEDED = "in_danger", "help_needed"
APOLOGISED = "apologised"  # in this round, in the form that the level asks for

CHANNEL = Fact("channel", Kind.CHOICE, N_("How it reached us"), choices=Channel)
CONTENT = Fact("content", Kind.TEXT, N_("What the owner says"), voice=Voice.OWNER)
NAME = Fact("name", Kind.LINE, N_("Full name"), unless=("anonymous", IN_DANGER), longest=80)
CONTACT = Fact("contact", Kind.LINE, N_("Telephone or other contact"), unless=(*NOT_FOR_STRANGERS, IN_DANGER))
UNIT = Fact("unit", Kind.LINE, N_("Home or unit"), unless=("anonymous", IN_DANGER))
ORGANISATION = Fact("organisation", Kind.LINE, N_("Office, shop or organisation"), required=False)
HAPPENED = Fact("happened", Kind.LINE, N_("When it happened"), required=False)
WRITTEN_ON = Fact("written_on", Kind.LINE, N_("Date of the letter"), False, when=("channel", (Channel.LETTER,)))
WHERE = Fact("where", Kind.LINE, N_("Where it happened"), required=False)
HURT = Fact("hurt", Kind.LINE, N_("Who is trapped or hurt"), required=False)
COURSE = Fact("course", Kind.TEXT, N_("Course of events"), required=False, unless=(OUT_OF_REACH,))
ABOUT = Fact("about", Kind.LINE, N_("What or whom it is about"), required=False, unless=(OUT_OF_REACH,))
WANTS = Fact(
    "wants", Kind.LINE, N_("What the owner wants"), unless=(OUT_OF_REACH,), longest=200,
    hint=N_("Ask: what can I do for you? Repair or replace?"),
)  # fmt: skip
CRUX = Fact("crux", Kind.LINE, N_("What really concerns the owner"), required=False, longest=200)
STATE_OF_MIND = Fact("state_of_mind", Kind.LINE, N_("State of mind"), required=False)
CAUSE = Fact("cause", Kind.TEXT, N_("Reason, as the owner sees it"), required=False)
EMOTION = Fact("emotion", Kind.CHOICE, N_("Emotion"), choices=Emotion)
NATURE = Fact("nature", Kind.CHOICE, N_("Nature"), choices=Nature)
CATEGORY = Fact("category", Kind.CATEGORY, N_("Category"))
LEVEL = Fact("level", Kind.LEVEL, N_("Level"))
VALIDITY = Fact("validity", Kind.CHOICE, N_("Validity"), choices=Validity)
#: The same where the cause is known: it is decided then, as it must be before anything is answered (R21).
JUDGED_VALIDITY = replace(VALIDITY, hint=N_("Did what the owner says prove true?"), leaves_out=(Validity.UNKNOWN,))
REMIT = Fact("remit", Kind.CHOICE, N_("Scope"), choices=Remit)
WRONG = Fact("wrong", Kind.CHOICE, N_("What was done wrong"), required=False, choices=Wrong)
HARMED = Fact("harmed", Kind.CHOICE, N_("What was harmed"), required=False, choices=Harmed)
AUTHORITY = Fact(
    "authority_reference", Kind.LINE, N_("Authority's reference number"), when=("nature", (Nature.BREACH,)), longest=80
)
RESPONSIBILITY = Fact("responsibility", Kind.CHOICE, N_("Responsibility"), choices=Responsibility)

#: Asked only where two judgements contradict each other (R21, R24).
WHY_BOTH = Fact("why_both", Kind.TEXT, N_("Why both are right"), required=False, after_refusal=True)

RESTATED = Fact("restated", Kind.TEXT, N_("Key points"))
OWNER_CONFIRMED = Fact("confirmed", Kind.YES, N_("The owner confirmed the key points"), falls_away=(OUT_OF_REACH,))
HEARD_OUT = Fact("heard_out", Kind.FLAG, N_("Listened to the end, without interrupting"), required=False)
ASKED_AGAIN = Fact("asked_again", Kind.FLAG, N_("Asked to repeat what was not clear"), required=False)
EXPLAINED = Fact("explained", Kind.FLAG, N_("Explained how it is handled and what comes next"), required=False)
#: What only the person who took it in can say was done (R81, R82, R87).
DONE_AT_INTAKE = (HEARD_OUT, ASKED_AGAIN, EXPLAINED)
THANKED = Fact("thanked", Kind.FLAG, N_("Thanked the owner for raising it"), required=False)
SOLUTION = Fact("solution", Kind.TEXT, N_("Explanation or solution"))
OPINION = Fact("opinion", Kind.TEXT, N_("Corrective action"), required=False)
APOLOGY = Fact("apology", Kind.TEXT, N_("Words of apology"), voice=Voice.ACTOR)
WORDS = Fact("words", Kind.TEXT, N_("What was said"), voice=Voice.ACTOR)
PROMISE_WORDS = WORDS.labelled(N_("Promise (begin with “I”)"), hint=N_("Begin with “I”: I will call you before three."))
NOTE = replace(WORDS.labelled(N_("Note")), voice=Voice.NOTE)
DUE_AT = Fact("due_at", Kind.INSTANT, N_("Due"))
CONSENT = Fact("consent", Kind.YES, N_("The owner agrees to this time"))
ASSIGNEE = Fact("account", Kind.ACCOUNT, N_("Who"))
NAMED_PERSON = ASSIGNEE.labelled(N_("Named person")).optional()
NAMED_WORKER = replace(NAMED_PERSON, staff=StaffChoice.CREW)
ACCUSED = replace(ASSIGNEE.labelled(N_("Person complained about")), staff=StaffChoice.ALL)
INSTEAD_OF = Fact("instead_of", Kind.ACCOUNT, N_("Substitute for"))
HANDED = Fact("what", Kind.CHOICE, N_("What to hand over"), choices=Handed)
FINDINGS = Fact("findings", Kind.TEXT, N_("Findings"))
TOLD_HOW = Fact("method", Kind.CHOICE, N_("How the owner was informed"), choices=Method, falls_away=(OUT_OF_REACH,))
SAID_HOW = replace(TOLD_HOW.labelled(N_("How the owner informed us")), falls_away=(BY_OWNER,))
COMPENSATION = Fact("money", Kind.MONEY, N_("Compensation"), required=False)
PAID_AT = Fact("paid_at", Kind.INSTANT, N_("When the owner received it"))
PROOF = Fact("proof", Kind.LINE, N_("Proof"), required=False, hint=N_("The number of the receipt or the transfer"))
OWNER_WORDS = Fact("owner_words", Kind.TEXT, N_("The owner's view, in the owner's words"), voice=Voice.OWNER)
AGREEMENT = replace(OWNER_WORDS.labelled(N_("How the owner agreed, in the owner's words")), falls_away=(OUT_OF_REACH,))
OWN_PROPOSAL = Fact(
    "own_proposal", Kind.TEXT, N_("The owner's own proposal"), required=False,
    hint=N_("Ask: what would you suggest?"), voice=Voice.OWNER,
)  # fmt: skip
REASON = Fact("reason", Kind.TEXT, N_("Reason"))
REMEDY = Fact("remedy", Kind.TEXT, N_("Remedy offered"), required=False)
OUTSIDE_ROUTES = Fact("routes", Kind.TEXT, N_("Outside options explained to the owner"))
DEPARTMENT = Fact("department", Kind.DEPARTMENT, N_("Department"))
WORK = Fact("work", Kind.TEXT, N_("Work to do"))
ORDER = Fact("order", Kind.ORDER, N_("Work order"))
PART = Fact("part", Kind.LINE, N_("Part needed"), longest=120)
EXPECTED_AT = DUE_AT.labelled(N_("Expected at"))
SET_ASIDE_UNTIL = DUE_AT.labelled(N_("Set aside until"), hint=N_("It leaves your own list until then. No clock stops."))
RESULT = Fact("result", Kind.TEXT, N_("Result"))
FILES = Fact("files", Kind.FILES, N_("Files"))
PHOTOS = FILES.labelled(N_("Photos or files")).optional()
PROOF_FILES = FILES.labelled(N_("Receipt, scanned or photographed")).optional()
BEFORE = Fact("before", Kind.FILES, N_("Photos before"), required=False)
AFTER = FILES.labelled(N_("Photos after")).optional()
OUTCOME = Fact("outcome", Kind.CHOICE, N_("The owner says"), choices=VisitOutcome)
REACHED = (VisitOutcome.SATISFIED, VisitOutcome.NOT_SOLVED)
RATING_RECEPTION = Fact("rating_reception", Kind.RATING, N_("How the complaint was received"), required=False)
RATING_MEASURES = Fact("rating_measures", Kind.RATING, N_("Measures"), required=False)
RATING_RESULT = Fact("rating_result", Kind.RATING, N_("Result"), required=False)
RATINGS = (RATING_RECEPTION, RATING_MEASURES, RATING_RESULT)
WOULD_NOT_SAY = "unsaid"  # asked for a mark, the owner gave none; a mark that is missing was not asked for (R90)
ASKED_RATINGS = tuple(replace(mark, required=True, when=("outcome", REACHED)) for mark in RATINGS)
VISIT_WORDS = replace(OWNER_WORDS.labelled(N_("The owner's words")), when=("outcome", REACHED))
COMPLETED = Fact(
    "completed", Kind.YES, N_("We consider the work completed"), when=("outcome", (VisitOutcome.SATISFIED,))
)
BODY = Fact("body", Kind.LINE, N_("Responsible body"))
REFERENCE = Fact("reference", Kind.LINE, N_("Body's reference number"), required=False, longest=80)
OTHER = Fact("other", Kind.COMPLAINT, N_("The other complaint"))
PAUSE = Fact("pause", Kind.PAUSE, N_("Reason for the pause"))
LESSON = Fact("lesson", Kind.TEXT, N_("Lesson"))
PREVENTION = Fact("prevention", Kind.TEXT, N_("How to avoid it"))
ROOT_CAUSE = Fact("root_cause", Kind.TEXT, N_("Reason for the complaint"))
EXEMPTION = Fact("code", Kind.CHOICE, N_("Reason for no visit"), choices=Exemption)
SUBJECT = Fact("subject", Kind.CHOICE, N_("Subject of the approval"), choices=ApprovalSubject)
_OF_SOLUTION = ("subject", (ApprovalSubject.PROPOSE,))
#: What exactly is approved where the solution is: another solution or another sum needs another approval.
SOLUTION_TO_APPROVE = replace(SOLUTION.labelled(N_("The solution to be approved")), when=_OF_SOLUTION)
SUM_TO_APPROVE = replace(COMPENSATION, when=_OF_SOLUTION)
ASKED_SUBJECT = replace(SUBJECT, codes_of_case="asked")

_FROM_BODY = ("channel", BODY_CHANNELS)
BODY_NAME = Fact("body_name", Kind.LINE, N_("Body that passed it on"), required=False, when=_FROM_BODY, longest=80)
BODY_NUMBER = Fact("body_number", Kind.LINE, N_("The body's number"), required=False, when=_FROM_BODY, longest=60)
SIGN_BY_AT = Fact("sign_by_at", Kind.INSTANT, N_("Sign for it by"), required=False, when=_FROM_BODY)
BODY_DUE_AT = Fact("body_due_at", Kind.INSTANT, N_("Answer the body by"), required=False, when=_FROM_BODY)
#: What a body says of the complaint that it passes on (R2, R14).
OF_BODY = (BODY_NAME, BODY_NUMBER, SIGN_BY_AT, BODY_DUE_AT)
BODY_ANSWER = Fact("body_answer", Kind.TEXT, N_("Our answer to the body"))
BODY_EVENT = Fact("body_event", Kind.CHOICE, N_("What is recorded"), choices=BodyEvent)
BODY_REASON = Fact(
    "body_reason",
    Kind.TEXT,
    N_("Reason of the body, or of our appeal"),
    when=("body_event", (BodyEvent.SENT_BACK, BodyEvent.APPEALED)),
)
_AT_RESULT = ("body_event", (BodyEvent.RESULT,))
BODY_RESULT = Fact("body_result", Kind.TEXT, N_("Result, in the body's words"), required=False, when=_AT_RESULT)
BODY_RESPONSE = Fact("body_response", Kind.CHOICE, N_("We responded"), False, BodyFinding, when=_AT_RESULT)
BODY_RESOLVED = Fact("body_resolved", Kind.CHOICE, N_("It is resolved"), False, BodyFinding, when=_AT_RESULT)
BODY_SATISFIED = Fact("body_satisfied", Kind.CHOICE, N_("The owner is satisfied"), False, BodyFinding, when=_AT_RESULT)

#: Of an escalation by a clock: the clock, the rung of its ladder and the role that the rung names.
CLOCK = Fact("clock", Kind.CHOICE, N_("Clock"), required=False, choices=ClockKind)
RUNG = Fact("rung", Kind.NUMBER, N_("Rung"), required=False)
TO_ROLE = Fact("to", Kind.CHOICE, N_("Duty"), required=False, choices=Role)
#: Of an escalation at the counter: whether the owner wished the superior to come (R34, C8).
SUPERIOR_WELCOME = Fact("superior_welcome", Kind.FLAG, N_("The owner agrees that a superior comes"), required=False)

#: What may be given at intake in addition to what the row asks for (R5, R6, R8 to R13).
TOLD_AT_INTAKE = (
    ORGANISATION, HAPPENED, WHERE, HURT, COURSE, ABOUT, WANTS.optional(), CRUX, STATE_OF_MIND, CAUSE,
    EMOTION.optional(), NATURE.optional(), CATEGORY.optional(), LEVEL.optional(), PHOTOS,
    Fact("anonymous", Kind.FLAG, N_("Anonymous"), required=False),
    Fact("unreachable", Kind.FLAG, N_("Unreachable"), required=False),
    Fact("abusive", Kind.FLAG, N_("Abusive language"), required=False),
    Fact("language", Kind.CHOICE, N_("Language"), required=False),
    Fact("title", Kind.LINE, N_("Title"), required=False),
    Fact("accused", Kind.ACCOUNTS, N_("Person complained about"), required=False, staff=StaffChoice.ALL),
)  # fmt: skip
