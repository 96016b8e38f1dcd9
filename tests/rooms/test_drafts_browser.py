"""A tab in which another person signs in never shows what the former one typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from heed.records.models import Account
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext


def sign_in(context: BrowserContext, url: str, account: Account) -> None:
    client = Client()
    client.force_login(account)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": url}])


@pytest.mark.rule("R150")
def test_a_draft_stays_with_its_person(chromium: Browser, live_server: Any, world: World) -> None:
    complaint = world.lodge()
    context = chromium.new_context(bypass_csp=True)
    page = context.new_page()
    address = f"{live_server.url}/complaints/{complaint.number}/note/"
    sign_in(context, live_server.url, world.zhou)
    page.goto(address)
    page.locator("form[data-keep] textarea").first.fill("只有小周知道")
    page.wait_for_function("Object.keys(sessionStorage).some((key) => key.startsWith('heed-draft:'))")
    page.goto(address)
    expect(page.locator("form[data-keep] textarea").first).to_have_value("只有小周知道")
    sign_in(context, live_server.url, world.lin)
    page.goto(address)
    expect(page.locator("form[data-keep] textarea").first).to_have_value("")
    assert not page.evaluate("Object.keys(sessionStorage).some((key) => key.startsWith('heed-draft:'))")
    context.close()
