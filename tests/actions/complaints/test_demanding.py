"""Demands of the company centre on a case: asked, answered, accepted or asked again, each on record, with a clock."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.clockwork.tick import tick
from heed.records.models import Complaint, Notice
from tests.world import World

ASKED = "今天把维保记录和更换计划交上来"


def demanded(world: World, hours: float = 4) -> Complaint:
    complaint = world.verify(world.lodge(at=timezone.now() - timedelta(hours=1)))
    now = timezone.now()
    return world.make("demand", complaint, by=world.he, words=ASKED, due_at=now + timedelta(hours=hours), at=now)


@pytest.mark.rule("R149")
def test_the_centre_demands_the_project_answers_and_the_centre_accepts(world: World) -> None:
    complaint = demanded(world)
    clock = complaint.clocks.get(kind="demand")
    assert clock.limit_at is not None
    told = Notice.objects.filter(about="demand").values_list("account__username", flat=True)
    assert {"lin", "zhao"} <= set(told)
    complaint = world.make("answer_demand", complaint, by=world.zhao, words="记录已附上，周三更换")
    clock.refresh_from_db()
    assert (complaint.demand, clock.outcome) == ("answered", "met")
    assert Notice.objects.filter(about="answer_demand", account=world.he).exists()
    complaint = world.make("accept_answer", complaint, by=world.he)
    assert complaint.demand == ""
    moves = list(complaint.entries.order_by("seq").values_list("move", flat=True))
    assert moves[-3:] == ["demand", "answer_demand", "accept_answer"]


def test_an_answer_that_is_not_enough_is_sent_back_with_a_new_time(world: World) -> None:
    complaint = world.make("answer_demand", demanded(world), by=world.lin, words="在办")
    later = timezone.now() + timedelta(hours=8)
    complaint = world.make("demand_again", complaint, by=world.he, words="写明日期", due_at=later)
    assert complaint.demand == "asked"
    assert complaint.clocks.filter(kind="demand").count() == 2
    assert complaint.clocks.get(kind="demand", stopped_at=None).limit_at == later


@pytest.mark.rule("R149")
def test_a_demand_that_is_not_answered_in_time_escalates(world: World) -> None:
    complaint = demanded(world, hours=2)
    for hours in range(26, 58, 4):  # by night nobody is woken; of one complaint a clock makes one move at a time
        tick(timezone.now() + timedelta(hours=hours))
    complaint.refresh_from_db()
    clock = complaint.clocks.get(kind="demand")
    assert clock.breached_at == clock.limit_at
    escalated = complaint.entries.filter(move="escalate", content__facts__clock="demand")
    assert escalated.exists()


def test_only_the_centre_demands_and_judges_and_there_is_one_demand_at_a_time(world: World) -> None:
    complaint = world.verify(world.lodge(at=timezone.now() - timedelta(hours=1)))
    due_at = timezone.now() + timedelta(hours=3)
    with pytest.raises(Refused):
        world.make("demand", complaint, by=world.zhao, words=ASKED, due_at=due_at)
    complaint = world.make("demand", complaint, by=world.he, words=ASKED, due_at=due_at)
    with pytest.raises(Refused):
        world.make("demand", complaint, by=world.he, words=ASKED, due_at=due_at)
    with pytest.raises(Refused):
        world.make("accept_answer", complaint, by=world.he)


def test_the_project_sees_the_demand_on_its_pages_and_another_project_does_not(world: World, client: Client) -> None:
    complaint = demanded(world)
    client.force_login(world.zhao)
    assert ASKED in client.get(f"/complaints/{complaint.number}/").content.decode()
    for address in ("/today/", "/centre/now/?what=demanded"):
        assert complaint.number in client.get(address).content.decode()
    client.force_login(world.wu)
    assert complaint.number not in client.get("/centre/now/?what=demanded").content.decode()
    world.make("answer_demand", complaint, by=world.zhao, words="已附上")
    client.force_login(world.he)
    assert complaint.number in client.get("/centre/now/?what=answered").content.decode()
