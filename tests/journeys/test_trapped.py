"""People trapped in a lift at two in the night, in real browsers: from the telephone call until everybody is safe."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import FilePayload, Page, expect

from heed.actions.rota.planning import plan_week
from heed.notices.wording import headline
from heed.process.words import ClockKind, OrderState, Role, Stage
from heed.records.models import Complaint, Notice
from tests.journeys.people import Arrives, StaffBrowser
from tests.photos import PNG
from tests.world import MORNING, World

pytestmark = pytest.mark.django_db(transaction=True)
#: Two o'clock in the night after the morning of the estate, in Shanghai.
DAY = timedelta(days=1)
NIGHT = MORNING + timedelta(hours=16)


@pytest.fixture
def at_night(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is night at the estate, and time goes on."""
    began = timezone.now()
    real = timezone.now

    def now() -> datetime:
        return NIGHT + (real() - began)

    monkeypatch.setattr(timezone, "now", now)


def call_comes(zhou: StaffBrowser) -> Page:
    """The telephone rings and Zhou answers; the caller says that people are trapped."""
    page = zhou.goes("/desk/")
    for _ring in ("it rings", "it is answered"):
        with page.expect_navigation():
            page.keyboard.press("p")
    page.locator("[name=content]").fill("电梯停了，有人被困在电梯里，快来人")
    photo: FilePayload = {"name": "门缝.png", "mimeType": "image/png", "buffer": PNG}
    page.locator("#intake input[type=file]").set_input_files([photo])
    help_first = page.locator("button[formaction='/desk/emergency/']")
    expect(help_first).to_be_visible()
    with page.expect_navigation():
        help_first.click()
    return page


@pytest.mark.rule("R20", "R71")
def test_people_trapped_in_a_lift_are_helped_before_anything_else_is_asked(
    world: World, arrives: Arrives, at_night: None
) -> None:
    whole_week = [(weekday, 0, 1440) for weekday in range(7)]
    for role, account in ((Role.OPERATOR, world.wang), (Role.GUARD, world.sun)):
        plan_week(
            world.project, role, {account: whole_week}, by=world.admin, since_on=NIGHT.date() - DAY, at=NIGHT - 2 * DAY
        )
    zhou, wang = arrives(world.zhou), arrives(world.wang, 375)

    page = call_comes(zhou)
    assert page.locator("[name=category][value=trapped_in_lift]").is_checked()
    assert "被困" in page.locator("[name=content]").input_value(), "what was said is taken along"
    page.locator("[name=where]").fill("3号楼 2号电梯，5楼")
    page.locator("[name=hurt]").fill("一位老人和一个孩子，都清醒")
    page.locator("[name=contact]").fill("13800002207")
    with page.expect_navigation():
        page.locator("button[name=send]").click()

    complaint = Complaint.objects.get()
    assert timezone.localtime(complaint.received_at).hour == 2
    called = Notice.objects.filter(about="lodge", channel="inbox")
    assert {world.wang.pk, world.sun.pk} <= set(called.values_list("account", flat=True))
    assert all(headline(notice).startswith(("紧急", "Emergency")) for notice in called)
    expect(page.locator(".desk-calm .phrase")).to_contain_text("不挂电话")
    expect(page.locator("a[href='tel:96333']")).to_be_visible()
    assert page.locator("select[name=account]").input_value() == str(world.wang.pk), "who is on duty stands first"
    with page.expect_navigation():
        page.locator("form[action$='/danger/order/'] button").click()

    order = complaint.orders.get()
    phone = wang.goes(f"/field/{order.pk}/")
    expect(phone.locator("main")).to_contain_text("一位老人和一个孩子")
    for move, state in (("accept_order", OrderState.ACCEPTED), ("arrive", OrderState.ARRIVED)):
        one_press(wang, order.pk, move)
        order.refresh_from_db()
        assert order.state == state

    page.reload()
    all_safe = page.locator("details:has(form[action$='/danger/all_safe/'])")
    expect(all_safe.locator("button")).to_be_hidden()  # no press of a key or a button alone says it
    files = page.locator("form[action$='/danger/attach/']")
    expect(files.locator(".file__name")).to_have_text("门缝.png")  # chosen before help came first
    with page.expect_navigation():
        files.locator("button.btn").click()
    assert complaint.attachments.get().name == "门缝.png"
    all_safe.locator("summary").click()
    all_safe.locator("[name=words]").fill("两人已出来，无恙")
    with page.expect_navigation():
        all_safe.locator("button").click()
    expect(page.locator("form#step [name=restated]")).to_be_visible()
    complaint.refresh_from_db()
    assert complaint.safe_at is not None
    assert complaint.stage == Stage.RECEIVED
    assert complaint.clocks.get(kind=ClockKind.SAFETY).outcome == "met"


def one_press(worker: StaffBrowser, order: int, move: str) -> None:
    """Make a step of the order that needs no further word, on the telephone."""
    page = worker.goes(f"/field/{order}/")
    with page.expect_navigation():
        page.locator(f"form[action$='/{move}/'] button").first.click()
