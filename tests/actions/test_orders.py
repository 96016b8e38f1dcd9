"""Orders."""

from datetime import timedelta
from typing import Any

import pytest

from heed.actions.engine.errors import Refused
from heed.actions.setup import founding
from heed.clockwork.tick import tick
from heed.process.words import ClockKind, OrderState, Role, Stage
from heed.records.models import Complaint, Notice, Order
from tests.world import MORNING, World


def order(world: World, complaint: Complaint, **facts: Any) -> Complaint:
    due_at = MORNING + timedelta(hours=8)
    usual: dict[str, Any] = {"department": world.engineering, "work": "更换门刀", "due_at": due_at}
    return world.make("order", complaint, **(usual | facts))


@pytest.mark.rule("R67", "R79")
def test_a_refused_order_stays_on_record_and_another_is_sent(world: World) -> None:
    complaint = world.to_handling(world.lodge())
    order(world, complaint, account=world.liu)
    first = complaint.orders.get()
    world.make("refuse_order", complaint, by=world.liu, order=first, reason="今天休息，不在小区")
    order(world, complaint, account=world.wang)
    assert list(complaint.orders.order_by("pk").values_list("state", flat=True)) == ["refused", "sent"]


@pytest.mark.rule("R67")
def test_an_order_to_a_department_belongs_to_whoever_of_it_accepts(world: World) -> None:
    complaint = world.to_handling(world.lodge())
    order(world, complaint)
    world.make("accept_order", complaint, by=world.liu, order=complaint.orders.get())
    assert complaint.orders.get().account == world.liu
    with pytest.raises(Refused):
        world.make("arrive", complaint, by=world.wang, order=complaint.orders.get())


@pytest.mark.rule("R71")
def test_arriving_stops_the_clock_of_this_order_only(world: World) -> None:
    complaint = world.to_handling(world.lodge())
    order(world, complaint, account=world.wang)
    order(world, complaint, account=world.liu)
    first, second = complaint.orders.order_by("pk")
    world.make("accept_order", complaint, by=world.wang, order=first)
    world.make("arrive", complaint, by=world.wang, order=first)
    running = complaint.clocks.filter(kind=ClockKind.ARRIVAL, stopped_at__isnull=True)
    assert [clock.order_id for clock in running] == [second.pk]


def test_handling_is_not_complete_while_an_order_is_open(world: World) -> None:
    complaint = world.to_handling(world.lodge())
    order(world, complaint, account=world.wang)
    with pytest.raises(Refused):
        world.make("complete", complaint, result="完成", method="phone")
    world.make("cancel_order", complaint, order=complaint.orders.get(), reason="业主自己修好了")
    assert world.make("complete", complaint, result="完成", method="phone").stage == Stage.HANDLED
    assert complaint.orders.get().state == OrderState.CANCELLED


@pytest.mark.rule("C3")
def test_a_complaint_about_a_persons_manner_never_goes_to_that_person(world: World) -> None:
    complaint = world.to_handling(world.lodge(accused=[world.wang]))
    with pytest.raises(Refused) as refused:
        order(world, complaint, account=world.wang)
    assert refused.value.refusals[0].fact == "account"


def test_an_order_goes_to_no_other_projects_department(world: World) -> None:
    complaint = world.to_handling(world.lodge())
    with pytest.raises(Refused):
        order(world, complaint, department=world.elsewhere.departments.first())


@pytest.mark.rule("R80")
def test_an_order_names_a_responsible_department_and_the_person_who_took_it(world: World) -> None:
    complaint = world.to_handling(world.lodge())
    due_at = complaint.received_at + timedelta(hours=8)
    with pytest.raises(Refused) as refused:
        world.make("order", complaint, work="更换门刀", due_at=due_at)
    assert refused.value.refusals[0].fact == "department"
    world.make("order", complaint, department=world.engineering, work="更换门刀", due_at=due_at)
    order = complaint.orders.get()
    world.make("accept_order", complaint, by=world.liu, order=order)
    order.refresh_from_db()
    assert (order.department, order.account) == (world.engineering, world.liu)
    said = complaint.entries.get(move="accept_order").content.facts["order"]
    assert said["name"] == "更换门刀", "the timeline names the work, not a number"


def sent(world: World, **facts: Any) -> tuple[Complaint, Order]:
    """A complaint in handling, and an order to Wang."""
    complaint = world.to_handling(world.lodge())
    told: dict[str, Any] = {
        "department": world.engineering,
        "account": world.wang,
        "work": "更换门刀",
        "due_at": MORNING + timedelta(hours=8),
    }
    world.make("order", complaint, **(told | facts))
    return complaint, complaint.orders.get()


@pytest.mark.rule("R71")
def test_a_worker_sets_out_arrives_waits_for_a_part_goes_on_and_is_done(world: World) -> None:
    complaint, order = sent(world)
    steps: dict[str, dict[str, Any]] = {
        "accept_order": {}, "set_out": {}, "arrive": {},
        "need_part": {"part": "门刀组件", "due_at": MORNING + timedelta(hours=6)},
        "part_came": {}, "set_out ": {}, "finish_order": {"result": "已更换"},
    }  # fmt: skip
    states = []
    for move, facts in steps.items():
        world.make(move.strip(), complaint, by=world.wang, order=order, **facts)
        order.refresh_from_db()
        states.append(order.state)
    assert states == ["accepted", "on_the_way", "arrived", "needs_part", "accepted", "on_the_way", "done"]
    assert order.part == "门刀组件"


@pytest.mark.rule("R67")
def test_the_work_is_checked_by_somebody_else_or_sent_back_with_the_reason(world: World) -> None:
    complaint, order = sent(world)
    world.make("accept_order", complaint, by=world.wang, order=order)
    world.make("finish_order", complaint, by=world.wang, order=order, result="已更换")
    with pytest.raises(Refused):
        world.make("send_back", complaint, order=order)
    world.make("send_back", complaint, order=order, reason="仍有异响")
    order.refresh_from_db()
    assert (order.state, order.sent_back, order.ended_at) == (OrderState.ACCEPTED, 1, None)
    with pytest.raises(Refused):
        world.make("complete", complaint, result="已修好", method="phone")
    world.make("finish_order", complaint, by=world.wang, order=order, result="已调整")
    world.make("check_order", complaint, order=order)
    order.refresh_from_db()
    assert order.state == OrderState.CHECKED
    complaint = world.make("complete", complaint, result="已修好", method="phone")
    assert complaint.stage == Stage.HANDLED


@pytest.mark.rule("R67", "C3")
def test_nobody_checks_the_work_that_they_did_themselves(world: World) -> None:
    complaint, order = sent(world, account=None)
    founding.give_duty(world.lin, Role.OPERATOR, department=world.engineering)
    world.make("accept_order", complaint, by=world.lin, order=order)
    world.make("finish_order", complaint, by=world.lin, order=order, result="已更换")
    with pytest.raises(Refused, match="your own work"):
        world.make("check_order", complaint, by=world.lin, order=order)
    world.make("check_order", complaint, by=world.zhao, order=order)


@pytest.mark.rule("R79")
def test_after_two_bounces_the_director_decides_who_does_it(world: World) -> None:
    complaint = world.to_handling(world.lodge())
    world.make("reassign", complaint, account=world.zhou, reason="周晓跟进")
    told: dict[str, Any] = {"department": world.engineering, "work": "更换门刀", "due_at": MORNING + timedelta(hours=8)}
    for _ in range(2):
        world.make("order", complaint, by=world.zhou, **told)
        order = complaint.orders.latest("pk")
        world.make("refuse_order", complaint, by=world.qian, order=order, reason="不归我们")
        assert Notice.objects.filter(account=world.lin, about="refuse_order", complaint=complaint).exists()
    with pytest.raises(Refused, match="come back 2 times"):
        world.make("order", complaint, by=world.zhou, **told)
    world.make("order", complaint, by=world.lin, **told)
    assert complaint.orders.count() == 3


@pytest.mark.rule("R67", "R80")
def test_another_department_assists_under_the_deadline_of_the_one_that_leads(world: World) -> None:
    complaint = world.to_handling(world.lodge())
    due_at = complaint.received_at + timedelta(hours=8)
    world.make("order", complaint, department=world.engineering, work="更换门刀", due_at=due_at)
    with pytest.raises(Refused) as refused:
        world.make("order", complaint, department=world.security, work="看护现场", due_at=due_at + timedelta(hours=1))
    assert [refusal.fact for refusal in refused.value.refusals] == ["due_at"]
    world.make("order", complaint, department=world.security, work="看护现场", due_at=due_at)
    assert list(complaint.orders.order_by("pk").values_list("assists", flat=True)) == [False, True]


@pytest.mark.rule("R67")
def test_a_part_that_does_not_come_is_asked_for_and_climbs_the_ladder(world: World) -> None:
    complaint = world.to_handling(world.lodge())
    due_at = complaint.received_at + timedelta(days=2)
    world.make("order", complaint, department=world.engineering, account=world.wang, work="更换门刀", due_at=due_at)
    order = complaint.orders.get()
    world.make("accept_order", complaint, by=world.wang, order=order)
    expected_at = complaint.received_at + timedelta(hours=5)
    world.make("need_part", complaint, by=world.wang, order=order, part="门刀", due_at=expected_at)
    clock = complaint.clocks.get(kind="part")
    assert (clock.limit_at, clock.order) == (expected_at, order)
    tick(expected_at)
    told = Notice.objects.filter(complaint=complaint, about="breached", facts__clock="part")
    assert {notice.account for notice in told} == {world.wang, world.lin}
    world.make("part_came", complaint, by=world.wang, order=order, at=expected_at + timedelta(hours=1))
    clock.refresh_from_db()
    assert (clock.outcome, clock.breached_at) == ("late", expected_at)
