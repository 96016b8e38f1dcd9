"""Reporting by an owner without an account, and finding the way back."""

import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from heed.insight.visible import visible
from heed.process.words import Channel, Stage
from heed.records.models import Complaint, Duty, Project
from heed.records.owner_keys import link_hash_of
from tests.photos import PNG
from tests.world import World

STRANGE = "<script>alert(1)</script> &amp; \u202e反向\u202c 👩‍👩‍👧 𠮷𡃁㐀 \x07\x1b ‮ {{ settings }} %(x)s\r\n  末行  "


@pytest.fixture(autouse=True)
def _nobody_tried_before(db: None) -> None:
    cache.clear()


def told(**fields: Any) -> dict[str, Any]:
    """What a neighbour writes about a lamp."""
    return {
        "content": "地库车道的灯坏了三盏，晚上看不清路。", "where": "地库二层", "happened": "昨天晚上", "wants": "修好",
        "name": "黄先生", "unit": "5-801", "contact": "139 0000 8123", "client_key": "a-key-of-this-page-1",
    } | fields  # fmt: skip


def report(client: Client, **fields: Any) -> Complaint:
    answer = client.post("/p/cuihu/", told(**fields))
    assert answer.status_code == 302, answer.context["form"].errors
    secret = answer["Location"].split("/")[2]
    return Complaint.objects.get(link_hash=link_hash_of(secret))


@pytest.mark.rule("R1", "R2", "R3", "R5", "R9")
def test_a_report_is_a_complaint_with_a_number_and_a_secret_page(client: Client, world: World) -> None:
    complaint = report(client)
    assert (complaint.stage, complaint.channel, complaint.case_owner) == (Stage.RECEIVED, Channel.WEB, world.lin)
    assert (complaint.name, complaint.unit, complaint.contact) == ("黄先生", "5-801", "139 0000 8123")
    assert (complaint.where, complaint.happened, complaint.wants) == ("地库二层", "昨天晚上", "修好")
    page = client.get(f"/f/{complaint.secret}/sent/").content.decode()
    assert complaint.number in page
    assert f"http://testserver/f/{complaint.secret}/" in page
    assert 'class="qr"' in page, "the address as a square to scan"


@pytest.mark.rule("R3", "R6")
def test_who_writes_for_a_shop_names_it_and_a_nameless_one_leaves_none(client: Client, world: World) -> None:
    assert report(client, organisation="翠湖便利店").organisation == "翠湖便利店"
    nameless = report(client, organisation="翠湖便利店", anonymous="on", client_key="another-key-of-a-page")
    assert nameless.organisation == ""


@pytest.mark.rule("R75", "R76")
def test_after_sending_the_owner_reads_by_when_what_happens(client: Client, world: World) -> None:
    with time_machine.travel("2026-11-20T02:00:00Z", tick=False):  # Friday, ten o'clock in Shanghai
        complaint = report(client)
        page = client.get(f"/f/{complaint.secret}/sent/?language=zh-hans", follow=True).content.decode()
    assert "把您写的复述一遍" in page
    assert "最迟 11:00" in page, "the policy's limit for reading back: one open hour"
    assert "最迟 明天 10:00" in page, "the answer within 24 hours"


@pytest.mark.rule("R6")
def test_who_would_rather_not_say_is_asked_for_nothing_and_nothing_is_kept(client: Client, world: World) -> None:
    complaint = report(client, anonymous="on", contact="139 0000 8123", name="黄" * 99)
    assert complaint.anonymous
    assert (complaint.name, complaint.unit, complaint.contact, complaint.person) == ("", "", "", None)
    facts = complaint.entries.get().content.facts
    assert "0000" not in str(facts)
    assert "黄" not in str(facts)
    bare = report(client, anonymous="on", name="", unit="", contact="", where="", happened="", wants="")
    assert bare.content == complaint.content


@pytest.mark.rule("R3")
@pytest.mark.parametrize("contact", ["12", "chen@", "not at home"])
def test_a_contact_by_which_nobody_is_reached_is_said_and_all_that_was_typed_stays(
    client: Client, world: World, contact: str
) -> None:
    answer = client.post("/p/cuihu/", told(contact=contact), headers={"Accept-Language": "en"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Enter a telephone number or an e-mail address." in page
    assert f'value="{contact}"' in page
    assert Complaint.objects.count() == 0
    assert report(client, contact="13900008123, evenings").contact == "13900008123, evenings"
    assert report(client, contact=contact, anonymous="on", client_key="another").contact == ""


def test_what_is_missing_is_said_at_its_field_and_on_top_and_all_that_was_typed_stays(
    client: Client, world: World
) -> None:
    photo = SimpleUploadedFile("灯.png", PNG, content_type="image/png")
    answer = client.post(
        "/p/cuihu/?language=", told(name="", contact=" ", files=photo), headers={"Accept-Language": "en"}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert page.count("Tell us your name, or choose not to say who you are.") == 2
    assert page.count("Tell us how to reach you, or choose not to say who you are.") == 2
    assert page.count("Please choose your photos again") == 2
    assert 'href="#id_name"' in page
    for kept in ("地库车道的灯坏了三盏", "地库二层", "昨天晚上", "5-801", "a-key-of-this-page-1"):
        assert kept in page
    assert not Complaint.objects.exists()


@pytest.mark.parametrize("length", [4000, 20_000])
@pytest.mark.rule("R1")
def test_long_and_strange_words_are_stored_whole_and_shown_without_harm(
    client: Client, world: World, length: int
) -> None:
    words = (STRANGE + "漏水了，" * length)[: length - 3] + "末尾。"
    complaint = report(client, content=words, name=STRANGE[:60], where="<b>\u202eB2")
    words = visible(words)
    assert complaint.content == words
    assert complaint.entries.get().content.facts["content"] == words
    page = client.get(f"/f/{complaint.secret}/").content.decode()
    assert "<script>alert" not in page
    shown = re.search(r'<p class="said" dir="auto">(.*?)</p>', page, re.DOTALL)
    assert shown
    assert unescape(shown[1]) == words.strip("\r\n")
    assert "\u202e" not in complaint.title
    assert not re.search(r"[\x00-\x1f]", complaint.title)


def test_a_text_too_long_is_said_and_not_cut(client: Client, world: World) -> None:
    answer = client.post("/p/cuihu/", told(content="水" * 20_001, wants="修" * 201), headers={"Accept-Language": "en"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "at most 20000 characters, you wrote 20001" in page
    assert "水" * 20_001 in page
    assert "maxlength" not in page


def test_what_no_database_may_hold_and_nobody_sees_is_left_out(client: Client, world: World) -> None:
    assert report(client, content="a\0b\u202ec\u200b").content == "abc"


def test_sending_twice_takes_it_in_once_and_a_word_more_is_not_lost(client: Client, world: World) -> None:
    first = report(client)
    assert report(client).pk == first.pk
    more = report(client, content="地库车道的灯坏了三盏，晚上看不清路。今天又坏了一盏。")
    assert more.pk != first.pk
    photo = SimpleUploadedFile("灯.png", PNG, content_type="image/png")
    assert report(client, files=photo).pk not in (first.pk, more.pk)
    report(client, client_key="")
    report(client, client_key="")
    assert Complaint.objects.count() == 5, "without the key of a page nothing is taken for the same"


@pytest.mark.django_db(transaction=True)
def test_sent_several_times_at_the_same_moment_it_is_taken_in_once(world: World) -> None:
    def post(_: int) -> str:
        try:
            return str(Client().post("/p/cuihu/", told())["Location"])
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as senders:
        assert len(set(senders.map(post, range(4)))) == 1
    assert Complaint.objects.count() == 1


def test_photos_and_files_come_with_the_report(client: Client, world: World) -> None:
    photos = [SimpleUploadedFile(f"灯{n}.png", PNG, content_type="image/png") for n in (1, 2)]
    complaint = report(client, files=photos)
    assert [row.name for row in complaint.attachments.order_by("pk")] == ["灯1.png", "灯2.png"]
    assert complaint.attachments.filter(account=None, mime="image/png").count() == 2


def test_a_file_too_large_is_named(client: Client, world: World, settings: Any) -> None:
    settings.HEED_UPLOAD_MB = 1
    large = SimpleUploadedFile("录像.mp4", b"\0" * (1024 * 1024 + 1))
    answer = client.post("/p/cuihu/", told(files=large), headers={"Accept-Language": "en"})
    assert answer.status_code == 422
    assert "录像.mp4 is too large: a file may have up to 1 MB." in answer.content.decode()


def test_too_many_files_at_once_get_a_sentence_and_all_that_was_typed_stays(client: Client, world: World) -> None:
    many = [SimpleUploadedFile(f"{n}.png", PNG) for n in range(25)]
    answer = client.post("/p/cuihu/", told(files=many), headers={"Accept-Language": "en"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "At most 20 files at once" in page
    assert "地库车道的灯坏了三盏" in page
    assert told()["client_key"] in page, "a double click on this page is one complaint"


def test_a_robot_gets_nothing_in_and_a_person_only_presses_once_more(client: Client, world: World) -> None:
    answer = client.post("/p/cuihu/", told(website="http://spam.example"), headers={"Accept-Language": "en"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Please press Send once more" in page
    assert "spam.example" not in page
    assert "地库车道的灯坏了三盏" in page
    assert not Complaint.objects.exists()
    report(client)


def test_a_project_nobody_answers_for_says_so_and_keeps_the_words(client: Client, world: World) -> None:
    Duty.objects.all().delete()
    answer = client.post("/p/cuihu/", told())
    assert answer.status_code == 409
    assert "地库车道的灯坏了三盏" in answer.content.decode()


def test_a_known_telephone_and_home_are_tied_to_their_resident_at_once(client: Client, world: World) -> None:
    complaint = report(client, contact="+86 138-0000-2207", unit="3-1502")
    assert (complaint.person, complaint.place) == (world.chen, world.home)
    nameless = report(client, contact="138 0000 2207", unit="3-1502", anonymous="on")
    assert (nameless.person, nameless.place) == (None, None)
    assert report(client, contact="13800002208").person is None


@pytest.mark.rule("R41")
def test_emergency_and_hotline_stand_on_top_in_three_languages(client: Client, world: World) -> None:
    for language, words in (("zh-hans", "被困电梯"), ("zh-hant", "被困電梯"), ("en", "Trapped in a lift?")):
        page = client.get(f"/p/cuihu/?language={language}", follow=True).content.decode()
        assert words in page
        assert page.index('href="tel:400-800-1502"') < page.index("<form")
        assert "翠湖天地" in page


def test_a_language_once_chosen_is_kept_and_leaves_the_address(client: Client, world: World) -> None:
    answer = client.get("/p/cuihu/?language=en&where=Lift+2")
    assert answer["Location"] == "/p/cuihu/?where=Lift+2"
    page = client.get(answer["Location"]).content.decode()
    assert '<html lang="en"' in page
    assert 'value="Lift 2"' in page


def test_no_cookie_is_needed_to_report(world: World) -> None:
    stranger = Client(enforce_csrf_checks=True)
    assert not stranger.get("/p/cuihu/").cookies, "and none is given for reading"
    report(stranger)


def test_the_first_page_finds_an_estate_and_leads_staff_to_the_door(client: Client, world: World) -> None:
    Project.objects.filter(pk=world.elsewhere.pk).update(address="人民路 8 号")
    page = client.get("/").content.decode()
    assert "/p/cuihu/" in page
    assert "/p/yangguang/" in page
    assert "/account/login/" in page
    found = client.get("/?q=人民").content.decode()
    assert "/p/yangguang/" in found
    assert "/p/cuihu/" not in found
    Project.objects.filter(pk=world.elsewhere.pk).update(is_active=False)
    assert "/p/yangguang/" not in client.get("/").content.decode()
    assert client.get("/p/yangguang/").status_code == 404
    client.force_login(world.zhou)
    assert client.get("/").status_code == 302


def test_the_pages_cost_a_fixed_number_of_queries(client: Client, world: World, django_assert_num_queries: Any) -> None:
    client.get("/p/cuihu/")
    # The project, the policy in force, reception days, bulletins, announcements
    with django_assert_num_queries(5):
        client.get("/p/cuihu/")
    with django_assert_num_queries(1):
        client.get("/")


def test_a_report_costs_a_fixed_number_of_statements(
    client: Client, world: World, django_assert_max_num_queries: Any
) -> None:
    client.post("/p/cuihu/", told())
    for turn in range(2):
        with django_assert_max_num_queries(28):
            assert client.post("/p/cuihu/", told(client_key=f"a-key-of-page-{turn}")).status_code == 302
