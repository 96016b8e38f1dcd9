"""A surge is more than chance, and chance alone seldom looks like one."""

from __future__ import annotations

import math
import random

import pytest

from heed.insight.warning.surges import LEAST_DAYS, surge_of, voices_of
from heed.process.policy.warnings import SurgeTerms

#: The terms that a company begins with.
SURGE = SurgeTerms()

#: Days of history, and of a quarter.
BEFORE, QUARTER = 120, 91
CATEGORIES = 40
#: Simulated quarters of one estate.
QUARTERS = 40
#: A warning that was raised keeps the same quiet for so many days.
QUIET = 30


def received(chance: random.Random, usual: float) -> int:
    """A number of complaints by the law of Poisson."""
    end, product, number = math.exp(-usual), chance.random(), 0
    while product > end:
        product *= chance.random()
        number += 1
    return number


def days_of(chance: random.Random, daily: float) -> list[int]:
    """The complaints of each day: the rate swings by half over the year, and from week to week by a third."""
    phase, found, week = chance.random() * 2 * math.pi, [], 1.0
    for day in range(BEFORE + QUARTER):
        if day % 7 == 0:
            week = chance.gammavariate(8, 1 / 8)
        found.append(received(chance, daily * (1 + 0.5 * math.sin(2 * math.pi * day / 365 + phase)) * week))
    return found


def false_alarms(chance: random.Random, monthly: float) -> int:
    """How many surges one quarter of an estate shows where there is none, looked at after each complaint's day."""
    shares = [1 / (place + 1) for place in range(CATEGORIES)]
    alarms = 0
    for share in shares:
        days, quiet_until = days_of(chance, monthly / 30 * share / sum(shares)), 0
        for day in range(BEFORE, BEFORE + QUARTER):
            if not days[day] or day < quiet_until:
                continue
            until = (day - 6) // 30 * 30  # whole months before the window
            since = max(0, until - BEFORE)
            if surge_of(SURGE, sum(days[day - 6 : day + 1]), sum(days[since:until]), until - since):
                alarms, quiet_until = alarms + 1, day + QUIET
    return alarms


@pytest.mark.rule("R148")
@pytest.mark.parametrize("monthly", [15, 60, 200, 600])
def test_chance_alone_warns_at_most_once_an_estate_and_quarter(monthly: float) -> None:
    chance = random.Random(f"surges of {monthly}")  # a simulation
    alarms = sum(false_alarms(chance, monthly) for _ in range(QUARTERS))
    assert alarms / QUARTERS <= 1


@pytest.mark.rule("R148")
@pytest.mark.parametrize(("before", "enough"), [(0, 4), (2, 4), (16, 10), (64, 22)])
def test_many_more_than_usual_are_a_surge(before: int, enough: int) -> None:
    surge = surge_of(SURGE, enough, before, 120)
    assert surge is not None
    assert surge.chance < 0.0001
    assert surge_of(SURGE, enough // 2, before, 120) is None


def test_an_estate_of_a_few_weeks_has_no_usual_yet() -> None:
    assert surge_of(SURGE, 30, 0, LEAST_DAYS - 1) is None


def test_a_dismissed_surge_asks_for_more_the_next_time() -> None:
    assert surge_of(SURGE, 4, 0, 120) is not None
    assert surge_of(SURGE, 4, 0, 120, dismissed=1) is None
    assert surge_of(SURGE, 9, 0, 120, dismissed=1) is not None


def test_one_person_or_home_is_one_voice_however_often_it_complains() -> None:
    told = [("chen", 1502), ("chen", None), (None, 1502), ("huang", 1602), (None, None), (None, None)]
    assert voices_of(told) == 4
