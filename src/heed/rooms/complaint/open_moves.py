"""The way forward: the moves open to a reader as buttons, with their keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from heed.process.moves import BODY_MOVES
from heed.process.words import ORDER_DONE, ORDER_OPEN, ROAD, Line, Stage
from heed.process.workflow import Case, Move

#: The key of each forward or grave move. Those open at one stage have different ones; j, k, c and m are taken.
KEYS = {
    "verify": "v",
    "settle": "s",
    "promise": "p",
    "investigate": "i",
    "propose": "p",
    "agree": "a",
    "order": "o",
    "accept_order": "a",
    "set_out": "s",
    "arrive": "r",
    "part_came": "t",
    "finish_order": "d",
    "check_order": "h",
    "complete": "f",
    "visit": "v",
    "repeat": "r",
    "approve": "y",
    "escalate": "e",
    "acknowledge": "n",
    "apologise": "g",
}
MORE_KEY = "m"
#: The stage that most complaints reach after this one.
_AFTER: dict[Stage | None, Stage] = dict(pairwise(ROAD))


@dataclass(frozen=True, slots=True)
class Choice:
    """A move as a button; `primary` the one that usually comes next."""

    move: Move
    key: str
    primary: bool = False


@dataclass(frozen=True, slots=True)
class WayForward:
    """Buttons (forward, then grave), and the quiet moves by the line they run on."""

    buttons: tuple[Choice, ...]
    quiet: tuple[tuple[str, tuple[Move, ...]], ...]


def way_forward(moves: Sequence[Move], case: Case) -> WayForward:
    """What a reader with these moves open may do next."""
    moves = [move for move in moves if move.name not in BODY_MOVES and _makes_sense(move, case)]
    loud = [move for tone in ("forward", "grave") for move in moves if move.tone == tone]
    first = _usual([move for move in loud if move.tone == "forward"], case)
    owed = [move for move in moves if move.name == "apologise" and case.apology_owed]  # before all else (R72)
    first = owed[0] if owed else first
    buttons = tuple(Choice(move, KEYS.get(move.name, ""), move is first) for move in (*owed, *loud))
    quiet = [move for move in moves if move.tone == "quiet" and move not in owed]
    lines = ((_(line.label), tuple(move for move in quiet if move.line is line)) for line in Line)
    return WayForward(buttons, tuple((label, rows) for label, rows in lines if rows))


def _makes_sense(move: Move, case: Case) -> bool:
    """Whether there is anything to do it to: a request to decide, clocks that wait or could."""
    if move.name in ("approve", "disapprove"):
        return bool(case.asked)
    if move.name == "acknowledge":
        return case.called
    return move.name not in ("pause", "resume") or case.paused is (move.name == "resume")


def _usual(forward: Sequence[Move], case: Case) -> Move | None:
    """What usually comes next: the reader's own order, an order where there is none yet, else what leads on."""
    states = list(case.orders.values())
    steps = [move for move in forward if move.order is not None and move.order.sources]
    if any(state in ORDER_OPEN for state in states):
        return steps[0] if steps and case.actors_orders else None
    if not set(ORDER_DONE) & set(states):
        sending = next((move for move in forward if move.order is not None), None)
        if sending is not None:
            return sending
    onward = [move for move in forward if move.to] or list(forward)
    usual = _AFTER.get(case.stage)
    return next((move for move in onward if usual in move.to), onward[0] if onward else None)
