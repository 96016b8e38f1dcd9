"""Owners sign in to their own page by WeChat or LINE: once confirmed by a code, then by one press."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from django.test import Client
from django.utils import translation

from heed.actions.residents.residents import add_resident, change_person, move_out
from heed.process.words import AuditKind, Tenure
from heed.records.models import AuditEvent, DataRequest, HomeIdentity, HomeVisit, Occupancy, Person
from heed.rooms.audit.text import who
from tests.actions.record.test_erase import everything
from tests.rooms.owners_makers import LineMaker, OwnersMaker, WechatMaker
from tests.rooms.owners_signing_in import EACH, HOME, PHONE, bound, browser_in, came_back, confirm, maker, signed_in
from tests.world import World

__all__ = ["maker"]


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
def test_who_does_not_agree_gets_in_by_the_code_and_nothing_is_kept(maker: OwnersMaker, world: World) -> None:
    browser = browser_in(maker)
    browser.get(came_back(browser, maker))
    assert confirm(browser, bind="no")["Location"].startswith("/my/")
    assert not HomeIdentity.objects.exists()
    assert signed_in(maker)["Location"] == HOME


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
        return re.findall(r"/by/(\w+)/", page)

    wechat, line = WechatMaker(), LineMaker()
    assert buttons("Mozilla/5.0") == []
    assert Client().post("/p/cuihu/by/line/").status_code == 404
    with wechat, line:
        settings.OWNERS_PROVIDERS = wechat.settings() | line.settings()
        assert buttons(line.agent) == buttons("Mozilla/5.0") == ["line"]
        assert buttons(wechat.agent) == ["wechat", "line"]
        assert buttons(f"{wechat.agent} wxwork/4.1.0") == ["line"], "WeCom is another app"
        outside = Client(headers={"Accept-Language": "en"})
        assert "Open this page in WeChat" in outside.get(HOME).content.decode()
        answer = outside.post("/p/cuihu/by/wechat/")
        assert (answer.status_code, "only inside of WeChat" in answer.content.decode()) == (409, True)
        assert outside.get("/p/cuihu/by/line/")["Location"] == HOME
