"""The frame around every page: its rooms, its look, and what is said when something is wrong."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils.translation import override
from django.views.defaults import server_error

from heed.process.words import Role
from heed.queries.access import holds
from heed.ui.context import THEME_COOKIE, frame
from heed.ui.navigation import Room, RoomCount
from tests.world import World


@pytest.fixture
def two_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    """A room for all, and one for directors alone."""
    first = Room("Received", "inbox", "ui:look", order=1, waiting=lambda _account, _counts: RoomCount(3, hot=True))
    second = Room("Verified", "radar", "ui:look", order=2, opens=lambda account: holds(account, [Role.DIRECTOR]))
    for config in apps.get_app_configs():
        if isinstance(getattr(config, "room", None), Room):
            monkeypatch.setattr(config, "room", None)
    monkeypatch.setattr(apps.get_app_config("ui"), "room", second, raising=False)
    monkeypatch.setattr(apps.get_app_config("records"), "room", first, raising=False)


def page_for(account: object) -> str:
    request = RequestFactory().get("/look/")
    request.user = account  # type: ignore[assignment]
    with override("en"):
        return render_to_string("ui/app.html", {}, request)


@pytest.mark.rule("R150")
def test_the_sidebar_shows_only_the_rooms_a_person_may_enter(world: World, two_rooms: None) -> None:
    director, receptionist = page_for(world.lin), page_for(world.zhou)
    assert "Verified" in director
    assert "Verified" not in receptionist
    assert "Received" in receptionist
    assert 'data-tone="hot">3</span>' in receptionist


def test_the_frame_says_who_is_signed_in_and_where(world: World, two_rooms: None) -> None:
    html = page_for(world.lin)
    assert world.lin.name in html
    assert str(world.project) in html
    assert "Customer-service director" in html


def test_nothing_of_the_staff_is_asked_for_a_page_without_an_account(rf: RequestFactory) -> None:
    assert set(frame(rf.get("/"))) == {"user", "theme", "html_lang", "languages", "script_words"}


def test_no_frame_has_a_style_or_a_script_inline(world: World, two_rooms: None) -> None:
    for name in ("app", "portal", "plain"):
        request = RequestFactory().get("/look/")
        request.user = world.lin
        html = render_to_string(f"ui/{name}.html", {}, request)
        assert " style=" not in html
        assert "<style" not in html
        assert "onclick" not in html
        inline = [part for part in html.split("<script")[1:] if "src=" not in part.split(">")[0]]
        assert all('type="application/json"' in part.split(">")[0] for part in inline)


def test_the_look_is_chosen_without_a_script_and_remembered_with_the_account(world: World, client: Client) -> None:
    client.force_login(world.zhou)
    answer = client.post("/look/", {"theme": "dark", "language": "zh-hant", "next": "/account/login/"})
    assert answer.status_code == 302
    assert answer["Location"] == "/account/login/"
    assert answer.cookies["heed_theme"].value == "dark"
    assert answer.cookies["heed_language"].value == "zh-hant"
    world.zhou.refresh_from_db()
    assert (world.zhou.theme, world.zhou.language) == ("dark", "zh-hant")


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_choosing_the_look_leads_nowhere_else(client: Client, back: str) -> None:
    assert client.post("/look/", {"theme": "light", "next": back})["Location"] == "/"


def test_a_look_nobody_offers_is_not_kept(world: World, client: Client) -> None:
    client.force_login(world.zhou)
    answer = client.post("/look/", {"theme": "plaid", "language": "tlh"})
    assert not {THEME_COOKIE, "heed_language"} & answer.cookies.keys()
    world.zhou.refresh_from_db()
    assert (world.zhou.theme, world.zhou.language) == ("auto", "zh-hans")


@pytest.mark.parametrize(
    ("language", "said"), [("zh-hans", "这里没有内容"), ("zh-hant", "這裏沒有內容"), ("en", "Nothing here")]
)
def test_a_missing_page_says_so_in_the_readers_language(client: Client, language: str, said: str) -> None:
    client.cookies["heed_language"] = language
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    html = answer.content.decode()
    assert said in html
    assert 'href="/"' in html


def test_a_page_that_broke_is_drawn_without_anything_to_rely_on(rf: RequestFactory) -> None:
    with override("zh-hans"):
        answer: HttpResponse = server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "系统出现故障" in answer.content.decode()
    assert "data-failed" in answer.content.decode()
