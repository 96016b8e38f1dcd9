"""Demands of the company centre on a whole project, on their page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from heed.actions import demands
from heed.actions.engine.errors import Refused
from heed.clockwork.tick import tick
from heed.process.words import ProjectDemandState
from heed.records.models import Clock, Notice, ProjectDemand
from tests.world import World

WORDS = "办结率连续下滑，请交整改计划"


def asked(world: World, hours: float = 5) -> ProjectDemand:
    return demands.ask(world.project, WORDS, timezone.now() + timedelta(hours=hours), by=world.he)


@pytest.mark.rule("R149")
def test_a_demand_on_a_project_is_answered_and_accepted_on_its_page(world: World, client: Client) -> None:
    due_at = timezone.localtime() + timedelta(hours=5)
    client.force_login(world.he)
    given = {"project": world.project.pk, "words": WORDS, "due_at": due_at.strftime("%Y-%m-%dT%H:%M")}
    assert client.post("/centre/demands/", given).status_code == 302
    demand = ProjectDemand.objects.get()
    assert Notice.objects.filter(about="project_demand", account=world.zhao).exists()
    client.force_login(world.zhao)
    assert WORDS in client.get("/centre/demands/").content.decode()
    empty = client.post(f"/centre/demands/{demand.pk}/answer/", {"words": " "})
    assert empty.status_code == 422
    assert client.post(f"/centre/demands/{demand.pk}/answer/", {"words": "计划已附上"}).status_code == 302
    assert Clock.objects.get(demand=demand).outcome == "met"
    assert client.post(f"/centre/demands/{demand.pk}/accept/").status_code == 404
    client.force_login(world.he)
    assert client.post(f"/centre/demands/{demand.pk}/accept/").status_code == 302
    demand.refresh_from_db()
    assert demand.state == ProjectDemandState.ACCEPTED
    twice = client.post(f"/centre/demands/{demand.pk}/accept/")
    assert twice.status_code == 422, "a second click is told how it stands"
    assert "已" in twice.context["form"].non_field_errors()[0]


def test_an_answer_that_is_sent_back_leaves_both_demands_on_record(world: World) -> None:
    demand = demands.answer(asked(world), "在办", by=world.lin)
    again = demands.ask_again(demand, "写明日期", timezone.now() + timedelta(hours=9), by=world.he)
    demand.refresh_from_db()
    assert (demand.state, again.state, again.replaces) == ("sent_back", "asked", demand)
    with pytest.raises(Refused):
        demands.accept(demand, by=world.he)


@pytest.mark.rule("R149")
def test_only_the_centre_demands_and_judges_the_answer(world: World) -> None:
    for other in (world.zhao, world.lin, world.zhou):
        with pytest.raises(Refused):
            demands.ask(world.project, WORDS, timezone.now() + timedelta(hours=5), by=other)
    demand = demands.answer(asked(world), "在办", by=world.lin)
    with pytest.raises(Refused):
        demands.accept(demand, by=world.lin)


@pytest.mark.rule("R149")
def test_a_demand_on_a_project_that_is_not_answered_escalates(world: World) -> None:
    demand = asked(world, hours=2)
    for hours in range(26, 58, 8):  # by night nobody is woken
        tick(timezone.now() + timedelta(hours=hours))
    clock = Clock.objects.get(demand=demand)
    assert clock.breached_at == demand.due_at
    assert Notice.objects.filter(about="escalated", facts__clock="demand").exists()


def test_another_project_neither_sees_nor_answers_it(world: World, client: Client) -> None:
    demand = asked(world)
    client.force_login(world.wu)
    assert WORDS not in client.get("/centre/demands/").content.decode()
    assert client.get(f"/centre/demands/{demand.pk}/answer/").status_code == 404
    for by in (world.wu, world.he):
        with pytest.raises(Refused):
            demands.answer(demand, "好", by=by)
    with pytest.raises(Refused):
        demands.ask(world.project, WORDS, timezone.now() + timedelta(hours=1), by=world.zhao)
