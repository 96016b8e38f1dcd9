"""What every test may ask for: a clean cache, and a page of a real browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import hypothesis
import pytest
from django.core.cache import caches
from django.db.backends.base.operations import BaseDatabaseOperations

from heed.config.sqlite.base import DatabaseWrapper as Sqlite
from heed.queries import policies
from heed.records import triggers
from tests.chromium import QUIET
from tests.world import World, make_world

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

hypothesis.settings.register_profile("heed", deadline=None, print_blob=True)
hypothesis.settings.load_profile("heed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that asks for a page is a browser test, and may be left out by `-m 'not browser'`.

    They come last (`tests/run` hands tests out in order): Playwright leaves its event loop running in the thread, where
    Django then has connections apart.
    """
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """No test finds what another left in this process's cache."""
    yield
    caches["process"].clear()
    policies.forget()


@pytest.fixture(scope="session", autouse=True)
def _emptied_between_tests() -> Iterator[None]:
    """After a test with transactions of its own all tables are emptied, so the timeline must let go of its entries.

    On PostgreSQL it does: TRUNCATE asks no trigger.
    """

    def empty(self: BaseDatabaseOperations, statements: list[str]) -> None:
        triggers.remove(self.connection)
        try:
            BaseDatabaseOperations.execute_sql_flush(self, statements)
        finally:
            triggers.install(self.connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Sqlite.ops_class, "execute_sql_flush", empty, raising=False)
        yield


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, started once. Each test opens a context of its own."""
    from playwright.sync_api import sync_playwright

    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert program, "The browser tests need Chromium: `tests/install-system tests` installs it."
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright keeps an event loop in the test's thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET.split())
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh page, 1440 wide, in Simplified Chinese. A script that fails in it fails the test."""
    context = chromium.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
    context.set_default_timeout(10_000)
    fresh = context.new_page()
    mistakes: list[str] = []
    fresh.on("pageerror", lambda error: mistakes.append(str(error)))
    yield fresh
    context.close()
    assert not mistakes, f"Scripts failed in the page: {mistakes}"


@pytest.fixture
def world(db: None) -> World:
    """The estate of the tests and its people."""
    return make_world()
