"""Lists of homes and residents: what is read, what is recognised, what is refused, and in which words."""

import struct
import zipfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO

import pytest
import xlsxwriter

from heed.insight.spreadsheets import COLUMNS, MOST_ROWS, RecognisedList, SheetText, UnreadableFile, read, recognise
from heed.process.words import Tenure


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    """An .xlsx with these rows."""
    drawn = BytesIO()
    with xlsxwriter.Workbook(drawn, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return drawn.getvalue()


def recognise_rows(rows: Sequence[Sequence[str]]) -> RecognisedList:
    """What is recognised of a file with one sheet."""
    return recognise([SheetText("", [list(row) for row in rows])])


def packed(name: str, body: bytes) -> bytes:
    """A zip with one compressed member."""
    drawn = BytesIO()
    with zipfile.ZipFile(drawn, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, body)
    return drawn.getvalue()


def test_numbers_dates_and_texts_of_a_workbook_are_read_as_people_see_them() -> None:
    rows = read(workbook([["楼栋", "房号", "电话", "入住日期"], ["3号楼", 1502, 13800002207, date(2019, 5, 1)]]))
    assert rows[0].rows[1] == ["3号楼", "1502", "13800002207", "2019-05-01"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_text_is_read_in_the_encodings_of_chinese_offices(encoding: str, mark: str) -> None:
    text = "\r\n".join(mark.join(row) for row in [["楼栋", "房号", "姓名"], ["3号楼", "1502", "陈美玲"]])
    assert read(text.encode(encoding))[0].rows[1] == ["3号楼", "1502", "陈美玲"]


def test_big5_is_told_from_gb18030_by_its_headings() -> None:
    text = "樓棟,房號,姓名\r\n3號樓,1502,陳美玲\r\n"
    assert recognise(read(text.encode("big5"))).lines[0].name == "陳美玲"


@pytest.mark.parametrize(
    "headings",
    [
        ("楼栋", "房号", "姓名", "电话", "身份", "入住日期"),
        ("樓棟", "房號", "姓名", "電話", "身份", "入住日期"),
        ("Building", "Home", "Resident", "Phone", "Lives here as", "Since"),
        ("幢号", "房间号", "业主姓名（必填）", "手机号码", "住户类型", "收楼日期"),
        ("BLOCK", "flat", "Owner name", "Mobile", "relation", "Move-in date"),
    ],
)
def test_headings_are_recognised_in_three_languages(headings: tuple[str, ...]) -> None:
    sheet = recognise_rows(
        [["翠湖天地住户名册"], headings, ["3号楼", "1502", "陈美玲", "138 0000 2207", "租客", "2019年5月1日"]]
    )
    line = sheet.lines[0]
    assert (line.building, line.unit, line.name, line.phone) == ("3号楼", "1502", "陈美玲", "138 0000 2207")
    assert (line.tenure, line.since_on, line.number) == (Tenure.TENANT, date(2019, 5, 1), "3-1502")
    assert line.row == 3
    assert not sheet.problems


@pytest.mark.parametrize("language", ["zh_hans", "zh_hant", "en"])
def test_the_template_and_its_row_of_hints_are_understood(language: str) -> None:
    headings = [getattr(column.names, language) for column in COLUMNS]
    hints = [getattr(column.hint, language) for column in COLUMNS]
    sheet = recognise_rows([headings, hints, [column.example for column in COLUMNS]])
    assert [line.place for line in sheet.lines] == ["3号楼 1502"]
    assert not sheet.problems
    assert not sheet.unknown


def test_columns_that_nobody_knows_are_named_and_left_alone() -> None:
    assert recognise_rows([["楼栋", "房号", "车位"], ["3号楼", "1502", "B12"]]).unknown == ("车位",)


def test_a_home_written_with_its_building_is_taken_apart() -> None:
    line = recognise_rows([["门牌号", "姓名"], ["3-1502", "陈美玲"]]).lines[0]
    assert (line.building, line.unit, line.number) == ("3", "1502", "3-1502")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (["", "1502", "", "", "", ""], "building"),
        (["", "", "陈美玲", "", "", ""], "building"),
        (["3号楼", "", "陈美玲", "", "", ""], "unit"),
        (["3号楼", "1502", "", "13800002207", "", ""], "name"),
        (["3号楼", "1502", "陈美玲", "没有", "", ""], "phone"),
        (["3号楼", "1502", "陈美玲", "", "房客朋友", ""], "tenure"),
        (["3号楼", "1502", "陈美玲", "", "", "去年"], "since_on"),
        (["3号楼", "1502", "陈美玲", "", "", "2019-02-30"], "since_on"),
        (["楼" * 90, "1502", "", "", "", ""], "building"),
    ],
)
def test_what_is_wrong_in_a_row_is_told_with_row_and_column(row: list[str], column: str) -> None:
    sheet = recognise_rows([["楼栋", "房号", "姓名", "电话", "身份", "入住日期"], row])
    assert [problem.row for problem in sheet.problems] == [2] * len(sheet.problems)
    assert column in {problem.column for problem in sheet.problems}
    assert not sheet.lines
    assert all(problem.msgid % problem.params for problem in sheet.problems)


def test_a_list_without_known_headings_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="headings"):
        recognise_rows([["甲", "乙"], ["3号楼", "1502"]])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   \n",
        b"\x00\x01\x02" * 50,
        b"PK\x03\x04 broken",
        workbook([["楼栋", "房号"], ["3号楼", "1502"]])[:900],
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        packed("hello.txt", b"hello"),
    ],
)
def test_a_broken_file_is_refused_in_a_sentence(body: bytes) -> None:
    with pytest.raises(UnreadableFile) as wrong:
        read(body)
    assert str(wrong.value).endswith(".")


def test_a_zip_that_says_it_unpacks_to_a_mountain_is_not_opened() -> None:
    with pytest.raises(UnreadableFile, match="unpacks"):
        read(packed("xl/worksheets/sheet1.xml", b"0" * (200 * 2**20)))


def test_a_zip_that_lies_about_what_it_unpacks_to_is_not_opened_either() -> None:
    body = bytearray(packed("xl/worksheets/sheet1.xml", b"0" * (200 * 2**20)))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = body.index(signature) + offset
        struct.pack_into("<I", body, at, 1000)
    with pytest.raises(UnreadableFile, match="unpacks"):
        read(bytes(body))


def test_a_cell_in_the_last_corner_of_a_sheet_harms_nobody() -> None:
    drawn = BytesIO()
    with xlsxwriter.Workbook(drawn) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "楼栋")
        sheet.write(1_048_575, 16_383, "x")
    with pytest.raises(UnreadableFile):
        read(drawn.getvalue())


def test_a_list_longer_than_can_be_looked_at_is_refused_with_the_number() -> None:
    text = "楼栋,房号\n" + "3号楼,1502\n" * (MOST_ROWS + 1)
    with pytest.raises(UnreadableFile, match=str(MOST_ROWS)):
        read(text.encode())
