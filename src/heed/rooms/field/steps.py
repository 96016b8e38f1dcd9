"""The steps that an operator makes with an order, and which of them may come after which."""

from dataclasses import dataclass
from datetime import datetime

from heed.process.moves import MOVES
from heed.process.workflow import Move, is_open_to, orders_for
from heed.queries.actor import staff
from heed.queries.complaints.case import case_of
from heed.records.models import Account, Order

#: What can be done to an order here, in the order of the buttons.
STEPS = ("accept_order", "set_out", "arrive", "finish_order", "part_came", "need_part", "refuse_order")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `open` now, or (without a network) once others have led to one of the states in `after`.

    `leads`: the one that usually comes next.
    """

    move: Move
    open: bool
    leads: bool

    @property
    def after(self) -> str:
        """Codes of the states it may be made from, as a script reads them."""
        return " ".join(self.move.order.sources) if self.move.order else ""

    @property
    def to(self) -> str:
        """The code of the state it leads to."""
        return self.move.order.to if self.move.order else ""

    @property
    def asks(self) -> bool:
        """Whether it needs words or photos: a page of its own."""
        return len(self.move.facts) > 1


def steps_of(order: Order, account: Account, now: datetime) -> list[Step]:
    """Every step that the account may make with this order, now or later; none once it has ended."""
    case, actor = case_of(order.complaint, staff(account), now)
    rows = [MOVES[name] for name in STEPS]
    if order.ended_at or not any(is_open_to(row, case, actor) for row in rows):
        return []
    is_open = {row.name: order.pk in orders_for(row, case, actor) for row in rows if case.stage in row.sources}
    leading = next((name for name, now_open in is_open.items() if now_open and name != "refuse_order"), "")
    return [Step(MOVES[name], now_open, name == leading) for name, now_open in is_open.items()]
