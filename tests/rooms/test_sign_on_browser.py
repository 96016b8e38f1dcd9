"""The buttons of every provider on the sign-in page, pressed in a real browser."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, expect

from tests.rooms.sign_on_makers import DingtalkMaker, FeishuMaker, WecomMaker
from tests.rooms.sign_on_provider import CompanyProvider, Server
from tests.rooms.signing_on import link
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
#: The name on each button, by the code of the provider, in English and in Simplified Chinese; and who comes back.
BUTTONS = {
    "oidc": ("u-1001", "/authorize"),
    "wecom": ("zhouxiao", "/scanned"),
    "dingtalk": ("un-1", "/oauth2/auth"),
    "feishu": ("on_1", "/open-apis/authen/v1/authorize"),
}
NAMES = ("企业微信", "钉钉", "飞书")


@pytest.fixture
def everyone(settings: Any, world: World) -> Iterator[dict[str, Server]]:
    """All four providers, with which Heed is configured together; Zhou is linked at each."""
    cache.clear()
    with ExitStack() as running:
        there = {
            "oidc": running.enter_context(CompanyProvider()),
            "wecom": running.enter_context(WecomMaker()),
            "dingtalk": running.enter_context(DingtalkMaker()),
            "feishu": running.enter_context(FeishuMaker()),
        }
        configured: dict[str, Any] = {}
        for maker in there.values():
            configured |= maker.settings()
        settings.SOCIALACCOUNT_PROVIDERS = configured
        for code, (identity, _path) in BUTTONS.items():
            link(world.zhou, identity, code)
        yield there


@pytest.mark.parametrize("width", [375, 1440])
def test_each_provider_has_a_button_that_leads_there_and_back_to_the_desk(
    chromium: Browser, live_server: Any, everyone: dict[str, Server], width: int
) -> None:
    for place, (code, (_identity, path)) in enumerate(BUTTONS.items()):
        context = chromium.new_context(locale="zh-CN", viewport={"width": width, "height": 800})
        page = context.new_page()
        page.goto(f"{live_server.url}/account/login/")
        buttons = page.locator(".sign-on button")
        expect(buttons).to_have_count(len(BUTTONS))
        for name in NAMES:
            expect(page.locator(".sign-on")).to_contain_text(name)
        lowest, field = buttons.last.bounding_box(), page.locator("form input[name=login]").bounding_box()
        assert lowest is not None
        assert field is not None
        assert lowest["y"] < field["y"], "the buttons stand above the password"
        buttons.nth(place).click()
        page.wait_for_url("**/desk/")
        assert path in everyone[code].seen
        context.close()
