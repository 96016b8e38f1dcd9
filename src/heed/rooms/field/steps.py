"""The steps that the crew makes with an order, and which of them may come after which."""

from dataclasses import dataclass
from datetime import datetime

from heed.process.move import Move, OrderStep, Tone
from heed.process.moves import MOVES, ROWS
from heed.process.moves.any_time import ALL_SAFE
from heed.process.words import ORDER_OPEN, OrderState, Party
from heed.process.workflow import is_offered, is_open_to, orders_for
from heed.queries.actor import Actor, staff
from heed.queries.complaints.case import case_of
from heed.records.models import Account, Order

#: What the person on an order can do to it, by the name of the move, in the order of the buttons.
STEPS: dict[str, OrderStep] = {row.name: row.order for row in ROWS if row.order and Party.WORKER in row.by}


@dataclass(frozen=True, slots=True)
class FieldStep:
    """One step: `open` now, or (without a network) once others have led to one of the states in `after`.

    `leads`: the one that usually comes next.
    """

    move: Move
    open: bool
    leads: bool

    @property
    def after(self) -> str:
        """Codes of the states it may be made from, as a script reads them."""
        return " ".join(STEPS[self.move.name].sources)

    @property
    def to(self) -> str:
        """The code of the state it leads to."""
        return STEPS[self.move.name].to or ""

    @property
    def refuses(self) -> bool:
        """Whether it gives the order back."""
        return refuses(self.move.name)

    @property
    def asks(self) -> bool:
        """Whether it needs words or photos: a page of its own."""
        return len(self.move.asks) > 1


def may_say_safe(order: Order, actor: Actor, now: datetime) -> bool:
    """Whether the person on the order may say now that everybody is safe."""
    case, participant = case_of(order.complaint, actor, now)
    return order.ended_at is None and is_offered(ALL_SAFE, case) and is_open_to(ALL_SAFE, case, participant)


def is_step(name: str) -> bool:
    """Whether the person on an order makes the move of this name: a step with the order, or that all are safe."""
    return name in STEPS or name == ALL_SAFE.name


def refuses(name: str) -> bool:
    """Whether the step of this name gives the order back."""
    return name in STEPS and STEPS[name].to is OrderState.REFUSED


def ends(name: str) -> bool:
    """Whether the order is no longer the person's to do after the step of this name."""
    return name in STEPS and STEPS[name].to not in ORDER_OPEN


def steps_of(order: Order, account: Account, now: datetime) -> list[FieldStep]:
    """Every step that the account may make with this order, now or later; none once it has ended."""
    case, actor = case_of(order.complaint, staff(account), now)
    rows = [MOVES[name] for name in STEPS]
    if order.ended_at or not any(is_open_to(row, case, actor) for row in rows):
        return []
    is_open = {row.name: order.pk in orders_for(row, case, actor) for row in rows if case.stage in row.at}
    leading = next((name for name, now_open in is_open.items() if now_open and MOVES[name].tone is Tone.FORWARD), "")
    return [FieldStep(MOVES[name], now_open, name == leading) for name, now_open in is_open.items()]
