"""Stewards of places: who answers for a complaint from there, and who does when the steward cannot."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heed.actions.engine.errors import Refused
from heed.actions.setup.policy import publish
from heed.actions.setup.stewards import name_steward
from heed.actions.staff.leaving import close_account
from heed.queries.policies import current_policy
from heed.queries.staff.stewards import steward_of
from heed.records.models import Absence, Account, Place
from tests.world import MORNING, World


@pytest.fixture
def building(world: World) -> Place:
    """Building 3, which Zhou looks after."""
    assert world.home.parent is not None
    return name_steward(world.home.parent, world.zhou, by=world.lin)


def leave(account: Account, stand_in: Account | None = None) -> None:
    """The account is away on the day of the complaint."""
    hours = timedelta(hours=9)
    Absence.objects.create(
        account=account, starts_at=MORNING - hours, ends_at=MORNING + hours, planned_until_at=MORNING + hours,
        reason="leave", stand_in=stand_in, made_by=account, made_at=MORNING,
    )  # fmt: skip


@pytest.mark.rule("R68")
def test_the_steward_of_the_nearest_place_answers_for_complaints_from_there(world: World, building: Place) -> None:
    assert world.lodge().case_owner == world.zhou
    name_steward(world.home, world.sun, by=world.lin)
    assert steward_of(world.home) == world.sun
    assert world.lodge().case_owner == world.sun
    assert world.lodge(place=world.lift).case_owner == world.zhou
    assert world.lodge(place=None, unit="3-1502").case_owner == world.lin
    assert world.lodge(case_owner=world.zhao).case_owner == world.zhao


@pytest.mark.rule("R68", "C3")
def test_a_steward_who_is_complained_of_or_has_left_answers_for_nothing(world: World, building: Place) -> None:
    assert world.lodge(accused=[world.zhou]).case_owner == world.lin
    with pytest.raises(Refused, match="steward"):
        close_account(world.zhou, by=world.admin)
    Account.objects.filter(pk=world.zhou.pk).update(is_active=False)  # as it was before places had to be handed over
    assert world.lodge(by=world.lin, place=Place.objects.get(pk=world.home.pk)).case_owner == world.lin


@pytest.mark.rule("R68")
def test_a_steward_who_is_away_is_stood_in_for(world: World, building: Place) -> None:
    leave(world.zhou, stand_in=world.sun)
    assert world.lodge().case_owner == world.sun
    assert world.lodge(accused=[world.sun]).case_owner == world.lin


def test_a_steward_away_without_a_stand_in_leaves_it_to_the_usual_case_owner(world: World, building: Place) -> None:
    leave(world.zhou)
    assert world.lodge().case_owner == world.lin


def test_a_policy_may_leave_every_case_to_the_usual_case_owner(world: World, building: Place) -> None:
    document = current_policy().model_dump(mode="json") | {"stewards": {"own_cases": False}}
    publish(document, by=world.admin, seen=1)
    assert world.lodge().case_owner == world.lin


def test_only_who_works_at_the_project_becomes_a_steward(world: World) -> None:
    with pytest.raises(Refused):
        name_steward(world.home, world.wu, by=world.lin)


def test_without_a_steward_intake_asks_once_more_at_most(world: World) -> None:
    def asked(place: Place | None) -> int:
        with CaptureQueriesContext(connection) as queries:
            world.lodge(place=place, unit="3-1502")
        return len(queries)

    world.lodge()
    home = Place.objects.get(pk=world.home.pk)
    assert asked(home) - asked(None) <= 1
