"""Owners sign in to their own page by WeChat or LINE: once confirmed by a code, then by one press."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone, translation

from heed.actions.residents.residents import add_resident, change_person, move_out
from heed.process.words import AuditKind, Tenure
from heed.records.models import AuditEvent, DataRequest, HomeCode, HomeIdentity, HomeVisit, Occupancy, Person
from heed.records.owner_keys import code_of
from heed.rooms.audit.text import who
from tests.actions.record.test_erase import everything
from tests.rooms.owners_makers import LineMaker, OwnersMaker, WechatMaker, browser_in, came_back
from tests.world import World

PHONE, HOME = "13800002207", "/p/cuihu/home/"
EACH = pytest.mark.parametrize("maker", [WechatMaker, LineMaker], indirect=True)


@pytest.fixture
def maker(request: Any, settings: Any, world: World) -> Iterator[Any]:
    """One of the two, with which Heed is configured."""
    cache.clear()
    Person.objects.update(language="en")
    with request.param() as maker:
        settings.OWNERS_PROVIDERS = maker.settings()
        yield maker


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


@EACH
def test_a_code_confirms_it_once_and_then_one_press_opens_the_page(maker: OwnersMaker, world: World) -> None:
    mine = world.lodge()
    browser = browser_in(maker)
    name = {"wechat": "WeChat", "line": "LINE"}[maker.code]
    back = browser.get(came_back(browser, maker))
    assert back["Location"] == HOME
    assert f"You signed in with {name}." in browser.get(HOME).content.decode()
    asked = browser.post(HOME, {"telephone": PHONE}).content.decode()
    assert f"Yes, use {name}" in asked
    assert not HomeIdentity.objects.exists()
    own = browser.get(confirm(browser)["Location"]).content.decode()
    assert mine.number in own
    assert f"You sign in with {name}" in own
    assert not any(morsel.value for morsel in browser.cookies.values()), "nothing stays in the browser"
    again = signed_in(maker)
    page = Client().get(again["Location"])
    assert mine.number in page.content.decode()
    assert page["Cache-Control"] == again["Cache-Control"] == "no-store"
    assert HomeVisit.objects.latest("pk").provider == maker.code
    assert not any(word in everything() for word in (maker.who, "never-to-be-kept"))


@EACH
def test_what_the_browser_keeps_is_signed_short_lived_and_out_of_reach_of_scripts(
    maker: OwnersMaker, world: World
) -> None:
    browser = browser_in(maker)
    browser.get(came_back(browser, maker))
    kept = browser.cookies["heed_signed_in"]
    assert (kept["httponly"], kept["samesite"], kept["path"], kept["max-age"]) == (True, "Lax", HOME, 1200)
    assert maker.who not in kept.value
    browser.cookies["heed_signed_in"] = f"x{kept.value}"
    assert "You signed in with" not in browser.get(HOME).content.decode()


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
def test_who_does_not_agree_gets_in_by_the_code_and_nothing_is_kept(maker: OwnersMaker, world: World) -> None:
    browser = browser_in(maker)
    browser.get(came_back(browser, maker))
    assert confirm(browser, bind="no")["Location"].startswith("/my/")
    assert not HomeIdentity.objects.exists()
    assert signed_in(maker)["Location"] == HOME


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
    assert browser.get("/home/with/wechat/back/?state=999x&code=1").status_code == 404
    assert browser.get("/home/with/line/back/").status_code == 404


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


@EACH
def test_the_resident_takes_it_away_and_what_it_opened_ends(maker: OwnersMaker, world: World) -> None:
    own = bound(maker)
    elsewhere = signed_in(maker)["Location"]
    assert "You sign in with" in Client().get(own).content.decode()
    assert Client().post(f"{own}without/", {"provider": "nonsense"}).status_code == 422
    assert Client().post(f"{own}without/", {"provider": maker.code}).status_code == 302
    assert "You sign in with" not in Client().get(own).content.decode()
    assert Client().get(elsewhere).status_code == 404
    assert signed_in(maker)["Location"] == HOME
    kinds = [AuditKind.IDENTITY_LINKED.value, AuditKind.IDENTITY_UNLINKED.value]
    events = AuditEvent.objects.filter(kind__in=kinds).order_by("pk")
    assert [(event.kind, event.person, json.loads(event.facts)) for event in events] == [
        (kind, world.chen, {"provider": maker.code}) for kind in kinds
    ]
    with translation.override("en"):
        assert [who(event) for event in events] == ["Resident", "Resident"]


@EACH
def test_another_telephone_ends_it_and_who_has_moved_out_gets_in_no_more(maker: OwnersMaker, world: World) -> None:
    bound(maker)
    opened = signed_in(maker)["Location"]
    change_person(world.chen, by=world.lin, name="陈美玲", phone=PHONE)
    assert Client().get(opened).status_code == 200, "the same telephone ends nothing"
    change_person(world.chen, by=world.lin, phone="13611112222")
    assert Client().get(opened).status_code == 404
    assert not HomeIdentity.objects.exists()
    change_person(world.chen, by=world.lin, phone=PHONE)
    bound(maker)
    move_out(Occupancy.objects.get(person=world.chen), by=world.lin, until_on=date(2020, 1, 1))
    assert signed_in(maker)["Location"] == HOME


@EACH
def test_one_account_opens_one_page_and_a_page_has_one_account(maker: OwnersMaker, world: World) -> None:
    tenant = add_resident(by=world.lin, place=world.home, tenure=Tenure.TENANT, name="罗小雨", phone="13700001111")
    bound(maker)
    first, maker.who = maker.who, "another-account"
    bound(maker)
    assert HomeIdentity.objects.get().person == world.chen, "in the place of the first"
    maker.who = first
    bound(maker, "13700001111")
    assert {one.person for one in HomeIdentity.objects.all()} == {world.chen, tenant}
    HomeIdentity.objects.filter(person=tenant).update(person=Person.objects.create(name="已搬走"))
    bound(maker, "13700001111")
    assert {one.person for one in HomeIdentity.objects.all()} == {world.chen, tenant}


@EACH
def test_it_is_personal_data_shown_handed_over_and_erased(maker: OwnersMaker, world: World) -> None:
    own = bound(maker)
    staff = Client()
    staff.force_login(world.lin)
    page = staff.get(f"/personal-data/people/{world.chen.pk}/").content.decode()
    assert "可打开本人页面的账号" in page
    assert "微信" in page if maker.code == "wechat" else "LINE" in page
    assert AuditEvent.objects.get(kind=AuditKind.IDENTITY_LINKED.value).person == world.chen
    app = signed_in(maker)["Location"]
    for address in (own, app):
        Client().post(f"{address}ask/", {"kind": "erase", "words": "", "client_key": f"key-of-{address}"})
    assert list(DataRequest.objects.order_by("pk").values_list("identity", flat=True)) == ["code", "app"]
    from heed.actions.privacy.erasing import erase_record

    erase_record(world.chen, whole=False, at=HomeVisit.objects.latest("pk").began_at)
    assert not HomeIdentity.objects.exists(), "it rests on consent, so it goes also while the person lives here"


def test_only_what_is_set_up_and_works_in_this_browser_has_a_button(settings: Any, world: World) -> None:
    def buttons(agent: str) -> list[str]:
        page = Client(headers={"User-Agent": agent, "Accept-Language": "en"}).get(HOME).content.decode()
        return re.findall(r"/home/with/(\w+)/", page)

    wechat, line = WechatMaker(), LineMaker()
    assert buttons("Mozilla/5.0") == []
    assert Client().post(f"{HOME}with/line/").status_code == 404
    with wechat, line:
        settings.OWNERS_PROVIDERS = wechat.settings() | line.settings()
        assert buttons(line.agent) == buttons("Mozilla/5.0") == ["line"]
        assert buttons(wechat.agent) == ["wechat", "line"]
        assert buttons(f"{wechat.agent} wxwork/4.1.0") == ["line"], "WeCom is another app"
        outside = Client(headers={"Accept-Language": "en"})
        assert "Open this page in WeChat" in outside.get(HOME).content.decode()
        answer = outside.post(f"{HOME}with/wechat/")
        assert (answer.status_code, "only inside of WeChat" in answer.content.decode()) == (409, True)
        assert outside.get(f"{HOME}with/line/")["Location"] == HOME


@pytest.mark.parametrize("maker", [LineMaker], indirect=True)
def test_many_ways_to_a_maker_from_one_network_wait_and_the_code_does_not(maker: OwnersMaker, world: World) -> None:
    browser = browser_in(maker)
    for _ in range(120):
        assert browser.post(f"{HOME}with/line/").status_code == 200
    answer = browser.post(f"{HOME}with/line/")
    assert (answer.status_code, "Too many tries" in answer.content.decode()) == (429, True)
    assert confirm(browser, bind="no").status_code == 302
