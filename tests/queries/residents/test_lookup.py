"""Finding a person while somebody types."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heed.actions.setup import founding
from heed.process.words import PlaceKind, Tenure
from heed.queries.residents.lookup import find_people, people_by_id, search_words
from heed.records.models import Occupancy
from tests.world import MORNING, World


@pytest.fixture
def neighbours(world: World) -> World:
    """Others in the same house and elsewhere, some like Chen in one way or another."""
    building = world.home.parent
    for number, name, phone in (
        ("1503", "陈大文", "13900001502"),
        ("502", "Mary Chan", "+852 9123 4567"),
        ("1602", "歐陽菲", "13822071111"),
    ):
        home = founding.add_place(world.project, PlaceKind.UNIT, number, building, f"3-{number}")
        founding.add_occupancy(founding.add_person(name, phone), home, Tenure.OWNER, date(2020, 1, 1))
    there = founding.add_place(world.elsewhere, PlaceKind.UNIT, "3号楼 1502", number="3-1502")
    founding.add_occupancy(founding.add_person("陈美玲", "13800002207"), there, Tenure.TENANT, date(2020, 1, 1))
    return world


def names(world: World, text: str) -> list[str]:
    return [found.name for found in find_people([world.project.pk], text)]


@pytest.mark.parametrize(
    "text",
    [
        "13800002207", "138 0000 2207", "138-0000-2207", "00002207", "0000220", "3-1502", "3栋1502", "3号楼1502",
        "3號樓1502室", "陈美玲", "陳美玲", "美玲", "玲", "陈美 1502", "陈美 2207", "3-1502 美玲",
    ],
)  # fmt: skip
def test_a_telephone_a_home_or_a_name_finds_the_person(neighbours: World, text: str) -> None:
    assert names(neighbours, text) == ["陈美玲"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2207", ["陈美玲", "歐陽菲"]),  # the last four before the middle of another number
        ("1502", ["陈美玲", "陈大文"]),  # a home and the end of a telephone
        ("502", ["陈美玲", "陈大文", "Mary Chan"]),
        ("陈", ["陈大文", "陈美玲"]),
        ("chan", ["Mary Chan"]),
        ("mary c", []),  # one letter tells nothing
        ("MARY CHAN", ["Mary Chan"]),
        ("欧阳", ["歐陽菲"]),
        ("91234567", ["Mary Chan"]),
        ("3号楼", ["陈美玲", "陈大文", "歐陽菲", "Mary Chan"]),
    ],
)
def test_the_surest_come_first(neighbours: World, text: str, expected: list[str]) -> None:
    assert sorted(names(neighbours, text)) == sorted(expected)
    if text == "2207":
        assert names(neighbours, text)[0] == expected[0]


@pytest.mark.parametrize("text", ["", " ", "2", "22", "a", "，", "%", "_", "999", "李", "3-1599", "\x00", "\ud800"])
def test_too_little_or_something_else_finds_nobody(neighbours: World, text: str) -> None:
    assert names(neighbours, text) == []


def test_another_projects_people_are_not_found(neighbours: World) -> None:
    (ours,) = find_people([neighbours.project.pk], "陈美玲")
    assert ours.person_id == neighbours.chen.pk
    (theirs,) = find_people([neighbours.elsewhere.pk], "2207")
    assert theirs.person_id != ours.person_id
    assert [home.project_id for home in theirs.homes] == [neighbours.elsewhere.pk]
    both = find_people([neighbours.project.pk, neighbours.elsewhere.pk], "2207")
    assert {ours.person_id, theirs.person_id} < {found.person_id for found in both}
    assert find_people([], "2207") == []


def test_what_is_found_tells_the_home_the_open_and_the_past_and_masks_the_telephone(world: World) -> None:
    past = world.verify(world.lodge())
    world.make("settle", past, by=world.zhou, solution="已说明", responsibility="none", confirmation="好")
    world.lodge(at=MORNING + timedelta(hours=1))
    (found,) = find_people([world.project.pk], "1502")
    assert (found.name, found.honorific, found.matched) == ("陈美玲", "女士", "home")
    assert (found.open_count, found.past_count) == (1, 1)
    assert [earlier.owner_verdict for earlier in found.newest] == ["", "satisfied"]
    assert [(home.path, home.number, home.tenure) for home in found.homes] == [("3号楼 1502", "3-1502", "owner")]
    assert "0000" not in repr(found)
    assert found.phone.endswith("2207")


def test_complaints_at_another_project_are_not_counted(world: World) -> None:
    home = founding.add_place(world.elsewhere, PlaceKind.UNIT, "8-1", number="8-1")
    founding.add_occupancy(world.chen, home, Tenure.OWNER)
    world.lodge()
    (found,) = find_people([world.elsewhere.pk], "美玲")
    assert (found.open_count, found.newest, [home.path for home in found.homes]) == (0, (), ["8-1"])


def test_who_complained_without_living_there_is_found_there_afterwards(world: World) -> None:
    visitor = founding.add_person("访客王", "15011112222")
    assert find_people([world.project.pk], "访客王") == []
    world.lodge(person=visitor, place=None, unit="访客")
    assert names(world, "2222") == ["访客王"]


def test_who_moved_out_is_not_at_home_any_more(world: World) -> None:
    Occupancy.objects.update(until_on=date(2020, 1, 1))
    (found,) = find_people([world.project.pk], "陈美玲")
    assert found.homes == ()


def test_who_is_on_the_line_is_shown_the_same_way(world: World) -> None:
    assert people_by_id([world.chen.pk], [world.project.pk])[0].name == "陈美玲"


def test_it_takes_five_queries_for_one_or_for_many(neighbours: World) -> None:
    for text in ("陈美玲", "陈", "502", "陈 1502"):
        with CaptureQueriesContext(connection) as queries:
            assert find_people([neighbours.project.pk], text)
        assert len(queries) == 5


def test_a_home_alone_is_one_word_and_its_building_too() -> None:
    assert search_words("3 1502") == ("31502",)
    assert search_words("3号楼") == ("3号楼",)
    assert search_words("陳 1502") == ("陈", "1502")
