"""Promises slip where more are broken than an estate's own past explains."""

from __future__ import annotations

import random

import pytest

from heed.insight.warning.slipping import slide_of
from heed.process.policy.warnings import SlideTerms

#: The terms that a company begins with.
SLIDE = SlideTerms()

QUARTERS = 60


def false_alarms(chance: random.Random, a_day: int, share: float) -> int:
    """How many slides one quarter shows where the share of broken promises stays as it is."""
    ended = [a_day] * (120 + 91)
    broken = [sum(chance.random() < share for _ in range(a_day)) for _ in ended]
    alarms, quiet_until = 0, 0
    for day in range(120, len(ended)):
        until = (day - SLIDE.days) // 30 * 30
        window, past = slice(day - SLIDE.days + 1, day + 1), slice(max(0, until - 120), until)
        told = sum(broken[window]), sum(ended[window]), sum(broken[past]), sum(ended[past])
        if day >= quiet_until and slide_of(SLIDE, *told):
            alarms, quiet_until = alarms + 1, day + 30
    return alarms


@pytest.mark.rule("R73", "R148")
@pytest.mark.parametrize(("a_day", "share"), [(1, 0.05), (1, 0.3), (6, 0.1)])
def test_chance_alone_seldom_looks_like_slipping_promises(a_day: int, share: float) -> None:
    chance = random.Random(f"promises {a_day} {share}")  # a simulation
    assert sum(false_alarms(chance, a_day, share) for _ in range(QUARTERS)) / QUARTERS <= 1


@pytest.mark.rule("R73", "R148")
def test_many_more_broken_promises_than_before_are_a_slide() -> None:
    slide = slide_of(SLIDE, 6, 10, 4, 100)
    assert slide is not None
    assert round(slide.usual, 2) == 0.04
    assert slide_of(SLIDE, 6, 10, 60, 100) is None, "as bad as ever is nothing new"
    assert slide_of(SLIDE, 2, 2, 0, 100) is None, "two are too few"
    assert slide_of(SLIDE, 3, 3, 0, 0) is None, "without a past nothing is new"


@pytest.mark.rule("R73", "R148")
def test_a_slide_asks_for_the_promises_and_the_chance_of_the_policy() -> None:
    assert slide_of(SLIDE, 6, 10, 4, 100) is not None
    assert slide_of(SlideTerms(missed=7), 6, 10, 4, 100) is None
    assert slide_of(SlideTerms(odds=10_000_000), 6, 10, 4, 100) is None


def test_more_broken_than_ended_is_an_error() -> None:
    with pytest.raises(ValueError, match="more promises"):
        slide_of(SLIDE, 3, 2, 0, 0)
