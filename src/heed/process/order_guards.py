"""The guards of work orders: who sends them, who checks the work, and what waits for their end (R67, R79)."""

from heed.process.case import Case, Participant, Refusal
from heed.process.facts import FactValues
from heed.process.roles import LEADS, SUPERIORS
from heed.process.words import N_, ORDER_OPEN, VisitOutcome

_NOT_BY_LINK = N_("No person of a contractor receives this work order by link.")


def may_send_orders(case: Case, actor: Participant) -> Refusal | None:
    """Case leads always; reception and the gate where the policy says so for all cases or for this level (R67)."""
    if actor.holds.intersection(LEADS):
        return None
    if case.policy.orders.by_reception or case.policy.level(case.level).orders_by_reception:
        return None
    return Refusal(N_("At this level the case owner or a superior sends work orders."))


def director_decides_after_bounces(case: Case, actor: Participant) -> Refusal | None:
    """Work that came back as often as the policy allows is given out by a superior: no shirking (R79)."""
    if case.bounces < case.policy.orders.bounces or actor.holds.intersection(SUPERIORS):
        return None
    return Refusal(
        N_("This work has been returned %(count)s times. The director decides who does it."),
        params={"count": case.bounces},
    )


def is_simple_repair(case: Case) -> Refusal | None:
    """By its category a simple repair, at a level whose solutions need no approval (R62)."""
    if case.simple_repair and not case.policy.level(case.level).needs_approval:
        return None
    return Refusal(N_("A solution must be proposed to the owner first: this is no simple repair."))


def goes_by_link(case: Case) -> Refusal | None:
    """An open order went to people of a contractor, who receive it by link."""
    return None if case.linked_orders else Refusal(_NOT_BY_LINK)


def this_goes_by_link(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """This order did."""
    order = facts["order"]
    return None if getattr(order, "pk", order) in case.linked_orders else Refusal(_NOT_BY_LINK, "order")


def orders_ended(case: Case) -> Refusal | None:
    """Every order is done or cancelled before the handling is complete, or the case ends."""
    if any(state in ORDER_OPEN for state in case.orders.values()):
        return Refusal(N_("A work order is still open. Finish or cancel it first."), cure="cancel_order")
    return None


def is_not_own_work(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """The one who did the work does not check it (R67, C3)."""
    order = facts["order"]
    if getattr(order, "pk", order) in case.own_orders:
        return Refusal(N_("This is your own work. Someone else must check it."), "order")
    return None


def orders_ended_if_satisfied(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """A return visit that closes the case does so only after the work (R97)."""
    return orders_ended(case) if facts["outcome"] == VisitOutcome.SATISFIED else None
