"""Values as text: it can be read in one way only, and every database writes the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heed.seal.text import framed, instant, text_of, values_of

NAMES = st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1)


@given(st.dictionaries(NAMES, st.text()))
def test_what_was_written_is_read_again(values: dict[str, str]) -> None:
    assert values_of(text_of(values)) == {name: value for name, value in values.items() if value}


@given(st.lists(st.text()), st.lists(st.text()))
def test_no_two_rows_of_parts_have_the_same_text(one: list[str], other: list[str]) -> None:
    assert (framed(*one) == framed(*other)) == (one == other)


def test_an_empty_value_counts_as_none_so_that_a_new_column_changes_no_seal() -> None:
    assert text_of({"a": "1", "new": ""}) == text_of({"a": "1"}) == "a=1:1;"


@pytest.mark.parametrize("text", ["a", "a=", "a=1", "a=1:", "a=2:x;", "a=x:y;", "a=-1:;", "=1:x"])
def test_what_is_no_such_text_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"substring|No value|invalid literal"):
        values_of(text)


def test_an_instant_is_the_same_in_every_zone() -> None:
    at = datetime(2026, 11, 21, 10, 0, 0, 120, tzinfo=timezone(timedelta(hours=8)))
    assert instant(at) == instant(at.astimezone(UTC)) == "2026-11-21 02:00:00.000120"
    assert instant(at.replace(microsecond=0)) == "2026-11-21 02:00:00"
