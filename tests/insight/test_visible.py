"""Characters that nobody sees are folded where a text comes in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heed.insight.tokens import folded
from heed.insight.visible import visible


@pytest.mark.parametrize(
    "hidden", ["\u200b", "\u202e", "\u2066", "\ufeff", "\u00ad", "\u200d", "\x00", "\x1b", "\ud800"]
)
def test_an_invisible_character_in_a_name_is_left_out(hidden: str) -> None:
    assert visible(f"李{hidden}四") == "李四"


def test_line_breaks_and_the_joiners_of_emoji_and_arabic_stay() -> None:
    assert visible("一\n二\t三") == "一\n二\t三"
    assert visible("👩\u200d🔧") == "👩\u200d🔧"
    assert visible("می\u200cخواهم") == "می\u200cخواهم"


def test_the_search_finds_a_name_with_and_without_what_is_hidden_in_it() -> None:
    assert folded("李\u200b四") == folded("李四")


@given(st.text())
def test_it_changes_nothing_a_second_time(text: str) -> None:
    assert visible(visible(text)) == visible(text)
