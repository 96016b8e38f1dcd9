"""A whole list of homes and residents: recognised, all or nothing."""

from datetime import date

import pytest

from heed.actions.engine.errors import Refused
from heed.actions.residents.import_list import import_residents
from heed.actions.residents.residents import add_resident, change_person, move_in, move_out
from heed.insight.spreadsheets import RecognisedList, SheetText, recognise
from heed.process.words import PlaceKind, Tenure
from heed.queries.residents.import_preview import ImportPlan, import_plan
from heed.queries.residents.lookup import find_people
from heed.records.models import Occupancy, Person, Place
from tests.world import World

HEADINGS = ["楼栋", "房号", "公共区域", "姓名", "电话", "身份", "入住日期"]


def recognise_rows(rows: list[list[str]]) -> RecognisedList:
    """What is recognised of a file with one sheet."""
    return recognise([SheetText("", rows)])


def plan(world: World, *rows: list[str]) -> ImportPlan:
    """What these rows would change."""
    return import_plan(world.project, recognise_rows([HEADINGS, *rows]).lines)


def write(world: World, *rows: list[str]) -> ImportPlan:
    """Write them."""
    return import_residents({world.project: recognise_rows([HEADINGS, *rows]).lines}).plans[world.project]


def test_buildings_homes_spots_and_residents_come_from_one_list(world: World) -> None:
    write(
        world,
        ["5号楼", "0101", "", "张三", "13900000001", "业主", "2020-01-01"],
        ["5号楼", "0101", "", "张小明", "", "家属", ""],
        ["5号楼", "", "1号电梯", "", "", "", ""],
        ["", "", "东门", "", "", "", ""],
    )
    kinds = dict(Place.objects.filter(project=world.project).values_list("path", "kind"))
    assert kinds["5号楼"] == PlaceKind.BUILDING
    assert kinds["5号楼 0101"] == PlaceKind.UNIT
    assert kinds["5号楼 1号电梯"] == kinds["东门"] == PlaceKind.SPOT
    home = Place.objects.get(path="5号楼 0101")
    assert home.number == "5-0101"
    assert home.parent == Place.objects.get(path="5号楼")
    lived = Occupancy.objects.get(person__name="张三")
    assert (lived.place, lived.tenure, lived.since_on) == (home, Tenure.OWNER, date(2020, 1, 1))
    assert Occupancy.objects.get(person__name="张小明").tenure == Tenure.FAMILY


def test_the_desk_finds_who_came_with_the_list(world: World) -> None:
    write(world, ["5号楼", "0101", "", "张三", "13900008888", "", ""])
    for text in ("8888", "5-0101", "张三"):
        assert [found.name for found in find_people([world.project.pk], text)] == ["张三"]


def test_what_is_on_record_already_is_recognised(world: World) -> None:
    found = plan(world, ["3号楼", "1502", "", "陈美玲", "+86 138-0000-2207", "", ""])
    assert found.is_empty
    assert (found.known_places, found.known_homes) == (1, 1)


def test_a_home_written_otherwise_is_known_by_its_number(world: World) -> None:
    found = plan(world, ["3栋", "1502", "", "赵六", "13900000009", "", ""])
    assert not found.places
    assert [home.path for home in found.homes.values()] == ["3号楼 1502"]


def test_one_person_with_two_homes_is_one_person(world: World) -> None:
    rows = [["5号楼", unit, "", "张三", "13900000001", "", ""] for unit in ("0101", "0102")]
    write(world, *rows)
    assert Person.objects.filter(name="张三").count() == 1
    assert Occupancy.objects.filter(person__name="张三").count() == 2


def test_two_of_one_name_without_a_telephone_are_two(world: World) -> None:
    write(world, *[["5号楼", unit, "", "王芳", "", "", ""] for unit in ("0101", "0102")])
    assert Person.objects.filter(name="王芳").count() == 2
    assert plan(world, ["5号楼", "0101", "", "王芳", "", "", ""]).is_empty


def test_another_telephone_for_a_known_resident_is_noted_and_not_written_over(world: World) -> None:
    found = write(world, ["3号楼", "1502", "", "陈美玲", "13911112222", "", ""])
    assert [note.row for note in found.notes] == [2]
    world.chen.refresh_from_db()
    assert world.chen.phone == "13800002207"


def test_a_row_that_stands_twice_is_taken_once(world: World) -> None:
    row = ["5号楼", "0101", "", "张三", "13900000001", "", ""]
    found = write(world, row, row)
    assert len(found.notes) == 1
    assert Person.objects.filter(name="张三").count() == 1


def test_a_home_that_is_a_public_spot_already_is_refused_and_nothing_written(world: World) -> None:
    before = Place.objects.count(), Person.objects.count()
    with pytest.raises(Refused):
        write(world, ["9号楼", "0101", "", "张三", "1390000", "", ""], ["3号楼", "2号电梯", "", "", "", "", ""])
    assert (Place.objects.count(), Person.objects.count()) == before


def test_the_same_list_at_another_project_is_new_there(world: World) -> None:
    write(world, ["5号楼", "0101", "", "张三", "13900000001", "", ""])
    found = import_plan(world.elsewhere, recognise_rows([HEADINGS, ["5号楼", "0101", "", "张三", "13900000001"]]).lines)
    assert len(found.places) == 2
    assert len(found.persons) == 1


def test_comparing_costs_two_queries_however_long_the_list(world: World, django_assert_num_queries: object) -> None:
    rows = [[f"{number}号楼", "0101", "", f"住户{number}", f"1390000{number:04}", "", ""] for number in range(50)]
    with django_assert_num_queries(2):  # type: ignore[operator]
        plan(world, *rows)


def test_who_moves_out_is_no_longer_found_by_the_home_but_by_the_name(world: World) -> None:
    home = world.chen.occupancies.get()
    with pytest.raises(Refused):
        move_out(home, by=world.lin, until_on=date(2018, 1, 1))
    move_out(home, by=world.lin, until_on=date(2020, 1, 1))
    assert find_people([world.project.pk], "3-1502") == []
    assert find_people([world.project.pk], "陈美玲")


def test_a_changed_telephone_is_found_and_the_old_one_is_not(world: World) -> None:
    change_person(world.chen, by=world.lin, phone="139 1234 5678", name="陈美玲")
    assert find_people([world.project.pk], "5678")
    assert not find_people([world.project.pk], "2207")


def test_nobody_moves_twice_into_one_home(world: World) -> None:
    made = add_resident(by=world.lin, place=world.home, tenure=Tenure.TENANT, name="赵六")
    with pytest.raises(Refused):
        move_in(made, world.home, by=world.lin, tenure=Tenure.OWNER)
