"""My home: signing in by telephone, one's own matters, the household, contact, consents, and signing out."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser

from heed.actions.residents import own_home
from heed.actions.residents.residents import add_resident, move_out
from heed.clockwork.deliver import deliver_due
from heed.process.words import Tenure
from heed.queries.privacy.consents import consents_of
from heed.records.models import (
    Consent,
    DataRequest,
    HomeCode,
    HomeVisit,
    HouseholdSight,
    Notice,
    Occupancy,
    Person,
)
from heed.records.owner_keys import code_of
from tests.accessible import faults_of
from tests.world import MORNING, World

PHONE = "13800002207"


@pytest.fixture
def tenant(world: World) -> Person:
    """Luo rents a room of Chen's."""
    cache.clear()
    return add_resident(by=world.lin, place=world.home, tenure=Tenure.TENANT, name="罗小雨", phone="13700001111")


def plain(answer: Any) -> str:
    """A page without the telephone that was typed, and without the second in which it was made."""
    return re.sub(r"1\d{10}|T\d\d:\d\d:\d\dZ", "", answer.content.decode())


def sign_in(client: Client, telephone: str = PHONE) -> str:
    """The address of the page, after the code was asked for and entered."""
    assert client.post("/p/cuihu/home/", {"telephone": telephone}).status_code == 200
    code = code_of(HomeCode.objects.latest("pk").nonce)
    answer = client.post("/p/cuihu/home/", {"telephone": telephone, "code": f"{code[:4]} {code[4:]}"})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def test_a_resident_signs_in_by_telephone_and_sees_the_own_matters_until_signing_out(
    world: World, tenant: Person
) -> None:
    mine = world.lodge()
    theirs = world.lodge(person=tenant, content="我房间的灯坏了")
    client = Client()
    page = client.get(url := sign_in(client))
    text = page.content.decode()
    assert mine.number in text
    assert theirs.number not in text
    assert f"/f/{mine.secret}/" in text
    assert PHONE not in text
    assert page["Cache-Control"] == "no-store"
    assert client.cookies == {}
    assert client.post(f"{url}out/").status_code == 302
    assert client.get(url).status_code == 404
    assert "13800002207" not in str(HomeVisit.objects.values())


def test_the_code_goes_to_the_telephone_on_record_once_and_unknown_numbers_get_the_same_answer(world: World) -> None:
    client = Client()
    known = client.post("/p/cuihu/home/", {"telephone": PHONE})
    again = client.post("/p/cuihu/home/", {"telephone": PHONE})
    unknown = client.post("/p/cuihu/home/", {"telephone": "13911112222"})
    assert plain(known) == plain(unknown)
    assert again.status_code == 200
    assert HomeCode.objects.count() == Notice.objects.filter(about="home_code").count() == 1
    code = code_of(HomeCode.objects.get().nonce)
    wrong = "0" * 8 if code != "0" * 8 else "1" * 8
    assert client.post("/p/cuihu/home/", {"telephone": PHONE, "code": wrong}).status_code == 422
    with time_machine.travel(HomeCode.objects.get().made_at + timedelta(minutes=16)):
        assert client.post("/p/cuihu/home/", {"telephone": PHONE, "code": code}).status_code == 422
    assert client.post("/p/cuihu/home/", {"telephone": PHONE, "code": code}).status_code == 302
    assert client.post("/p/cuihu/home/", {"telephone": PHONE, "code": code}).status_code == 422, "it opens once"
    for _ in range(60):
        last = client.post("/p/cuihu/home/", {"telephone": PHONE, "code": wrong})
    assert last.status_code == 429
    deliver_due()
    assert Notice.objects.get(about="home_code").failed_at is not None, "no gateway is set up: it says so in the log"


def test_nothing_is_left_of_a_former_home(world: World, tenant: Person) -> None:
    before = world.lodge()
    client = Client()
    url = sign_in(client)
    move_out(Occupancy.objects.get(person=world.chen), by=world.lin, until_on=date(2020, 1, 1))
    assert client.get(url).status_code == 404, "the open page ends too"
    client.post("/p/cuihu/home/", {"telephone": PHONE})
    assert HomeCode.objects.count() == 1, "no code is sent any more"
    other = world.home.parent.children.exclude(pk=world.home.pk).first() if world.home.parent else None
    if other is None:
        from heed.actions.setup.founding import add_homes

        assert world.home.parent is not None
        other = add_homes(world.home.parent, [("1601", "3-1601")])[0]
    Occupancy.objects.create(
        person=world.chen, place=other, tenure="owner", since_on=MORNING.date() + timedelta(days=1)
    )
    with time_machine.travel(MORNING + timedelta(days=9)):
        assert before.number not in client.get(sign_in(client)).content.decode()


def test_a_tenant_reads_the_owners_matters_only_while_the_owner_allows_it(world: World, tenant: Person) -> None:
    mine = world.lodge()
    owner, renter = Client(), Client()
    url, other = sign_in(owner), sign_in(renter, "13700001111")
    press = {"place": world.home.pk, "reader": tenant.pk}
    assert mine.title not in renter.get(other).content.decode()
    for _ in range(2):
        assert owner.post(f"{url}household/", press | {"allowed": "yes"}).status_code == 302
    text = renter.get(other).content.decode()
    assert mine.title in text
    assert mine.secret not in text, "only to read"
    assert HouseholdSight.objects.count() == 1
    owner.post(f"{url}household/", press | {"allowed": "no"})
    assert mine.title not in renter.get(other).content.decode()
    stranger = add_resident(by=world.lin, place=world.lift, tenure=Tenure.TENANT, name="路人", phone="13611110000")
    refused = owner.post(f"{url}household/", press | {"reader": stranger.pk, "allowed": "yes"})
    assert refused.status_code == 409
    staff = Client()
    staff.force_login(world.lin)
    assert "罗小雨" in staff.get(f"/personal-data/people/{world.chen.pk}/").content.decode()


def test_contact_consents_and_requests_are_the_residents_own(world: World, tenant: Person) -> None:
    client = Client()
    url = sign_in(client)
    assert client.post(f"{url}contact/", {"language": "en", "channel": "mail"}).status_code == 422
    facts = {"language": "en", "channel": "mail", "email": "chen@example.org", "call_time": "after 3 pm"}
    assert client.post(f"{url}contact/", facts).status_code == 302
    world.chen.refresh_from_db()
    assert (world.chen.email, world.chen.language, world.chen.channel) == ("chen@example.org", "en", "mail")
    client.post(f"{url}consent/", {"kind": "photos", "given": "yes"})
    client.post(f"{url}consent/", {"kind": "photos", "given": "no"})
    assert consents_of(world.chen.pk) == {"photos": False}
    assert list(Consent.objects.values_list("recorded_by", flat=True)) == [None, None]
    asked = {"kind": "copy", "words": "", "client_key": "abcdefghij0123456789"}
    for _ in range(2):
        assert client.post(f"{url}ask/", asked).status_code == 302
    assert client.post(f"{url}ask/", asked | {"kind": "correct"}).status_code == 422
    request = DataRequest.objects.get()
    assert (request.person, request.way, request.identity, request.taken_by) == (world.chen, "online", "code", None)


def test_a_visit_ends_after_half_an_hour_without_a_press(world: World, tenant: Person) -> None:
    code = own_home.send_home_code(world.project, PHONE, MORNING)
    assert code is not None
    secret = own_home.open_home(world.project, PHONE, code_of(code.nonce), MORNING)
    with time_machine.travel(MORNING + timedelta(minutes=29)):
        assert Client().get(f"/my/{secret}/").status_code == 200
    with time_machine.travel(MORNING + timedelta(minutes=58)):
        assert Client().get(f"/my/{secret}/").status_code == 200
    with time_machine.travel(MORNING + timedelta(minutes=90)):
        assert Client().get(f"/my/{secret}/").status_code == 404
        late = Client(headers={"Accept-Language": "en"}).post(f"/my/{secret}/ask/", {"words": "My home is 3-1502"})
        assert late.status_code == 404
        page = late.content.decode()
        for words in ("You are signed out", "My home is 3-1502", 'href="/p/cuihu/home/"'):
            assert words in page
        assert "罗小雨" not in page
        assert "You are signed out" not in Client().get("/my/unknown/").content.decode()


@pytest.mark.once
@pytest.mark.parametrize(("width", "scripts"), [(320, False), (1280, True)])
def test_the_pages_fit_and_axe_sees_no_fault(
    chromium: Browser, live_server: Any, world: World, tenant: Person, width: int, scripts: bool
) -> None:
    world.lodge()
    Person.objects.update(language="en")
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=scripts, locale="en-GB", reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{live_server.url}/p/cuihu/home/")
    page.get_by_label("Your telephone").fill(PHONE)
    page.get_by_role("button").last.click()
    page.get_by_label("The code from the message").fill(code_of(HomeCode.objects.latest("pk").nonce))
    page.get_by_role("button").last.click()
    page.wait_for_url("**/my/*/")
    home = page.url
    for address in (home, f"{home}contact/", f"{home}ask/", f"{live_server.url}/p/cuihu/privacy/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        if scripts:
            assert faults_of(page) == []
    page.goto(home)
    page.get_by_role("button", name="Sign out").click()
    page.goto(home)
    assert "You are signed out" in page.content()
    context.close()
