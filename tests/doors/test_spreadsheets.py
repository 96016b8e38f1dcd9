"""`heed import`: a list of homes and residents from the command line."""

from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from heed.doors.spreadsheets.command import main
from heed.queries.complaints.old import search_old_complaints
from heed.records.models import Occupancy, OldComplaint, Person, Place
from tests.world import World


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """5,000 homes with a resident each, as .xlsx."""
    drawn = BytesIO()
    with xlsxwriter.Workbook(drawn, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["楼栋", "房号", "业主姓名", "手机", "入住时间", "备注"])
        for number in range(5000):
            home = [
                f"{number // 100 + 10}号楼",
                f"{number % 100 + 101}",
                f"住户{number}",
                13900000000 + number,
                "2020-06-01",
            ]
            sheet.write_row(number + 1, 0, home)
    file = tmp_path / "名册.xlsx"
    file.write_bytes(drawn.getvalue())
    return file


def test_five_thousand_rows_go_in_at_once_and_a_second_time_change_nothing(
    world: World, listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ch", str(listed)]) == 0
    assert "homes 5000" in capsys.readouterr().out
    assert Place.objects.filter(project=world.project, kind="unit").count() == 5001
    assert Person.objects.filter(name="住户4999", phone="13900004999").exists()
    counts = (Place.objects.count(), Person.objects.count(), Occupancy.objects.count())
    assert main(["CH", str(listed)]) == 0
    assert (Place.objects.count(), Person.objects.count(), Occupancy.objects.count()) == counts


def test_trying_writes_nothing(world: World, listed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = Place.objects.count()
    assert main(["CH", str(listed), "--try"]) == 0
    assert "residents 5000" in capsys.readouterr().out
    assert Place.objects.count() == before


def test_one_wrong_row_keeps_all_of_it_out(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "list.csv"
    file.write_text("楼栋,房号,姓名,电话\n9号楼,101,张三,13900000001\n9号楼,,李四,13900000002\n", encoding="utf-8")
    assert main(["CH", str(file), "--language", "zh-hans"]) == 1
    said = capsys.readouterr().err
    assert "第 3 行" in said
    assert "李四" in said
    assert not Place.objects.filter(name="9号楼").exists()


def test_the_command_brings_in_a_list_of_several_estates(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("项目,楼栋,房号\n阳光花园,9号楼,101\nCH,9号楼,101\n", encoding="utf-8")
    assert main(["CH", str(file)]) == 0
    assert capsys.readouterr().out.count("homes 1") == 2
    assert set(Place.objects.filter(name="9号楼").values_list("project__code", flat=True)) == {"CH", "YG"}
    file.write_text("项目,楼栋,房号\n月亮花园,8号楼,101\nCH,8号楼,101\n", encoding="utf-8")
    assert main(["CH", str(file)]) == 1
    assert "月亮花园" in capsys.readouterr().err
    assert not Place.objects.filter(name="8号楼").exists()


def test_the_command_brings_in_old_complaints_as_the_page_does(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "台账.csv"
    rows = ("2021-03-04,电梯又停了,3号楼,1502,陈美玲", "2022-05-01,楼上半夜装修,8号楼,101,何人")
    file.write_text("\n".join(("投诉日期,投诉内容,楼栋,房号,业主姓名", *rows)), encoding="utf-8")
    assert main(["CH", str(file), "--old", "--try"]) == 0
    assert not OldComplaint.objects.exists()
    assert main(["CH", str(file), "--old"]) == 0
    said = capsys.readouterr()
    assert "new old complaints 2, with a home 1, with a resident 1" in said.out
    assert "8号楼 101" in said.err
    assert set(OldComplaint.objects.values_list("old_list__file_name", "place__number")) == {
        ("台账.csv", "3-1502"),
        ("台账.csv", None),
    }
    assert [row["content"] for row in search_old_complaints(world.zhou, "半夜")] == ["楼上半夜装修"]
    assert main(["CH", str(file), "--old"]) == 0
    assert OldComplaint.objects.count() == 2
    file.write_text("投诉日期,投诉内容\n04/03/21,电梯\n", encoding="utf-8")
    assert main(["CH", str(file), "--old"]) == 1


@pytest.mark.parametrize(("code", "body"), [("CH", b"\0\0\0"), ("CH", b""), ("XX", b"a,b")])
def test_what_cannot_be_read_is_told_in_a_sentence(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str], code: str, body: bytes
) -> None:
    file = tmp_path / "list.xlsx"
    file.write_bytes(body)
    assert main([code, str(file)]) == 2
    assert capsys.readouterr().err.strip().endswith(".")


def test_a_file_that_is_not_there_is_told(world: World, tmp_path: Path) -> None:
    assert main(["CH", str(tmp_path / "nothing.xlsx")]) == 2
