"""Browsers that sign in through a provider of the tests."""

import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.test import Client

from heed.actions.staff.identities import link_identity
from heed.config.sign_on import provider_of
from heed.records.models import Account
from tests.rooms.sign_on_provider import CompanyProvider
from tests.world import World

BEGIN, BACK = "/account/with/oidc/", "/account/with/oidc/back/"


@pytest.fixture
def provider(settings: Any, world: World) -> Iterator[CompanyProvider]:
    """The identity provider of the company, with which Heed is configured."""
    cache.clear()
    with CompanyProvider() as provider:
        settings.SOCIALACCOUNT_PROVIDERS = provider.settings()
        yield provider


def link(account: Account, identity: str = "u-1001", code: str = "oidc") -> None:
    """Link an identity at the provider to an account."""
    company = provider_of(code)
    assert company
    link_identity(account, company, identity, by=account)


class _Stays(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def came_back(browser: Client, begin: str = BEGIN, **form: str) -> str:
    """Go to the provider and sign in there; return the address to which it sends the browser back."""
    page = browser.post(begin, form).content.decode()
    to = unescape(re.findall(r'<a class="btn btn--primary btn--wide" href="([^"]+)"', page)[0])
    return sent_back_from(to)


def sent_back_from(to: str) -> str:
    """Open the address of a provider; return the address to which it sends the browser back."""
    try:
        urllib.request.build_opener(_Stays).open(to)
    except urllib.error.HTTPError as redirected:
        where = urlsplit(redirected.headers["Location"])
        return f"{where.path}?{where.query}"
    raise AssertionError("The provider did not send the browser back.")


def through(browser: Client | None = None, **form: str) -> tuple[Client, Any]:
    """A browser that signed in through the provider, and the answer of Heed."""
    browser = browser or Client(headers={"accept-language": "en"})
    return browser, browser.get(came_back(browser, **form))


def is_in(browser: Client) -> bool:
    """Whether somebody is signed in there."""
    return "_auth_user_id" in browser.session
