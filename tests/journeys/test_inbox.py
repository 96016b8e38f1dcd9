"""The inbox in a real browser on the real server: the badge lives, in every page that is open, and nobody else's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from heed.records.models import Notice
from tests.accessible import faults_of
from tests.journeys.people import StaffBrowser, sign_in
from tests.journeys.server import serving
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def address(world: World) -> Iterator[str]:
    with serving() as opened:
        yield opened


def test_the_badge_counts_up_by_itself_and_down_when_i_read_elsewhere(
    world: World, chromium: Browser, address: str
) -> None:
    lin, zhou = (StaffBrowser(chromium, address, account) for account in (world.lin, world.zhou))
    try:
        page = lin.goes("/oversight/")
        badge, others = (
            page.locator(".sidebar [data-unread]"),
            zhou.goes("/oversight/").locator(".sidebar [data-unread]"),
        )
        expect(badge).to_be_hidden()
        complaint = world.lodge(at=timezone.now())
        expect(badge).to_have_text("1")
        world.lodge(at=timezone.now())
        expect(badge).to_have_text("2")
        expect(others).to_be_hidden()
        other = lin.page.context.new_page()
        other.goto(f"{address}/inbox/")
        expect(other.locator("[data-unread-row]")).to_have_count(2)
        assert faults_of(other) == []
        with other.expect_navigation():
            other.locator(".list__link", has_text=complaint.number).click()
        assert other.url.endswith(f"/complaints/{complaint.number}/")
        page.bring_to_front()
        expect(badge).to_have_text("1", timeout=60_000)
        assert Notice.objects.filter(account=world.lin, read_at=None, channel="inbox").count() == 1
    finally:
        lin.leaves()
        zhou.leaves()


def test_an_open_inbox_says_that_more_came_and_all_can_be_read_at_once(
    world: World, chromium: Browser, address: str
) -> None:
    world.lodge(at=timezone.now())
    lin = StaffBrowser(chromium, address, world.lin, width=375)
    try:
        page = lin.goes("/inbox/")
        more = page.locator("[data-news]")
        expect(page.locator(".topbar [data-unread]")).to_have_text("1")
        expect(more).to_be_hidden()
        world.lodge(at=timezone.now())
        expect(more).to_be_visible()
        with page.expect_navigation():
            more.locator("a").click()
        expect(page.locator("[data-unread-row]")).to_have_count(2)
        with page.expect_navigation():
            page.get_by_role("button", name="全部已读").click()
        expect(page.locator("[data-unread-row]")).to_have_count(0)
        expect(page.locator(".topbar [data-unread]")).to_be_hidden()
    finally:
        lin.leaves()


def test_without_scripts_the_number_stands_in_the_page(world: World, chromium: Browser, address: str) -> None:
    world.lodge(at=timezone.now())
    context = chromium.new_context(java_script_enabled=False)
    try:
        sign_in(context, address, world.lin)
        page = context.new_page()
        page.goto(f"{address}/inbox/")
        expect(page.locator(".sidebar [data-unread]")).to_have_text("1")
        page.locator(".list__link").first.click()
        page.goto(f"{address}/inbox/")
        expect(page.locator(".sidebar [data-unread]")).to_be_hidden()
    finally:
        context.close()
