"""Words typed survive every error: the page shows them, and one press sends them again."""

import errno
import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client

from heed.records.models import Complaint
from heed.rooms.portal import taking_in
from tests.photos import PNG
from tests.world import World

WORDS = "地库车道的灯坏了三盏，\n晚上看不清路 </textarea><b>。"
TYPED = {
    "content": WORDS, "where": "地库二层", "name": "黄先生", "unit": "5-801", "contact": "139 0000 8123",
    "happened": "昨晚九点", "wants": "修好", "organisation": "翠湖书店", "client_key": "a-key-of-this-page-1",
}  # fmt: skip


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False, headers={"Accept-Language": "en"})


def broken_by(monkeypatch: pytest.MonkeyPatch, problem: Exception) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise problem

    monkeypatch.setattr(taking_in, "lodge", fail)


def fields_of(page: str) -> dict[str, str]:
    """What one press sends again."""
    found = re.findall(r'<textarea name="(\w+)" hidden>\n(.*?)</textarea>', page, re.DOTALL)
    return {name: unescape(value) for name, value in found}


@pytest.mark.parametrize(
    ("problem", "status", "seconds", "heading"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), 503, "300", "there is no room left"),
        (OperationalError("database or disk is full"), 503, "300", "there is no room left"),
        (OperationalError("database is locked"), 503, "30", "This cannot be saved just now"),
        (OperationalError("connection refused"), 503, "30", "This cannot be saved just now"),
        (OSError(errno.EMFILE, "Too many open files"), 503, "30", "This cannot be saved just now"),
        (ZeroDivisionError(), 500, None, "Something broke on our side"),
    ],
)
def test_words_typed_survive_every_error_and_one_press_sends_them_again(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch,
    problem: Exception, status: int, seconds: str | None, heading: str,
) -> None:  # fmt: skip
    with monkeypatch.context() as patch:
        broken_by(patch, problem)
        answer = client.post("/p/cuihu/", TYPED)
    assert answer.status_code == status
    assert answer.headers.get("Retry-After") == seconds
    page = answer.content.decode()
    assert heading in page
    assert "晚上看不清路 &lt;/textarea&gt;" in page
    assert all(f'<blockquote dir="auto">{words}' in page for words in ("地库二层", "黄先生", "5-801", "139 0000 8123"))
    kept = fields_of(page)
    assert {name: value.replace("\r\n", "\n") for name, value in kept.items()} == TYPED
    for _ in range(2):
        assert client.post("/p/cuihu/", kept).status_code == 302
    assert Complaint.objects.count() == 1


def test_while_the_database_is_away_the_page_asks_it_nothing(client: Client, db: None, monkeypatch: Any) -> None:
    def away(*_: Any) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr("heed.ui.owners_pages.rows_where", away)
    answer = client.post("/p/cuihu/", TYPED, headers={"Accept-Language": "zh-CN"})
    assert answer.status_code == 503
    assert "地库车道的灯坏了三盏" in answer.content.decode()
    assert client.get("/p/cuihu/").headers["Retry-After"] == "30"


def test_a_form_whose_files_were_dropped_on_arrival_is_shown_with_what_was_typed(client: Client, world: World) -> None:
    answer = client.post("/p/cuihu/", TYPED, headers={"X-Heed-Cut": "large"})
    assert answer.status_code == 413
    assert "The files are too large together" in answer.content.decode()
    assert not Complaint.objects.exists()
    assert client.post("/p/cuihu/", fields_of(answer.content.decode())).status_code == 302


def test_a_form_with_an_old_token_can_be_sent_again_but_only_from_a_page_of_ours(world: World) -> None:
    client = Client(enforce_csrf_checks=True, headers={"Accept-Language": "en"})
    client.force_login(world.lin)
    typed = {"content": "电话里说的话", "csrfmiddlewaretoken": "old"}
    ours = client.post("/desk/new/", typed, headers={"Origin": "http://testserver"})
    assert ours.status_code == 403
    assert "电话里说的话" in ours.content.decode()
    assert 'name="csrfmiddlewaretoken"' in ours.content.decode()
    elsewhere = client.post("/desk/new/", typed, headers={"Origin": "https://evil.example"})
    assert elsewhere.status_code == 403
    assert "电话里说的话" not in elsewhere.content.decode()


def test_a_password_is_never_shown_again(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr("allauth.account.views.LoginView.post", away)
    answer = client.post("/account/login/", {"login": "lin", "password": "correct horse"})
    assert answer.status_code == 503
    assert "correct horse" not in answer.content.decode()


def test_an_owners_message_with_a_photo_sent_twice_is_one_entry(client: Client, world: World) -> None:
    complaint = world.lodge()
    photo = SimpleUploadedFile("门.png", PNG)
    for _ in range(2):
        photo.seek(0)
        typed = {"version": complaint.version, "words": "就是这道门", "files": [photo]}
        assert client.post(f"/f/{complaint.secret}/say/", typed).status_code == 302
    assert complaint.entries.filter(move="say").count() == 1
    assert complaint.attachments.count() == 1
