"""What is told to the owner: of which moves, with which of their facts, in which words (R56, R68, R74, R76).

The page of moves says of each row in `owner_sees` whether and how the owner is told of it. Of its facts only those
named here passed between the owner and us; every other fact (notes, reasons among the staff, approvals) stays inside.
"""

from collections.abc import Mapping
from typing import Any

from heed.process.moves import MOVES, ROWS
from heed.process.words import N_, ActorKind, ClockKind, Stage, VisitOutcome

#: The moves that an owner makes on the secret page, the answers to a question first.
OWNER_MOVES = ("agree", "decline", "confirm", "contest", "say", "reopen", "withdraw")
#: The moves that the owner is told of.
PUBLIC = tuple(row.name for row in ROWS if row.owner_sees)

SPOKEN: dict[str, tuple[str, ...]] = {
    "lodge": ("content",),
    "verify": ("restated",),
    "settle": ("apology", "solution"),
    "promise": ("words",),
    "propose": ("findings", "solution"),
    "agree": ("owner_words",),
    "decline": ("owner_words", "own_proposal"),
    "explain": ("reason", "routes"),
    "complete": ("result",),
    "visit": ("owner_words",),
    "confirm": ("owner_words",),
    "contest": ("owner_words",),
    "refer": ("body", "words"),
    "reply": ("words",),
    "report_progress": ("words",),
    "apologise": ("apology", "reason", "remedy"),
    "new_date": ("words", "apology", "remedy"),
    "say": ("words",),
    "withdraw": ("owner_words",),
}
#: Reasons that are the owner's own, where the owner made the move.
_OWN_REASONS = {"reopen": ("reason",)}
#: Facts that the owner said, whoever wrote them down; the others were said to the owner.
BY_OWNER = ("content", "owner_words", "own_proposal")

_VISITED: dict[str, str] = {
    VisitOutcome.NOT_REACHED: N_("We tried to reach you about the result, and did not succeed"),
    VisitOutcome.DECLINED: N_("You did not want to be asked about the result"),
    VisitOutcome.NOT_SOLVED: N_("We asked you, and you told us that it is not solved; we begin again"),
    VisitOutcome.SATISFIED: N_("We asked you, and you told us that it is solved"),
}
_NAMELESS = {
    "verify": N_("We wrote your words down and checked them"),
    "agree": N_("We go ahead with the solution"),
}
_BY_STAFF = {"repeat": N_("It happened again, and we took it up again")}

#: The running clock that says by when something happens for the owner, at each stage; the first that runs counts.
AWAITED: dict[Stage, tuple[ClockKind, ...]] = {
    Stage.RECEIVED: (ClockKind.VERIFY, ClockKind.ANSWER),
    Stage.VERIFIED: (ClockKind.ANSWER,),
    Stage.PROMISED: (ClockKind.ANSWER,),
    Stage.INVESTIGATING: (ClockKind.ANSWER, ClockKind.PROGRESS),
    Stage.PROPOSED: (ClockKind.PROGRESS,),
    Stage.HANDLING: (ClockKind.FINISH, ClockKind.REPORT_BACK, ClockKind.PROGRESS),
    Stage.HANDLED: (ClockKind.VISIT,),
    Stage.WATCHING: (ClockKind.SILENCE,),
    Stage.OUTSIDE: (ClockKind.PROGRESS,),
}


def words_for_owner(move: str, facts: Mapping[str, Any], actor: str, *, anonymous: bool) -> str:
    """The message id of what the owner reads of an entry: that of the page, or another where that would not be true.

    A visit that reached nobody asked nothing; an anonymous owner was not read anything, and agreed to nothing that
    the staff recorded (R6, R93).
    """
    plain = MOVES[move].owner_sees
    if move == "visit":
        return _VISITED.get(str(facts.get("outcome")), plain)
    if actor != ActorKind.STAFF:
        return plain
    return (_NAMELESS.get(move) if anonymous else None) or _BY_STAFF.get(move, plain)


def spoken(move: str, facts: Mapping[str, Any], actor: str) -> tuple[tuple[str, str, bool], ...]:
    """What was said in an entry: the fact, its words, and whether the owner said it."""
    by_owner = actor == ActorKind.OWNER
    names = SPOKEN.get(move, ()) + (_OWN_REASONS.get(move, ()) if by_owner else ())
    if move == "new_date" and facts.get("apology"):  # an apology gives its reason; other reasons stay inside (R72)
        names += ("reason",)
    found = ((name, str(facts.get(name) or "").strip("\r\n")) for name in names)
    return tuple((name, words, by_owner or name in BY_OWNER) for name, words in found if words.strip())
