"""The button on the page to sign in, pressed in a real browser on a telephone: there, back, the code once, the page."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect

from heed.records.models import HomeCode, HomeIdentity, Person
from heed.records.owner_keys import code_of
from tests.accessible import faults_of
from tests.rooms.owners_makers import LineMaker, OwnersMaker, WechatMaker
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def fits(page: Page, *, scripts: bool) -> None:
    """The page is no wider than the telephone, and axe sees no fault."""
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= 375, page.url
    if scripts:
        assert faults_of(page) == []


@pytest.mark.once
@pytest.mark.parametrize(("kind", "name", "scripts"), [(WechatMaker, "WeChat", True), (LineMaker, "LINE", False)])
def test_the_button_leads_there_and_back_and_from_then_on_to_the_page_at_once(
    chromium: Browser, live_server: Any, world: World, settings: Any, kind: type[OwnersMaker], name: str, scripts: bool
) -> None:
    cache.clear()
    Person.objects.update(language="en")
    with kind() as maker:
        settings.OWNERS_PROVIDERS = maker.settings()
        context = chromium.new_context(
            viewport={"width": 375, "height": 740}, java_script_enabled=scripts, locale="en-GB",
            user_agent=maker.agent, reduced_motion="reduce",
        )  # fmt: skip
        page = context.new_page()
        page.goto(f"{live_server.url}/p/cuihu/home/")
        fits(page, scripts=scripts)
        page.get_by_role("button", name=f"Sign in with {name}").click()
        expect(page.get_by_text(f"You signed in with {name}.")).to_be_visible()
        fits(page, scripts=scripts)
        page.get_by_label("Your telephone").fill("13800002207")
        page.get_by_role("button", name="Send me the code").click()
        page.get_by_label("The code from the message").fill(code_of(HomeCode.objects.latest("pk").nonce))
        fits(page, scripts=scripts)
        page.get_by_role("button", name=f"Yes, use {name}").click()
        expect(page.get_by_text(f"You sign in with {name}")).to_be_visible()
        fits(page, scripts=scripts)
        page.get_by_role("button", name="Sign out").click()
        page.goto(f"{live_server.url}/p/cuihu/home/")
        page.get_by_role("button", name=f"Sign in with {name}").click()
        expect(page.get_by_text(f"You sign in with {name}")).to_be_visible()
        page.get_by_role("button", name=f"Remove: {name}").click()
        page.wait_for_load_state()
        assert not HomeIdentity.objects.exists()
        context.close()
