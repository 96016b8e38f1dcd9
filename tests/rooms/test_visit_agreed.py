"""The time of a return visit is agreed with the owner: on the pages, on record, and the visitor is reminded."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from heed.actions.engine.errors import Refused
from heed.clockwork.tick import tick
from heed.notices.messages import to_owner
from heed.notices.wording import headline
from heed.process.words import ClockKind, ClockOutcome
from heed.queries.actor import OWNER
from heed.records.models import Clock, Complaint, Notice
from heed.records.models.notice import OWNER_CHANNEL
from heed.ui import humanize
from tests.rooms.at_the_page import signed_in
from tests.world import World


@pytest.fixture
def handled(world: World) -> Complaint:
    return world.to_handled(world.lodge(at=timezone.now() - timedelta(hours=2)))


def visit_clock(complaint: Complaint) -> Clock:
    return complaint.clocks.get(kind=ClockKind.VISIT, stopped_at__isnull=True)


def agree(world: World, complaint: Complaint, **facts: Any) -> Complaint:
    """Zhou at the desk agrees with the owner that she calls in three hours."""
    usual: dict[str, Any] = {
        "due_at": in_hours(3),
        "method": "phone",
        "account": world.zhou,
        "consent": True,
        "by": world.zhou,
    }
    return world.make("arrange_visit", complaint, **(usual | facts))


def in_english(at: datetime) -> str:
    with override("en"):
        return humanize.instant(at)


def in_hours(hours: float) -> datetime:
    return timezone.now().replace(second=0, microsecond=0) + timedelta(hours=hours)


@pytest.mark.rule("C3")
def test_reception_agrees_the_time_of_the_return_visit_from_the_list(client: Client, world: World) -> None:
    desk, at = signed_in(client, world.zhou), in_hours(3)
    assert f"/care/{handled_number(world)}/" in desk.get("/care/").content.decode()
    complaint = Complaint.objects.get()
    page = desk.get(f"/care/{complaint.number}/").content.decode()
    assert f"/complaints/{complaint.number}/arrange_visit/?account={world.lin.pk}" in page, "the final handler"
    answer = desk.post(
        f"/complaints/{complaint.number}/arrange_visit/",
        {"version": complaint.version, "due_at": f"{timezone.localtime(at):%Y-%m-%dT%H:%M}", "method": "home",
         "account": world.lin.pk, "consent": "on"},
    )  # fmt: skip
    assert answer.status_code in (302, 303)
    complaint.refresh_from_db()
    assert (complaint.visitor, visit_clock(complaint).due_at, complaint.next_due_at) == (world.lin, at, at)
    said = f"Agreed: {in_english(at)}, At home"
    assert said in desk.get("/care/").content.decode()
    assert said in desk.get(f"/care/{complaint.number}/").content.decode()
    assert Notice.objects.filter(complaint=complaint, about="arrange_visit", account=world.lin).exists()


def handled_number(world: World) -> str:
    return world.to_handled(world.lodge(at=timezone.now() - timedelta(hours=2))).number


@pytest.mark.rule("R98")
def test_the_owner_reads_who_calls_and_when_until_that_time_has_passed(
    client: Client, world: World, handled: Complaint
) -> None:
    client.cookies["heed_language"] = "en"
    at = in_hours(3)
    agree(world, handled, due_at=at)
    promised = f"{world.zhou.name} will call you {in_english(at)}"
    page = client.get(f"/f/{handled.secret}/").content.decode()
    assert promised in page
    assert "We agreed with you when we call you about the result" in page
    with time_machine.travel(at + timedelta(hours=1)):
        later = client.get(f"/f/{handled.secret}/").content.decode()
    assert "will call you" not in later
    assert "Otherwise we ask you by" not in later


@pytest.mark.rule("C3")
def test_a_time_is_agreed_from_the_row_of_the_list(client: Client, world: World, handled: Complaint) -> None:
    unknown = world.to_handled(world.neighbour(at=timezone.now() - timedelta(hours=2)))
    Complaint.objects.filter(pk=unknown.pk).update(anonymous=True)
    page = signed_in(client, world.zhou).get("/care/").content.decode()
    form = f"/complaints/{handled.number}/arrange_visit/?account={world.lin.pk}&amp;next=/care/"
    assert page.count("/arrange_visit/?account=") == page.count(form) == 2, "one row, for htmx and without it"
    shown = client.get(f"/complaints/{handled.number}/arrange_visit/?account={world.lin.pk}&next=/care/")
    assert 'name="next" value="/care/"' in shown.content.decode()


def letter_to_owner(about: str) -> Notice:
    """The newest notice to the owner about this."""
    return Notice.objects.filter(channel=OWNER_CHANNEL, about=about).latest("pk")


def said(notice: Notice, language: str = "en") -> str:
    """The short message as it goes out."""
    assert notice.complaint is not None
    notice.complaint.language = language
    return to_owner(notice).short


def at_estate(at: datetime) -> str:
    return f"{at.astimezone(ZoneInfo('Asia/Shanghai')):%Y-%m-%d %H:%M}"


@pytest.mark.rule("R98", "C3")
def test_the_owner_gets_a_message_with_the_time_agreed_and_who_comes_and_another_when_it_is_moved(
    world: World, handled: Complaint
) -> None:
    first, second = in_hours(3), in_hours(2)
    agree(world, handled, due_at=first)
    letter = letter_to_owner("arrange_visit")
    assert to_owner(letter).address == handled.contact
    assert f"{world.zhou.name} will call you on {at_estate(first)}" in said(letter)
    assert "Another time" not in said(letter)
    assert world.zhou.name in said(letter, "zh-hans")
    agree(world, handled, due_at=second, method="home", account=world.lin)
    moved = letter_to_owner("arrange_visit")
    assert f"Another time: {world.lin.name} will come to you on {at_estate(second)}" in said(moved)
    assert f"will call you on {at_estate(first)}" in said(letter), "a message keeps what it says"


@pytest.mark.rule("R98")
def test_the_owner_gets_a_message_when_the_return_visit_agreed_falls_away(world: World, handled: Complaint) -> None:
    at = in_hours(3)
    agree(world, handled, due_at=at)
    world.make("repeat", handled, by=world.zhou, other=world.neighbour())
    assert f"The return visit agreed for {at_estate(at)} does not take place" in said(letter_to_owner("visit_dropped"))
    assert not deliveries_without_words()


@pytest.mark.rule("R98")
def test_the_owner_gets_a_message_when_another_person_makes_the_return_visit(world: World, handled: Complaint) -> None:
    agree(world, handled)
    world.make("stand_in", handled, by=world.lin, what="visit", instead_of=world.zhou, account=world.lin,
               reason="周晓调休")  # fmt: skip
    assert f"{world.lin.name} will call you" in said(letter_to_owner("visit_given"))


@pytest.mark.rule("R98")
def test_no_message_says_that_the_visit_falls_away_once_it_was_made_or_its_time_has_passed_or_the_owner_acted(
    world: World, handled: Complaint
) -> None:
    agree(world, handled)
    world.make("visit", handled, by=world.zhou, outcome="not_reached", method="phone")
    world.make("visit", handled, by=world.zhou, outcome="not_solved", method="phone", owner_words="还是响")
    other = world.to_handled(world.neighbour(at=timezone.now() - timedelta(hours=2)))
    agree(world, other)
    world.make("contest", other, by=OWNER, owner_words="又停了")
    third = world.to_handled(world.lodge(at=timezone.now() - timedelta(hours=2)))
    agree(world, third, due_at=in_hours(1))
    world.make("repeat", third, by=world.zhou, other=world.neighbour(), at=in_hours(1.5))
    assert not Notice.objects.filter(about="visit_dropped").exists()


def deliveries_without_words() -> list[str]:
    """The notices to owners whose line in the delivery log says nothing but the number."""
    sent = Notice.objects.filter(channel=OWNER_CHANNEL).select_related("complaint")
    return [notice.about for notice in sent if notice.complaint and headline(notice) == notice.complaint.number]


@pytest.mark.rule("R98")
def test_the_visitor_is_reminded_before_the_time_agreed(world: World, handled: Complaint) -> None:
    agree(world, handled, account=world.zhou, by=world.lin)
    clock = visit_clock(handled)
    assert clock.target_at is not None
    assert clock.limit_at is not None
    assert clock.limit_at == clock.due_at
    assert clock.target_at < clock.limit_at
    tick(clock.target_at + timedelta(minutes=1))
    assert Notice.objects.filter(complaint=handled, about="warned", account=world.zhou).exists()


@pytest.mark.rule("R98", "C3")
def test_a_time_agreed_again_replaces_the_old_one_and_both_stay_on_record(
    client: Client, world: World, handled: Complaint
) -> None:
    first, second = in_hours(3), in_hours(2)
    agree(world, handled, due_at=first)
    agree(world, handled, due_at=second, method="counter")
    assert visit_clock(handled).due_at == second
    old = handled.clocks.get(kind=ClockKind.VISIT, due_at=first)
    assert old.outcome == ClockOutcome.DROPPED
    assert handled.entries.filter(move="arrange_visit").count() == 2
    page = signed_in(client, world.zhou).get(f"/care/{handled.number}/").content.decode()
    assert f"Agreed: {in_english(second)}, At the counter" in page
    assert in_english(first) not in page


@pytest.mark.rule("R98", "C3")
def test_a_return_visit_is_agreed_for_a_time_to_come_and_later_than_due_only_with_a_reason(
    world: World, handled: Complaint
) -> None:
    with pytest.raises(Refused) as past:
        agree(world, handled, due_at=handled.received_at)
    assert [refusal.fact for refusal in past.value.refusals] == ["due_at"]
    limit_at = visit_clock(handled).limit_at
    assert limit_at is not None
    late = limit_at + timedelta(days=2)
    with pytest.raises(Refused) as too_late:
        agree(world, handled, due_at=late)
    assert [refusal.fact for refusal in too_late.value.refusals] == ["reason"]
    agree(world, handled, due_at=late, reason="业主出差，周末才回来")
    assert visit_clock(handled).limit_at == late


@pytest.mark.rule("C3")
def test_only_who_may_make_the_return_visit_is_chosen_for_it(world: World, handled: Complaint) -> None:
    with pytest.raises(Refused, match="does not make return visits"):
        agree(world, handled, account=world.wang)
    world.make("reassess", handled, level="major", category="lift_stopped", nature="harm", validity="valid",
               emotion="calm", reason="老人被困")  # fmt: skip
    with pytest.raises(Refused, match="other than the handler"):
        agree(world, handled, account=world.lin)
    agree(world, handled, account=world.zhou)
