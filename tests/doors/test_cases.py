"""The lists of real offices, each one of a kind, brought in by the page of Setup and by the command (R3, R10)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from heed.doors.spreadsheets.command import main
from heed.queries.residents.lookup import find_people
from heed.queries.residents.matching import home_numbered, resident_with
from heed.records.models import Occupancy, Person, Place
from tests.world import World

CASES = Path(__file__).parent / "cases"
ZERO_WIDTH = "\u200b"

#: Brings a list in; whether it was taken, and all that was said.
Door = Callable[[str], tuple[bool, str]]


@pytest.fixture(params=["page", "command"])
def bring_in(request: pytest.FixtureRequest, world: World, client: Client, capsys: pytest.CaptureFixture[str]) -> Door:
    """Either of the two doors."""

    def by_page(name: str) -> tuple[bool, str]:
        client.force_login(world.lin)
        file = SimpleUploadedFile(name, (CASES / name).read_bytes())
        shown = client.post("/setup/projects/CH/list/", {"file": file})
        said = shown.content.decode()
        if shown.status_code != 200:
            return False, said
        done = client.post("/setup/projects/CH/list/", {"rows": shown.context["kept"]})
        return done.status_code == 302, said

    def by_command(name: str) -> tuple[bool, str]:
        code = main(["CH", str(CASES / name)])
        written = capsys.readouterr()
        return code == 0, written.err + written.out

    return by_page if request.param == "page" else by_command


def lives(name: str) -> str:
    """The path of the home of a person."""
    return Occupancy.objects.get(person__name=name).place.path


def found(world: World, text: str) -> list[str]:
    """Whom the desk finds."""
    return sorted(person.name for person in find_people([world.project.pk], text))


@pytest.mark.rule("R3")
def test_two_staircases_are_two_homes(bring_in: Door, world: World) -> None:
    assert bring_in("stairs2.csv")[0]
    assert lives("测试一单元") == "38号楼 1单元101"
    assert lives("测试二单元") == "38号楼 2单元101"
    assert Place.objects.filter(path__startswith="38号楼 ").count() == 3
    assert home_numbered(world.project, "38栋2单元101室") == Place.objects.get(path="38号楼 2单元101")


def test_headings_of_another_property_system_are_read_and_the_unknown_ones_named(bring_in: Door) -> None:
    taken, said = bring_in("stair_column.xlsx")
    assert taken
    assert lives("测试业主一") == "39 1单元1001"
    assert all(heading in said for heading in ("房屋类型", "建筑面积"))


def test_the_list_behind_a_hidden_sheet_is_read(bring_in: Door) -> None:
    assert bring_in("hidden_first.xlsx")[0]
    assert Person.objects.filter(name__in=["测试癸", "测试子"]).count() == 2


def test_a_day_that_is_none_is_named_with_its_row_and_nothing_is_written(bring_in: Door) -> None:
    taken, said = bring_in("days.csv")
    assert not taken
    assert "19.5.1" in said
    assert "01/05/19" in said
    assert not Place.objects.filter(name="31号楼").exists()


@pytest.mark.parametrize("name", ["zeros.xlsx", "kept_zero.csv"])
def test_zeros_that_a_cell_shows_are_kept(bring_in: Door, name: str) -> None:
    assert bring_in(name)[0]
    assert sorted(Place.objects.filter(kind="unit", name__startswith="01").values_list("name", flat=True)) == [
        "0101", "0102",
    ]  # fmt: skip


def test_every_name_is_found_also_without_what_nobody_sees(bring_in: Door, world: World) -> None:
    assert bring_in("names.csv")[0]
    for typed in ("𠮷田测", "王㛃", "阿依古丽·买买提", "阿依古丽 买买提", "محمد", "李四测", "李\u200b四测"):
        assert len(found(world, typed)) == 1, typed
    assert not Person.objects.filter(name__contains=ZERO_WIDTH).exists()


def test_a_list_saved_in_gbk_is_read(bring_in: Door) -> None:
    assert bring_in("gbk.csv")[0]
    assert lives("测试乙镕") == "21号楼 102"


#: Numbers as they are typed at the desk and by owners, and whom they reach.
TYPED = (
    ("13900120001", "石一鸣"),
    ("+86 139 0012 0001", "石一鸣"),
    ("008613900120001", "石一鸣"),
    ("１３９００１２０００１", "石一鸣"),
    ("+8613900120002", "石二梅"),
    ("139-0012-0002 转 5", "石二梅"),
    ("手机：139 0012 0002", "石二梅"),
    ("020 88880003", "石三立"),
    ("+86 20 8888 0003", "石三立"),
    ("88880003", "石三立"),
    ("139 0012 0004", "石四海"),
    ("13900120004转801", "石四海"),
    ("13900120004 ext. 801", "石四海"),
    ("020-88880005", "石五福"),
    ("13900120005、02088880005", "石五福"),
    ("石五福 139\u200b00120005", "石五福"),
)


@pytest.mark.rule("R10")
def test_a_telephone_is_found_in_every_shape_by_the_desk_and_by_the_portal(bring_in: Door, world: World) -> None:
    assert bring_in("phones.csv")[0]
    assert [(typed, found(world, typed)) for typed, _ in TYPED] == [(typed, [name]) for typed, name in TYPED]
    known = [(typed, resident_with(world.project, typed)) for typed, _ in TYPED]
    assert [(typed, person and person.name) for typed, person in known] == list(TYPED)


def test_a_hong_kong_number_is_found_with_and_without_its_code(bring_in: Door, world: World) -> None:
    world.project.timezone = "Asia/Hong_Kong"
    world.project.save()
    assert bring_in("phones_hk.csv")[0]
    for typed in ("91230002", "9123 0002", "+852 9123 0002", "00852 91230002", "852-9123-0002"):
        assert found(world, typed) == ["馬港二"], typed
        known = resident_with(world.project, typed)
        assert known is not None, typed
        assert known.name == "馬港二"


def test_a_telephone_of_two_is_decided_by_name_and_home(bring_in: Door, world: World) -> None:
    assert bring_in("shared_phone.csv")[0]
    assert found(world, "13900130001") == ["方志夫", "方晓妻"]
    assert found(world, "13900130002 37-202") == ["方租客"]

    def known(contact: str, name: str = "", unit: str = "") -> str:
        person = resident_with(world.project, contact, name, home_numbered(world.project, unit))
        return person.name if person else ""

    assert known("13900130001") == "", "neither the husband nor the wife is guessed"
    assert known("13900130001", "方晓妻", "37-101") == "方晓妻"
    assert known("139-0013-0001", "方曉妻") == "方晓妻"
    assert known("+86 13900130001", "方女士", "37-101") == "", "both are called so"
    assert known("13900130002", "", "37号楼202室") == "方租客"
    assert known("13900130002", "", "37-201") == "方中介"
    assert known("13900130002", "方中介", "37-202") == "", "name and home contradict each other"
    assert known("13900130003", "方新来", "37-301") == "方老东", "a family lives in one home"
    assert known("13900130003", "石一鸣", "3-1502") == "", "a number that has come to another"
