"""Clocks: targets and limits in minutes, pauses, what is used up, how it ended, reassessment."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heed.process import clocks
from heed.process.calendar import ALWAYS, Hours, NeverOpen
from heed.process.clocks import Basis, Pause, Rule, Times
from heed.process.intervals import Interval
from heed.process.words import ClockKind

MINUTE = timedelta(minutes=1)
HOUR, DAY = 60, 1440

GENERAL = Rule(ClockKind.ANSWER, target=30, limit=DAY)
MAJOR = Rule(ClockKind.ANSWER, target=6 * HOUR, limit=DAY)
OFFICE = Hours("Asia/Shanghai", ((Interval(540, 1080),),) * 5 + ((), ()), {date(2026, 11, 24): ()})


def shanghai(day: int, hour: int = 0, minute: int = 0) -> datetime:
    """An instant of November 2026 by the clocks of Shanghai; the 21st is a Saturday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


START = shanghai(23, 10)  # a Monday


def pause(begins: float, ends: float | None, reason: str = "The owner is away") -> Pause:
    """A pause from and to so many minutes after START."""
    return Pause(START + begins * MINUTE, None if ends is None else START + ends * MINUTE, reason)


def due(minutes: float) -> datetime:
    return START + minutes * MINUTE


# Target and limit


@pytest.mark.rule("C2", "R70")
def test_a_general_matter_has_half_an_hour_for_its_target_and_a_day_for_its_limit() -> None:
    assert clocks.times(GENERAL, OFFICE, START) == Times(shanghai(23, 10, 30), shanghai(24, 10))


@pytest.mark.rule("C2", "R70")
def test_a_major_matter_has_six_hours_for_its_target_and_the_same_limit() -> None:
    assert clocks.times(MAJOR, OFFICE, START) == Times(shanghai(23, 16), shanghai(24, 10))


@pytest.mark.rule("C2", "R55")
def test_twenty_four_hours_are_real_hours_through_the_night_and_the_holiday() -> None:
    evening = shanghai(20, 23, 30)
    assert clocks.times(GENERAL, OFFICE, evening).limit_at == shanghai(21, 23, 30)


@pytest.mark.rule("R60")
def test_a_clock_of_open_time_rests_in_the_night_the_weekend_and_the_holiday() -> None:
    rule = Rule(ClockKind.FINISH, target=2 * HOUR, limit=10 * HOUR, basis=Basis.OPEN)
    friday, holiday_between = shanghai(20, 17), shanghai(23, 17)
    assert clocks.times(rule, OFFICE, friday) == Times(shanghai(23, 10), shanghai(23, 18))
    assert clocks.times(rule, OFFICE, holiday_between) == Times(shanghai(25, 10), shanghai(25, 18))


@pytest.mark.rule("R93")
def test_the_silent_week_is_seven_times_24_hours_also_when_the_clocks_change() -> None:
    rule = Rule(ClockKind.SILENCE, target=None, limit=7 * DAY)
    start = datetime(2026, 10, 24, 12, tzinfo=UTC)
    assert clocks.times(rule, OFFICE, start) == Times(None, start + timedelta(days=7))


def test_a_clock_may_count_parts_of_a_minute() -> None:
    two_rings = Rule(ClockKind.PAGE, target=1 / 6, limit=0.25)
    ten_seconds, fifteen_seconds = START + timedelta(seconds=10), START + timedelta(seconds=15)
    assert clocks.times(two_rings, ALWAYS, START) == Times(ten_seconds, fifteen_seconds)


@pytest.mark.rule("R55", "R61")
def test_a_promised_instant_is_target_and_limit_and_no_pause_moves_it() -> None:
    promised_at = shanghai(23, 15)
    expected = Times(promised_at, promised_at)
    assert clocks.times(GENERAL, OFFICE, START, due_at=promised_at) == expected
    assert clocks.times(GENERAL, OFFICE, START, [pause(10, None)], due_at=promised_at) == expected


def test_open_time_that_does_not_exist_is_an_error_not_a_clock_without_end() -> None:
    rule = Rule(ClockKind.FINISH, target=None, limit=60, basis=Basis.OPEN)
    with pytest.raises(NeverOpen):
        clocks.times(rule, Hours("Asia/Shanghai", ((),) * 7), START)


# Pauses


def test_a_pause_pushes_target_and_limit_by_its_length() -> None:
    assert clocks.times(GENERAL, OFFICE, START, [pause(10, 70)]) == Times(due(90), due(DAY + 60))


def test_a_pause_after_the_target_pushes_the_limit_alone() -> None:
    assert clocks.times(GENERAL, OFFICE, START, [pause(40, 100)]) == Times(due(30), due(DAY + 60))


def test_an_open_pause_leaves_unknown_what_had_not_come() -> None:
    assert clocks.times(GENERAL, OFFICE, START, [pause(10, None)]) == Times(None, None)
    assert clocks.times(GENERAL, OFFICE, START, [pause(40, None)]) == Times(due(30), None)


def test_a_pause_after_the_limit_does_not_undo_the_breach() -> None:
    assert clocks.times(GENERAL, OFFICE, START, [pause(DAY + 5, None)]).limit_at == due(DAY)


def test_a_limit_that_comes_as_the_pause_begins_stands() -> None:
    assert clocks.times(GENERAL, OFFICE, START, [pause(30, 90)]).target_at == due(30)


def test_pauses_that_overlap_count_once_whatever_their_order() -> None:
    pauses = [pause(60, 120), pause(10, 90), pause(20, 30)]
    assert clocks.times(GENERAL, OFFICE, START, pauses) == Times(due(140), due(DAY + 110))


def test_of_a_pause_that_began_before_the_clock_only_the_rest_counts() -> None:
    assert clocks.times(GENERAL, OFFICE, START, [pause(-60, 15)]).target_at == due(45)
    assert clocks.times(GENERAL, OFFICE, START, [pause(-60, -15)]).target_at == due(30)


def test_a_pause_in_the_night_moves_no_clock_of_open_time() -> None:
    rule = Rule(ClockKind.FINISH, target=None, limit=10 * HOUR, basis=Basis.OPEN)
    night = Pause(shanghai(23, 18), shanghai(25, 9), "The owner sleeps")
    assert clocks.times(rule, OFFICE, START, [night]) == clocks.times(rule, OFFICE, START)


def test_a_pause_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="a pause cannot end"):
        pause(10, 9)


rules = st.builds(
    Rule,
    st.just(ClockKind.ANSWER),
    target=st.integers(0, 500),
    limit=st.integers(500, 3000),
    basis=st.sampled_from(Basis),
)
pauses = st.lists(
    st.tuples(st.integers(-100, 4000), st.integers(0, 2000)).map(lambda drawn: pause(drawn[0], sum(drawn))), max_size=4
)


def instants(times: Times) -> tuple[datetime, datetime]:
    """Target and limit of a clock that has both and does not wait."""
    assert times.target_at is not None
    assert times.limit_at is not None
    return times.target_at, times.limit_at


@given(rules, pauses)
def test_at_the_limit_exactly_the_limit_has_been_counted(rule: Rule, pauses: list[Pause]) -> None:
    times = clocks.times(rule, OFFICE, START, pauses)
    for minutes, reached_at in ((rule.target, times.target_at), (rule.limit, times.limit_at)):
        assert reached_at is not None
        assert clocks.elapsed(rule, OFFICE, START, pauses, until=reached_at) == pytest.approx(minutes)


@given(rules, pauses)
def test_pauses_only_ever_push_and_their_order_is_the_same_to_them(rule: Rule, pauses: list[Pause]) -> None:
    without, times = clocks.times(rule, OFFICE, START), clocks.times(rule, OFFICE, START, pauses)
    assert instants(without)[0] <= instants(times)[0] <= instants(times)[1]
    assert instants(without)[1] <= instants(times)[1]
    assert clocks.times(rule, OFFICE, START, pauses[::-1]) == times


@given(rules, pauses, st.integers(0, 5000), st.integers(0, 5000))
def test_what_an_open_pause_leaves_known_is_what_it_leaves_unchanged_when_it_ends(
    rule: Rule, pauses: list[Pause], begins: int, length: int
) -> None:
    known = clocks.times(rule, OFFICE, START, [*pauses, pause(begins, None)])
    ended = clocks.times(rule, OFFICE, START, [*pauses, pause(begins, begins + length)])
    assert known.target_at in (None, ended.target_at)
    assert known.limit_at in (None, ended.limit_at)


# What is used up


def test_the_share_used_grows_to_1_at_the_limit_and_beyond() -> None:
    def used(minutes: float) -> float | None:
        return clocks.share(GENERAL, OFFICE, START, now=due(minutes))

    assert [used(-10), used(0), used(DAY / 4), used(DAY), used(DAY * 1.5)] == [0, 0, 0.25, 1, 1.5]


def test_the_share_used_stands_still_in_a_pause_and_while_closed() -> None:
    paused = [pause(DAY / 2, None)]
    assert clocks.share(GENERAL, OFFICE, START, paused, now=due(DAY * 3)) == 0.5
    open_time = Rule(ClockKind.FINISH, target=None, limit=16 * HOUR, basis=Basis.OPEN)
    assert clocks.share(open_time, OFFICE, START, now=shanghai(23, 18)) == 0.5
    assert clocks.share(open_time, OFFICE, START, now=shanghai(25, 9)) == 0.5


def test_of_a_promise_the_share_is_that_of_the_time_up_to_it() -> None:
    assert clocks.share(GENERAL, OFFICE, START, now=due(60), due_at=due(240)) == 0.25
    assert clocks.share(GENERAL, OFFICE, START, now=due(60), due_at=START) == 1


def test_without_a_limit_the_share_is_of_the_target_and_without_both_nothing() -> None:
    assert clocks.share(Rule(ClockKind.PROGRESS, 60, None), OFFICE, START, now=due(30)) == 0.5
    assert clocks.share(Rule(ClockKind.PROGRESS, None, None), OFFICE, START, now=due(30)) == 0


def test_minutes_in_pauses_and_before_the_start_have_not_elapsed() -> None:
    assert clocks.elapsed(GENERAL, OFFICE, START, [pause(10, 40)], until=due(25)) == 10
    assert clocks.elapsed(GENERAL, OFFICE, START, [pause(10, 40)], until=due(50)) == 20
    assert clocks.elapsed(GENERAL, OFFICE, START, until=due(-50)) == 0


# How it ended


@pytest.mark.rule("C2")
def test_the_limit_itself_is_in_time_and_a_breach_is_the_limit_however_late_it_was_noticed() -> None:
    times = clocks.times(GENERAL, OFFICE, START)
    assert clocks.breached_at(times, due(DAY)) is None
    assert clocks.breached_at(times, due(DAY) + timedelta(seconds=1)) == due(DAY)
    assert clocks.breached_at(times, due(DAY * 30)) == due(DAY)
    assert clocks.breached_at(Times(due(30), None), due(DAY * 30)) is None


# Reassessed


def retimed(rule: Rule, reassessed_at: datetime, was: Times, pauses: Sequence[Pause] = ()) -> Times:
    return clocks.retimed(rule, OFFICE, START, pauses, was=was, reassessed_at=reassessed_at)


@pytest.mark.rule("C2", "R22")
def test_a_reassessed_complaint_keeps_its_start_and_its_pauses() -> None:
    pauses = [pause(5, 15)]
    was = clocks.times(GENERAL, OFFICE, START, pauses)
    assert retimed(MAJOR, due(20), was, pauses) == Times(due(6 * HOUR + 10), due(DAY + 10))


@pytest.mark.rule("R22")
def test_a_stricter_rule_can_be_overdue_at_once() -> None:
    emergency = Rule(ClockKind.ANSWER, target=10, limit=60)
    was = clocks.times(MAJOR, OFFICE, START)
    assert retimed(emergency, due(90), was) == Times(due(10), due(60))


@pytest.mark.rule("R22")
def test_a_milder_rule_forgives_no_breach_and_no_passed_target() -> None:
    milder = Rule(ClockKind.ANSWER, target=3 * DAY, limit=5 * DAY)
    was = clocks.times(GENERAL, OFFICE, START)
    assert retimed(milder, due(45), was) == Times(due(30), due(5 * DAY))
    assert retimed(milder, due(DAY + 1), was) == was
    assert retimed(milder, due(20), was) == Times(due(3 * DAY), due(5 * DAY))
