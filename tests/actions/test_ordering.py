"""Orders."""

from datetime import timedelta

import pytest

from heed.actions.errors import Refused
from heed.process.words import ClockKind, OrderState, Stage
from tests.world import MORNING, World


def order(world: World, complaint: object, **facts: object) -> object:
    due_at = MORNING + timedelta(hours=8)
    return world.make(
        "order", complaint, **({"department": world.engineering, "work": "更换门刀", "due_at": due_at} | facts)
    )


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
