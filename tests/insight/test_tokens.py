"""Text as the search sees it."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from heed.insight.tokens import beginnings, folded, lines, needles, telling, tokens

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
MARKS = st.sampled_from(list("，。！？、；：“”（） \n-/·0123456789abcLIFT　電梯"))
CHINESE = st.text(st.one_of(HAN, MARKS), min_size=2, max_size=60)


def stored(text: str) -> tuple[frozenset[str], str]:
    """What is kept of a text: its tokens and its lines."""
    kept = "\n".join(lines(text))
    return tokens(kept), kept


@given(CHINESE, st.data())
@example("乾淨的乾隆，後來", None)
def test_any_two_or_more_characters_of_a_text_are_found(text: str, data: st.DataObject | None) -> None:
    held, kept = stored(text)
    for run in re.findall(r"[\u3400-\u9fff]{2,}", text):
        start = data.draw(st.integers(0, len(run) - 2)) if data else 0
        end = data.draw(st.integers(start + 2, len(run))) if data else len(run)
        (sought,) = needles(run[start:end])
        assert telling(sought) <= held
        assert sought in kept


@given(CHINESE)
def test_every_part_of_a_text_between_spaces_is_found(text: str) -> None:
    """Also with its numbers and marks, as somebody copies it from a page."""
    held, kept = stored(text)
    for part in text.split():
        for sought in needles(part):
            assert telling(sought) <= held
            assert sought in kept


@given(st.text(max_size=80))
def test_a_token_is_letters_and_digits_alone_and_short(text: str) -> None:
    for token in tokens("\n".join(lines(text))):
        assert all(letter.isalnum() or letter > "\U00020000" for letter in token), "no space, quote or mark"
        assert 0 < len(token) <= 40


@given(st.text(max_size=80))
def test_kept_lines_have_the_tokens_of_each_of_them(text: str) -> None:
    """The index is told what to forget by reading all the kept lines at once."""
    found = lines(text)
    assert tokens("\n".join(found)) == frozenset(token for line in found for token in tokens(line))
    assert all("\n" not in line for line in found)


@given(st.lists(HAN, min_size=1, max_size=12))
def test_a_piece_of_a_text_folds_as_the_whole_does(characters: list[str]) -> None:
    assert folded("".join(characters)) == "".join(folded(character) for character in characters)


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("電梯壞了", "电梯坏了"),
        ("乾淨", "干净"),
        ("ＬＩＦＴ　２", "lift 2"),
        ("樓上漏水", "楼上漏水"),
        ("Straße", "STRASSE"),
    ],
)
def test_scripts_widths_and_capitals_are_one(written: str, same: str) -> None:
    assert folded(written) == folded(same)


@pytest.mark.parametrize(
    ("written", "sought"),
    [
        ("3号楼 1502", "3号楼1502"),
        ("3-1502", "1502"),
        ("电话 138-0000-2207", "13800002207"),
        ("+852 9123 4567", "91234567"),
        ("CH-20261121-014", "1121-014"),
        ("CH-20261121-014", "ch 20261121 014"),
        ("the LIFT stopped", "lift stopped"),
    ],
)
def test_spaces_and_hyphens_do_not_matter(written: str, sought: str) -> None:
    held, kept = stored(written)
    (line,) = needles(sought)
    assert telling(line) <= held
    assert line in kept


def test_words_of_letters_do_not_run_together() -> None:
    assert lines("the pipe dream") == ("the pipe dream",)
    assert "eddream" not in tokens("pipe dream")


def test_a_mark_parts_what_stands_on_its_sides() -> None:
    held, kept = stored("停电，梯子")
    assert "电梯" not in held
    assert "电梯" not in kept


def test_numbers_joined_by_a_hyphen_are_found_apart_too() -> None:
    assert lines("3-15") == ("315", "3 15")
    assert {"3", "15", "315"} <= tokens("\n".join(lines("3-15")))


def test_a_line_may_be_typed_from_each_character_word_and_digit_on() -> None:
    assert beginnings("陈美玲") == ("陈美玲", "美玲", "玲")
    assert beginnings("mary chan") == ("mary chan", "chan")
    assert beginnings("13802207") == ("13802207", "3802207", "802207", "02207", "2207", "207")
    assert beginnings("12") == ("12",)
    assert beginnings("") == ()
