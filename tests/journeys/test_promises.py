"""Promises in real browsers: one that is missed, seen in the ledger and made good; and an owner who is told at last."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from heed.clockwork.tick import tick
from heed.process.words import ClockKind, Method, PromiseState
from heed.records.models import Complaint
from tests.accessible import faults_of
from tests.journeys.people import Arrives, fill, in_hours
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

HOUR = timedelta(hours=1)
WORDS = "我会在一小时内给您回电，说明原因"
SORRY = {
    "apology": "很抱歉，说好一小时内回您电话却没有做到",
    "reason": "维保师傅路上堵车，检查结果晚到",
    "remedy": "我现在上门向您说明，今晚留人值守",
    "method": "phone",
}


def missed(world: World) -> Complaint:
    """A reply that was promised three hours ago for an hour later, and never came."""
    now = timezone.now()
    complaint = world.verify(world.lodge(at=now - 3 * HOUR))
    due_at = now - 1.5 * HOUR
    world.make("promise", complaint, by=world.zhou, words=WORDS, due_at=due_at, consent=True)
    tick(now)
    complaint.refresh_from_db()
    return complaint


def without_fault(page: Page) -> None:
    """Nothing on the page that axe can see."""
    assert faults_of(page) == []


@pytest.mark.rule("R61", "R72", "R73")
def test_a_missed_promise_is_found_in_the_ledger_apologised_for_and_given_a_new_date(
    world: World, arrives: Arrives
) -> None:
    complaint = missed(world)
    lin = arrives(world.lin)
    page = lin.goes("/promises/")
    expect(page.locator(".sidebar a[href='/promises/']")).to_contain_text("1")
    with page.expect_navigation():
        page.locator(".stat", has_text="待致歉").click()
    row = page.locator(".list__row")
    expect(row).to_contain_text(WORDS)
    expect(row).to_contain_text("待致歉")
    without_fault(page)
    with page.expect_navigation():
        row.locator(".list__link").click()
    page.keyboard.press("g")  # before all else
    form = page.locator("#dialog form#move-form")
    fill(form, **(SORRY | {"remedy": ""}))
    form.locator("button[type=submit]").click()
    expect(form.locator("[name=remedy]")).to_have_attribute("aria-invalid", "true")
    fill(form, remedy=SORRY["remedy"], why_no_date="先道歉，今晚再定时间")
    with page.expect_navigation():
        form.locator("button[type=submit]").click()
    expect(page.locator(".promised")).to_contain_text("已致歉")
    lin.makes("new_date", complaint, words="我会在今晚给您准信", due_at=in_hours(5), reason="等检查结果", consent=True)
    old, new = complaint.promises.order_by("pk")
    assert (old.state, old.apology, new.replaces) == (PromiseState.BROKEN, complaint.apologies.get(), old)
    panel = page.locator(".promised__one")
    expect(panel).to_have_count(2)
    expect(panel.first).to_contain_text("未兑现")
    expect(panel.last).to_contain_text("我会在今晚给您准信")
    owner = lin.goes(f"/f/{complaint.secret}/")
    for words in (SORRY["apology"], SORRY["reason"], SORRY["remedy"]):
        expect(owner.locator("body")).to_contain_text(words)
    expect(lin.goes("/promises/?state=owed").locator(".list__row")).to_have_count(0)
    lin.goes("/promises/record/")
    with timezone.override(world.project.timezone):  # one broken; and one open, unless its month has not begun
        begun = timezone.localdate(new.due_at).month == timezone.localdate().month
    expect(page.locator(".chart rect")).to_have_count(1 + begun)
    without_fault(page)


@pytest.mark.rule("R7", "R56", "R95")
def test_an_owner_who_was_not_told_for_days_is_told_and_the_misses_stay_counted(world: World, arrives: Arrives) -> None:
    complaint = world.verify(world.lodge(at=timezone.now() - timedelta(days=2, hours=3)))
    world.make("refer", complaint, body="市政管网", words="这是市政管网的事，我们替您跟进", minutes=30)
    tick(timezone.now())
    lin = arrives(world.lin)
    page = lin.goes(f"/complaints/{complaint.number}/")
    expect(page.locator(".untold")).to_contain_text("2")
    lin.makes("report_progress", complaint, words="市政已派人开挖，明天再告诉您", method="phone")
    expect(page.locator(".untold")).to_contain_text("2")  # what was missed stays
    page.locator(".clocks .clock__pill").first.click()
    expect(page.locator("#dialog")).to_contain_text("此后每满 1 天仍未告知，再记一次漏报")
    clock = complaint.clocks.get(kind=ClockKind.PROGRESS, stopped_at=None)
    assert clock.breached_at is None
    tick(timezone.now() + timedelta(hours=25))
    lin.goes(f"/complaints/{complaint.number}/")
    expect(page.locator(".untold")).to_contain_text("3")  # and the duty goes on, outside as well
    assert complaint.entries.get(move="report_progress").content.facts["method"] == Method.PHONE
