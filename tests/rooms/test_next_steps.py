"""What the page of a complaint offers first, so that nobody is led to a step that is refused, or past the one due."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from heed.clockwork.tick import tick
from heed.records.models import Complaint
from tests.rooms.at_the_page import shown, signed_in
from tests.world import World


def offered(page: str) -> list[str]:
    """The names of the moves on the buttons, in their order; those in the menu of further moves left out."""
    foot = page.split('class="way-forward__moves"')[1].split('class="way-forward__more"')[0]
    return re.findall(r'href="/complaints/[^/]+/(\w+)/"', foot)


def of_today(world: World) -> Complaint:
    return world.lodge(at=timezone.now() - timedelta(hours=1))


@pytest.mark.rule("R7")
def test_what_is_not_ours_is_referred_first_and_then_its_progress_is_told(world: World, client: Client) -> None:
    zhou = signed_in(client, world.zhou)
    complaint = world.verify(of_today(world), remit="outside")
    assert offered(shown(zhou, complaint))[0] == "refer"
    world.make("refer", complaint, by=world.zhou, body="路灯管理所", words="我已报修")
    assert offered(shown(zhou, complaint))[0] == "report_progress"
    world.make("return", complaint, by=world.zhou, reason="其实是我们的灯")
    assert "refer" not in offered(shown(zhou, complaint)), "it is ours again"


@pytest.mark.rule("R10")
def test_what_is_done_once_for_several_owners_is_offered_at_the_main_complaint_alone(
    world: World, client: Client
) -> None:
    lin = signed_in(client, world.lin)
    chen, huang = world.verify(of_today(world)), world.verify(world.neighbour(at=timezone.now() - timedelta(hours=1)))
    assert "investigate" in offered(shown(lin, huang))
    world.make("merge", huang, other=chen, reason="同一部电梯")
    assert "investigate" not in offered(shown(lin, huang))
    assert "investigate" in offered(shown(lin, chen))


@pytest.mark.rule("R6")
def test_an_owner_out_of_reach_is_neither_promised_anything_nor_visited(world: World, client: Client) -> None:
    lin = signed_in(client, world.lin)
    complaint = world.verify(of_today_without_a_name(world), confirmed=None)
    assert not {"promise", "new_date"}.intersection(offered(shown(lin, complaint)))
    world.make("investigate", complaint, account=world.lin)
    world.make("propose", complaint, findings="属实", responsibility="none", solution="清理")
    form = lin.get(f"/complaints/{complaint.number}/go_ahead/").content.decode()
    assert "whether all is well" not in form
    world.make("go_ahead", complaint)
    assert "Say that someone will call" not in lin.get(f"/complaints/{complaint.number}/complete/").content.decode()
    world.make("complete", complaint, result="已清理")
    steps = offered(shown(lin, complaint))
    assert steps[0] == "exempt"
    assert not {"visit", "arrange_visit"}.intersection(steps)


def of_today_without_a_name(world: World) -> Complaint:
    return world.lodge(
        person=None, place=None, anonymous=True, unreachable=True, contact="", at=timezone.now() - timedelta(hours=1)
    )


@pytest.mark.rule("R72")
def test_beside_the_apology_for_a_broken_promise_a_new_time_is_offered(world: World, client: Client) -> None:
    zhou = signed_in(client, world.zhou)
    complaint = world.verify(of_today(world))
    due_at = complaint.received_at + timedelta(minutes=20)
    world.make("promise", complaint, by=world.zhou, minutes=10, words="我会回电", due_at=due_at, consent=True)
    tick(timezone.now())
    assert offered(shown(zhou, complaint))[:2] == ["apologise", "new_date"]
    form = zhou.get(f"/complaints/{complaint.number}/new_date/").content.decode()
    assert form.index('name="apology"') < form.index('name="words"'), "the apology comes first"
    world.make(
        "new_date", complaint, by=world.zhou, at=timezone.now(), apology="对不起，没有回电", reason="维修未到",
        remedy="免费洗车", words="我今晚回电", due_at=timezone.now() + timedelta(hours=2), consent=True, method="phone",
    )  # fmt: skip
    entry = shown(zhou, complaint).split("对不起，没有回电")[1]
    assert "until" not in entry.split("</blockquote>")[0], "an apology has no time until which it is due"
