"""What comes late in a complaint's life, in real browsers: another body's matter to its end, calls after closing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from heed.process.words import ClosingCode, Stage
from heed.records.models import Complaint
from tests.journeys.people import Arrives, StaffBrowser, fill, in_hours
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.django_db(transaction=True)
SAYS = {"method": "phone", "rating_reception": 5, "rating_measures": 4, "rating_result": "unsaid"}


def page_of(chromium: Browser, address: str, complaint: Complaint) -> Page:
    """The owner's own page on a telephone, by the own link; without a script."""
    context = chromium.new_context(locale="zh-CN", viewport={"width": 375, "height": 812}, java_script_enabled=False)
    phone = context.new_page()
    phone.goto(f"{address}/f/{complaint.secret}/")
    return phone


def answers(phone: Page, move: str, **typed: str) -> None:
    """The owner follows a link of the page, is asked, and answers; an answer without words is asked for again."""
    phone.locator(f"a[href$='/{move}/']").first.click()
    phone.locator("main form button").last.click()
    expect(phone.locator("[aria-invalid=true]")).to_have_count(1)
    for name, words in typed.items():
        phone.locator(f"[name={name}]").fill(words)
    phone.locator("main form button").last.click()
    expect(phone.locator(".banner[role=status]")).to_be_visible()


def calls(caller: StaffBrowser, complaint: Complaint, **facts: Any) -> None:
    """Make the call after closing from the list of those that are due, on its own page."""
    page = caller.goes("/care/?tab=calls")
    with page.expect_navigation():
        page.locator(f"a.btn[href='/care/{complaint.number}/']").click()
    expect(page.locator(".coach .phrase").first).to_contain_text("是否一切都好")
    page.locator(".way-forward .btn--primary").click()
    form = page.locator("dialog[open] form#move-form")
    fill(form, **facts)
    with page.expect_navigation():
        form.locator("button[type=submit]").click()
    complaint.refresh_from_db()


@pytest.mark.rule("R7", "R66", "R95")
def test_another_bodys_matter_is_followed_to_the_owners_yes_and_opened_again_by_the_owner(
    chromium: Browser, world: World, arrives: Arrives, live_server: Any
) -> None:
    complaint = world.verify(world.lodge(at=timezone.now() - timedelta(minutes=30)), remit="outside")
    zhou, phone = arrives(world.zhou), page_of(chromium, live_server.url, complaint)
    first = zhou.goes(f"/complaints/{complaint.number}/").locator(".way-forward__moves a").first
    expect(first).to_contain_text("转请外部单位处理")
    zhou.makes("refer", complaint, body="路灯管理所", words="我已报修，明天告诉您")
    zhou.makes("report_progress", complaint, words="他们周一来修", method="phone")
    zhou.makes("complete", complaint, result="路灯所已修好", method="phone")
    phone.reload()
    for words in ("路灯管理所", "他们周一来修", "路灯所已修好"):
        expect(phone.locator(".timeline")).to_contain_text(words)
    expect(phone.locator(".timeline")).not_to_contain_text("处理已完成")

    answers(phone, "contest", owner_words="第三盏还不亮")
    complaint.refresh_from_db()
    assert (complaint.stage, complaint.round) == (Stage.INVESTIGATING, 2)
    zhou.makes("refer", complaint, body="路灯管理所", words="我再报一次")
    zhou.makes("complete", complaint, result="第三盏也修好了", method="phone")
    zhou.makes("visit", complaint, outcome="satisfied", owner_words="亮了", completed=True, **SAYS)
    assert (complaint.stage, complaint.closing_code) == (Stage.CLOSED, ClosingCode.VISIT)

    phone.reload()
    answers(phone, "reopen", reason="下雨后又灭了")
    complaint.refresh_from_db()
    assert (complaint.stage, complaint.round, complaint.closing_code) == (Stage.INVESTIGATING, 3, "")
    expect(phone.locator(".timeline")).to_contain_text("您重新打开了此事")
    timeline = zhou.goes(f"/complaints/{complaint.number}/").locator(".timeline")
    expect(timeline).to_contain_text("业主 重新打开了此事")
    expect(timeline).to_contain_text("下雨后又灭了")
    phone.context.close()


@pytest.mark.rule("R68", "R98", "R99", "C3")
def test_the_promised_call_and_the_directors_check_reach_the_owner_and_the_owners_page(
    chromium: Browser, world: World, arrives: Arrives, live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heed.actions.engine.after_closing.is_drawn", lambda _seal, _percent: True)
    complaint = world.verify(world.lodge(at=timezone.now() - timedelta(minutes=30)), nature="consult")
    zhou, lin = arrives(world.zhou), arrives(world.lin)
    zhou.makes(
        "settle", complaint, solution="当场说明", validity="valid", responsibility="none", satisfaction="satisfied",
        confirmed_by="phone", called_number="13800002207", confirmation="好的", call_at=in_hours(72),
    )  # fmt: skip
    phone = page_of(chromium, live_server.url, complaint)
    expect(phone.locator(".promise-card")).to_contain_text("问问是否一切都好")

    calls(zhou, complaint, outcome="not_reached")
    phone.reload()
    expect(phone.locator(".promise-card")).to_be_visible()
    calls(zhou, complaint, outcome="satisfied", owner_words="都好，谢谢", **SAYS)
    phone.reload()
    expect(phone.locator(".promise-card")).to_have_count(0)
    expect(phone.locator(".timeline")).to_contain_text("都好，谢谢")
    assert complaint.stage == Stage.CLOSED

    page = zhou.goes(f"/care/{complaint.number}/")
    expect(page.locator(".way-forward .btn--primary")).to_have_count(0)  # the check is not Zhou's
    calls(lin, complaint, outcome="not_solved", owner_words="其实账单还是错的", **SAYS)
    assert (complaint.stage, complaint.owner_verdict, complaint.round) == (Stage.INVESTIGATING, "not_solved", 2)
    phone.reload()
    expect(phone.locator(".timeline")).to_contain_text("其实账单还是错的")
    phone.context.close()
