"""Fixtures and set-up for all tests: an empty cache, the estate, a page of a real browser."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import hypothesis
import pytest
from django.core.cache import caches
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.backends.postgresql.base import DatabaseWrapper as Postgresql
from django.template import Context
from django.template.backends import jinja2
from django.test.signals import template_rendered
from django.test.utils import override_settings

from heed.config import static
from heed.config.sqlite.base import DatabaseWrapper as Sqlite
from heed.queries import policies
from heed.queries.triage import learned
from heed.records import triggers
from tests import chromium as debian
from tests.clockwork.post_office import PostOffice
from tests.commands.terminal import Terminal
from tests.notices.door import Door
from tests.world import World, make_world

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

YOUNG = 20_000
"""So many new objects are there before the collector looks for garbage, as where Heed serves pages."""
PATIENCE = 60_000
"""Milliseconds after which a browser test stops waiting for what should happen: no measure, but an end."""

hypothesis.settings.register_profile("heed", deadline=None, print_blob=True)
hypothesis.settings.load_profile("heed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that use a browser, so that `-m 'not browser'` leaves them out, and those that run once.

    A browser sees nothing of the database. Pages are tried on one database too, for the time that it takes: the actions
    and queries behind them are tried on both, and so is every address in the walk of values from outside, and what
    needs real transactions. Browser tests come last, also with several processes: Playwright leaves its event loop
    running in the thread, and Django then uses other connections there.
    """
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.once)
        elif "rooms" in item.path.parts and not _needs_both(item):
            item.add_marker(pytest.mark.once)
    items.sort(key=_turn)


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over what stays: it went through all modules again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)


def _turn(item: pytest.Item) -> int:
    """The plans first: PostgreSQL plans by the sizes of its files, which what tests roll back makes larger."""
    return 2 if item.get_closest_marker("browser") else 0 if item.path.name == "test_plans.py" else 1


def _needs_both(item: pytest.Item) -> bool:
    database = item.get_closest_marker("django_db")
    in_transactions = database is not None and database.kwargs.get("transaction", False)
    return in_transactions or item.path.name == "test_hostile_values.py"


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Clear what a test left in the cache of this process."""
    yield
    caches["process"].clear()
    policies.clear_cache()
    learned.forget_models()


@pytest.fixture(scope="session", autouse=True)
def _templates_tell_their_context() -> Iterator[None]:
    """Let a page's `response.context` hold what its view gave, as Django's own engine does in tests."""
    plain = jinja2.Template.render

    def telling(template: Any, context: dict[str, Any], request: Any = None) -> str:
        template_rendered.send(sender=template, template=template, context=Context(context))
        return str(plain(template, context, request))

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(jinja2.Template, "render", telling)
        yield


@pytest.fixture(scope="session", autouse=True)
def _tables_can_be_emptied() -> Iterator[None]:
    """Let a database empty all tables after a test with real transactions, without the triggers that forbid it."""

    def empty(self: BaseDatabaseOperations, statements: list[str]) -> None:
        triggers.remove(self.connection)
        try:
            BaseDatabaseOperations.execute_sql_flush(self, statements)
        finally:
            triggers.install(self.connection)

    with pytest.MonkeyPatch.context() as patch:
        for operations in (Sqlite.ops_class, Postgresql.ops_class):
            patch.setattr(operations, "execute_sql_flush", empty, raising=False)
        yield


@pytest.fixture(scope="session")
def _joined(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Serve stylesheets and scripts joined, as users get them: a page asks for ten files instead of seventy."""
    folder = tmp_path_factory.mktemp("joined")
    files = {name: static.joined_text(name) for name in static.JOINED}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    with override_settings(STATICFILES_DIRS=[folder]):
        yield


@pytest.fixture(scope="session")
def chromium(_joined: None) -> Iterator[Browser]:
    """Debian's Chromium, started once. Each test opens a new context."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    program = debian.program()
    assert program, "The browser tests need Chromium: `tests/install-system tests` installs it."
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright keeps an event loop in the test's thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=debian.QUIET.split())
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A new page, 1440 pixels wide, in Simplified Chinese. A script that fails in it fails the test."""
    context = chromium.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert not errors, f"Scripts failed in the page: {errors}"


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory of a Heed in which nothing is yet: to be copied, not to be written in."""
    folder = tmp_path_factory.mktemp("migrated") / "data"
    assert Terminal(folder).heed("migrate").returncode == 0
    return folder


@pytest.fixture
def nobody_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """No closed complaint is drawn for a second look unless all are: it is by chance else."""
    monkeypatch.setattr("heed.actions.engine.after_closing.is_drawn", lambda seal, percent: percent >= 100)


@pytest.fixture
def world(db: None, nobody_is_drawn: None) -> World:
    """The estate of the tests and its named people."""
    return make_world()


@pytest.fixture
def door() -> Iterator[Door]:
    """The other side of a robot."""
    with Door() as opened:
        yield opened


@pytest.fixture
def office(settings: Any) -> Iterator[PostOffice]:
    """A mail server, to which Heed sends its letters."""
    with PostOffice() as opened:
        settings.EMAIL_BACKEND = "heed.notices.smtp.TimedBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", urlsplit(opened.address).port
        settings.EMAIL_TIMEOUT = 20
        yield opened
