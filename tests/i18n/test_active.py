"""Where the active language is kept: each thread and each task has its own."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.utils import translation

from heed.i18n import active
from tests.commands.terminal import Terminal


@pytest.fixture(autouse=True)
def _installed() -> None:
    """Put it in again, as the apps did: Django takes it away when a test changes the language of the settings."""
    active.install()


def test_the_apps_let_django_keep_the_active_language_here(tmp_path: Path) -> None:
    script = "from django.utils.translation import trans_real; print(type(trans_real._active).__module__)"
    assert Terminal(tmp_path).python(script) == "heed.i18n.active"


def test_the_active_language_is_that_of_the_innermost_override() -> None:
    with translation.override("zh-hans"):
        assert translation.get_language() == "zh-hans"
        with translation.override("en"):
            assert translation.gettext("Close") == "Close"
        assert translation.gettext("Close") == "关闭"


def test_without_one_the_language_of_the_settings_is_active() -> None:
    with translation.override("zh-hant", deactivate=True):
        pass
    assert translation.get_language() == "zh-hans"


def test_with_translations_off_there_is_none() -> None:
    with translation.override(None):
        assert translation.get_language() is None


def test_another_thread_has_its_own() -> None:
    with translation.override("zh-hant"), ThreadPoolExecutor(1) as threads:
        assert threads.submit(translation.get_language).result() == "zh-hans"


def test_tasks_side_by_side_have_their_own() -> None:
    async def spoken(language: str) -> str | None:
        with translation.override(language):
            await asyncio.sleep(0)
            return translation.get_language()

    async def both() -> list[str | None]:
        return list(await asyncio.gather(spoken("en"), spoken("zh-hant")))

    assert asyncio.run(both()) == ["en", "zh-hant"]
