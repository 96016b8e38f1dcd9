"""Whom to ask: by rota, leave, load and skill."""

import pytest

from heed.insight.assignment import OrderCandidate, ranked


def hand(
    number: int, *, on_duty: bool | None = None, away: bool = False, in_hand: int = 0, done: int = 0
) -> OrderCandidate:
    return OrderCandidate(number, f"手{number}", on_duty, away, in_hand, done)


def order_of(*hands: OrderCandidate) -> list[int]:
    return [one.account_id for one in ranked(hands)]


@pytest.mark.rule("R67")
def test_whoever_is_on_duty_comes_before_whoever_is_not_and_nobody_away_is_named() -> None:
    assert order_of(hand(1, on_duty=False), hand(2, on_duty=True, in_hand=3), hand(3, on_duty=True, away=True)) == [
        2,
        1,
    ]


@pytest.mark.rule("R67")
def test_whoever_has_less_in_hand_comes_first_and_skill_outweighs_a_little_of_it() -> None:
    assert order_of(hand(1, in_hand=2), hand(2, in_hand=1)) == [2, 1]
    assert order_of(hand(1, in_hand=2, done=6), hand(2, in_hand=1)) == [1, 2]
    assert order_of(hand(1, in_hand=9, done=500), hand(2, in_hand=1)) == [2, 1], "no skill makes up for a full day"


@pytest.mark.rule("R67")
def test_without_a_rota_nobody_is_passed_over_for_it() -> None:
    assert order_of(hand(2, in_hand=1), hand(1, in_hand=2)) == [2, 1]
