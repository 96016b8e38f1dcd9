"""Who is best asked to do a piece of work, and why: by rota, leave, load and skill (R67). Plain values, no Django."""

from collections.abc import Iterable
from dataclasses import dataclass

#: So many works of the same kind weigh as much as one order less in hand.
DONE_FOR_ONE = 3
#: More works of the same kind than these make nobody better.
ENOUGH = 9


@dataclass(frozen=True, slots=True)
class Hand:
    """A person of a department: on duty by the rota now (None: it has no rota), `away`, orders in hand, works done.

    `done` counts orders of the same kind of matter that were not sent back, within the last year.
    """

    account_id: int
    name: str
    on_duty: bool | None
    away: bool
    in_hand: int
    done: int


def ranked(hands: Iterable[Hand]) -> tuple[Hand, ...]:
    """Those who can be asked, the best first: who is on duty, then who has least in hand, skill weighed against it."""
    present = [hand for hand in hands if not hand.away]
    return tuple(sorted(present, key=lambda hand: (hand.on_duty is False, _weight(hand), hand.account_id)))


def _weight(hand: Hand) -> float:
    return hand.in_hand - min(hand.done, ENOUGH) / DONE_FOR_ONE
