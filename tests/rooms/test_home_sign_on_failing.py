"""A sign-in by WeChat or LINE that comes to nothing: it is told why, binds nothing, and the code stays open."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from heed.records.models import HomeCode, HomeVisit
from heed.records.owner_keys import code_of
from tests.rooms.owners_makers import LineMaker, OwnersMaker, WechatMaker
from tests.rooms.owners_signing_in import EACH, HOME, PHONE, bound, browser_in, came_back, confirm, maker, signed_in
from tests.world import World

__all__ = ["maker"]


@EACH
def test_what_takes_too_long_ends_and_the_code_opens_the_page_all_the_same(maker: OwnersMaker, world: World) -> None:
    browser = browser_in(maker)
    back = came_back(browser, maker)
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert browser.get(back).status_code == 400
    browser.get(came_back(browser, maker))
    with time_machine.travel(timezone.now() + timedelta(minutes=21)):
        assert "You signed in with" not in browser.get(HOME).content.decode()
        assert confirm(browser).status_code == 422
        assert confirm(browser, bind="no").status_code == 302


@EACH
def test_a_sign_in_is_good_once_and_in_its_own_browser_alone(maker: OwnersMaker, world: World) -> None:
    bound(maker)
    browser = browser_in(maker)
    back = came_back(browser, maker)
    kept = browser.cookies["heed_sign_in"].value
    stranger = browser_in(maker).get(back)
    assert (stranger.status_code, "began in another browser" in stranger.content.decode()) == (400, True)
    assert browser.get(back).status_code == 302
    browser.cookies["heed_sign_in"] = kept
    replayed = browser.get(back)
    assert (replayed.status_code, "was used already" in replayed.content.decode()) == (400, True)
    assert 'name="telephone"' in replayed.content.decode(), "the code to the telephone is offered there"
    assert browser.get("/by/wechat/back/?state=999x&code=1").status_code == 404
    assert browser.get("/by/line/back/").status_code == 404


@EACH
def test_a_sign_in_of_one_estate_opens_nothing_at_another(maker: OwnersMaker, world: World) -> None:
    bound(maker)
    other = world.elsewhere
    browser = browser_in(maker)
    here = came_back(browser, maker)
    there = came_back(browser, maker, other.slug)
    assert browser.get(here).status_code == 400, "the browser went to the other estate since"
    assert there
    browser = browser_in(maker)
    assert browser.get(came_back(browser, maker, other.slug))["Location"] == f"/p/{other.slug}/home/"
    assert "You signed in with" not in browser.get(HOME).content.decode()
    assert confirm(browser).status_code == 422, "what was proven there binds nothing here"


@EACH
def test_who_says_no_there_is_told_what_else_opens_the_page(maker: OwnersMaker, world: World) -> None:
    maker.refuses = True
    answer = signed_in(maker)
    assert answer.status_code == 403
    assert "You did not sign in with" in answer.content.decode()
    assert f'action="{HOME}"' in answer.content.decode()


@EACH
def test_a_maker_that_is_down_or_refuses_is_told_and_no_secret_is_in_the_log(
    maker: OwnersMaker, world: World, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    browser = browser_in(maker)
    back = came_back(browser, maker)
    maker.down = True
    answer = browser.get(back)
    assert (answer.status_code, "does not answer just now" in answer.content.decode()) == (503, True)
    maker.down = False
    back = came_back(browser, maker)
    maker.used.update(maker.codes)
    answer = browser.get(back)
    assert (answer.status_code, "Begin again" in answer.content.decode()) == (400, True), "its code was used twice"
    settings.OWNERS_PROVIDERS = maker.settings(secret="a-wrong-secret")
    answer = signed_in(maker)
    assert (answer.status_code, "did not work" in answer.content.decode()) == (502, True)
    assert "RefusedThere" in caplog.text
    assert not any(word in caplog.text for word in ("a-wrong-secret", "never-to-be-kept", maker.who))
    assert not HomeVisit.objects.exists()


@pytest.mark.parametrize("maker", [WechatMaker], indirect=True)
def test_an_account_of_a_preview_is_nobody(maker: OwnersMaker, world: World) -> None:
    maker.person = {"is_snapshotuser": 1}
    answer = signed_in(maker)
    assert (answer.status_code, "only a preview" in answer.content.decode()) == (403, True)


@EACH
@pytest.mark.parametrize("nobody", ["", None, 5])
def test_an_answer_that_names_nobody_is_not_accepted(maker: OwnersMaker, world: World, nobody: Any) -> None:
    maker.person = {"openid": nobody, "sub": nobody}
    assert signed_in(maker).status_code == 502


@pytest.mark.parametrize("maker", [LineMaker], indirect=True)
@pytest.mark.parametrize(
    "wrong", [{"nonce": "another"}, {"aud": "another"}, {"iss": "https://evil.example"}, {"exp": 1}]
)
def test_a_token_that_was_made_for_another_sign_in_is_not_accepted(
    maker: OwnersMaker, world: World, wrong: dict[str, Any]
) -> None:
    maker.person = wrong
    assert signed_in(maker).status_code == 502


@EACH
def test_a_form_of_another_site_binds_nothing_and_uses_up_no_code(maker: OwnersMaker, world: World) -> None:
    browser = Client(headers={"Accept-Language": "en"})
    answer = confirm(browser)
    assert (answer.status_code, "That took too long" in answer.content.decode()) == (422, True)
    code = code_of(HomeCode.objects.get().nonce)
    assert code in answer.content.decode(), "what was typed stays"
    assert browser.post(HOME, {"telephone": PHONE, "code": code}).status_code == 302


@pytest.mark.parametrize("maker", [LineMaker], indirect=True)
def test_many_ways_to_a_maker_from_one_network_wait_and_the_code_does_not(maker: OwnersMaker, world: World) -> None:
    browser = browser_in(maker)
    for _ in range(120):
        assert browser.post("/p/cuihu/by/line/").status_code == 200
    answer = browser.post("/p/cuihu/by/line/")
    assert (answer.status_code, "Too many tries" in answer.content.decode()) == (429, True)
    assert confirm(browser, bind="no").status_code == 302
