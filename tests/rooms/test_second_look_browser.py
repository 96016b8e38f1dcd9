"""A second look in a real browser: an owner on a telephone without scripts asks, a manager finds, the owner reads."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from heed.process.words import ReviewFinding
from heed.records.models import Account
from tests.journeys.people import sign_in
from tests.rooms.test_reception_days_browser import has_no_fault
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.rule("C4")
def test_an_owner_asks_for_a_second_look_and_reads_what_was_found(
    chromium: Browser, live_server: Any, world: World
) -> None:
    complaint = world.to_handled(world.lodge(at=timezone.now() - timedelta(hours=2)))
    narrow = {"width": 375, "height": 800}
    phone = chromium.new_context(locale="en", viewport=narrow, java_script_enabled=False).new_page()  # type: ignore[arg-type]
    phone.goto(f"{live_server.url}/f/{complaint.secret}/?language=en")
    phone.get_by_role("link", name="Ask for a second look").click()
    phone.get_by_role("textbox").fill("They say it is mended, but it still shakes.")
    phone.get_by_role("button", name="Ask for a second look").click()
    expect(phone.get_by_text("You asked for a second look by somebody else")).to_be_visible()

    Account.objects.filter(pk=world.zhao.pk).update(language="en")
    context = chromium.new_context(locale="en", reduced_motion="reduce")
    sign_in(context, live_server.url, world.zhao)
    page = context.new_page()
    page.goto(f"{live_server.url}/care/?tab=reviews")
    has_no_fault(page)
    page.get_by_role("link", name=complaint.title).click()
    page.goto(f"{live_server.url}/complaints/{complaint.number}/review/")
    has_no_fault(page)
    page.get_by_label("The owner is right in part").check()
    page.get_by_label("What you found and why, as the owner reads it").fill("The guide rail stands too wide.")
    page.get_by_label("What we do about it").fill("We set it right this week.")
    page.get_by_label("What we learn from it").fill("Measure the rails at each check.")
    page.get_by_label("By telephone").check()
    page.get_by_role("button", name="Tell what the second look found").click()
    expect(page.get_by_text("The guide rail stands too wide.").first).to_be_visible()
    assert complaint.entries.get(move="review").content.facts["finding"] == ReviewFinding.PARTLY
    phone.reload()
    expect(phone.get_by_text("We set it right this week.")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") == narrow["width"]
    has_own = context.new_page()
    has_own.goto(phone.url)
    has_no_fault(has_own)
    context.close()
    phone.context.close()
