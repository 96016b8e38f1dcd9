"""A simple repair goes out as an order without a proposal, with the owner's agreement taken at the same time."""

from datetime import timedelta
from typing import Any

import pytest

from heed.actions.engine.errors import Refused
from heed.process.words import ClockKind, OrderState, Stage
from heed.records.models import Complaint
from tests.world import World


def repair(world: World, complaint: Complaint, **facts: Any) -> Complaint:
    usual: dict[str, Any] = {
        "department": world.engineering, "work": "换楼道灯", "due_at": complaint.received_at + timedelta(hours=3),
        "owner_words": "好，今天来换就行", "by": world.zhou,
    }  # fmt: skip
    return world.make("repair", complaint, **(usual | facts))


@pytest.mark.rule("R62", "R67")
def test_reception_orders_a_simple_repair_with_the_owners_agreement_and_no_proposal(world: World) -> None:
    complaint = world.verify(world.lodge(), category="lighting")
    complaint = repair(world, complaint)
    assert complaint.stage == Stage.HANDLING
    assert complaint.orders.get().state == OrderState.SENT
    assert complaint.proposals.count() == 0
    assert complaint.clocks.get(kind=ClockKind.ANSWER).outcome == "met"
    assert complaint.clocks.filter(kind=ClockKind.FINISH, stopped_at__isnull=True).exists()


@pytest.mark.rule("R60")
def test_without_the_owners_agreement_nothing_is_ordered(world: World) -> None:
    complaint = world.verify(world.lodge(), category="lighting")
    with pytest.raises(Refused):
        repair(world, complaint, owner_words=" ")


@pytest.mark.rule("R58")
@pytest.mark.parametrize("judged", [{"category": "lift_stopped"}, {"category": "lighting", "level": "major"}])
def test_what_is_no_simple_repair_still_needs_a_proposal(world: World, judged: dict[str, str]) -> None:
    complaint = world.verify(world.lodge(), **judged)
    with pytest.raises(Refused, match="simple repair"):
        repair(world, complaint)
