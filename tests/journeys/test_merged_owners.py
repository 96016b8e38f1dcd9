"""Two owners of one house whose complaints about the same lift are merged, in real browsers: each to the own end."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from heed.process.words import Stage
from heed.records.models import Complaint
from tests.journeys.people import Arrives
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.django_db(transaction=True)
ANSWER = "二号电梯停运是因为门刀漏换，今天换上新的"
RESULT = "二号电梯的门刀已换，今天起恢复使用"


def page_of(chromium: Browser, address: str, complaint: Complaint) -> Page:
    """The owner's own page on a telephone, opened by the own link; without a script."""
    context = chromium.new_context(locale="zh-CN", viewport={"width": 375, "height": 812}, java_script_enabled=False)
    phone = context.new_page()
    phone.goto(f"{address}/f/{complaint.secret}/")
    return phone


@pytest.mark.rule("R10", "R66", "R68", "R100")
def test_two_merged_owners_each_follow_their_link_are_told_are_visited_and_judge(
    chromium: Browser, world: World, arrives: Arrives, live_server: Any
) -> None:
    at = timezone.now() - timedelta(minutes=30)
    chen, huang = world.lodge(at=at), world.neighbour(at=at + timedelta(minutes=2))
    for complaint in (chen, huang):
        world.verify(complaint)
    lin, zhou = arrives(world.lin), arrives(world.zhou)
    lin.makes("merge", huang, other=chen.number, reason="同一部电梯")
    chens, huangs = (page_of(chromium, live_server.url, one) for one in (chen, huang))
    expect(huangs.locator(".banner[data-tone=info]")).to_be_visible()
    expect(huangs.locator(".ended")).to_have_count(0)

    lin.makes("investigate", chen, account=world.lin.pk)
    lin.makes("apologise", chen, apology="很抱歉", method="phone")
    lin.makes("propose", chen, findings="门刀漏换", responsibility="management", validity="valid", solution="换门刀",
              method="phone", for_others=ANSWER)  # fmt: skip
    huangs.reload()
    expect(huangs.locator(".timeline")).to_contain_text(ANSWER)
    chens.reload()
    chens.get_by_role("link", name="同意", exact=True).click()
    chens.get_by_role("button", name="是的，我同意").click()
    chen.refresh_from_db()
    assert chen.stage == Stage.HANDLING
    lin.makes("complete", chen, result="门刀已换", method="phone", for_others=RESULT)

    huang.refresh_from_db()
    assert (huang.stage, huang.handler) == (Stage.HANDLED, world.lin)
    huangs.reload()
    expect(huangs.locator(".timeline")).to_contain_text(RESULT)
    zhou.makes("visit", huang, outcome="not_reached", method="phone")
    huangs.reload()
    huangs.locator("#ask a[href$='/contest/']").click()
    huangs.locator("[name=owner_words]").fill("今天早上又停了")
    huangs.locator("form button[type=submit]").first.click()
    zhou.makes("visit", chen, outcome="satisfied", method="phone", owner_words="好了", completed=True,
               rating_reception=5, rating_measures=5, rating_result=5)  # fmt: skip
    huang.refresh_from_db()
    assert (chen.stage, chen.owner_verdict) == (Stage.CLOSED, "satisfied")
    assert (huang.stage, huang.round, huang.owner_verdict) == (Stage.INVESTIGATING, 2, "not_solved")
    for phone in (chens, huangs):
        phone.context.close()
