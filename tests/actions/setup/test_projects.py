"""Projects, open hours, places and departments."""

from typing import Any

import pytest

from heed.actions.engine.errors import Refused
from heed.actions.setup.policy import publish
from heed.actions.setup.projects import (
    NewerVersion,
    change_place,
    change_project,
    create_place,
    open_project,
    save_hours,
    set_department,
)
from heed.process.policy import default_policy
from heed.process.words import PlaceKind
from heed.records.models import Calendar, Clock, Place, PolicyVersion
from tests.world import World

WEEK = [["09:00-12:00", "13:00-18:00"]] * 5 + [[], []]
HOURS = {"timezone": "Asia/Shanghai", "week": WEEK, "days": {"2026-10-01": [], "2026-10-10": ["09:00-12:00"]}}


def test_a_new_project_has_the_departments_of_the_policy_in_force(world: World) -> None:
    document = default_policy().model_dump(mode="json")
    names = {"zh_hans": "泳池部", "zh_hant": "泳池部", "en": "Pool"}
    document["departments"].append({"code": "pool", "names": names})
    publish(document, by=world.admin, seen=1)
    project = open_project(by=world.admin, code="XH", name="星河湾")
    assert project.departments.filter(code="pool").exists()
    assert project.slug == "xh"


@pytest.mark.parametrize(("facts", "fault"), [({"code": "ch"}, "code"), ({"code": "ZZ", "slug": "CUIHU"}, "slug")])
def test_code_and_address_belong_to_one_project(world: World, facts: dict[str, str], fault: str) -> None:
    with pytest.raises(Refused) as refused:
        open_project(by=world.admin, name="x", **facts)
    assert [one.fact for one in refused.value.refusals] == [fault]


def test_a_project_with_open_complaints_is_not_given_up(world: World) -> None:
    world.lodge()
    with pytest.raises(Refused):
        change_project(world.project, by=world.admin, is_active=False)
    change_project(world.elsewhere, by=world.admin, is_active=False)
    world.elsewhere.refresh_from_db()
    assert not world.elsewhere.is_active


def test_hours_are_kept_in_versions_and_a_clock_keeps_the_one_it_began_under(world: World) -> None:
    before = world.verify(world.lodge())
    save_hours(world.project, HOURS, by=world.admin, seen=0)
    after = world.lodge()
    assert Clock.objects.filter(complaint=before, calendar__isnull=False).count() == 0
    assert set(Clock.objects.filter(complaint=after).values_list("calendar__number", flat=True)) == {1}
    assert save_hours(world.project, HOURS, by=world.admin, seen=1).number == 2


def test_who_saw_an_older_version_of_the_hours_is_told(world: World) -> None:
    save_hours(world.project, HOURS, by=world.admin, seen=0)
    with pytest.raises(NewerVersion) as overtaken:
        save_hours(world.project, HOURS, by=world.lin, seen=0)
    assert overtaken.value.number == 1
    assert Calendar.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"week": [[]] * 7},
        {"week": [["18:00-09:00"], *[[]] * 6]},
        {"week": [["09:00-12:00", "11:00-13:00"], *[[]] * 6]},
        {"days": {"2026-02-30": []}},
        {"timezone": "Moon/Base"},
    ],
)
def test_hours_that_cannot_be_are_refused(world: World, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        save_hours(world.project, HOURS | wrong, by=world.admin, seen=0)
    assert not Calendar.objects.exists()


def test_a_renamed_building_takes_its_homes_along(world: World) -> None:
    change_place(world.home.parent, by=world.admin, name="翡翠座")  # type: ignore[arg-type]
    assert Place.objects.get(pk=world.home.pk).path == "翡翠座 1502"
    assert Place.objects.get(pk=world.lift.pk).path == "翡翠座 2号电梯"


def test_a_building_out_of_use_takes_its_homes_out_of_use(world: World) -> None:
    building = world.home.parent
    assert building is not None
    change_place(building, by=world.admin, name=building.name, is_active=False)
    assert not Place.objects.filter(project=world.project, is_active=True).exists()


def test_a_place_stands_there_once(world: World) -> None:
    with pytest.raises(Refused):
        create_place(world.project, by=world.admin, kind=PlaceKind.UNIT, name="1502", parent=world.home.parent)
    other = create_place(world.project, by=world.admin, kind=PlaceKind.UNIT, name="1503", parent=world.home.parent)
    with pytest.raises(Refused):
        change_place(other, by=world.admin, name="1502")


def test_a_department_with_people_or_open_orders_goes_on(world: World) -> None:
    with pytest.raises(Refused):
        set_department(world.project, "engineering", by=world.admin, is_active=False)
    assert not set_department(world.project, "finance", by=world.admin, is_active=False).is_active
    assert set_department(world.project, "security", by=world.admin, name="秩序队").name == "秩序队"
    assert PolicyVersion.objects.count() == 1
