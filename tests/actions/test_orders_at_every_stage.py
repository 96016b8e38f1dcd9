"""Orders before the matter is assessed, by reception where the policy allows it, and what waits for their end."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from heed.actions.engine.errors import Refused
from heed.actions.setup.policy import publish
from heed.process.words import OPEN, OrderState, Stage
from heed.queries.actor import OWNER
from heed.queries.policies import current_policy
from heed.records.models import Account, Complaint, Order
from tests.world import World

EMERGENCY: dict[str, Any] = {"category": "trapped_in_lift", "level": "emergency"}


def send(world: World, complaint: Complaint, by: Account, **facts: Any) -> Order:
    due_at = complaint.received_at + timedelta(hours=2)
    usual: dict[str, Any] = {"department": world.engineering, "work": "放人，稳住老人", "due_at": due_at}
    world.make("order", complaint, by=by, **(usual | facts))
    return complaint.orders.latest("pk")


@pytest.mark.rule("R67")
@pytest.mark.parametrize("stage", OPEN)
def test_work_is_ordered_and_done_at_every_open_stage(world: World, stage: Stage) -> None:
    complaint = world.lodge()
    Complaint.objects.filter(pk=complaint.pk).update(stage=stage, handled_at=complaint.received_at)
    complaint.refresh_from_db()
    order = send(world, complaint, world.lin, account=world.wang)
    for move in ("accept_order", "arrive"):
        world.make(move, complaint, by=world.wang, order=order)
    world.make("finish_order", complaint, by=world.wang, order=order, result="门已打开")
    order.refresh_from_db()
    complaint.refresh_from_db()
    assert (order.state, complaint.stage) == (OrderState.DONE, stage)


@pytest.mark.rule("R67")
@pytest.mark.parametrize("who", ["zhou", "sun"])
def test_reception_and_the_gate_send_orders_in_an_emergency_and_in_no_other_case(world: World, who: str) -> None:
    account = getattr(world, who)
    complaint = world.lodge(by=account, **EMERGENCY)
    assert send(world, complaint, account).sent_by == account
    with pytest.raises(Refused):
        send(world, world.lodge(by=account), account)


@pytest.mark.rule("R67")
def test_reception_sends_orders_at_every_level_where_the_policy_says_so(world: World) -> None:
    document = current_policy().model_dump(mode="json")
    document["orders"]["by_reception"] = True
    publish(document, by=world.admin, seen=1)
    assert send(world, world.lodge(), world.zhou).sent_by == world.zhou


def test_the_page_offers_reception_the_order_only_where_reception_may_send_it(world: World, client: Client) -> None:
    client.force_login(world.zhou)
    urgent, usual = world.lodge(**EMERGENCY), world.lodge()
    assert f"/complaints/{urgent.number}/order/" in client.get(f"/complaints/{urgent.number}/").content.decode()
    assert f"/complaints/{usual.number}/order/" not in client.get(f"/complaints/{usual.number}/").content.decode()


@pytest.mark.rule("R97")
def test_nothing_is_settled_or_closed_by_staff_while_an_order_is_open(world: World) -> None:
    complaint = world.verify(world.lodge())
    order = send(world, complaint, world.lin)
    with pytest.raises(Refused, match="work order"):
        world.make("settle", complaint, solution="已说明", responsibility="none", confirmation="可以")
    world.make("cancel_order", complaint, order=order, reason="业主自己修好了")
    assert (
        world.make("settle", complaint, solution="已说明", responsibility="none", confirmation="可以").stage == "closed"
    )

    handled = world.to_handled(world.lodge())
    send(world, handled, world.lin)
    satisfied: dict[str, Any] = {"outcome": "satisfied", "method": "phone", "owner_words": "好了", "completed": True}
    with pytest.raises(Refused, match="work order"):
        world.make("visit", handled, by=world.zhou, **satisfied)


@pytest.mark.rule("R96")
def test_the_owners_own_yes_cancels_an_order_that_is_still_open(world: World) -> None:
    complaint = world.to_handled(world.lodge())
    order = send(world, complaint, world.lin)
    world.make("confirm", complaint, by=OWNER, owner_words="已经好了")
    order.refresh_from_db()
    complaint.refresh_from_db()
    assert (complaint.stage, order.state, order.reason) == ("closed", OrderState.CANCELLED, "已经好了")
