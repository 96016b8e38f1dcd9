"""What a clock does when its time comes: warn, breach, climb the ladder, each once and in order."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from heed.process import alarms as law
from heed.process import clocks
from heed.process.alarms import Firing
from heed.process.calendar import Hours
from heed.process.clocks import Basis, Pause, Rule, Rung
from heed.process.intervals import Interval
from heed.process.words import ClockEventKind, ClockKind

WARNED, BREACHED, ESCALATED = ClockEventKind.WARNED, ClockEventKind.BREACHED, ClockEventKind.ESCALATED
MINUTE = timedelta(minutes=1)
HOUR, DAY = 60, 1440

OFFICE = Hours("Asia/Shanghai", ((Interval(540, 1080),),) * 5 + ((), ()), {date(2026, 11, 24): ()})
AWAKE = Hours("Asia/Shanghai", ((Interval(420, 1320),),) * 7)
LADDER = (
    Rung(1, "director", after=0),
    Rung(2, "manager", after=60, waking=True),
    Rung(3, "centre", after=120),
)


def shanghai(day: int, hour: int = 0, minute: int = 0) -> datetime:
    """An instant of November 2026 by the clocks of Shanghai; the 21st is a Saturday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


START = shanghai(23, 10)  # a Monday


def pause(begins: float, ends: float | None, reason: str = "The owner is away") -> Pause:
    """A pause from and to so many minutes after START."""
    return Pause(START + begins * MINUTE, None if ends is None else START + ends * MINUTE, reason)


def due(minutes: float) -> datetime:
    return START + minutes * MINUTE


def firings(rule: Rule, start: datetime = START, pauses: Sequence[Pause] = (), **known: Any) -> tuple[Firing, ...]:
    times = clocks.times(rule, OFFICE, start, pauses, **known)
    return law.firings(rule, times, started_at=start, hours=OFFICE, waking_hours=AWAKE, pauses=pauses)


@pytest.mark.rule("C2")
def test_a_clock_warns_at_its_target_breaches_at_its_limit_and_climbs_the_ladder_in_order() -> None:
    rule = Rule(ClockKind.ANSWER, target=30, limit=DAY, rungs=LADDER)
    assert firings(rule) == (
        Firing(WARNED, 0, due(30)),
        Firing(BREACHED, 0, due(DAY)),
        Firing(ESCALATED, 1, due(DAY), "director"),
        Firing(ESCALATED, 2, due(DAY + 60), "manager"),
        Firing(ESCALATED, 3, due(DAY + 120), "centre"),
    )


def test_a_waking_rung_waits_for_the_morning_and_others_do_not() -> None:
    rule = Rule(ClockKind.ANSWER, target=None, limit=30, rungs=LADDER)
    assert [(firing.rung, firing.at) for firing in firings(rule, start=shanghai(23, 22))] == [
        (0, shanghai(23, 22, 30)),
        (1, shanghai(23, 22, 30)),
        (3, shanghai(24, 0, 30)),
        (2, shanghai(24, 7)),
    ]


def test_the_rungs_of_a_clock_of_open_time_count_open_time() -> None:
    rule = Rule(ClockKind.FINISH, target=None, limit=8 * HOUR, basis=Basis.OPEN, rungs=(Rung(1, "centre", after=30),))
    assert firings(rule) == (Firing(BREACHED, 0, shanghai(23, 18)), Firing(ESCALATED, 1, shanghai(25, 9, 30), "centre"))


def test_a_target_that_is_the_limit_or_missing_warns_nobody() -> None:
    assert [firing.kind for firing in firings(Rule(ClockKind.VISIT, target=60, limit=60))] == [BREACHED]
    assert [firing.kind for firing in firings(Rule(ClockKind.VISIT, target=None, limit=60))] == [BREACHED]


@pytest.mark.rule("R72")
def test_a_missed_promise_is_a_breach_at_the_promised_instant() -> None:
    rule = Rule(ClockKind.PROMISE, target=30, limit=DAY, rungs=LADDER[:1])
    promised_at = shanghai(23, 15)
    assert firings(rule, due_at=promised_at) == (
        Firing(BREACHED, 0, promised_at),
        Firing(ESCALATED, 1, promised_at, "director"),
    )


def test_a_target_without_a_limit_warns_and_then_nothing_happens() -> None:
    assert firings(Rule(ClockKind.PROGRESS, target=60, limit=None, rungs=LADDER)) == (Firing(WARNED, 0, due(60)),)


def test_a_paused_clock_does_nothing() -> None:
    rule = Rule(ClockKind.ANSWER, target=30, limit=DAY, rungs=LADDER)
    assert firings(rule, pauses=[pause(10, None)]) == ()


def test_a_pause_after_the_breach_holds_the_ladder() -> None:
    rule = Rule(ClockKind.ANSWER, target=None, limit=60, rungs=LADDER)
    paused = firings(rule, pauses=[pause(90, None)])
    assert [(firing.kind, firing.rung) for firing in paused] == [(BREACHED, 0), (ESCALATED, 1)]
    resumed = firings(rule, pauses=[pause(90, 190)])
    assert resumed[2:] == (Firing(ESCALATED, 2, due(220), "manager"), Firing(ESCALATED, 3, due(280), "centre"))


def test_the_next_action_is_the_earliest_that_has_not_fired() -> None:
    rule = Rule(ClockKind.ANSWER, target=30, limit=DAY, rungs=LADDER)
    found = firings(rule)
    assert law.next_action_at(found, set()) == due(30)
    assert law.next_action_at(found, {(WARNED, 0)}) == due(DAY)
    stored: Any = {("warned", 0), ("breached", 0)}
    assert law.next_action_at(found, stored) == due(DAY)  # codes, as they are stored
    assert law.next_action_at(found, {firing.key for firing in found}) is None
