"""What printed pieces of a photographed page tell: who wrote, telephone, home and day; and the text that is left."""

import math
from datetime import date
from io import BytesIO

import pytest

from heed.insight.letters.days import days_in
from heed.insight.letters.facts import LetterFacts, facts_of
from heed.insight.letters.lines import Piece, paragraphs
from heed.insight.letters.reader import pictures_in, written

TODAY = date(2026, 11, 30)
HIGH, WIDE = 30, 1000
#: A letter as it is printed: pieces beside each other are apart by "|", ">" sets a row in to the right.
LETTER = """\
投诉信
翠湖苑物业服务中心：
我是3号楼2单元1502室的业主王建国，联系电话138-0000-2207。
10月13日晚上8点，楼上1602室漏水，前台电话021-58881234无人接听，卫生间的吊顶已经
发霉，请尽快处理。
此致
敬礼！
>王建国
>2026年11月20日"""
FORM = """\
业主意见表
业主姓名|赵海燕|联系电话|+86 139 0000 6611
房号|14幢3单元1801|填表日期|2026.11.18
自2026年9月1日起，地下车库的灯一直不亮，拨打热线400-820-8820没有用。
受理电话：021-58881234"""
ENGLISH = """\
Flat 3206, Block 6
Lakeside Garden
Tel: 5983 9575
20 November 2026
Dear Sir or Madam,
Water drips from Flat 1905 above us. Your officer looked at it on 30 August, and I called 2345 6789 twice.
Yours faithfully,
David Li"""


def page(printed: str, degrees: float = 0) -> list[Piece]:
    """The pieces of a printed text, on a page that was turned when it was photographed; the last one first."""
    return list(
        reversed([piece for place, row in enumerate(printed.split("\n")) for piece in _pieces(place, row, degrees)])
    )


def _pieces(place: int, row: str, degrees: float) -> list[Piece]:
    left, pieces = (WIDE - 300 if row.startswith(">") else 0), list[Piece]()
    for text in row.removeprefix(">").split("|"):
        wide = sum(HIGH / 2 if letter.isascii() else HIGH for letter in text) * WIDE / (40 * HIGH)
        top = place * 2 * HIGH
        corners = ((left, top), (left + wide, top), (left + wide, top + HIGH), (left, top + HIGH))
        pieces.append((text, [_turned(x, y, degrees) for x, y in corners]))
        left += 260
    return pieces


def _turned(x: float, y: float, degrees: float) -> tuple[float, float]:
    turn = math.radians(degrees)
    return x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)


@pytest.mark.rule("R14")
@pytest.mark.parametrize("degrees", [-3, 0, 3])
def test_the_writers_own_telephone_home_and_day_are_found_among_others(degrees: float) -> None:
    told = facts_of([page(LETTER, degrees)], TODAY)
    assert told == LetterFacts(
        "王建国",
        "13800002207",
        "3号楼2单元1502室",
        date(2026, 11, 20),
        "我是3号楼2单元1502室的业主王建国，联系电话138-0000-2207。\n"
        "10月13日晚上8点，楼上1602室漏水，前台电话021-58881234无人接听，卫生间的吊顶已经发霉，请尽快处理。",
    )


@pytest.mark.rule("R14")
def test_the_cells_of_a_printed_form_are_read_by_their_labels() -> None:
    told = facts_of([page(FORM, 2)], TODAY)
    assert (told.name, told.phone, told.home, told.written_on) == (
        "赵海燕", "13900006611", "14幢3单元1801", date(2026, 11, 18),
    )  # fmt: skip


@pytest.mark.rule("R14")
def test_a_letter_in_english_is_read_with_the_numbers_of_its_country() -> None:
    told = facts_of([page(ENGLISH)], TODAY, "HK")
    assert (told.name, told.phone, told.home, told.written_on) == (
        "David Li", "59839575", "Flat 3206, Block 6", date(2026, 11, 20),
    )  # fmt: skip


@pytest.mark.rule("R14")
def test_lines_with_labels_are_read_one_by_one() -> None:
    rows = (
        "联系人：王先生",
        "联系方式：13700001111",
        "门牌号：12-2-1502",
        "日期：2026-11-01",
        "路灯不亮，晚上走路危险，请修理。",
    )
    told = facts_of([page("\n".join(rows))], TODAY)
    assert told == LetterFacts("王先生", "13700001111", "12-2-1502", date(2026, 11, 1), rows[-1])


@pytest.mark.rule("R14")
def test_who_signs_is_found_on_the_second_page() -> None:
    first, second = LETTER.split("此致")
    told = facts_of([page(first), page(second.strip())], TODAY)
    assert (told.name, told.written_on) == ("王建国", date(2026, 11, 20))


def test_what_is_not_the_writers_is_not_taken_for_it() -> None:
    told = facts_of(
        [page("请联系物业前台021-58881234。\n自2026年9月1日起，楼上1602室漏水，隔壁3号楼1602室也漏水。")], TODAY
    )
    assert (told.name, told.phone, told.home, told.written_on) == ("", "", "", None)
    assert facts_of([[]], TODAY) == LetterFacts()


def test_a_full_stop_read_as_a_naught_is_no_digit_of_a_mobile_number() -> None:
    assert facts_of([page("我的手机138000022070")], TODAY).phone == "13800002207"


def test_rows_are_joined_to_paragraphs_where_the_row_before_is_full() -> None:
    assert paragraphs(page(LETTER, 1.5))[3].endswith("卫生间的吊顶已经发霉，请尽快处理。")
    assert paragraphs(page(FORM, -1.5))[2] == "房号  14幢3单元1801  填表日期  2026.11.18", "cells stay apart"


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("2026年11月05日", date(2026, 11, 5)),
        ("2026-11-20", date(2026, 11, 20)),
        ("2026/1/9", date(2026, 1, 9)),
        ("二〇二六年十一月二十日", date(2026, 11, 20)),
        ("二OO六年十月三十一日", date(2006, 10, 31)),
        ("12月24日", date(2025, 12, 24)),
        ("11月24号", date(2026, 11, 24)),
        ("24 November 2026", date(2026, 11, 24)),
        ("Nov 24, 2026", date(2026, 11, 24)),
        ("2026年13月40日", None),
        ("021-58881234", None),
    ],
)
def test_a_day_is_read_however_it_is_written(text: str, on: date | None) -> None:
    assert [day.on for day in days_in(text, TODAY)] == ([on] if on else [])


def test_pictures_go_to_the_reader_one_behind_the_other() -> None:
    assert list(pictures_in(BytesIO(written([b"one", b"", b"three"])))) == [b"one", b"", b"three"]
