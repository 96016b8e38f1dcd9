"""What somebody asks the search for."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heed.insight.search_query import SearchQuery, TermVariant, for_fts5, for_tsquery, parse_query


def test_two_characters_ask_for_one_token_and_need_nothing_more() -> None:
    question = parse_query("电梯")
    assert question.terms == ((TermVariant(("电梯",)),),)
    assert question.needles() == ()


def test_longer_words_must_also_stand_together() -> None:
    question = parse_query("电梯坏了")
    assert question.terms == ((TermVariant(("坏了", "梯坏", "电梯"), needle="电梯坏了"),),)
    assert question.needles() == (("电梯坏了",),)


def test_several_words_must_all_be_there() -> None:
    assert for_fts5(parse_query("电梯 夹层")) == '(("电梯")) AND (("夹层"))'
    assert for_tsquery(parse_query("电梯 夹层")) == "(('电梯')) & (('夹层'))"


@pytest.mark.parametrize("quotes", ['""', "“”", "「」", "『』", "＂＂"])
def test_what_is_quoted_must_stand_as_it_is(quotes: str) -> None:
    assert parse_query(f"{quotes[0]}lift stopped{quotes[1]}").needles() == (("lift stopped",),)


def test_a_word_of_letters_may_go_on_but_not_in_quotes() -> None:
    assert for_fts5(parse_query("elev")) == '(("elev"*))'
    assert for_tsquery(parse_query("elev")) == "(('elev':*))"
    assert for_fts5(parse_query('"elev"')) == '(("elev"))'
    assert for_fts5(parse_query("at")) == '(("at"))', "two letters would begin too much"


def test_a_home_is_asked_for_in_its_own_writing_and_in_its_number() -> None:
    assert parse_query("3栋1502").needles() == (("3栋1502", "31502"),)


def test_scopes_are_met_beside_the_words() -> None:
    question = parse_query("电梯").within(["p1", "a7"]).within([]).within(["o1"])
    assert for_tsquery(question) == "(('电梯')) & ('a7' | 'p1') & ('o1')"
    assert question.size == 3


@pytest.mark.parametrize("nothing", ["", "   ", "，。！", '""', "()'", "*:*"])
def test_marks_alone_ask_nothing(nothing: str) -> None:
    assert not parse_query(nothing)


def test_a_very_long_question_is_cut() -> None:
    assert len(parse_query("电梯 夹层 " * 400).terms) == 2, "the same word twice is parse_query once"
    assert len(parse_query(" ".join(f"{n:04}" for n in range(400))).terms) <= 12


@given(st.text(max_size=60))
def test_no_text_breaks_the_language_of_the_index(text: str) -> None:
    question = parse_query(text).within(["p1"])
    with sqlite3.connect(":memory:") as memory:
        memory.execute("CREATE VIRTUAL TABLE f USING fts5(words, content='', detail=none, tokenize='ascii')")
        if question:
            memory.execute("SELECT rowid FROM f WHERE f MATCH ?", [for_fts5(question)]).fetchall()
    lexemes = for_tsquery(question)
    assert lexemes.count("'") % 2 == 0
    assert "\\" not in lexemes


def test_an_empty_question_is_no_question() -> None:
    assert not SearchQuery(())
