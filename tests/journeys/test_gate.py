"""The guard's night in a real browser: a call at two, the same caller again, and handing over in the morning."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from heed.actions.setup import founding
from heed.process.words import Role
from heed.records.models import Call, Complaint, GateShift
from tests.accessible import faults_of
from tests.journeys.people import Arrives, fill
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def without_fault(page: Page) -> None:
    assert faults_of(page) == []


def answers(page: Page, number: str) -> None:
    """The telephone shows a number, the guard answers, and chooses the resident whose number it is."""
    page.locator("#gate-number").fill(number)
    with page.expect_navigation():
        page.locator("button[name=answered]").click()
    page.locator("[data-hit]").click()
    expect(page.locator("#chosen .person")).to_be_visible()


def goes_on(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.locator(button).first.click()


@pytest.mark.rule("R81", "R82", "R87")
def test_the_guards_night_from_a_call_at_two_to_the_morning(world: World, arrives: Arrives) -> None:
    ma = founding.add_account("ma", "马军", language="zh-hans")
    founding.give_duty(ma, Role.GUARD, world.project)
    sun = arrives(world.sun, 375)
    page = sun.goes("/")
    expect(page).to_have_url(f"{sun.address}/gate/")
    without_fault(page)
    answers(page, "138 0000 2207")
    without_fault(page)
    assert not page.locator(".gate-marks :checked").count(), "nothing is ticked beforehand"
    form = page.locator("#gate-form")
    fill(form, content="隔壁1503半夜装修，电钻声吵得睡不着", happened="今晚 01:30 起", where="3号楼 1503",
         course="停过一次，两点又响", heard_out=True)  # fmt: skip
    goes_on(page, "#gate-form button.btn--primary")
    first = Complaint.objects.get()
    assert (first.happened, first.where, first.person) == ("今晚 01:30 起", "3号楼 1503", world.chen)
    expect(page.locator(".tick[data-done]")).to_have_count(3)
    expect(page.locator("main .phrase")).to_contain_text(first.number)
    without_fault(page)
    page.locator("[name=explained]").check()
    goes_on(page, ".gate-marks button")
    expect(page.locator(".gate-said li")).to_have_count(2)
    goes_on(page, ".gate-acts form button")

    answers(page, "13800002207")
    page.locator("[name=repeat_of]").check()
    fill(form, content="还在钻，你们来人了吗", happened="现在", where="3号楼 1503", course="又响了")
    goes_on(page, "#gate-form button.btn--primary")
    again = Complaint.objects.latest("pk")
    assert again.repeat_of == first
    assert again.merged_into == first, "the same caller's matter goes on in the earlier complaint"
    goes_on(page, f".gate-acts a[href*='{first.number}/escalate']")
    fill(page.locator("#move-form"), reason="业主第二次来电，情绪激动")
    goes_on(page, "#move-form button[type=submit]")
    expect(page.locator(".tick[data-tick=report][data-done]")).to_be_visible()
    goes_on(page, ".gate-acts form button")
    assert Call.objects.filter(ended_at__isnull=False, complaint__isnull=False, person=world.chen).count() == 2

    page.locator(".gate-note textarea").fill("巡逻到1503，已请其停工")
    goes_on(page, ".gate-note button")
    goes_on(page, "a[href='/gate/handover/']")
    without_fault(page)
    fill(page.locator("form.form"), to=ma.pk, words="1503装修请再盯一下")
    goes_on(page, "form.form button.btn--primary")
    morning = arrives(ma, 375)
    page = morning.goes("/gate/")
    expect(page.locator(".card--strong")).to_contain_text("1503装修请再盯一下")
    page.locator(".card--strong a").click()
    for complaint in (first, again):
        expect(page.locator("main")).to_contain_text(complaint.number)
    without_fault(page)
    goes_on(page, "form[action$='/take-over/'] button")
    shift = GateShift.objects.get(account=world.sun)
    assert (shift.handed_to, shift.numbers) == (ma, [first.number])
    assert shift.taken_over_at is not None
    page = sun.goes("/gate/")
    expect(page.locator(f"a[href='/gate/shifts/{shift.pk}/']")).to_be_visible()
