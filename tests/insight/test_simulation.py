"""A clock of the past under other rules: due times by the law's own functions, through pauses and other levels."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from heed.insight.simulation import PastClock, PastStep, Sums, times_under, verdict_on_record, verdict_under, weekly
from heed.process.calendar import ALWAYS, Hours
from heed.process.clocks import Basis, Rule, Times
from heed.process.intervals import Interval
from heed.process.words import ClockEventKind, ClockKind, ClockOutcome

pytestmark = pytest.mark.once
BEGAN = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)  # a Friday, four in the afternoon in Shanghai
SHANGHAI = ZoneInfo("Asia/Shanghai")
HOURS = Hours("Asia/Shanghai", ((Interval(540, 1080),),) * 5 + ((), ()))


def minutes(count: float) -> datetime:
    return BEGAN + timedelta(minutes=count)


def rule_at(level: str) -> Rule:
    limit = {"grave": 30, "general": 120}[level]
    return Rule(ClockKind.ANSWER, limit / 2, limit)


CLOCK = PastClock(
    ClockKind.ANSWER, "general", BEGAN, None, minutes(100), ClockOutcome.MET, None, Times(minutes(60), minutes(120))
)


def test_the_same_rules_give_what_is_on_record_and_stricter_ones_what_would_have_been_missed() -> None:
    assert verdict_under(CLOCK, rule_at, ALWAYS, minutes(999)) == verdict_on_record(CLOCK, minutes(999))
    assert verdict_under(CLOCK, lambda _level: Rule(ClockKind.ANSWER, 30, 99), ALWAYS, minutes(999)).missed
    agreed = replace(CLOCK, due_at=minutes(101))
    assert times_under(agreed, lambda _level: Rule(ClockKind.ANSWER, 1, 2), HOURS) == Times(minutes(101), minutes(101))


@pytest.mark.rule("C2")
def test_a_clock_stopped_at_its_very_limit_is_in_time_on_record_and_in_the_simulation() -> None:
    at_the_limit = replace(CLOCK, stopped_at=minutes(120))
    swept = replace(at_the_limit, breached_at=minutes(120))
    later = replace(CLOCK, stopped_at=minutes(120.01), breached_at=minutes(120), outcome=ClockOutcome.LATE)
    running = replace(CLOCK, stopped_at=None, outcome=None)
    for clock, now, missed in (
        (at_the_limit, 999, False), (swept, 999, False), (later, 999, True),
        (running, 120, False), (running, 121, True),
    ):  # fmt: skip
        verdict = verdict_on_record(clock, minutes(now))
        assert verdict == verdict_under(clock, rule_at, ALWAYS, minutes(now))
        assert verdict.missed is missed


@pytest.mark.rule("C2")
def test_pauses_and_other_levels_count_as_they_did_and_what_had_passed_stands() -> None:
    paused = (PastStep(ClockEventKind.PAUSED, minutes(20)), PastStep(ClockEventKind.RESUMED, minutes(50)))
    assert times_under(replace(CLOCK, steps=paused), rule_at, ALWAYS) == Times(minutes(90), minutes(150))
    graver = PastStep(ClockEventKind.RETIMED, minutes(70), "grave")
    due = times_under(replace(CLOCK, steps=(graver,)), rule_at, ALWAYS)
    assert due == Times(minutes(60), minutes(30)), "elapsed time is not forgotten, and the target of before had passed"
    milder = PastStep(ClockEventKind.RETIMED, minutes(40), "general")
    due = times_under(replace(CLOCK, level="grave", steps=(milder,)), rule_at, ALWAYS)
    assert due.limit_at == minutes(30), "a limit that had passed is not forgiven"


def test_open_hours_move_what_is_due_and_hours_that_never_open_leave_it_unknown() -> None:
    def in_hours(_level: str) -> Rule:
        return Rule(ClockKind.ANSWER, None, 180, Basis.OPEN)

    monday = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    assert times_under(CLOCK, in_hours, HOURS).limit_at == monday, "two hours on Friday, one on Monday"
    assert times_under(CLOCK, in_hours, Hours("UTC", ((),) * 7)) == Times(None, None)


def test_the_sums_hold_the_share_in_time_and_the_people_at_the_desk() -> None:
    sums = Sums()
    for under in (rule_at, lambda _level: Rule(ClockKind.ANSWER, 1, 2)):
        sums.add(ClockKind.ANSWER, verdict_under(CLOCK, under, ALWAYS, minutes(999)), SHANGHAI)
    assert (sums.all_kinds.share, sums.busiest_week, sums.by_hour[16], sums.by_hour[18]) == (0.5, 2, 1, 1)
    night = weekly(((Interval(0, 120),),) * 7, 2)
    assert [night.people_at(datetime(2026, 11, 20, hour, tzinfo=SHANGHAI)) for hour in (1, 2)] == [2, 0]
    assert Sums.from_document(sums.as_document()) == sums
