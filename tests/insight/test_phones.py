"""Telephone numbers in every shape in which people write them (R3, R10, R40)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heed.insight.phones import is_dialled_as, is_phone, national_digits, phones_apart, phones_in, region_of

MOBILE = "13900120001"


@pytest.mark.rule("R10")
@pytest.mark.parametrize(
    "written",
    [
        "13900120001",
        "139 0012 0001",
        "139-0012-0001",
        "+86 139 0012 0001",
        "+8613900120001",
        "0086 139 0012 0001",
        "008613900120001",
        "86 139 0012 0001",
        "8613900120001",
        "１３９００１２０００１",
        "139\u200b0012\u202a0001",
        "手机：13900120001（微信同号）",
        "13900120001转801",
        "13900120001 分机 801",
        "13900120001 ext. 801",
    ],
)
def test_one_mobile_number_is_one_number_in_whatever_shape(written: str) -> None:
    assert national_digits(written) == (MOBILE,)


def test_an_extension_is_kept_apart_from_its_number() -> None:
    (phone,) = phones_in("020-8888 0003转801")
    assert (phone.whole, phone.national, phone.extension) == ("+862088880003", "02088880003", "801")


@pytest.mark.parametrize("between", ["/", "、", " ", "，", ";", " 或 "])
def test_two_numbers_in_one_field_are_two_numbers(between: str) -> None:
    assert national_digits(f"13900120001{between}020-88880003") == (MOBILE, "02088880003")


def test_a_number_without_a_code_belongs_to_the_country_of_the_project() -> None:
    assert national_digits("9123 0001", region_of("Asia/Hong_Kong")) == ("91230001",)
    assert national_digits("+852 9123 0001") == national_digits("00852-91230001") == ("91230001",)
    assert national_digits("852 9123 0001", region_of("Asia/Hong_Kong")) == ("91230001",)
    assert region_of("Asia/Shanghai") == region_of("nowhere") == "CN"


def test_other_countries_numbers_are_known_without_their_code_too() -> None:
    assert national_digits("+1 415 555 2671") == ("4155552671",)


def test_what_is_no_number_is_compared_by_its_digits_and_words_by_nothing() -> None:
    assert national_digits("138****2207") == ("1382207",)
    assert national_digits("微信 chen_meiling") == national_digits("") == ()


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    assert all(phone.whole.startswith("+") for phone in phones_in(text))
    assert isinstance(national_digits(text), tuple)


def test_numbers_are_taken_out_of_a_text_and_the_rest_is_left() -> None:
    for text in ("石五福 139 0012 0005 36-101", "石五福 36-101 139 0012 0005", "石五福 36-101 13900120005"):
        numbers, rest = phones_apart(text)
        assert (numbers, rest.split()) == (("13900120005",), ["石五福", "36-101"])


def test_a_landline_is_itself_without_the_code_of_its_area_and_a_mobile_never_a_part_of_itself() -> None:
    assert is_dialled_as("88880003", "02088880003")
    assert is_dialled_as("8880003", "05718880003")
    assert not is_dialled_as("00120001", "13900120001")
    assert not is_dialled_as("02088880003", "88880003")


@pytest.mark.parametrize(("text", "whole"), [("13900120001/020-88880005", True), ("8001", False), ("无", False)])
def test_a_field_of_telephones_holds_whole_numbers(text: str, whole: bool) -> None:
    assert is_phone(text) is whole


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_a_mobile_number_alone_is_what_the_plans_of_numbers_make_of_it(mobile: str) -> None:
    assert national_digits(mobile) == tuple(phone.national for phone in phones_in(mobile))
