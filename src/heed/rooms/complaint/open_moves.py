"""The moves open to a reader as buttons, with their keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from heed.process.case import Case
from heed.process.move import Move, Tone
from heed.process.moves import bodies
from heed.process.words import ORDER_DONE, ORDER_OPEN, ROAD, Line, Stage
from heed.process.workflow import is_offered

#: The key of the menu of quiet moves. `j`, `k` and `c` are taken on every page.
MORE_KEY = "m"
#: The stage that most complaints reach after this one.
_AFTER: dict[Stage | None, Stage] = dict(pairwise(ROAD))


@dataclass(frozen=True, slots=True)
class MoveButton:
    """A move as a button; `primary` the one that usually comes next."""

    move: Move
    primary: bool = False


@dataclass(frozen=True, slots=True)
class NextMoves:
    """The buttons, and the quiet moves in groups: each with its heading."""

    buttons: tuple[MoveButton, ...]
    quiet: tuple[tuple[str, tuple[Move, ...]], ...]


def next_moves(moves: Sequence[Move], case: Case) -> NextMoves:
    """What a reader with these moves open may do next: what is most urgent, then forward, then grave moves."""
    moves = [move for move in moves if is_offered(move, case) and move not in bodies.ROWS]  # those have a panel
    urgent = [move for move in moves if move.first_while in case.situation]
    others = [move for move in moves if move not in urgent]
    forward = [move for move in others if move.tone is Tone.FORWARD]
    grave = [move for move in others if move.tone is Tone.GRAVE]
    primary = urgent[0] if urgent else _usual(forward, case)
    buttons = tuple(MoveButton(move, move is primary) for move in (*urgent, *forward, *grave))
    quiet = [move for move in others if move.tone is Tone.QUIET]
    groups = ((_(line.label), tuple(move for move in quiet if move.line is line)) for line in Line)
    return NextMoves(buttons, tuple((label, rows) for label, rows in groups if rows))


def _usual(forward: Sequence[Move], case: Case) -> Move | None:
    """What usually comes next: the reader's own order, an order where there is none yet, else what leads on."""
    states = list(case.orders.values())
    steps = [move for move in forward if move.order is not None and not move.sends_order]
    if any(state in ORDER_OPEN for state in states):
        return steps[0] if steps and case.actors_orders else None
    if not set(ORDER_DONE) & set(states):
        sending = next((move for move in forward if move.sends_order), None)
        if sending is not None:
            return sending
    onward = [move for move in forward if move.to] or list(forward)
    usual = _AFTER.get(case.stage)
    return next((move for move in onward if usual in move.to), onward[0] if onward else None)
