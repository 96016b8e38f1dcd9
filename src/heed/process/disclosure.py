"""What the owner may read of a complaint (R56, R68, R74, R76).

Each row of the table of moves says in `owner_sees` whether the owner is told of it, in which words, and which of its
facts passed between the owner and us. Every other fact (notes, reasons among the staff, approvals) stays inside.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from heed.process.facts import FactValues, Voice
from heed.process.moves import MOVES, ROWS
from heed.process.words import ActorKind, ClockKind, Stage

#: The names of the moves that the owner is told of.
PUBLIC = tuple(row.name for row in ROWS if row.owner_sees)

#: The running clock that says by when something happens for the owner, at each stage; the first that runs counts.
AWAITED: dict[Stage, tuple[ClockKind, ...]] = {
    Stage.RECEIVED: (ClockKind.VERIFY, ClockKind.ANSWER),
    Stage.VERIFIED: (ClockKind.ANSWER,),
    Stage.PROMISED: (ClockKind.ANSWER,),
    Stage.INVESTIGATING: (ClockKind.ANSWER, ClockKind.PROGRESS),
    Stage.PROPOSED: (ClockKind.PROGRESS,),
    Stage.HANDLING: (ClockKind.FINISH, ClockKind.REPORT_BACK, ClockKind.PROGRESS),
    Stage.HANDLED: (ClockKind.REVIEW, ClockKind.VISIT),
    Stage.WATCHING: (ClockKind.REVIEW, ClockKind.SILENCE),
    Stage.OUTSIDE: (ClockKind.PROGRESS,),
    Stage.CLOSED: (ClockKind.REVIEW, ClockKind.FRIENDLY_CALL),
}


@dataclass(frozen=True, slots=True)
class SpokenWords:
    """Words that passed between the owner and us: the name of the fact, and a label (a message id) or ""."""

    fact: str
    words: str
    by_owner: bool
    label: str = ""


def text_for_owner(move: str, facts: FactValues, actor: str, *, out_of_reach: bool) -> str:
    """The message id of what the owner reads of an entry; empty where the owner is not told of it."""
    text = MOVES[move].owner_sees
    return text.for_entry(facts, actor, out_of_reach=out_of_reach) if text else ""


def is_entered_for_owner(move: str, facts: FactValues, actor: str) -> bool:
    """Whether staff entered what the owner said or decided: the owner's own words, or a move that owners make."""
    row = MOVES.get(move)
    if row is None or not row.at or actor != ActorKind.STAFF:
        return False
    return any(fact.voice is Voice.OWNER and facts.get(fact.name) for fact in row.asks)


def spoken_words(move: str, facts: FactValues, actor: str) -> Iterator[SpokenWords]:
    """The words of an entry that passed between the owner and us, in the order of its row."""
    text = MOVES[move].owner_sees
    for spoken in text.spoken_of(facts, actor) if text else ():
        words = str(facts[spoken.fact.name]).strip("\r\n")
        by_owner = actor == ActorKind.OWNER or spoken.fact.voice is Voice.OWNER
        yield SpokenWords(spoken.fact.name, words, by_owner, spoken.label)
