"""Browsers of owners that sign in by WeChat or LINE of the tests."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from heed.records.models import HomeCode, Person
from heed.records.owner_keys import code_of
from tests.rooms.owners_makers import LineMaker, OwnersMaker, WechatMaker
from tests.rooms.signing_on import sent_back_from
from tests.world import World

PHONE, HOME = "13800002207", "/p/cuihu/home/"
EACH = pytest.mark.parametrize("maker", [WechatMaker, LineMaker], indirect=True)


def browser_in(maker: OwnersMaker) -> Client:
    """A browser inside of the maker's app, in English."""
    return Client(headers={"User-Agent": maker.agent, "Accept-Language": "en"})


def came_back(browser: Client, maker: OwnersMaker, slug: str = "cuihu") -> str:
    """Go to the maker and sign in there; return the address to which it sends the browser back."""
    page = browser.post(f"/p/{slug}/by/{maker.code}/").content.decode()
    to = unescape(re.findall(r'<meta http-equiv="refresh" content="0;url=([^"]+)"', page)[0])
    assert to.endswith("#wechat_redirect") == (maker.code == "wechat")
    return sent_back_from(to)


def confirm(browser: Client, bind: str = "yes", telephone: str = PHONE) -> Any:
    """Ask for the code to the telephone, and enter it."""
    HomeCode.objects.all().delete()
    browser.post(HOME, {"telephone": telephone})
    code = code_of(HomeCode.objects.get().nonce)
    return browser.post(HOME, {"telephone": telephone, "code": code, "bind": bind})


def bound(maker: OwnersMaker, telephone: str = PHONE) -> str:
    """The own page of a resident who signs in with the maker from now on."""
    browser = browser_in(maker)
    assert browser.get(came_back(browser, maker))["Location"] == HOME
    address: str = confirm(browser, telephone=telephone)["Location"]
    assert address.startswith("/my/")
    return address


def signed_in(maker: OwnersMaker) -> Any:
    """The answer to another browser that comes from the maker."""
    browser = browser_in(maker)
    return browser.get(came_back(browser, maker))


@pytest.fixture
def maker(request: Any, settings: Any, world: World) -> Iterator[Any]:
    """One of the two, with which Heed is configured."""
    cache.clear()
    Person.objects.update(language="en")
    with request.param() as maker:
        settings.OWNERS_PROVIDERS = maker.settings()
        yield maker
