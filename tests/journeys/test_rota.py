"""The rota in real browsers: a swap asked and agreed, a gap that shows, and leave that hands over what is open."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from heed.actions.rota.planning import plan_week
from heed.actions.setup import founding
from heed.process.words import OrderState, Role
from heed.records.models import Account, RotaSwap
from tests.accessible import faults_of
from tests.journeys.people import Arrives, fill, in_hours
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

TWO_DAYS = timedelta(days=2)
DAY, NIGHT = (8 * 60, 20 * 60), (20 * 60, 32 * 60)


def today() -> date:
    return timezone.now().astimezone(ZoneInfo("Asia/Shanghai")).date()


def without_fault(page: Page) -> None:
    """Nothing on the page that axe can see."""
    assert faults_of(page) == []


def covered(world: World) -> Account:
    """Zhou and a second receptionist by day, Sun by night: the telephone is answered all the time."""
    tan = founding.add_account("tan", "谭月", language="zh-hans")
    founding.give_duty(tan, Role.RECEPTIONIST, world.project)
    since: Any = {"by": world.lin, "since_on": today() - TWO_DAYS, "at": timezone.now() - TWO_DAYS}
    days = {world.zhou: "01234", tan: "56"}
    week = {account: [(int(day), *DAY) for day in on] for account, on in days.items()}
    plan_week(world.project, Role.RECEPTIONIST, week, **since)
    nights = {world.sun: [(day, *NIGHT) for day in range(7)]}
    plan_week(world.project, Role.GUARD, nights, **since)
    return tan


@pytest.mark.rule("R41")
def test_a_swap_is_asked_and_agreed_and_a_night_off_shows_as_a_gap(world: World, arrives: Arrives) -> None:
    tan = covered(world)
    zhou, colleague, lin = arrives(world.zhou), arrives(tan, 375), arrives(world.lin)
    page = zhou.goes("/rota/")
    expect(page.locator(".rota-whole")).to_be_visible()
    without_fault(page)
    page.locator("a[href='/rota/swap/']").click()
    form = page.locator("main form.form")
    form.locator("[name=shift]").select_option(index=2)
    fill(form, of=tan.pk, reason="家长会")
    with page.expect_navigation():
        form.locator(".form__foot button").click()
    expect(page.locator(".room__aside")).to_contain_text("待答复")
    theirs = colleague.goes("/rota/")
    expect(theirs.locator(".rota-ask")).to_contain_text("周晓请您换班")
    without_fault(theirs)
    with theirs.expect_navigation():
        theirs.locator(".rota-ask form[action$='/agree/'] button").click()
    swap = RotaSwap.objects.get()
    assert (swap.state, swap.asked_of) == ("agreed", tan)
    week = theirs.goto(f"{colleague.address}/rota/?week={swap.on}")
    assert week is not None
    expect(theirs.locator(".rota-turn[data-why=extra]")).to_contain_text("谭月")
    expect(theirs.locator(".rota-turn[data-why=off]")).to_contain_text("周晓")
    night = today() + timedelta(days=3)
    page = lin.goes(f"/rota/CH/guard/change/?on={night}")
    form = page.locator("main form.form")
    fill(form, account=world.sun.pk, what="off")
    with page.expect_navigation():
        form.locator(".form__foot button").click()
    expect(page.locator(".rota-gaps a")).to_have_count(1)
    expect(page.locator(".rota-gaps a")).to_contain_text("20:00")
    page.locator(".rota-gaps a").click()
    expect(page.locator(".rota-strip__bare").first).to_be_attached()
    without_fault(page)


@pytest.mark.rule("R67", "R68")
def test_leave_hands_over_an_open_complaint_and_an_order(world: World, arrives: Arrives) -> None:
    tan = founding.add_account("tan", "谭月", language="zh-hans")
    founding.give_duty(tan, Role.DIRECTOR, world.project)
    founding.give_duty(tan, Role.OPERATOR, department=world.engineering)
    complaint = world.to_handling(world.lodge(at=timezone.now() - timedelta(hours=1)))
    due_at = timezone.now() + timedelta(hours=8)
    founding.give_duty(world.lin, Role.OPERATOR, department=world.engineering)
    world.make("order", complaint, department=world.engineering, account=world.lin, work="看一遍机房", due_at=due_at)
    zhao = arrives(world.zhao)
    page = zhao.goes("/rota/")
    page.locator("a[href='/rota/leave/']").click()
    page.locator("a[href='/rota/leave/new/']").first.click()
    form = page.locator("main form.form")
    fill(form, account=world.lin.pk, stand_in=tan.pk, starts_at=in_hours(-0.1), ends_at=in_hours(50), reason="sick")
    with page.expect_navigation():
        form.locator(".form__foot button").click()
    matter = page.locator(".rota-matter")
    expect(matter).to_have_count(1)
    expect(matter.locator("select")).to_have_count(2)
    without_fault(page)
    with page.expect_navigation():
        page.locator("main form .form__foot button").click()
    expect(page.locator("main")).to_contain_text("此人没有未完成的事项")
    complaint.refresh_from_db()
    order = complaint.orders.get()
    assert (complaint.case_owner, order.account, order.state) == (tan, tan, OrderState.SENT)
    assert world.lodge(at=timezone.now()).case_owner == tan
    stands_in = arrives(tan, 375)
    hers = stands_in.goes(f"/complaints/{complaint.number}/")
    expect(hers.locator(".timeline")).to_contain_text("林秋休假")
    page = zhao.goes("/rota/leave/")
    page.locator(".list__link").first.click()
    with page.expect_navigation():
        page.locator("form[action$='/back/'] button").click()
    expect(page.locator(".head")).to_contain_text("已结束")
    assert world.lodge(at=timezone.now()).case_owner == world.lin
