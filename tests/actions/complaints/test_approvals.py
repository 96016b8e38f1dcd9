"""Approvals: who decides, what they cover, how long they wait (R59, R65, R77, C9, C12)."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from heed.actions.engine.errors import Refused
from heed.process.words import ClockKind, Method, Stage
from heed.queries.actor import CLOCKWORK
from heed.records.models import Complaint, Notice
from tests.world import World

PROPOSAL: dict[str, Any] = {
    "findings": "线路老化",
    "responsibility": "none",
    "solution": "补偿",
    "method": Method.PHONE,
}


@pytest.fixture
def complaint(world: World) -> Complaint:
    """One that Lin looks into."""
    return world.make("investigate", world.verify(world.lodge()), account=world.lin)


@pytest.mark.rule("R77", "C12")
@pytest.mark.parametrize("changed", [{"money": Decimal(2001)}, {"money": Decimal(1999)}, {"solution": "另一方案"}])
def test_an_approval_lapses_when_the_solution_or_the_sum_changes(
    world: World, complaint: Complaint, changed: dict[str, Any]
) -> None:
    world.make("ask_approval", complaint, subject="propose", solution="补偿", money=Decimal(2000), reason="赔偿")
    world.make("approve", complaint, by=world.zhao, subject="propose")
    with pytest.raises(Refused, match=r"Another (sum|solution) was approved"):
        world.make("propose", complaint, **(PROPOSAL | {"money": Decimal(2000)} | changed))
    assert world.make("propose", complaint, money=Decimal(2000), **PROPOSAL).stage == Stage.PROPOSED


@pytest.mark.rule("C12")
def test_what_is_to_be_approved_is_named_when_approval_is_asked(world: World, complaint: Complaint) -> None:
    with pytest.raises(Refused, match="fill this in"):
        world.make("ask_approval", complaint, subject="propose", reason="赔偿")
    world.make("ask_approval", complaint, subject="explain", reason="无权处理")


@pytest.mark.rule("R65")
def test_the_last_word_on_an_approval_counts(world: World, complaint: Complaint) -> None:
    world.make("ask_approval", complaint, subject="explain", reason="无权处理")
    world.make("approve", complaint, by=world.zhao, subject="explain", words="同意")
    world.make("ask_approval", complaint, subject="explain", reason="无权处理")
    world.make("disapprove", complaint, by=world.zhao, subject="explain", reason="再想想")
    with pytest.raises(Refused):
        world.make("explain", complaint, findings="x", reason="x", routes="x", method=Method.PHONE)


@pytest.mark.rule("R65", "C12")
def test_a_manager_does_not_approve_what_she_asked_for_but_the_centre_is_told_and_does(
    world: World, complaint: Complaint
) -> None:
    world.make("ask_approval", complaint, by=world.zhao, subject="explain", reason="无权处理")
    assert [notice.account for notice in Notice.objects.filter(about="ask_approval")] == [world.he]
    with pytest.raises(Refused):
        world.make("approve", complaint, by=world.zhao, subject="explain")
    world.make("approve", complaint, by=world.he, subject="explain")


@pytest.mark.rule("R65", "R66")
def test_a_request_that_waits_outlives_its_round_and_can_still_be_decided(world: World, complaint: Complaint) -> None:
    world.make("ask_approval", complaint, subject="propose", solution="补偿", reason="请审批")
    world.make("propose", complaint, **PROPOSAL)
    world.make("decline", complaint, owner_words="不行")
    with pytest.raises(Refused):
        world.make("ask_approval", complaint, subject="propose", solution="补偿", reason="再请审批")
    world.make("approve", complaint, by=world.zhao, subject="propose")
    assert not complaint.clocks.filter(kind=ClockKind.APPROVAL, stopped_at=None).exists()
    world.make("propose", complaint, money=Decimal(10), **PROPOSAL)


@pytest.mark.rule("R65")
def test_a_second_request_keeps_its_clock_when_the_first_is_decided(world: World, complaint: Complaint) -> None:
    world.make("ask_approval", complaint, subject="propose", solution="补偿", reason="请审批", minutes=20)
    world.make("ask_approval", complaint, subject="explain", reason="请审批", minutes=40)
    world.make("approve", complaint, by=world.zhao, subject="propose", minutes=50)
    clock = complaint.clocks.get(kind=ClockKind.APPROVAL, stopped_at=None)
    assert clock.started_at == complaint.received_at + timedelta(minutes=40)
    world.make("disapprove", complaint, by=world.zhao, subject="explain", reason="不同意", minutes=60)
    assert not complaint.clocks.filter(kind=ClockKind.APPROVAL, stopped_at=None).exists()


@pytest.mark.rule("C3", "R68")
def test_nobody_answers_for_works_on_or_decides_in_a_complaint_about_themselves(world: World) -> None:
    complaint = world.lodge(accused=[world.lin, world.zhao, world.wang])
    assert complaint.case_owner not in (world.lin, world.zhao)
    world.make("escalate", complaint, by=world.zhou, reason="业主激动")
    assert [notice.account for notice in Notice.objects.filter(about="escalate")] == [world.he]
    world.verify(complaint)
    with pytest.raises(Refused) as refused:
        world.make("investigate", complaint, by=world.lin, account=world.zhou)
    assert str(refused.value) == "The complaint is about you. Someone else must do this."
    world.make("investigate", complaint, by=world.zhou, account=world.zhou)
    world.make("ask_approval", complaint, by=world.zhou, subject="propose", solution="补偿", reason="请审批")
    with pytest.raises(Refused):
        world.make("approve", complaint, by=world.zhao, subject="propose")
    with pytest.raises(Refused):
        world.make("disapprove", complaint, by=world.zhao, subject="propose", reason="不同意")
    world.make("propose", complaint, by=world.zhou, **PROPOSAL)
    world.make("agree", complaint, by=world.zhou, owner_words="可以")
    due_at = complaint.received_at + timedelta(hours=8)
    world.make("order", complaint, by=world.he, department=world.engineering, work="更换", due_at=due_at)
    with pytest.raises(Refused):
        world.make("accept_order", complaint, by=world.wang, order=complaint.orders.get())


@pytest.mark.rule("C3")
def test_whoever_is_named_as_complained_of_loses_the_case_the_orders_and_every_notice(world: World) -> None:
    complaint = world.to_handling(world.lodge())
    due_at = complaint.received_at + timedelta(hours=8)
    world.make("order", complaint, department=world.engineering, account=world.wang, work="更换", due_at=due_at)
    order = complaint.orders.get()
    world.make("name_accused", complaint, by=world.zhou, account=world.wang)
    order.refresh_from_db()
    assert order.state == "cancelled"
    assert not complaint.clocks.filter(order=order, stopped_at__isnull=True).exists()
    world.make("name_accused", complaint, by=world.zhou, account=world.lin)
    complaint.refresh_from_db()
    assert complaint.case_owner == world.zhao
    seen = Notice.objects.filter(complaint=complaint).latest("pk").pk
    world.make("escalate", complaint, by=world.zhou, reason="业主激动")
    assert [notice.account for notice in Notice.objects.filter(pk__gt=seen)] == [world.zhao]


@pytest.mark.rule("C3")
def test_work_cannot_go_to_a_department_whose_every_person_is_complained_of(world: World) -> None:
    complaint = world.to_handling(world.lodge(accused=[world.wang, world.liu, world.qian]))
    due_at = complaint.received_at + timedelta(hours=8)
    with pytest.raises(Refused):
        world.make("order", complaint, department=world.engineering, work="更换", due_at=due_at)
    world.make("order", complaint, department=world.security, work="巡查", due_at=due_at)


@pytest.mark.rule("R55")
def test_a_new_date_for_a_reply_is_no_way_around_the_24_hours(world: World) -> None:
    complaint = world.verify(world.lodge())
    promise: dict[str, Any] = {"words": "我会回电", "consent": True}
    world.make("promise", complaint, due_at=complaint.received_at + timedelta(hours=5), **promise)
    late: dict[str, Any] = {"due_at": complaint.received_at + timedelta(days=3), "reason": "等结论"} | promise
    with pytest.raises(Refused):
        world.make("new_date", complaint, **late)
    world.make("ask_approval", complaint, subject="long_promise", reason="须送检")
    world.make("approve", complaint, by=world.zhao, subject="long_promise")
    world.make("new_date", complaint, **late)


@pytest.mark.rule("R94")
def test_an_owner_whom_no_attempt_reaches_may_be_closed_without_a_visit_only_then(world: World) -> None:
    complaint = world.to_handled(world.lodge())
    for attempt in range(3):
        with pytest.raises(Refused):
            world.make("exempt", complaint, code="unreachable", reason=f"第{attempt}次")
        world.make("visit", complaint, by=world.zhou, outcome="not_reached", method=Method.PHONE)
    assert world.make("exempt", complaint, code="unreachable", reason="三次未接").closing_code == "unreachable"


@pytest.mark.rule("R93", "R10")
def test_a_repeat_that_came_before_the_visit_was_declined_keeps_the_matter_open(world: World) -> None:
    complaint = world.to_handled(world.lodge())
    assert complaint.handled_at is not None
    again = world.neighbour(repeat_of=complaint, at=complaint.handled_at + timedelta(hours=1))
    world.make("visit", complaint, by=world.zhou, outcome="declined", method=Method.PHONE)
    with pytest.raises(Refused):
        world.make("silence", complaint, by=CLOCKWORK, at=complaint.handled_at + timedelta(days=9))
    assert world.make("repeat", complaint, by=world.zhou, other=again).stage == Stage.INVESTIGATING


@pytest.mark.rule("R68")
def test_who_lost_every_duty_at_the_project_leads_no_case_there(world: World) -> None:
    complaint = world.lodge(case_owner=world.lin)
    world.lin.duties.all().delete()
    with pytest.raises(Refused):
        world.make("amend", complaint, by=world.lin, cause="x")
