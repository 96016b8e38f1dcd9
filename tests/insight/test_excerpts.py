"""The part of a text that shows why it was found."""

from hypothesis import given
from hypothesis import strategies as st

from heed.insight.excerpts import SHOWN, excerpt
from heed.insight.search_query import parse_query


def marked(text: str, words: str) -> list[str]:
    return [piece.text for piece in excerpt(text, parse_query(words)) if piece.sought]


def test_what_was_searched_for_is_marked_in_the_texts_own_writing() -> None:
    assert marked("今天電梯又停在夾層，老人被困。", "电梯 夹层") == ["電梯", "夾層"]
    assert marked("住 3号楼 1502 的陈女士", "3号楼1502") == ["3号楼 1502"]
    assert marked("The LIFT stopped", "lif") == ["LIF"]


def test_a_match_deep_in_a_text_brings_its_surroundings() -> None:
    pieces = excerpt("前" * 300 + "电梯" + "后" * 300, parse_query("电梯"))
    assert pieces[0].text == pieces[-1].text == "…"
    assert [piece.text for piece in pieces if piece.sought] == ["电梯"]
    assert sum(len(piece.text) for piece in pieces) == SHOWN + 2


def test_without_a_match_the_beginning_is_shown() -> None:
    assert [piece.text for piece in excerpt("楼上漏水\n两天了", parse_query("电梯"))] == ["楼上漏水 两天了"]


@given(st.text(max_size=200), st.text(max_size=20))
def test_the_pieces_are_a_part_of_the_text(text: str, words: str) -> None:
    pieces = excerpt(text, parse_query(words))
    shown = "".join(piece.text for piece in pieces if piece != ("…", False))
    assert shown.replace("…", "") in " ".join(text.split()).replace("…", "")
