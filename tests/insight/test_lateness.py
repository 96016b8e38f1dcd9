"""A clock is at risk from the minute on from which half of its like were missed."""

from __future__ import annotations

import random

import pytest

from heed.insight.warning.lateness import lateness_of, load_of
from heed.process.policy.warnings import LateTerms

#: The terms that a company begins with.
LATE = LateTerms()

#: Of forty clocks with a limit of 100 minutes, eight took longer.
PAST = [30.0] * 20 + [80.0] * 12 + [130.0] * 8


@pytest.mark.rule("R148")
def test_a_clock_is_at_risk_once_most_others_would_have_ended() -> None:
    lateness = lateness_of(LATE, 100, PAST)
    assert lateness is not None
    assert lateness.from_minute == 80
    assert lateness.usual == 0.2


@pytest.mark.rule("R148")
def test_of_the_clocks_that_are_warned_of_half_are_missed() -> None:
    chance = random.Random("lateness")  # a simulation
    past = [chance.expovariate(1 / 50) for _ in range(400)]
    lateness = lateness_of(LATE, 100, past)
    assert lateness is not None
    others = [chance.expovariate(1 / 50) for _ in range(4000)]
    warned = [minutes for minutes in others if minutes > lateness.from_minute]
    missed = [minutes for minutes in warned if minutes > 100]
    assert 0.4 < len(missed) / len(warned) < 0.6
    assert len(warned) < len(others) / 2


def test_nothing_is_said_without_a_past_or_where_a_miss_is_usual_or_never_was() -> None:
    assert lateness_of(LATE, 100, PAST[:15]) is None
    assert lateness_of(LATE, 20, PAST) is None, "all were missed: one more is no warning"
    assert lateness_of(LATE, 200, PAST) is None, "none was missed"


@pytest.mark.rule("R148")
def test_whoever_has_more_to_do_is_warned_earlier() -> None:
    load = load_of(12, [8, 4, 0])
    assert load == 2.0
    assert load_of(3, [8, 4]) == load_of(3, []) == 1.0
    usual, heavy = lateness_of(LATE, 170, PAST), lateness_of(LATE, 170, PAST, load)
    assert usual is None
    assert heavy is not None


@pytest.mark.rule("R148")
def test_the_smaller_the_share_that_the_policy_asks_for_the_earlier_it_warns() -> None:
    past = [float(minutes) for minutes in range(1, 121)]
    soon, usual = lateness_of(LateTerms(percent=30), 100, past), lateness_of(LATE, 100, past)
    assert soon is not None
    assert usual is not None
    assert soon.from_minute < usual.from_minute


def test_a_dismissed_warning_comes_later_the_next_time() -> None:
    past = [float(minutes) for minutes in range(1, 121)]
    first, again = lateness_of(LATE, 100, past), lateness_of(LATE, 100, past, dismissed=1)
    assert first is not None
    assert again is not None
    assert again.from_minute > first.from_minute
