"""Who should be assigned an order, and why: by rota, leave, open work and experience (R67). Plain values, no Django."""

from collections.abc import Iterable
from dataclasses import dataclass

#: So many finished orders of the same kind count as much as one open order less.
DONE_FOR_ONE = 3
#: More finished orders of the same kind than these do not count.
ENOUGH = 9


@dataclass(frozen=True, slots=True)
class OrderCandidate:
    """A worker of a department: on duty by the rota now (None: no rota), on leave, open orders, finished orders.

    `done` counts orders of the same kind of matter that were not sent back, within the last year.
    """

    account_id: int
    name: str
    on_duty: bool | None
    away: bool
    in_hand: int
    done: int


def ranked(candidates: Iterable[OrderCandidate]) -> tuple[OrderCandidate, ...]:
    """The workers who are not on leave, the best first: on duty, then with little open work and much experience."""
    present = [candidate for candidate in candidates if not candidate.away]
    return tuple(sorted(present, key=lambda one: (one.on_duty is False, _load(one), one.account_id)))


def _load(candidate: OrderCandidate) -> float:
    return candidate.in_hand - min(candidate.done, ENOUGH) / DONE_FOR_ONE
