"""The moves open to a reader as buttons, with their keys."""

from collections.abc import Iterator, Sequence
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
    forward = _in_tone(others, Tone.FORWARD)
    primary = urgent[0] if urgent else _usual(forward, case)
    buttons = (*urgent, *forward, *_in_tone(others, Tone.GRAVE))
    return NextMoves(
        buttons=tuple(MoveButton(move, move is primary) for move in buttons),
        quiet=tuple(_by_line(_in_tone(others, Tone.QUIET))),
    )


def _in_tone(moves: Sequence[Move], tone: Tone) -> list[Move]:
    return [move for move in moves if move.tone is tone]


def _by_line(moves: Sequence[Move]) -> Iterator[tuple[str, tuple[Move, ...]]]:
    """The moves in groups, by between whom their words pass."""
    for line in Line:
        group = tuple(move for move in moves if move.line is line)
        if group:
            yield _(line.label), group


def _usual(forward: Sequence[Move], case: Case) -> Move | None:
    """What usually comes next: the reader's own order, an order where there is none yet, else what leads on."""
    own = _steps(forward) if case.actors_orders else []
    if case.stage is not Stage.HANDLING:  # work goes on beside the way forward, or is not the next thing yet
        return _first(own) or _leading_on(forward, case.stage)
    states = set(case.orders.values())
    if states.intersection(ORDER_OPEN):
        return _first(own)
    sending = [move for move in forward if move.sends_order]
    return _first(sending) if sending and not states.intersection(ORDER_DONE) else _leading_on(forward, case.stage)


def _steps(forward: Sequence[Move]) -> list[Move]:
    """The steps of an order that was sent."""
    return [move for move in forward if move.order is not None and not move.sends_order]


def _leading_on(forward: Sequence[Move], stage: Stage | None) -> Move | None:
    """The move to the next stage of the straight road, or the first that leads to another stage at all."""
    onward = [move for move in forward if move.to] or [move for move in forward if not move.sends_order]
    usual = [move for move in onward if _AFTER.get(stage) in move.to]
    return _first(usual or onward)


def _first(moves: Sequence[Move]) -> Move | None:
    return moves[0] if moves else None
