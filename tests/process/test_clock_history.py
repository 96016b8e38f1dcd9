"""The course of a clock, rebuilt from its events."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from heed.process.clock_history import Course, Event, replay
from heed.process.clocks import Pause
from heed.process.words import ClockEventKind

PAUSED, RESUMED = ClockEventKind.PAUSED, ClockEventKind.RESUMED
WARNED, ESCALATED, STOPPED = ClockEventKind.WARNED, ClockEventKind.ESCALATED, ClockEventKind.STOPPED


def at(minutes: int) -> datetime:
    return datetime(2026, 11, 21, 9, tzinfo=UTC) + timedelta(minutes=minutes)


LIFE = [
    Event(PAUSED, at(10), "The owner is away"),
    Event(RESUMED, at(40)),
    Event(ClockEventKind.RETIMED, at(45)),
    Event(WARNED, at(60)),
    Event(PAUSED, at(70), "A part is on order"),
    Event(RESUMED, at(90)),
    Event(ClockEventKind.BREACHED, at(100)),
    Event(ESCALATED, at(100), rung=1),
    Event(STOPPED, at(120)),
]


def test_a_clock_is_rebuilt_from_its_events_in_whatever_order_they_come() -> None:
    shuffled = random.Random(7).sample(LIFE, len(LIFE))
    assert replay(shuffled) == Course(
        stopped_at=at(120),
        pauses=(Pause(at(10), at(40), "The owner is away"), Pause(at(70), at(90), "A part is on order")),
        fired=frozenset({(WARNED, 0), (ClockEventKind.BREACHED, 0), (ESCALATED, 1)}),
    )


def test_a_clock_that_runs_or_pauses_has_not_stopped() -> None:
    assert replay(LIFE[:4]).stopped_at is None
    paused = replay(LIFE[:5])
    assert paused.stopped_at is None
    assert paused.pauses[-1] == Pause(at(70), None, "A part is on order")


def test_a_stop_ends_the_pause_it_falls_into() -> None:
    paused_and_stopped = replay([LIFE[0], Event(STOPPED, at(30))])
    assert paused_and_stopped.pauses == (Pause(at(10), at(30), "The owner is away"),)
    assert paused_and_stopped.stopped_at == at(30)


@pytest.mark.parametrize(
    "kinds",
    [
        [RESUMED],
        [PAUSED, PAUSED],
        [PAUSED, RESUMED, RESUMED],
        [STOPPED, PAUSED],
        [STOPPED, STOPPED],
    ],
)
def test_events_that_contradict_each_other_are_a_broken_record(kinds: list[ClockEventKind]) -> None:
    with pytest.raises(ValueError, match="a clock"):
        replay([Event(kind, at(minute)) for minute, kind in enumerate(kinds)])


def test_a_firing_recorded_after_a_backdated_stop_is_no_contradiction() -> None:
    course = replay([Event(STOPPED, at(50)), Event(WARNED, at(60))])
    assert course.fired == {(WARNED, 0)}
