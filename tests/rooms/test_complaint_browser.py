"""What only a browser shows of a complaint: keys, dialogs, what others did meanwhile, and no fault that axe can see."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from heed.process.words import Stage
from heed.records.models import Account, Complaint, Promise
from tests.accessible import faults_of
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

WORDS = "我会在一小时内给您打电话，告诉您原因和办法。"


def enter(page: Page, live_server: LiveServer, account: Account, path: str) -> None:
    """Open a page as this person, signed in already."""
    client = Client()
    client.force_login(account)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page.goto(live_server.url + path)


def of_today(world: World) -> Complaint:
    """A complaint of an hour ago, verified."""
    return world.verify(world.lodge(at=timezone.now() - timedelta(hours=1)))


@pytest.mark.rule("R55", "R69")
def test_a_promise_is_made_with_the_keyboard_alone(page: Page, live_server: LiveServer, world: World) -> None:
    complaint = of_today(world)
    enter(page, live_server, world.zhou, f"/complaints/{complaint.number}/")
    page.keyboard.press("p")
    expect(page.get_by_label("承诺内容")).to_be_focused()
    page.keyboard.type("我们会尽快，是的，但是")
    expect(page.locator(".advice p")).to_have_count(3)
    page.keyboard.press("Control+a")
    page.keyboard.type(WORDS)
    expect(page.locator(".advice p")).to_have_count(0)
    page.get_by_role("button", name="1 小时后").press("Enter")
    page.get_by_label("业主同意该时间").press("Space")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".toast")).to_contain_text("已记录：约定回复时间")
    expect(page.locator(".timeline")).to_contain_text(WORDS)
    assert Promise.objects.get().words == WORDS
    complaint.refresh_from_db()
    assert complaint.stage == Stage.PROMISED


def test_a_stale_dialog_keeps_the_typed_text_shows_what_changed_and_goes_through_again(
    page: Page, live_server: LiveServer, world: World
) -> None:
    complaint = of_today(world)
    enter(page, live_server, world.zhou, f"/complaints/{complaint.number}/")
    page.keyboard.press("p")
    page.get_by_label("承诺内容").fill(WORDS)
    page.get_by_role("button", name="1 小时后").click()
    page.get_by_label("业主同意该时间").check()
    world.make("amend", complaint, cause="维保单位漏换零件", at=timezone.now())
    page.keyboard.press("Control+Enter")
    summary = page.locator("dialog .error-summary")
    expect(summary).to_contain_text("林秋 补充了信息")
    expect(summary).to_contain_text("维保单位漏换零件")
    expect(page.get_by_label("承诺内容")).to_have_value(WORDS)
    expect(page.get_by_label("业主同意该时间")).to_be_checked()
    assert not Promise.objects.exists()
    page.locator("dialog button[type=submit]").click()
    expect(page.locator(".toast")).to_contain_text("已记录：约定回复时间")
    assert Promise.objects.get().words == WORDS


def test_the_page_tells_what_others_did_and_leaves_what_is_typed_alone(
    page: Page, live_server: LiveServer, world: World
) -> None:
    complaint = of_today(world)
    page.clock.install()
    enter(page, live_server, world.zhou, f"/complaints/{complaint.number}/")
    page.keyboard.press("s")
    page.get_by_label("说明或解决办法").fill("已当面说明")
    world.make("note", complaint, words="已约维保单位下午到场", at=timezone.now())
    page.clock.fast_forward(21_000)
    banner = page.locator("#fresh .banner")
    expect(banner).to_contain_text("林秋 写了备注")
    expect(page.get_by_label("说明或解决办法")).to_have_value("已当面说明")
    page.keyboard.press("Escape")
    assert "已约维保单位下午到场" not in page.locator(".timeline").inner_text()
    banner.get_by_role("link").click()
    expect(page.locator(".entry--fresh")).to_contain_text("已约维保单位下午到场")
    expect(banner).to_have_count(0)


@pytest.mark.rule("R74")
def test_a_line_of_the_timeline_and_a_clock_open_without_leaving_the_page(
    page: Page, live_server: LiveServer, world: World
) -> None:
    complaint = world.to_handled(world.lodge())
    enter(page, live_server, world.lin, f"/complaints/{complaint.number}/")
    page.evaluate("window.same = true")
    page.get_by_role("link", name="部门与业主").click()
    expect(page.locator(".entry")).to_have_count(1)
    assert page.url.endswith("?line=department_owner")
    page.locator(".clocks a").first.click()
    expect(page.locator("dialog[open] .why__lines li").first).to_contain_text("版计时")
    assert page.evaluate("window.same")


def test_what_another_answer_calls_for_appears_with_it(page: Page, live_server: LiveServer, world: World) -> None:
    complaint = world.lodge()
    enter(page, live_server, world.zhou, f"/complaints/{complaint.number}/verify/")
    reference = page.get_by_label("主管部门登记号")
    expect(reference).to_be_hidden()
    page.get_by_text("有效：经主管部门登记的违规").click()
    expect(reference).to_be_visible()


@pytest.mark.once
@pytest.mark.parametrize(("theme", "width"), [("light", 375), ("dark", 1440)])
def test_the_pages_fit_and_have_no_fault_that_axe_can_see(
    page: Page, live_server: LiveServer, world: World, theme: str, width: int
) -> None:
    complaint = world.to_handling(world.lodge(emotion="agitated"))
    clock = complaint.clocks.first()
    assert clock
    page.set_viewport_size({"width": width, "height": 900})
    page.context.add_cookies([{"name": "heed_theme", "value": theme, "url": live_server.url}])
    own = f"/complaints/{complaint.number}/"
    for path in (own, f"{own}order/", f"{own}clocks/{clock.pk}/", f"{own}visit/", "/how/?at=handling"):
        enter(page, live_server, world.lin, path)
        page.evaluate("document.getAnimations().forEach((each) => each.finish())")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert faults_of(page) == []
    enter(page, live_server, world.lin, own)
    page.locator(".way-forward .btn").first.click()
    page.locator("dialog[open]").wait_for()
    page.evaluate("document.getAnimations().forEach((each) => each.finish())")
    assert faults_of(page) == []


@pytest.mark.rule("R51")
def test_a_refusal_leads_to_the_step_before_and_back_to_the_words_that_were_typed(
    page: Page, live_server: LiveServer, world: World
) -> None:
    complaint = of_today(world)
    world.make("investigate", complaint, account=world.lin, at=timezone.now())
    enter(page, live_server, world.lin, f"/complaints/{complaint.number}/")
    page.get_by_role("link", name="提出解决方案").first.click()
    page.fill("dialog [name=findings]", "门刀磨损")
    page.fill("dialog [name=solution]", "当日更换门刀并留守")
    page.check("dialog [name=validity][value=valid]", force=True)
    page.check("dialog [name=responsibility][value=management]", force=True)
    page.check("dialog [name=method][value=phone]", force=True)
    page.keyboard.press("Control+Enter")
    page.locator("dialog .banner").get_by_role("link", name="致歉").click()
    page.fill("dialog [name=apology]", "很抱歉，让您和老人受累了")
    page.check("dialog [name=method][value=phone]", force=True)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/propose/")
    expect(page.locator("[name=solution]")).to_have_value("当日更换门刀并留守")
    expect(page.locator("[name=findings]")).to_have_value("门刀磨损")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**/complaints/{complaint.number}/")
    assert Complaint.objects.get().stage == Stage.PROPOSED
