"""The centre's first page: who lands there, what its numbers say, and that each opens the complaints it counts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from heed.actions.setup import founding
from heed.actions.setup.projects import change_project
from heed.actions.setup.regions import add_region
from heed.clockwork.rollups import count
from heed.clockwork.tick import tick
from heed.insight.wilson import FAIR
from heed.process.words import Role
from heed.records.models import Complaint, Tally
from heed.rooms.centre.overview import RATES, EstateRow
from tests.rooms.test_centre import at, closed, last_month
from tests.world import World

QUERIES = 34
"""The most queries of the page, with the frame, however many projects it compares."""


def page(client: Client, **asked: Any) -> Any:
    response = client.get("/centre/", asked)
    assert response.status_code == 200
    return response


def rows(client: Client, **asked: Any) -> dict[str, EstateRow]:
    return {row.name: row for row in page(client, **asked).context["rows"]}


def answered(project: int, answered: int, due: int) -> None:
    """Tallies of the last month, as if so many answers had been due."""
    for measure, many in (("answered", answered), ("answer_due", due)):
        Tally.objects.create(project_id=project, month_on=last_month(), measure=measure, count=many)


@pytest.mark.rule("R149")
def test_who_watches_several_projects_lands_here_and_a_director_of_one_does_not(world: World, client: Client) -> None:
    founding.give_duty(world.wu, Role.DIRECTOR, world.project)
    for account, ends in ((world.he, "/centre/"), (world.wu, "/centre/"), (world.lin, "/today/")):
        client.force_login(account)
        assert client.get("/", follow=True).redirect_chain[-1][0] == ends
    client.force_login(world.zhou)
    assert client.get("/centre/").status_code == 404


def test_what_burns_is_counted_and_opens_exactly_what_it_counts(world: World, client: Client) -> None:
    now = timezone.now()
    world.lodge(at=now - timedelta(days=4))
    promised = world.verify(world.neighbour(at=now - timedelta(hours=30)), nature="consult")
    world.make("promise", promised, words="今天回电", due_at=now - timedelta(hours=20), consent=True)
    tick(now)
    client.force_login(world.he)
    shown = {query.split("&")[0]: number for number, _label, _tone, query in page(client).context["figures"]}
    assert shown["what=overdue"] == 2
    assert shown["what=owed"] == 1
    for what, number in shown.items():
        listed = client.get(f"/centre/now/?{what}")
        assert len(listed.context["page"].rows) == number, what
    assert client.get("/centre/now/?what=rain").status_code == 404


@pytest.mark.rule("R148")
def test_each_project_has_its_row_and_all_have_a_total(world: World, client: Client) -> None:
    east = add_region("华东", by=world.admin)
    change_project(world.project, by=world.admin, region=east)
    change_project(world.elsewhere, by=world.admin, region=add_region("港澳", by=world.admin))
    answered(world.project.pk, 18, 20)
    answered(world.elsewhere.pk, 5, 10)
    client.force_login(world.he)
    shown = {name: row.rates[0] for name, row in rows(client).items()}
    assert {name: (cell.text, cell.base) for name, cell in shown.items() if cell.base} == {
        "翠湖天地": ("90.0%", 20), "阳光花园": ("50.0%", 10), "华东": ("90.0%", 20), "港澳": ("50.0%", 10),
        "合计": ("76.7%", 30),
    }  # fmt: skip
    assert shown["翠湖天地"].interval == "70–97%"
    assert set(rows(client, region=east.pk)) == {"翠湖天地"}


@pytest.mark.rule("R148")
def test_only_rates_of_enough_cases_are_ranked(world: World, client: Client) -> None:
    third = founding.add_project("TH", "第三家")
    answered(world.project.pk, 20, FAIR)
    answered(world.elsewhere.pk, 28, FAIR)
    answered(third.pk, FAIR - 1, FAIR - 1)
    client.force_login(world.he)
    ranks = {name: (row.rates[0].rank, row.rates[0].of) for name, row in rows(client).items() if not row.is_total}
    assert ranks == {"翠湖天地": (2, 2), "阳光花园": (1, 2), "第三家": (0, 0)}


def test_a_click_on_a_heading_sorts_and_a_second_turns_the_order(world: World, client: Client) -> None:
    answered(world.project.pk, 10, 20)
    answered(world.elsewhere.pk, 15, 20)
    founding.add_project("TH", "第三家")
    client.force_login(world.he)
    heading = next(one for one in page(client).context["headings"] if one.code == "answer_rate")
    first = client.get(f"/centre/?{heading.query}")
    assert [row.name for row in first.context["rows"]][:3] == ["阳光花园", "翠湖天地", "第三家"]
    again = next(one for one in first.context["headings"] if one.code == "answer_rate")
    assert 'aria-sort="descending"' in first.content.decode()
    second = client.get(f"/centre/?{again.query}")
    assert [row.name for row in second.context["rows"]][:3] == ["翠湖天地", "阳光花园", "第三家"]


def test_nothing_of_a_project_that_is_not_the_readers_is_shown(world: World, client: Client) -> None:
    world.lodge()
    client.force_login(world.wu)
    assert "翠湖天地" not in page(client).content.decode()
    assert client.get("/centre/?project=CH").status_code == 404
    assert client.get("/centre/now/?what=open&project=CH").status_code == 404


@pytest.mark.rule("R148")
def test_brand_quality_control_and_early_warning_have_an_indicator_each(world: World, client: Client) -> None:
    client.force_login(world.he)
    goals = {one.link.name: one.link.column.code for one in page(client).context["goals"]}
    assert goals == {
        "Brand": "satisfied_rate",
        "Quality assurance": "first_rate",
        "Control of projects": "promise_rate",
        "Early warning": "group",
    }


@pytest.mark.rule("R147")
def test_the_six_links_have_their_numbers_from_the_record(world: World, client: Client) -> None:
    for day in (3, 5):
        closed(world, at(day))
    count()
    client.force_login(world.he)
    shown = {one.link.name: one.cell for one in page(client).context["links"]}
    assert len(shown) == 6
    for name in ("Quick response", "Resource allocation", "Process management", "Closing feedback"):
        assert (shown[name].text, shown[name].base) == ("100%", 2), name
        listed = client.get(f"/centre/cases/?{shown[name].query}")
        assert listed.context["listed"] == 2
    assert Complaint.objects.count() == 2
    assert len(RATES) == 6


def test_it_takes_the_same_number_of_queries_for_any_number_of_projects(world: World, client: Client) -> None:
    client.force_login(world.he)
    page(client)
    counts = []
    for many in (0, 6):
        for number in range(many):
            more = founding.add_project(f"M{number}", f"第{number}家")
            answered(more.pk, 3, 4)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            page(client)
        counts.append(len(caught))
    assert counts[0] == counts[1] <= QUERIES
