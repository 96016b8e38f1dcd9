"""Whole numbers of addresses and hidden fields: anything may stand there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heed.insight.numbers import LARGEST, whole_number


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("42", 42), ("007", 7), (str(LARGEST), LARGEST)])
def test_digits_are_a_number(text: str, number: int) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize(
    "text",
    ["", None, " 1", "1 ", "-1", "+1", "1.0", "1_0", "²", "①", "٣", "１", "NaN", "\0", str(LARGEST + 1), "9" * 5000],
)
def test_anything_else_is_none(text: str | None) -> None:
    assert whole_number(text) is None


def test_a_number_above_the_most_that_is_asked_for_is_none() -> None:
    assert whole_number("100", most=100) == 100
    assert whole_number("101", most=100) is None


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    assert whole_number(text) is None or text.isascii()
