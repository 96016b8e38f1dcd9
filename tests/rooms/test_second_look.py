"""An owner asks for a second look: who takes it, by when, what the owner reads, and the bodies outside."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.clockwork.tick import tick
from heed.process.words import ClockKind, Method, ReviewFinding, Stage
from heed.queries.actor import OWNER
from heed.queries.complaints.lists import reviews_due
from heed.queries.policies import policy_of
from heed.records.models import Complaint, Notice
from tests.world import World

ASKED = "维修人员说没有问题，但是电梯还是抖"
FOUND = "导轨间隙超过标准，上次检修漏查"
REMEDY = "本周内校正导轨，并请厂家到场"
LESSON = "检修单增加导轨间隙一项"
KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def handled(world: World) -> Complaint:
    return world.to_handled(world.lodge(at=timezone.now() - timedelta(hours=2)))


def asked(client: Client, complaint: Complaint) -> Complaint:
    """The owner asks on the own page."""
    page = f"/f/{complaint.secret}/ask_review/"
    assert client.get(page).status_code == 200
    answer = client.post(page, {"owner_words": ASKED, "key": KEY, "version": complaint.version})
    assert answer.status_code == 302
    complaint.refresh_from_db()
    return complaint


def in_english() -> Client:
    browser = Client()
    browser.cookies["heed_language"] = "en"
    return browser


def found(world: World, complaint: Complaint, move: str = "review", **facts: Any) -> Complaint:
    given: dict[str, Any] = {
        "by": world.zhao,
        "finding": ReviewFinding.PARTLY,
        "findings": FOUND,
        "remedy": REMEDY,
        "lesson": LESSON,
    }
    return world.make(move, complaint, method=Method.PHONE, **(given | facts))


@pytest.mark.rule("C4")
def test_an_owner_asks_for_a_second_look_and_reads_by_when_and_what_was_found(world: World, handled: Complaint) -> None:
    owner = in_english()
    complaint = asked(owner, handled)
    clock = complaint.clocks.get(kind=ClockKind.REVIEW)
    assert clock.limit_at == clock.started_at + timedelta(minutes=10080)
    page = owner.get(f"/f/{complaint.secret}/").content.decode()
    assert "what the second look found" in page
    assert ASKED in page
    complaint = found(world, complaint)
    page = owner.get(f"/f/{complaint.secret}/").content.decode()
    assert "you are right in part" in page
    assert FOUND in page
    assert REMEDY in page
    assert LESSON not in page  # what the staff learn stays on the record
    clock.refresh_from_db()
    assert (clock.outcome, complaint.stage) == ("met", Stage.HANDLED)
    last = complaint.entries.select_related("content").latest("seq").content.facts
    assert (last["finding"], last["remedy"], last["lesson"]) == ("partly", REMEDY, LESSON)


@pytest.mark.rule("C3")
def test_only_a_leader_who_had_no_part_in_the_case_takes_it(world: World, handled: Complaint) -> None:
    complaint = asked(Client(), handled)
    told = Notice.objects.filter(about="ask_review", channel="inbox").values_list("account__username", flat=True)
    assert set(told) == {"lin", "zhao", "he"}, "the case owner knows; those who may look again are asked"
    with pytest.raises(Refused):  # the case owner
        world.make("review", complaint, by=world.lin, finding="stands", findings="x", lesson="y", method="phone")
    world.make("note", complaint, by=world.zhao, words="已看过")
    with pytest.raises(Refused, match="part in this case"):
        found(world, complaint)
    complaint = found(world, complaint, by=world.he)
    assert complaint.entries.latest("seq").account == world.he


def test_who_may_take_it_has_it_in_the_list_and_others_do_not(client: Client, world: World, handled: Complaint) -> None:
    complaint = asked(Client(), handled)
    for account, listed in ((world.zhao, True), (world.he, True), (world.lin, False), (world.wu, False)):
        client.force_login(account)
        assert (complaint.number in client.get("/care/?tab=reviews").content.decode()) == listed, account
    client.force_login(world.zhao)
    today = client.get("/today/").content.decode()
    assert 'data-list="/care/?tab=reviews"' in today
    page = client.get(f"/complaints/{complaint.number}/").content.decode()
    assert ASKED in page
    assert f"/complaints/{complaint.number}/review/" in page
    client.force_login(world.lin)
    page = client.get(f"/complaints/{complaint.number}/").content.decode()
    assert ASKED in page
    assert f"/complaints/{complaint.number}/review/" not in page


def test_it_escalates_when_nobody_looks_in_time(world: World, handled: Complaint) -> None:
    complaint = asked(Client(), handled)
    for hours in range(168, 200, 4):
        tick(timezone.now() + timedelta(hours=hours))
    clock = complaint.clocks.get(kind=ClockKind.REVIEW)
    assert clock.breached_at == clock.limit_at
    assert Notice.objects.filter(facts__clock="review", account=world.zhao).exists()


@pytest.mark.rule("R66")
def test_a_closed_matter_begins_again_where_the_second_look_finds_the_owner_right(
    world: World, handled: Complaint
) -> None:
    complaint = world.make("visit", handled, by=world.zhou, outcome="satisfied", method="phone", completed=True,
                           owner_words="好")  # fmt: skip
    complaint = asked(Client(), complaint)
    with pytest.raises(Refused):
        found(world, complaint, "review_anew", finding=ReviewFinding.STANDS)
    complaint = found(world, complaint, "review_anew", finding=ReviewFinding.OWNER)
    assert (complaint.stage, complaint.round) == (Stage.INVESTIGATING, 2)
    assert not complaint.clocks.filter(kind=ClockKind.REVIEW, stopped_at=None).exists()


def test_one_second_look_for_each_result_and_not_after_its_days(world: World, handled: Complaint) -> None:
    complaint = asked(Client(), handled)
    with pytest.raises(Refused, match="already"):
        world.make("ask_review", complaint, by=OWNER, owner_words="再看一次")
    complaint = world.make("contest", complaint, by=OWNER, owner_words="还是抖")
    clock = complaint.clocks.get(kind=ClockKind.REVIEW)
    assert clock.outcome == "dropped", "a new round has another result"
    world.make("propose", complaint, findings="x", responsibility="none", solution="y", method="phone")
    world.make("agree", complaint, owner_words="好")
    complaint = world.make("complete", complaint, result="已校正", method="phone")
    late = world.make("visit", complaint, by=world.zhou, outcome="satisfied", method="phone", completed=True,
                      owner_words="好")  # fmt: skip
    days = policy_of(late.policy_id).reviews.days
    with pytest.raises(Refused, match=f"{days} days"):
        world.make("ask_review", late, by=OWNER, owner_words="再看", at=timezone.now() + timedelta(days=days + 1))
    assert world.make("ask_review", late, by=OWNER, owner_words="再看").reviewed_round == 2


def test_the_list_counts_the_time_of_the_second_look_and_not_of_what_else_is_due(
    world: World, handled: Complaint
) -> None:
    complaint = asked(Client(), handled)
    (row,) = reviews_due(world.he).rows
    assert row.clock is not None
    assert row.clock.kind == ClockKind.REVIEW
    assert complaint.next_due_at is not None
    assert complaint.next_due_at < row.clock.due_at, "the return visit is due before"


def test_what_is_closed_meanwhile_is_still_looked_at(world: World, handled: Complaint) -> None:
    complaint = asked(Client(), handled)
    complaint = world.make("decline_visit", complaint, by=OWNER)
    tick(timezone.now() + timedelta(days=8))
    complaint.refresh_from_db()
    assert complaint.stage == Stage.CLOSED
    assert complaint.clocks.filter(kind=ClockKind.REVIEW, stopped_at=None).exists()
    confirmed = world.to_handled(world.lodge(at=timezone.now() - timedelta(hours=2)))
    confirmed = asked(Client(), confirmed)
    confirmed = world.make("confirm", confirmed, by=OWNER)
    assert confirmed.clocks.get(kind=ClockKind.REVIEW).outcome == "dropped", "the owner says that it is solved"


def test_the_bodies_outside_stand_on_the_owners_page_once_there_is_a_result(world: World) -> None:
    owner = in_english()
    complaint = world.lodge(at=timezone.now() - timedelta(hours=2))
    before = owner.get(f"/f/{complaint.secret}/").content.decode()
    assert "tel:12345" not in before
    world.to_handled(complaint)
    after = owner.get(f"/f/{complaint.secret}/").content.decode()
    assert "City hotline" in after
    assert 'href="tel:12345"' in after
