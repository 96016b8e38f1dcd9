"""The daily record and the weekly report: their numbers, and that each opens exactly the complaints that it counts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from heed.clockwork.rollups import count
from heed.process.words import Method, VisitOutcome
from heed.queries.tallies.daily import DayFigure, cases_of_days, day_figures
from heed.records.models import Complaint
from heed.reports.days import COLUMNS
from tests.rooms.test_month_reports import at, last_month
from tests.world import World

DAY = timedelta(days=1)


@pytest.fixture
def busy(world: World) -> World:
    """Taken in, closed and reopened over two months; one never answered, one of another project and time zone."""
    world.elsewhere.timezone = "Asia/Tokyo"
    world.elsewhere.save()
    again = _closed(world, 20, months=1)
    world.lodge(at=at(25, months=1), place=None, person=None, name="黄志强", unit="3-1602", contact="13900006611")
    _closed(world, 3)
    again.refresh_from_db()
    world.make("reopen", again, reason="业主又来", at=at(4))
    _closed(world, 28, months=1)
    world.neighbour(at=at(5))
    count()
    return world


def _closed(world: World, day: int, months: int = 0) -> Complaint:
    complaint = world.to_handled(world.lodge(at=at(day, months)))
    return world.make(
        "visit", complaint, by=world.zhou, outcome=VisitOutcome.SATISFIED, method=Method.PHONE, owner_words="好",
        completed=True,
    )  # fmt: skip


def numbers(client: Client, period: str, on: date, **asked: Any) -> dict[str, dict[str, str]]:
    response = client.get(f"/centre/{period}/", {period: on.isoformat(), **asked})
    assert response.status_code == 200
    names = [figure.value if figure else "rate" for figure in COLUMNS]
    return {
        row.name: dict(zip(names, (cell.text for cell in row.cells), strict=True)) for row in response.context["rows"]
    }


@pytest.mark.rule("R102")
def test_each_day_says_what_was_left_what_came_and_what_ended(busy: World, client: Client) -> None:
    client.force_login(busy.he)
    first = last_month()
    third = numbers(client, "day", first.replace(day=3))["翠湖天地"]
    assert (third["carried"], third["new"], third["closed"], third["rate"]) == ("1", "1", "1", "50.0%")
    fourth = numbers(client, "day", first.replace(day=4))["翠湖天地"]
    assert (fourth["carried"], fourth["again"], fourth["open"]) == ("1", "1", "2")


@pytest.mark.rule("R102")
def test_every_number_of_every_day_is_the_length_of_its_list(busy: World) -> None:
    projects, start = [busy.project, busy.elsewhere], at(18, months=1).date()
    days = (timezone.localdate() - start).days + 2
    met = set()
    for number in range(days):
        on = start + number * DAY
        figures = day_figures([one.pk for one in projects], on, on)
        for figure in DayFigure:
            said = sum(getattr(one, figure.value) for one in figures.values())
            assert cases_of_days(busy.he, projects, on, on, figure).count() == said, (on, figure)
            met |= {figure} if said else set()
    assert met >= {DayFigure.CARRIED, DayFigure.NEW, DayFigure.AGAIN, DayFigure.CLOSED, DayFigure.OVERDUE}


@pytest.mark.rule("R102")
def test_a_week_across_two_months_is_the_sum_of_its_days(busy: World) -> None:
    first = last_month() - 3 * DAY
    week = day_figures([busy.project.pk], first, first + 6 * DAY)[busy.project.pk]
    days = [day_figures([busy.project.pk], first + n * DAY, first + n * DAY)[busy.project.pk] for n in range(7)]
    assert week.carried == days[0].carried
    assert (week.new, week.closed, week.again) == tuple(
        sum(getattr(day, name) for day in days) for name in ("new", "closed", "again")
    )
    assert (week.open, week.overdue) == (days[-1].open, days[-1].overdue)


@pytest.mark.rule("R102")
def test_numbers_open_their_complaints_and_the_week_is_shown(busy: World, client: Client) -> None:
    client.force_login(busy.zhao)
    week = client.get("/centre/week/", {"week": last_month().replace(day=3).isoformat()})
    opened = 0
    for row in week.context["rows"]:
        for cell in row.cells:
            if cell.query:
                listed = client.get(f"/centre/week/cases/?{cell.query}")
                assert listed.context["listed"] == len(listed.context["page"].rows) == cell.number
                opened += 1
    assert opened >= 4


@pytest.mark.rule("R150")
def test_only_those_who_read_reports_see_the_days_of_their_projects(busy: World, client: Client) -> None:
    client.force_login(busy.wu)
    assert client.get("/centre/day/?project=CH").status_code == 404
    assert client.get("/centre/week/cases/?figure=new&project=CH").status_code == 404
    client.force_login(busy.zhou)
    assert client.get("/centre/day/").status_code == 404
    client.force_login(busy.he)
    for address in ("day/?day=2999-01-01", "day/?day=x", "day/cases/?figure=none", "week/cases/"):
        assert client.get(f"/centre/{address}").status_code == 404


@pytest.mark.rule("R102")
def test_the_days_come_as_files(busy: World, client: Client) -> None:
    client.force_login(busy.he)
    assert client.get("/centre/day/table.xlsx").content.startswith(b"PK")
    assert client.get("/centre/week/table.pdf").content.startswith(b"%PDF")


def test_the_days_cost_as_many_queries_for_two_projects_as_for_one(busy: World, client: Client) -> None:
    client.force_login(busy.he)

    def cost(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    assert cost("/centre/day/?project=CH") == cost("/centre/day/")
