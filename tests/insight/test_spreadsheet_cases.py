"""Lists as real offices keep them: each file is one of a kind that once went wrong (R3, R10)."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from heed.insight.spreadsheets import RecognisedList, SheetText, UnreadableFile, read, recognise

CASES = Path(__file__).parent.parent / "doors" / "cases"


def recognised(name: str) -> RecognisedList:
    """What is read of one of the cases."""
    return recognise(read((CASES / name).read_bytes()))


def homes(sheet: RecognisedList) -> list[tuple[str, str, str]]:
    """Place, number as people say it, and resident of each line."""
    return [(line.place, line.number, line.name) for line in sheet.lines]


def test_two_staircases_of_a_building_are_never_one_home() -> None:
    assert homes(recognised("stairs2.csv")) == [
        ("38号楼 1单元101", "38-1-101", "测试一单元"),
        ("38号楼 2单元101", "38-2-101", "测试二单元"),
        ("38号楼 1单元102", "38-1-102", "测试一单元二"),
    ]


def test_the_headings_of_another_property_system_are_known_or_named() -> None:
    sheet = recognised("stair_column.xlsx")
    assert homes(sheet) == [
        ("39 1单元1001", "39-1-1001", "测试业主一"),
        ("39 2单元1001", "39-2-1001", "测试业主二"),
    ]
    assert set(sheet.unknown) == {"房屋类型", "建筑面积", "房屋状态", "性别"}


def test_a_hidden_sheet_is_never_read() -> None:
    sheet = recognised("hidden_first.xlsx")
    assert [name for *_, name in homes(sheet)] == ["测试癸", "测试子"]
    assert sheet.left_out == ()


def test_a_day_with_a_year_of_two_digits_is_refused_with_its_row() -> None:
    sheet = recognised("days.csv")
    assert [(problem.row, problem.column) for problem in sheet.problems] == [(2, "since_on"), (3, "since_on")]
    assert [str(line.since_on) for line in sheet.lines] == ["2019-05-01"]


@pytest.mark.parametrize("name", ["zeros.xlsx", "kept_zero.csv"])
def test_leading_zeros_are_kept_as_the_cell_shows_them(name: str) -> None:
    assert [line.unit for line in recognised(name).lines] == ["0101", "0102"]


def test_a_landline_keeps_the_zero_of_its_area() -> None:
    assert recognised("zeros.xlsx").lines[0].phone == "02088880001"


def test_names_of_every_script_are_read_and_hidden_characters_left_out() -> None:
    names = [line.name for line in recognised("names.csv").lines]
    assert names == ["𠮷田测", "王㛃", "阿依古丽·买买提", "محمد علي", "李四测😀"]


def test_a_list_in_gbk_is_read() -> None:
    assert [line.name for line in recognised("gbk.csv").lines] == ["测试甲", "测试乙镕"]


def test_a_number_that_a_spreadsheet_rounded_is_refused_in_words() -> None:
    rows = [["楼栋", "房号", "姓名", "电话"], ["3号楼", "1502", "陈美玲", "1.39E+10"]]
    (problem,) = recognise([SheetText("", rows)]).problems
    assert problem.column == "phone"
    assert "rounded" in problem.msgid


@pytest.mark.parametrize(
    ("row", "place", "number"),
    [
        (["一期", "A区", "3号楼", "2", "15", "1502"], "一期 A区 3号楼 2单元1502", "1-A-3-2-1502"),
        (["2", "", "3号楼", "", "", "1502"], "2期 3号楼 1502", "2-3-1502"),
        (["", "", "5座", "", "15", "A"], "5座 15楼A", "5-15-A"),
        (["", "", "5座", "", "8", "0801"], "5座 0801", "5-0801"),
        (["", "", "3号楼", "2单元", "", "2单元1502"], "3号楼 2单元1502", "3-2-1502"),
    ],
)
def test_phase_zone_staircase_and_floor_are_part_of_the_home(row: list[str], place: str, number: str) -> None:
    (line,) = recognise([SheetText("", [["期数", "分区", "楼栋", "单元", "楼层", "房号"], row])]).lines
    assert (line.place, line.number) == (place, number)


def test_an_unknown_column_that_may_tell_homes_apart_refuses_the_list() -> None:
    with pytest.raises(UnreadableFile, match="tell homes apart"):
        recognise([SheetText("", [["楼栋", "所属组团", "房号"], ["3号楼", "东", "1502"]])])


def test_all_sheets_with_headings_are_read_merged_cells_filled_and_the_others_named() -> None:
    drawn = BytesIO()
    with xlsxwriter.Workbook(drawn, {"in_memory": True}) as book:
        first, notes, second = (book.add_worksheet(name) for name in ("东区", "说明", "西区"))
        first.write_row(0, 0, ["楼栋", "房号", "姓名"])
        first.merge_range(1, 0, 2, 0, "3号楼")
        first.write_row(1, 1, ["1501", "甲"])
        first.write_row(2, 1, ["1502", "乙"])
        notes.write(0, 0, "请按模板填写")
        second.write_row(0, 0, ["楼栋", "房号", "姓名"])
        second.write_row(1, 0, ["4号楼", "", "丙"])
    sheet = recognise(read(drawn.getvalue()))
    assert homes(sheet) == [("3号楼 1501", "3-1501", "甲"), ("3号楼 1502", "3-1502", "乙")]
    assert sheet.left_out == ("说明",)
    assert [(problem.sheet, problem.row) for problem in sheet.problems] == [("西区", 2)]


def test_a_merged_area_over_the_whole_sheet_harms_nobody() -> None:
    drawn, widened = BytesIO(), BytesIO()
    with xlsxwriter.Workbook(drawn, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["楼栋", "房号"])
        sheet.merge_range(1, 0, 2, 0, "3号楼")
        sheet.write(2, 1, "1502")
    with zipfile.ZipFile(drawn) as before, zipfile.ZipFile(widened, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(b'"A2:A3"', b'"A2:XFD1048576"'))
    assert len(recognise(read(widened.getvalue())).lines) == 2
