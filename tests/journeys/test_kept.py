"""Nobody left waiting, in real browsers: a broken promise, the ladder, an approval, an order, a second judgement."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from heed.clockwork.tick import tick
from heed.process.words import ClockKind, PromiseState, Stage
from heed.queries.actor import OWNER
from heed.records.models import Complaint
from tests.journeys.people import Arrives, in_hours
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
MINUTE = timedelta(minutes=1)


def lodged(world: World, minutes: int, **facts: object) -> Complaint:
    """Taken in so many minutes ago."""
    return world.lodge(at=timezone.now() - minutes * MINUTE, **facts)


@pytest.mark.rule("R61", "R72", "R73")
def test_a_promise_that_was_missed_is_apologised_for_and_stands_in_the_ledger(world: World, arrives: Arrives) -> None:
    complaint = world.verify(lodged(world, 90))
    due_at = timezone.now() - 20 * MINUTE
    world.make("promise", complaint, words="我会在中午前回电", consent=True, due_at=due_at, minutes=10)
    tick()
    lin = arrives(world.lin)
    page = lin.goes("/promises/?state=owed")
    expect(page.locator("main")).to_contain_text("我会在中午前回电")
    lin.makes("new_date", complaint, consent=True, due_at=in_hours(5), words="我今晚八点前回电", reason="等检测结果",
              apology="很抱歉，没有按时回电", remedy="今晚派人留守", method="phone")  # fmt: skip
    first, second = complaint.promises.order_by("pk")
    assert (first.state, second.state) == (PromiseState.BROKEN, PromiseState.OPEN)
    assert first.apology is not None
    assert first.apology.remedy == "今晚派人留守"
    page = lin.goes("/promises/")
    expect(page.locator("main")).to_contain_text("我今晚八点前回电")


@pytest.mark.rule("R33", "C7")
def test_whoever_is_asked_by_the_ladder_sees_to_it_and_the_page_says_so(world: World, arrives: Arrives) -> None:
    complaint = world.make("all_safe", world.verify(lodged(world, 30), level="emergency"))
    clock = complaint.clocks.get(kind=ClockKind.ANSWER)
    over_at = timezone.now() - MINUTE
    complaint.clocks.filter(pk=clock.pk).update(limit_at=over_at, next_action_at=over_at)
    tick()
    lin, zhou = arrives(world.lin), arrives(world.zhou)
    page = zhou.goes(f"/complaints/{complaint.number}/")
    expect(page.locator(".called")).to_contain_text("尚无人接手")
    lin.makes("acknowledge", complaint, words="我马上去现场")
    page.reload()
    expect(page.locator(".called")).to_contain_text("林秋已接手")
    page.locator(".clocks a").first.click()
    expect(page.locator("dialog[open] .why__lines")).to_contain_text("不再继续上报")


@pytest.mark.rule("R65", "C12")
def test_an_approval_is_asked_refused_asked_again_and_given(world: World, arrives: Arrives) -> None:
    complaint = world.verify(lodged(world, 40), level="major")
    lin, zhao = arrives(world.lin), arrives(world.zhao)
    lin.makes("investigate", complaint, account=world.lin.pk)
    lin.makes("ask_approval", complaint, subject="propose", solution="更换整套门机", reason="老化")
    expect(lin.page.locator("aside, .room__aside").last).to_contain_text("等待赵启明审批")
    zhao.makes("disapprove", complaint, subject="propose", reason="先报价")
    lin.makes("ask_approval", complaint, subject="propose", solution="更换整套门机", reason="报价已附")
    zhao.makes("approve", complaint, subject="propose")
    lin.makes("apologise", complaint, apology="很抱歉", method="phone")
    lin.makes("propose", complaint, findings="门机老化", responsibility="management", validity="valid",
              solution="更换整套门机", method="phone")  # fmt: skip
    assert complaint.stage == Stage.PROPOSED


@pytest.mark.rule("R67", "R80")
def test_one_press_chooses_the_person_who_is_suggested(world: World, arrives: Arrives) -> None:
    world.to_handled(world.lodge())
    complaint = world.to_handling(lodged(world, 60))
    lin = arrives(world.lin)
    page = lin.goes(f"/complaints/{complaint.number}/order/")
    expect(page.locator(".candidate").first).to_contain_text("王建国")
    page.locator(".candidate").first.click()
    page.locator("[name=work]").fill("更换门刀")
    page.locator("[name=due_at]").fill(in_hours(4))
    with page.expect_navigation():
        page.locator("#move-form button[type=submit]").click()
    assert complaint.orders.get().account == world.wang


@pytest.mark.rule("R19")
def test_waiting_clocks_go_on_with_one_click_and_a_second_judgement_is_suggested(
    world: World, arrives: Arrives
) -> None:
    complaint = world.verify(lodged(world, 60), nature="help")
    world.make("pause", complaint, pause="awaiting_owner", reason="等业主时间")
    world.make("say", complaint, by=OWNER, words="明早可以来")
    complaint.clocks.filter(kind=ClockKind.ANSWER).update(breached_at=timezone.now())
    lin = arrives(world.lin)
    page = lin.goes(f"/complaints/{complaint.number}/")
    page.locator(".called").get_by_role("button").click()
    expect(page.locator(".called")).to_have_count(0)
    complaint.refresh_from_db()
    assert complaint.clocks_wait_since is None
    page.locator(".missing a", has_text="重新评估").click()
    form = page.locator("dialog[open] #move-form")
    expect(form.locator("[name=reason]")).to_have_value("已超过时限")
    form.locator("[name=level][value=major]").check(force=True)
    form.locator("[name=validity][value=valid]").check(force=True)
    with page.expect_navigation():
        form.locator("button[type=submit]").click()
    complaint.refresh_from_db()
    assert (complaint.nature, complaint.level) == ("harm", "major")
