"""What every page has: a strict policy for the browser, the reader's language, a guarded door."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.storage import FileSystemStorage
from django.test import Client

from heed.config.logs import JsonLines
from heed.config.static import StaticStorage
from heed.records.models import Account
from tests.world import PASSWORD, World

SIGN_IN = "/account/login/"


@pytest.fixture(autouse=True)
def _nobody_tried_before(db: None) -> Iterator[None]:
    """The limits on signing in count from nothing."""
    cache.clear()
    yield
    cache.clear()


def sign_in(client: Client, account: Account, password: str) -> bool:
    """Try the door by its own form; whether it opened."""
    client.post(SIGN_IN, {"login": account.username, "password": password})
    return "_auth_user_id" in client.session


def test_nothing_from_elsewhere_runs_in_a_page_and_no_page_is_framed(client: Client) -> None:
    headers = client.get(SIGN_IN).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'self'; img-src 'self' data: blob:;")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("browser", "language"),
    [("zh-CN,en;q=0.5", "zh-hans"), ("zh-HK", "zh-hant"), ("zh-TW", "zh-hant"), ("en-GB", "en"), ("fr", "zh-hans")],
)
def test_a_stranger_reads_the_browsers_language(client: Client, browser: str, language: str) -> None:
    assert client.get(SIGN_IN, headers={"Accept-Language": browser}).headers["Content-Language"] == language


def test_a_signed_in_person_reads_their_own_language_on_any_machine(client: Client, world: World) -> None:
    Account.objects.filter(pk=world.zhou.pk).update(language="zh-hant")
    client.force_login(world.zhou)
    page = client.get("/account/password/", headers={"Accept-Language": "en"})
    assert page.headers["Content-Language"] == "zh-hant"
    assert "更改密碼" in page.content.decode()


def test_the_right_password_opens_and_a_wrong_one_does_not(client: Client, world: World) -> None:
    assert not sign_in(client, world.zhou, "guessed")
    assert sign_in(client, world.zhou, PASSWORD)


def test_after_five_wrong_passwords_even_the_right_one_has_to_wait(client: Client, world: World) -> None:
    for _ in range(5):
        assert not sign_in(client, world.zhou, "guessed")
    assert not sign_in(client, world.zhou, PASSWORD)
    assert sign_in(Client(REMOTE_ADDR="10.0.0.9"), world.lin, PASSWORD)


def test_nobody_makes_an_account_for_themselves(client: Client, world: World) -> None:
    before = Account.objects.count()
    wanted = {"username": "intruder", "password1": PASSWORD, "password2": PASSWORD}
    assert client.post("/account/signup/", wanted).status_code == 404
    assert Account.objects.count() == before


def test_static_files_are_named_after_their_content_down_to_imported_modules(tmp_path: Path) -> None:
    (tmp_path / "room.js").write_text('import { count } from "./count.js";\ncount();\n')
    (tmp_path / "count.js").write_text("export function count() {}\n")
    storage = StaticStorage(location=str(tmp_path), base_url="/static/")
    assert storage.url("ui/never-collected.js") == "/static/ui/never-collected.js"
    source = FileSystemStorage(location=str(tmp_path))
    list(storage.post_process({name: (source, name) for name in ("room.js", "count.js")}))
    hashed = storage.stored_name("count.js")
    assert hashed not in ("", "count.js")
    assert f'from "./{hashed}"' in (tmp_path / storage.stored_name("room.js")).read_text()


def test_a_log_line_is_one_json_object_even_with_a_trace() -> None:
    try:
        raise ValueError("二号电梯\nstopped")
    except ValueError as error:
        record = logging.LogRecord(
            "heed", logging.ERROR, __file__, 1, "lost %s", ("one",), (ValueError, error, error.__traceback__)
        )
    line = JsonLines().format(record)
    assert "\n" not in line
    told = json.loads(line)
    assert (told["level"], told["message"]) == ("ERROR", "lost one")
    assert "二号电梯" in told["trace"]
    assert told["at"].endswith("+00:00")
