"""Complaints about one thing by different people come together; one person who posts again is one voice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from heed.insight.hotspots import LEAST_TEXTS, Rarity, ToldMatter, alike_to, is_hot, pairs_of
from heed.process.policy.warnings import HotSpotTerms

#: The terms that a company begins with.
HOT_SPOT = HotSpotTerms()

AT = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
SUBJECTS = ("门口的灯坏了", "快递柜打不开", "楼道堆放杂物", "停车位被占用", "保安态度冷淡", "水压太低洗不了澡")
PIANO = (
    "楼下半夜弹钢琴吵得睡不着",
    "3号楼有人半夜弹钢琴，孩子睡不着",
    "请管一管半夜弹钢琴的住户",
    "连续几天半夜弹钢琴，吵",
)
VAGUE, OTHER = "半夜弹琴太吵，请处理", "半夜弹钢琴声音很大，全家都醒了"
RARITY_TEXTS = [f"第{number}栋{SUBJECTS[number % len(SUBJECTS)]}，请物业处理" for number in range(LEAST_TEXTS)]


def told(number: int, text: str, person: str = "", days: float = 0, place: int = 0) -> ToldMatter:
    places = frozenset({place} if place else ())
    return ToldMatter(number, AT + timedelta(days=days), person or number, None, places, text[:12], text)


@pytest.fixture
def rarity() -> Rarity:
    return Rarity([*RARITY_TEXTS, *PIANO])


@pytest.mark.rule("R148")
def test_four_people_who_tell_of_one_thing_in_their_own_words_are_a_hot_spot(rarity: Rarity) -> None:
    others = [told(number, text) for number, text in enumerate(PIANO[:3], start=1)]
    others += [told(number, text) for number, text in enumerate(RARITY_TEXTS, start=100)]
    last = told(4, PIANO[3])
    alike = alike_to(HOT_SPOT, last, others, rarity)
    assert [one.id for one in alike] == [1, 2, 3]
    assert is_hot(HOT_SPOT, last, alike) == 4
    assert not is_hot(HOT_SPOT, last, alike[:2]), "three are not enough"


@pytest.mark.rule("R148")
def test_one_person_who_tells_it_again_and_again_is_no_hot_spot(rarity: Rarity) -> None:
    others = [told(number, text, person="huang") for number, text in enumerate(PIANO[:3], start=1)]
    last = told(4, PIANO[3])
    alike = alike_to(HOT_SPOT, last, others, rarity)
    assert len(alike) == 3
    assert not is_hot(HOT_SPOT, last, alike)


def test_what_was_told_long_ago_is_another_matter(rarity: Rarity) -> None:
    others = [told(number, text, days=-31) for number, text in enumerate(PIANO[:3], start=1)]
    assert alike_to(HOT_SPOT, told(4, PIANO[3]), others, rarity) == []


def test_the_same_place_brings_two_texts_nearer(rarity: Rarity) -> None:
    vague, other = told(1, VAGUE, place=7), told(2, OTHER)
    here = told(3, OTHER, place=7)
    assert alike_to(HOT_SPOT, vague, [other], rarity) == []
    assert [one.id for one in alike_to(HOT_SPOT, vague, [here], rarity)] == [3]


def test_without_enough_texts_nobody_knows_which_words_are_rare() -> None:
    others = [told(number, text) for number, text in enumerate(PIANO[:3], start=1)]
    assert alike_to(HOT_SPOT, told(4, PIANO[3]), others, Rarity(PIANO)) == []


def test_words_of_letters_are_words_and_not_pairs_of_letters() -> None:
    assert pairs_of("Piano at 3号楼") == {"piano", "at", "3号", "号楼"}
