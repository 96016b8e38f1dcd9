"""The figures of a month, and the complaints behind each of them, on both databases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from heed.clockwork.rollups import count
from heed.insight.tallies import Measure
from heed.insight.tallies.columns import DERIVED
from heed.process.words import Method, VisitOutcome
from heed.queries.tallies.breakdown import breakdown
from heed.queries.tallies.cases import cases_of_figures, page_of_cases
from heed.queries.tallies.monthly import month_figures, months_with_numbers, reported_projects, together
from heed.records.models import ComplaintMonth
from tests.world import MORNING, World

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)


@pytest.mark.rule("R103")
def test_every_figure_is_the_number_of_its_complaints(world: World) -> None:
    """Of two months: one closed and opened again in the next, one not solved, one carried over, one new."""
    first = world.to_handled(world.lodge())
    world.make("visit", first, outcome=VisitOutcome.SATISFIED, method=Method.PHONE, completed=True, owner_words="好")
    second = world.to_handled(world.neighbour())
    world.make("visit", second, outcome=VisitOutcome.NOT_SOLVED, method=Method.PHONE, owner_words="没好")
    world.neighbour(name="吴", contact="13900006612")
    first.refresh_from_db()
    world.make("reopen", first, reason="业主又来", at=MORNING + timedelta(days=14))
    world.neighbour(name="郑", contact="13900006613", at=MORNING + timedelta(days=14))
    count()
    projects = list(reported_projects(world.he))
    ids = [project.pk for project in projects]
    assert months_with_numbers(ids) == (NOVEMBER, DECEMBER)
    for on in (NOVEMBER, DECEMBER):
        figures = together([*month_figures(projects, on).values()]).figures
        for name in [*DERIVED, *figures]:
            found = cases_of_figures(world.he, ids, on, [name])
            assert found.count() == len(page_of_cases(found)) == figures[name], (on, name)
    december = month_figures(projects, DECEMBER)[world.project.pk]
    assert {name: december.figures[name] for name in ("carried", "new", "again", "followed", "open")} == {
        "carried": 2, "new": 1, "again": 1, "followed": 4, "open": 4,
    }  # fmt: skip
    assert december.before == {1: 3}


@pytest.mark.rule("R83")
def test_complete_records_are_counted_and_those_without_the_course_of_events_are_not(world: World) -> None:
    world.lodge()
    world.neighbour(course="")
    world.neighbour(name="", unit="", contact="", anonymous=True, unreachable=True)
    count()
    figures = month_figures(list(reported_projects(world.he)), NOVEMBER)[world.project.pk].figures
    assert (figures["new"], figures["recorded"]) == (3, 2)


def test_a_measure_is_not_mistaken_for_one_whose_name_it_begins(world: World) -> None:
    complaint = world.lodge()
    row = {"complaint": complaint, "project": world.project, "month_on": NOVEMBER}
    ComplaintMonth.objects.create(**row, adds=" closed_old promise_due*2 ")
    found = {
        name: cases_of_figures(world.he, [world.project.pk], NOVEMBER, [name]).exists()
        for name in ("closed", "closed_old", "promise_due", "promise")
    }
    assert found == {"closed": False, "closed_old": True, "promise_due": True, "promise": False}


@pytest.mark.rule("R107")
def test_the_parts_of_a_division_make_up_the_new_ones_and_the_first_few_most_of_them(world: World) -> None:
    for number in range(4):
        world.verify(world.neighbour(name=f"业主{number}", contact=f"1390000662{number}"))
    world.verify(world.lodge(), category="cleaning")
    count()
    causes = breakdown([world.project.pk], NOVEMBER)[Measure.BY_CATEGORY]
    assert [(part.key, part.count, part.reached, part.is_vital) for part in causes] == [
        ("lift_stopped", 4, 0.8, True),
        ("cleaning", 1, 1.0, False),
    ]
