"""A person complained of knows that a colleague handles it, and reads neither the complaint nor its number (C3)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.timezone import localtime

from heed.actions.engine.errors import Refused
from heed.actions.setup.policy import publish
from heed.process.words import Validity
from heed.queries.policies import current_policy
from heed.records.models import Complaint, Notice
from tests.rooms.at_the_page import signed_in
from tests.world import World

ABOUT_ME = "/inbox/about-me/"
WORDS = "项目经理态度恶劣，当众骂人"


def lodged(world: World) -> Complaint:
    return world.lodge(content=WORDS, title=WORDS, by=world.sun, accused=[world.zhao])


def read(client: Client, address: str = ABOUT_ME) -> str:
    answer = client.get(address, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def settled(world: World, complaint: Complaint) -> Complaint:
    """Closed on the spot by Lin, and found to be justified in part."""
    return world.make(
        "settle", complaint, solution="已当面说明并致歉", validity=Validity.PARTLY,
        responsibility="none",
    )  # fmt: skip


@pytest.mark.rule("C3")
def test_the_person_complained_of_reads_who_handles_it_and_nothing_of_the_complaint(
    client: Client, world: World
) -> None:
    complaint = lodged(world)
    signed_in(client, world.zhao)
    notice = Notice.objects.get(account=world.zhao, channel="inbox")
    inbox, page = read(client, "/inbox/"), read(client, f"/inbox/{notice.pk}/")
    assert "a matter that concerns you is being looked into by a colleague" in inbox
    assert "林秋 · Customer-service director" in page
    assert "Being looked into" in page
    assert "You have a right to be heard" in page
    assert "Please do not contact the owner" in page
    for secret in (complaint.number, WORDS, "态度恶劣", "陈美玲", "1502", "13800002207", complaint.course):
        assert secret not in inbox, secret
        assert secret not in page, secret


@pytest.mark.rule("C3")
def test_who_is_named_later_gets_a_notice_without_the_number_once(client: Client, world: World) -> None:
    complaint = world.lodge(content=WORDS, title=WORDS)
    mine = Notice.objects.filter(account=world.zhao, channel="inbox", complaint=None)
    world.make("name_accused", complaint, account=world.zhao)
    world.make("name_accused", complaint, account=world.zhao)
    notice = mine.get()
    assert notice.facts == {"project": "翠湖天地"}
    assert complaint.number not in notice.key
    assert read(signed_in(client, world.zhao)).count("Looked into since") == 1


@pytest.mark.rule("C3")
def test_the_outcome_opens_at_closing_in_words_for_the_person(client: Client, world: World) -> None:
    complaint = lodged(world)
    signed_in(client, world.zhao)
    world.verify(complaint)
    assert "you get a notice and read the outcome here" in read(client)
    assert "justified" not in read(client)
    settled(world, complaint)
    page = read(client)
    assert "The complaint was found to be justified in part." in page
    assert "the matter that concerns you is closed" in read(client, "/inbox/")
    for secret in (complaint.number, WORDS, "陈美玲", "1502", "13800002207", "已当面说明并致歉"):
        assert secret not in page, secret


@pytest.mark.rule("C3")
def test_a_policy_may_keep_the_outcome_from_the_person_for_good(client: Client, world: World) -> None:
    document = current_policy().model_dump(mode="json") | {"conflicts": {"outcome_at_closing": False}}
    publish(document, by=world.admin, seen=1)
    complaint = lodged(world)
    signed_in(client, world.zhao)
    assert "The rules of the company do not open the outcome." in read(client)
    world.verify(complaint)
    settled(world, complaint)
    page = read(client)
    assert "The rules of the company do not open the outcome." in page
    assert "justified" not in page


@pytest.mark.rule("C3")
def test_nobody_else_has_such_a_page(client: Client, world: World) -> None:
    lodged(world)
    for other in (world.lin, world.sun, world.wu):
        assert signed_in(client, other).get(ABOUT_ME).status_code == 404
    client.logout()
    assert client.get(ABOUT_ME).status_code == 302


@pytest.mark.rule("C3")
def test_a_handler_who_is_complained_of_as_well_is_not_named(client: Client, world: World) -> None:
    world.lodge(content=WORDS, accused=[world.zhao, world.lin], case_owner=world.lin)
    page = read(signed_in(client, world.zhao))
    assert "A colleague who has no part in it is still to be named" in page
    assert "林秋" not in page
    assert signed_in(client, world.lin).get(ABOUT_ME).status_code == 404, "who answers for it sees the complaint"
    assert not Notice.objects.filter(account=world.lin, about="about_you").exists()


HEARING = "/complaints/{}/arrange_hearing/"


def arranged(client: Client, world: World, complaint: Complaint, at: datetime, **facts: Any) -> Any:
    """Lin sets, on the page, when Zhao is heard; unless said otherwise by Lin."""
    typed = {"heard": world.zhao.pk, "account": world.lin.pk, "due_at": f"{localtime(at):%Y-%m-%dT%H:%M}"} | facts
    return signed_in(client, world.lin).post(HEARING.format(complaint.number), typed)


@pytest.mark.rule("C3")
def test_the_person_reads_when_and_by_whom_they_are_heard_and_then_that_they_were(client: Client, world: World) -> None:
    complaint = world.lodge(content=WORDS, title=WORDS, by=world.sun, accused=[world.zhao], at=timezone.now())
    at = timezone.now() + timedelta(days=1)
    assert "No time is set yet" in read(signed_in(client, world.zhao))
    assert arranged(client, world, complaint, at, hearing_place="二楼会议室").status_code == 302
    assert Notice.objects.get(account=world.zhao, about="about_you_hearing").complaint is None
    page = read(signed_in(client, world.zhao))
    assert "a time is set at which you are heard" in read(client, "/inbox/")
    assert f"{localtime(at):%H:%M}" in page
    assert "林秋 · 二楼会议室" in page
    assert "No time is set yet" not in page
    signed_in(client, world.lin).post(
        f"/complaints/{complaint.number}/hear/", {"heard": world.zhao.pk, "statement": "我当时着急，话说重了"}
    )
    page = read(signed_in(client, world.zhao))
    assert "You were heard" in page
    assert "What you said is on record." in page
    for secret in (complaint.number, WORDS, "陈美玲", "1502", "13800002207", "话说重了"):
        assert secret not in page, secret
    timeline = read(signed_in(client, world.lin), f"/complaints/{complaint.number}/")
    assert "我当时着急，话说重了" in timeline
    assert "二楼会议室" in timeline


@pytest.mark.rule("C3")
def test_nobody_complained_of_hears_and_nobody_else_is_heard(client: Client, world: World) -> None:
    complaint = world.lodge(content=WORDS, title=WORDS, by=world.sun, accused=[world.zhao], at=timezone.now())
    at = timezone.now() + timedelta(days=1)
    for spoilt in ({"account": world.zhao.pk}, {"heard": world.zhou.pk}, {"due_at": "2020-01-01T09:00"}):
        assert arranged(client, world, complaint, at, **spoilt).status_code in (409, 422), spoilt
    with pytest.raises(Refused):
        world.make("arrange_hearing", complaint, heard=world.zhou, account=world.lin, due_at=at)
    with pytest.raises(Refused):
        world.make("hear", world.lodge(), heard=world.zhao, statement="没有")
    assert not Notice.objects.filter(about="about_you_hearing").exists()


@pytest.mark.rule("C3")
def test_another_time_replaces_the_first_and_another_person_reads_nothing_of_it(client: Client, world: World) -> None:
    complaint = world.lodge(
        content=WORDS, title=WORDS, by=world.sun, accused=[world.zhao, world.zhou], at=timezone.now()
    )
    first, second = timezone.now() + timedelta(hours=26), timezone.now() + timedelta(hours=27)
    arranged(client, world, complaint, first)
    arranged(client, world, complaint, second)
    shown = strip_tags(read(signed_in(client, world.zhao)))  # the instants in tags have minutes and seconds, too
    assert f"{localtime(second):%H:%M}" in shown
    assert f"{localtime(first):%H:%M}" not in shown
    assert "No time is set yet" in read(signed_in(client, world.zhou))
