"""The monthly table: its numbers, and that each opens exactly the complaints that it counts."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from heed.actions.setup.months import record_month
from heed.actions.setup.projects import change_project
from heed.actions.setup.regions import add_region
from heed.clockwork.rollups import count
from heed.clockwork.tick import tick
from heed.insight.tallies.columns import COLUMNS, Shape
from heed.process.words import EstateKind, Method, VisitOutcome
from heed.queries.tallies.cases import cases_of_figures
from heed.queries.tallies.monthly import months_before
from heed.records.models import Complaint
from tests.world import World

SHANGHAI = ZoneInfo("Asia/Shanghai")


def last_month() -> date:
    return months_before(timezone.localdate().replace(day=1), 1)


def at(day: int, months: int = 0, hour: int = 10) -> datetime:
    """An hour of a day of the last month, or of one so many months earlier."""
    on = months_before(last_month(), months).replace(day=day)
    return datetime(on.year, on.month, on.day, hour, tzinfo=SHANGHAI)


def closed(world: World, when: datetime, **facts: Any) -> Complaint:
    complaint = world.to_handled(world.lodge(at=when, **facts))
    return world.make(
        "visit", complaint, by=world.zhou, outcome=VisitOutcome.SATISFIED, method=Method.PHONE, owner_words="好",
        completed=True,
    )  # fmt: skip


@pytest.fixture
def busy(world: World) -> World:
    """Two months: carried over, closed, reopened, a missed promise, a repeat, a verdict of each kind."""
    again = closed(world, at(20, months=1))
    world.lodge(at=at(25, months=1), place=None, person=None, name="黄志强", unit="3-1602", contact="13900006611")
    closed(world, at(3))
    again.refresh_from_db()
    world.make("reopen", again, reason="业主又来", at=at(4))
    handled = world.to_handled(world.neighbour(at=at(5)))
    world.make("visit", handled, outcome=VisitOutcome.NOT_SOLVED, method=Method.PHONE, owner_words="没好")
    promised = world.verify(world.neighbour(at=at(6), name="吴", contact="13900006612"), nature="consult")
    world.make("promise", promised, words="今天回电", due_at=at(6, hour=18), consent=True)
    world.lodge(at=at(28), channel="hotline", body_name="12345", body_number="SH-1")
    tick(min(timezone.now(), at(1) + timedelta(days=40)))
    count()
    return world


def cells(client: Client, **asked: Any) -> dict[str, dict[str, Any]]:
    """The cells of the page by the names of its rows and the codes of the columns."""
    response = client.get("/centre/month/", asked)
    assert response.status_code == 200
    return {row.name: {cell.column.code: cell for cell in row.cells} for row in response.context["rows"]}


@pytest.mark.rule("R103")
def test_the_table_says_what_came_in_what_ended_and_what_is_left(busy: World, client: Client) -> None:
    client.force_login(busy.he)
    row = cells(client)["翠湖天地"]
    shown = {code: row[code].text for code in ("carried", "new", "again", "followed", "closed", "old_open")}
    assert shown == {"carried": "1", "new": "4", "again": "1", "followed": "6", "closed": "1", "old_open": "1"}
    assert (row["effective"].text, row["communication"].text) == ("2", "1")
    assert (row["satisfied_rate"].text, row["satisfied_rate"].base) == ("50.0%", "2")
    assert row["month_before"].text == "+100%"


@pytest.mark.rule("R103")
def test_every_number_opens_exactly_the_complaints_that_it_counts(busy: World, client: Client) -> None:
    client.force_login(busy.he)
    opened = 0
    for months in (0, 1):
        on = f"{months_before(last_month(), months):%Y-%m}"
        for name, row in cells(client, month=on).items():
            for code, cell in row.items():
                if not cell.query:
                    continue
                page = client.get(f"/centre/cases/?{cell.query}")
                assert page.status_code == 200, (name, code)
                number = page.context["opened"].number
                assert page.context["listed"] == len(page.context["page"].rows) == number, (name, code)
                opened += 1
                if COLUMNS[code].shape is Shape.SHARE:
                    yes, no = (
                        client.get(f"/centre/cases/?{cell.query}&side={side}").context["listed"]
                        for side in ("yes", "no")
                    )
                    assert yes + no == number, (name, code)
                    assert cell.hint == f"{yes} of {number}" or not cell.hint.isascii(), (name, code)
    assert opened > 40


@pytest.mark.rule("R103")
def test_what_is_carried_over_is_what_was_left(busy: World, client: Client) -> None:
    client.force_login(busy.he)
    before = cells(client, month=f"{months_before(last_month(), 1):%Y-%m}")["翠湖天地"]
    left = int(before["followed"].text) - int(before["closed"].text)
    assert cells(client)["翠湖天地"]["carried"].text == str(left) == "1"


@pytest.mark.rule("R107")
def test_the_new_complaints_are_divided_and_each_part_opens_its_own(busy: World, client: Client) -> None:
    client.force_login(busy.he)
    divisions = client.get("/centre/month/").context["divisions"]
    assert len(divisions) == 6
    for division in divisions:
        assert sum(part.count for part in division.parts) == 4
        for part in division.parts:
            assert client.get(f"/centre/cases/?{part.query}").context["listed"] == part.count


@pytest.mark.rule("R103", "R107")
def test_effective_complaints_are_counted_against_homes_and_those_of_offices_against_area(
    busy: World, client: Client
) -> None:
    client.force_login(busy.he)
    assert cells(client)["翠湖天地"]["per_thousand"].text == "–"
    record_month(busy.project, last_month(), homes=400, area=Decimal(50_000), by=busy.admin)
    assert cells(client)["翠湖天地"]["per_thousand"].text == "5.0"
    change_project(busy.project, by=busy.admin, kind=EstateKind.OFFICES.value)
    assert cells(client)["翠湖天地"]["per_thousand"].text == "0.4"


@pytest.mark.rule("R149")
def test_projects_are_summed_up_by_region_and_the_page_narrows_to_one(busy: World, client: Client) -> None:
    east, south = add_region("华东区域", by=busy.admin), add_region("华南区域", by=busy.admin)
    change_project(busy.project, by=busy.admin, region=add_region("杭州片区", east, by=busy.admin))
    change_project(busy.elsewhere, by=busy.admin, region=south)
    client.force_login(busy.he)
    rows = cells(client)
    assert [name for name in rows if name != "Total"][:4] == ["翠湖天地", "华东区域", "阳光花园", "华南区域"]
    assert rows["华东区域"]["new"].text == rows["翠湖天地"]["new"].text == "4"
    assert [*cells(client, region=south.pk)] == ["阳光花园"]
    assert [*cells(client, project="CH")] == ["翠湖天地"]


@pytest.mark.rule("R150")
def test_a_manager_reads_the_own_project_and_others_nothing(busy: World, client: Client) -> None:
    client.force_login(busy.zhao)
    assert [*cells(client)] == ["翠湖天地"]
    assert client.get("/centre/month/?project=YG").status_code == 404
    assert client.get("/centre/cases/?project=YG&column=new").status_code == 404
    for account in (busy.zhou, busy.wang, busy.admin):
        client.force_login(account)
        assert client.get("/centre/month/").status_code == 404


@pytest.mark.rule("C3")
def test_a_complaint_about_the_reader_is_counted_and_not_listed(world: World, client: Client) -> None:
    complaint = world.lodge(at=at(9), accused=[world.zhao])
    count()
    client.force_login(world.zhao)
    assert cells(client)["翠湖天地"]["new"].text == "1"
    page = client.get("/centre/cases/?column=new")
    assert page.context["listed"] == 0
    assert complaint.number not in page.content.decode()
    assert not cases_of_figures(world.zhao, [world.project.pk], last_month(), ("new",)).exists()


@pytest.mark.parametrize("address", [
    "month/?month=2026-13", "month/?month=x", "month/?month=2999-01", "month/?region=999", "cases/?column=none",
    "cases/?part=by_nature=none", "cases/?part=new=x", "cases/?column=new&side=none", "cases/",
])  # fmt: skip
def test_an_address_of_nothing_is_not_found(world: World, client: Client, address: str) -> None:
    client.force_login(world.he)
    assert client.get(f"/centre/{address}").status_code == 404


def test_the_table_costs_as_many_queries_for_two_projects_as_for_one(busy: World, client: Client) -> None:
    def cost(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address)
        return len(queries)

    client.force_login(busy.he)
    assert cost("/centre/month/?project=CH") == cost("/centre/month/")


def test_no_page_of_the_centre_reads_complaints_to_count_them(busy: World, client: Client) -> None:
    client.force_login(busy.he)
    with CaptureQueriesContext(connection) as queries:
        client.get("/centre/month/")
    reads = [one["sql"] for one in queries if re.search(r'FROM "records_complaint"', one["sql"])]
    assert all("COUNT(*)" in sql and "LIMIT 100" in sql for sql in reads)  # of the sidebar
