"""Whether two matters are the same."""

import pytest

from heed.insight.likeness import ComparedMatter, dice

WORDS = ("电梯", "电梯停", "漏水", "lift", "noise")


@pytest.mark.rule("R10")
def test_what_both_name_makes_them_alike_and_the_longest_word_says_it() -> None:
    alike = ComparedMatter("二号電梯停在夹层", (), WORDS).likeness("上周电梯停了半天", "")
    assert alike is not None
    assert alike.word == "电梯停"


def test_the_same_category_is_enough_without_a_word() -> None:
    alike = ComparedMatter("又来了", ("lift_stopped",), WORDS).likeness("困在里面", "lift_stopped")
    assert alike is not None
    assert alike.word == ""


def test_other_matters_are_not_alike() -> None:
    assert ComparedMatter("电梯停了", ("lift_stopped",), WORDS).likeness("楼上漏水", "leak") is None


def test_nearly_the_same_words_are_alike_without_any_vocabulary() -> None:
    assert (
        ComparedMatter("对讲机周三修好周五又没声音", (), ()).likeness("对讲机周三修好，周五又坏了没声音", "")
        is not None
    )


def test_a_word_of_letters_counts_from_its_beginning() -> None:
    assert ComparedMatter("The lift stopped", (), WORDS).likeness("Both lifts are slow", "") is not None
    assert ComparedMatter("The lift stopped", (), WORDS).likeness("shoplifting in the lobby", "") is None


def test_nothing_is_like_nothing() -> None:
    assert dice(frozenset(), frozenset()) == 0
    assert ComparedMatter("", (), WORDS).likeness("", "") is None
