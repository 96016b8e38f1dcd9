"""An incident of three owners in real browsers: made of ticked complaints, fixed once, each owner asked once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from heed.process.words import Method, Stage
from heed.records.models import Complaint, Incident
from tests.journeys.people import StaffBrowser
from tests.rooms.test_every_page_in_a_browser import faults
from tests.world import World

OWNERS = (("黄志强", "huang@example.com"), ("何婷", "heting@example.com"), ("方涛", "fang@example.com"))
SAID = "二号电梯门刀更换，今晚六点前恢复"


@pytest.mark.rule("R10", "R91", "R148")
def test_three_owners_of_one_incident_are_told_fixed_once_and_asked_once(
    chromium: Browser, live_server: Any, world: World
) -> None:
    at = timezone.now() - timedelta(hours=3)
    main, *others = (
        world.verify(world.neighbour(name=name, contact=mail, unit=f"3-{floor}02", at=at))
        for floor, (name, mail) in enumerate(OWNERS, start=10)
    )
    lin = StaffBrowser(chromium, live_server.url, world.lin)
    page = lin.goes("/oversight/")
    for one in (main, *others):
        page.get_by_label(f"勾选 {one.number}").check()
    page.locator("#pick-form button").first.click()
    page.get_by_role("link", name="归为一个共性问题").click()
    page.get_by_label("为什么是同一件事").fill("同一部电梯")
    page.get_by_label("原因", exact=True).fill("门刀漏换")
    page.get_by_label("给业主的说明").fill(SAID)
    assert faults(page, "dark") == []
    page.get_by_role("button", name="归为一个共性问题").click()
    expect(page.get_by_text("整改中").first).to_be_visible()
    incident = Incident.objects.get()
    assert faults(page, "light") == []
    context = chromium.new_context(locale="zh-CN", reduced_motion="reduce")
    owner = context.new_page()
    owner.goto(f"{live_server.url}/f/{others[0].secret}/")
    expect(owner.get_by_text(SAID)).to_be_visible()
    assert faults(owner, "light") == []
    _fixed(world, Complaint.objects.get(pk=incident.main_id))
    page = lin.goes(f"/oversight/incidents/{incident.pk}/")
    page.get_by_role("button", name="发消息询问每户业主").click()
    expect(page.get_by_text("已发消息询问 3 户业主。")).to_be_visible()
    for one, answer in zip(others, ("解决了，满意", "还没好"), strict=True):
        owner.goto(f"{live_server.url}/f/{one.secret}/answer_questionnaire/")
        owner.get_by_label(answer).check()
        for mark in ("reception", "measures", "result"):
            owner.locator(f"[name=rating_{mark}][value=unsaid]").check(force=True)
        if one is others[1]:
            owner.locator("[name=owner_words]").fill("晚上又停了")
        owner.locator("form button[type=submit], form button:not([type])").last.click()
        owner.wait_for_url("**/f/*/?done=*")
    page = lin.goes(f"/oversight/incidents/{incident.pk}/")
    expect(page.get_by_text("业主：已解决")).to_be_visible()
    expect(page.get_by_text("业主：还没解决")).to_be_visible()
    expect(page.get_by_text("已询问，未答复")).to_be_visible()
    assert faults(page, "dark") == []
    stages = [Complaint.objects.get(pk=one.pk).stage for one in (main, *others)]
    assert stages == [Stage.HANDLED, Stage.CLOSED, Stage.INVESTIGATING]
    context.close()
    lin.leaves()


def _fixed(world: World, main: Complaint) -> None:
    """The work is done at the main complaint, now."""
    facts: dict[str, Any] = {"by": world.lin, "at": None}
    world.make("investigate", main, account=world.lin, **facts)
    world.make("apologise", main, apology="很抱歉", method=Method.PHONE, **facts)
    said: dict[str, Any] = {
        "findings": "门刀漏换",
        "responsibility": "management",
        "solution": "更换门刀",
        "for_others": "更换门刀",
    }
    world.make("propose", main, method=Method.PHONE, **said, **facts)
    world.make("agree", main, owner_words="可以", **facts)
    world.make("complete", main, result="门刀已换", method=Method.PHONE, for_others="门刀已换", **facts)
