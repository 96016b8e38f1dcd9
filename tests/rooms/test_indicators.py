"""The indicators: a page for each, whose numbers open the complaints that they count (R147, R148)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from heed.clockwork.rollups import count
from heed.insight.tallies import Measure
from heed.insight.tallies.indicators import INDICATORS
from heed.process.words import Stage
from heed.records.models import Call
from tests.rooms.test_centre import at, closed
from tests.world import World

QUERIES = 24
"""The most queries of the catalogue, with the frame, however many projects it sums up."""


def readings(client: Client, **asked: Any) -> dict[str, Any]:
    response = client.get("/centre/indicators/", asked)
    assert response.status_code == 200
    return {row.code: row.reading for _label, rows in response.context["groups"] for row in rows}


@pytest.fixture
def he(world: World, client: Client) -> Client:
    """He, of the company centre."""
    client.force_login(world.he)
    return client


def rang(world: World, **answered: Any) -> Call:
    when = at(5)
    facts = {"is_from_first_ring": True, "answered_at": when + timedelta(seconds=5), "ended_at": when} | answered
    facts["ended_at"] = when + timedelta(minutes=3)
    return Call.objects.create(project=world.project, account=world.zhou, rang_at=when, **facts)


@pytest.mark.rule("R19", "R62", "R66", "R79", "R147")
def test_every_indicator_has_a_page_that_says_how_it_is_made_and_what_it_is_not(world: World, he: Client) -> None:
    closed(world, at(3))
    count()
    found = readings(he)
    assert found.keys() == INDICATORS.keys()
    for code in INDICATORS:
        page = he.get(f"/centre/indicators/{code}/").content.decode()
        assert "不能这样理解" in page, code
    assert he.get("/centre/indicators/gold/").status_code == 404
    assert he.get("/centre/indicators/stage_time/?part=gold").status_code == 404


@pytest.mark.rule("R147")
def test_the_time_in_a_stage_is_told_by_median_and_percentile_and_opens_the_longest(world: World, he: Client) -> None:
    slow = world.to_handling(world.lodge(at=at(3)))
    world.order_done(slow)
    slow = world.make("complete", slow, result="门刀已换", method="phone", minutes=3 * 24 * 60)
    quick = world.to_handled(world.neighbour(at=at(4)))
    count()
    page = he.get("/centre/indicators/stage_time/", {"part": Stage.HANDLING.value})
    row = next(row for row in page.context["parts"] if row.code == Stage.HANDLING)
    assert "n=2" in row.reading.below
    opened = he.get(f"/centre/cases/?{row.reading.query}")
    numbers = [matter.number for matter in opened.context["page"].rows]
    assert numbers == [slow.number]
    assert quick.number not in numbers


@pytest.mark.rule("R40", "R147")
def test_calls_in_time_are_those_within_the_rings_of_the_policy(world: World, he: Client) -> None:
    rang(world)
    rang(world, answered_at=at(5) + timedelta(seconds=40))
    rang(world, is_from_first_ring=False, rings=2, answered_at=at(5) + timedelta(seconds=40))
    rang(world, is_from_first_ring=False, rings=None, answered_at=at(5) + timedelta(seconds=40))
    rang(world, answered_at=None)
    assert (readings(he)["rings"].text, readings(he)["rings"].below[-3:]) == ("50.0%", "n=4")
    rows = he.get("/centre/indicators/rings/").context["projects"]
    assert {row.name: row.reading.text for row in rows} == {"翠湖天地": "50.0%", "阳光花园": "–"}


@pytest.mark.rule("R110")
def test_what_nobody_complains_of_is_an_estimate_and_says_so(world: World, he: Client) -> None:
    world.lodge(at=at(3))
    count()
    assert readings(he)["silent"].text == "约 24", "behind each who speaks stand 24 who do not"
    assert "96%" in he.get("/centre/indicators/silent/").content.decode().replace("96 %", "96%")


@pytest.mark.rule("R147")
def test_the_oldest_open_complaint_is_that_of_the_projects_one_looks_at(world: World, he: Client) -> None:
    world.lodge(at=timezone.now() - timedelta(days=40))
    assert readings(he)["oldest"].text.startswith("40")
    assert readings(he, project="YG")["oldest"].text == "–"


def test_the_page_of_one_indicator_reads_its_own_spans_alone(world: World, he: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert he.get("/centre/indicators/given_time/").status_code == 200
    read = " ".join(query["sql"] for query in queries)
    assert Measure.GIVEN_TIME.value in read
    assert Measure.STAGE_TIME.value not in read


@pytest.mark.rule("R149")
def test_one_project_costs_as_many_queries_as_all(world: World, he: Client) -> None:
    closed(world, at(3))
    count()
    readings(he)
    for asked in ({}, {"project": "CH"}):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            readings(he, **asked)
        assert len(queries) <= QUERIES
    client = Client()
    client.force_login(world.zhou)
    assert client.get("/centre/indicators/").status_code == 404
