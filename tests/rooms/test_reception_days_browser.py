"""An owner reception day in a real browser: an owner on a telephone without scripts, a receptionist at the desk."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from heed.records.models import ReceptionDay, SignUp
from tests.accessible import faults_of
from tests.actions.reception_days.days import come, invited
from tests.journeys.people import sign_in
from tests.rooms.test_every_page_in_a_browser import TOO_WIDE
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def has_no_fault(page: Page) -> None:
    """Nothing is cut at the narrowest and at a usual width, and axe sees no fault."""
    page.evaluate("document.getAnimations().forEach((each) => each.finish())")
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(TOO_WIDE) == [], page.url
        assert faults_of(page) == []


def soon(world: World, **columns: Any) -> ReceptionDay:
    """A day in the next hour, to which owners can still sign up."""
    day = invited(world, **columns)
    now = timezone.now()
    times = {"begins_at": now + timedelta(hours=1), "ends_at": now + timedelta(hours=3), "sign_up_until": now + timedelta(minutes=50)}  # noqa: E501  # fmt: skip
    ReceptionDay.objects.filter(pk=day.pk).update(**times)
    return ReceptionDay.objects.get(pk=day.pk)


@pytest.mark.rule("R124")
def test_an_owner_signs_up_without_scripts_changes_it_and_signs_off(
    chromium: Browser, live_server: Any, world: World
) -> None:
    day = soon(world)
    context = chromium.new_context(locale="zh-CN", viewport={"width": 320, "height": 700}, java_script_enabled=False)
    phone = context.new_page()
    phone.goto(f"{live_server.url}/p/cuihu/")
    phone.get_by_role("link", name="业主接待日").click()
    phone.get_by_role("link", name="业主座谈会").click()
    phone.get_by_label("姓名").fill("陈美玲")
    phone.get_by_label("住址").fill("3-1502")
    phone.get_by_label("电话或电子邮箱").fill("13800002207")
    phone.get_by_label("几位参加？").select_option("2")
    phone.get_by_role("button", name="报名").click()
    expect(phone.get_by_role("heading", name="报名成功")).to_be_visible()
    phone.get_by_label("几位参加？").select_option("1")
    phone.get_by_role("button", name="保存").click()
    expect(phone.get_by_text("已保存")).to_be_visible()
    phone.go_back()  # harmless: nothing is sent again
    phone.goto(phone.url)
    own = phone.url
    phone.get_by_role("button", name="取消报名").click()
    expect(phone.get_by_role("heading", name="您已取消报名")).to_be_visible()
    assert ReceptionDay.objects.get().taken == 0
    context.close()
    plain = chromium.new_context(locale="zh-CN", reduced_motion="reduce")
    page = plain.new_page()
    for address in ("/p/cuihu/days/", f"/p/cuihu/days/{day.pk}/", own.removeprefix(live_server.url)):
        page.goto(live_server.url + address)
        has_no_fault(page)
    plain.close()


@pytest.mark.rule("R124")
def test_a_receptionist_signs_an_owner_up_by_telephone_and_ticks_who_comes(
    chromium: Browser, live_server: Any, world: World
) -> None:
    day = soon(world, seats=2)
    come(day, people=2, at=timezone.now())
    context = chromium.new_context(reduced_motion="reduce")
    context.add_init_script("delete self.EventSource")
    sign_in(context, live_server.url, world.zhou)
    page = context.new_page()
    page.goto(f"{live_server.url}/community/")
    page.get_by_role("main").get_by_role("link", name="业主接待日").click()
    page.get_by_role("link", name="业主座谈会").click()
    page.get_by_text("为业主报名").click()
    expect(page.get_by_text("名额已满：业主将进入候补名单")).to_be_visible()
    page.get_by_label("姓名").fill("黄志强")
    page.get_by_label("住址或房号").fill("3-1602")
    page.get_by_label("电话或电子邮箱").fill("139 0000 6611")
    page.get_by_role("button", name="报名", exact=True).click()
    waiting = page.get_by_role("listitem").filter(has_text="黄志强")
    expect(waiting.get_by_text("候补")).to_be_visible()
    page.get_by_role("listitem").filter(has_text="陈美玲").get_by_role("button", name="已到场").click()
    expect(page.get_by_text("到场 2 人")).to_be_visible()
    assert SignUp.objects.get(name="陈美玲").came == 2
    page.get_by_role("listitem").filter(has_text="陈美玲").get_by_role("link", name="反映问题").click()
    page.get_by_label("业主反映的问题（业主原话）").fill("二号电梯又停了")
    has_no_fault(page)
    page.get_by_role("button", name="受理").click()
    expect(page.get_by_role("link", name="先核实，再承诺")).to_be_visible()
    has_no_fault(page)
    context.close()
