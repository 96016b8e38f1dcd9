"""The lift firm at night, on a telephone that runs no scripts: from the text message to the work done."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from heed.actions.registry import ACTIONS
from heed.actions.staff.contractors import add_contractor
from heed.notices.messages import to_staff
from heed.process.words import OrderState
from heed.records.models import Notice
from tests.accessible import faults_of
from tests.photos import PNG
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.rule("R65", "R67", "R71")
def test_the_lift_firm_is_called_at_night_and_works_by_the_link_alone(
    chromium: Browser, live_server: Any, world: World, settings: Any
) -> None:
    settings.HEED_URL = live_server.url
    ma = add_contractor(by=world.admin, name="Ma Tao", department=world.engineering, phone="13912345678", language="en")
    now = timezone.now()
    complaint = world.lodge(
        at=now - timedelta(minutes=1), by=world.sun, level="emergency", category="trapped_in_lift", hurt="An old man"
    )
    ACTIONS["order"](
        complaint, by=world.lin, department=world.engineering, work="Two people are trapped in lift 2",
        due_at=now + timedelta(minutes=30),
    )  # fmt: skip
    text = to_staff([Notice.objects.get(account=ma, about="order")], "en", ma.phone).short
    context = chromium.new_context(
        locale="en-GB", viewport={"width": 375, "height": 812}, java_script_enabled=False, has_touch=True
    )
    page = context.new_page()
    page.goto(text.split()[-1])
    expect(page.get_by_role("alert")).to_contain_text("Emergency")
    expect(page.get_by_text("An old man")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    page.get_by_role("button", name="Accept work order").click()
    page.get_by_role("button", name="Arrived").click()
    page.get_by_role("link", name="Complete work").click()
    page.get_by_role("button", name="Complete work").click()  # nothing is lost: the reason is said
    expect(page.get_by_role("link", name="Please fill this in.")).to_be_visible()
    page.get_by_label("Result").fill("Both are out and well")
    before: Any = {"name": "before.png", "mimeType": "image/png", "buffer": PNG}
    after: Any = {**before, "name": "after.png"}
    page.get_by_label("Photos before").set_input_files(before)
    page.get_by_label("Photos after").set_input_files(after)
    page.get_by_role("button", name="Complete work").click()
    expect(page.get_by_text("This work order has ended. Thank you.")).to_be_visible()
    order = complaint.orders.get()
    assert (order.state, order.account, order.result) == (OrderState.DONE, ma, "Both are out and well")
    assert complaint.attachments.count() == 2
    context.close()


def test_the_page_of_the_link_is_accessible(chromium: Browser, live_server: Any, world: World, settings: Any) -> None:
    settings.HEED_URL = live_server.url
    ma = add_contractor(by=world.admin, name="Ma Tao", department=world.engineering, phone="13912345678")
    complaint = world.lodge(at=timezone.now() - timedelta(minutes=1), level="emergency", category="trapped_in_lift")
    due_at = timezone.now() + timedelta(minutes=30)
    ACTIONS["order"](complaint, by=world.lin, department=world.engineering, work="电梯困人", due_at=due_at)
    text = to_staff([Notice.objects.get(account=ma, about="order")], "zh-hans", ma.phone).short
    page = chromium.new_page(viewport={"width": 375, "height": 812})
    page.goto(text.split()[-1])
    assert faults_of(page) == []
    page.close()
