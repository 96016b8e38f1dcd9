"""The rota worked out: past midnight, through nights in which the clocks change, with days that differ and absences."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heed.process.rota import (
    Alteration,
    Away,
    DutyPeriod,
    Shift,
    Span,
    Why,
    gaps,
    instant,
    minutes_of,
    on_duty,
    turns,
    without,
)

SHANGHAI, LONDON = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/London")
MONDAY = date(2026, 11, 23)
#: The clocks of London go forward and back in these nights.
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
HOUR = 60


def at(hour: float, on: date = MONDAY, zone: ZoneInfo = SHANGHAI) -> datetime:
    return instant(zone, on, round(hour * HOUR))


def week(first: date, shifts: list[Shift], changes: tuple[Alteration, ...] = (), away: tuple[Away, ...] = (),
         zone: ZoneInfo = SHANGHAI) -> tuple[DutyPeriod, ...]:  # fmt: skip
    return turns(zone, first, 7, shifts, changes, away)


@pytest.mark.rule("R41")
def test_a_night_shift_belongs_to_the_day_it_begins_on_and_covers_the_next_morning() -> None:
    found = week(MONDAY, [Shift(1, 0, 22 * HOUR, 30 * HOUR)])
    assert on_duty(found, at(23)) == on_duty(found, at(29)) == (1,)
    assert on_duty(found, at(30)) == on_duty(found, at(21)) == ()
    assert [turn.on for turn in found] == [MONDAY]
    assert on_duty(week(MONDAY + timedelta(days=1), [Shift(1, 0, 22 * HOUR, 30 * HOUR)]), at(29)) == (1,)


@pytest.mark.rule("R41")
@pytest.mark.parametrize(("night", "hours"), [(SPRING, 23), (AUTUMN, 25)])
def test_a_day_in_which_the_clocks_change_is_covered_without_a_hole(night: date, hours: int) -> None:
    shifts = [Shift(n + 1, weekday, n * 90, n * 90 + 90) for n in range(16) for weekday in range(7)]
    found = week(night, shifts, zone=LONDON)
    day = Span(at(0, night, LONDON), at(24, night, LONDON))
    assert day.ends_at - day.starts_at == timedelta(hours=hours)
    assert gaps(found, day) == ()
    assert all(turn.span.starts_at <= turn.span.ends_at for turn in found)
    long_night = [Shift(1, (night - timedelta(days=1)).weekday(), 22 * HOUR, 30 * HOUR)]
    (turn,) = [turn for turn in week(night, long_night, zone=LONDON) if turn.on == night - timedelta(days=1)]
    assert turn.span.ends_at - turn.span.starts_at == timedelta(hours=8 + hours - 24)
    assert minutes_of(LONDON, turn) == (22 * HOUR, 30 * HOUR)


def test_a_time_that_the_clocks_leave_out_is_the_moment_of_the_change() -> None:
    change = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert [instant(LONDON, SPRING, minute) for minute in (60, 75, 119, 120)] == [change] * 4


@pytest.mark.rule("R41")
def test_several_shifts_a_day_leave_the_gaps_between_them() -> None:
    found = week(
        MONDAY, [Shift(1, 0, 8 * HOUR, 12 * HOUR), Shift(1, 0, 14 * HOUR, 18 * HOUR), Shift(2, 0, 17 * HOUR, 24 * HOUR)]
    )
    day = Span(at(0), at(24))
    assert gaps(found, day) == (Span(at(0), at(8)), Span(at(12), at(14)))


@pytest.mark.rule("R41")
def test_a_dated_change_outdoes_the_week_and_the_later_one_the_earlier() -> None:
    shifts = [Shift(1, 0, 8 * HOUR, 16 * HOUR)]
    off = Alteration(1, MONDAY, 10 * HOUR, 12 * HOUR, is_on=False, key=7)
    found = week(MONDAY, shifts, (off,))
    assert on_duty(found, at(11)) == ()
    assert on_duty(found, at(9)) == on_duty(found, at(15)) == (1,)
    assert [turn.change for turn in found if turn.why is Why.OFF] == [off]
    again = Alteration(1, MONDAY, 11 * HOUR, 20 * HOUR, is_on=True)
    found = week(MONDAY, shifts, (off, again))
    assert on_duty(found, at(11)) == on_duty(found, at(19)) == (1,)
    assert on_duty(found, at(10.5)) == ()
    assert on_duty(found, at(8, MONDAY + timedelta(days=7))) == ()


@pytest.mark.rule("R41")
def test_an_absence_takes_even_what_a_change_put_on() -> None:
    extra = Alteration(1, MONDAY, 18 * HOUR, 20 * HOUR, is_on=True)
    away = Away(1, Span(at(9), at(19)))
    found = week(MONDAY, [Shift(1, 0, 8 * HOUR, 16 * HOUR), Shift(2, 0, 8 * HOUR, 16 * HOUR)], (extra,), (away,))
    assert on_duty(found, at(8.5)) == (1, 2)
    assert on_duty(found, at(10)) == (2,)
    assert on_duty(found, at(18.5)) == ()
    assert on_duty(found, at(19.5)) == (1,)


def test_a_pattern_counts_only_for_the_days_that_it_names() -> None:
    tuesday = MONDAY + timedelta(days=1)
    assert not week(
        MONDAY, [Shift(1, 0, 0, 60, until_on=MONDAY - timedelta(days=1)), Shift(1, 0, 0, 60, since_on=tuesday)]
    )
    assert week(MONDAY, [Shift(1, 0, 0, 60, since_on=MONDAY, until_on=MONDAY)])


minutes = st.integers(0, 2000)
spans = st.tuples(minutes, st.integers(1, 600)).map(lambda pair: Span(at(pair[0] / 60), at((pair[0] + pair[1]) / 60)))


@given(st.lists(spans, max_size=6), st.lists(spans, max_size=6), minutes)
def test_what_is_taken_out_is_gone_and_the_rest_is_left(kept: list[Span], taken: list[Span], minute: int) -> None:
    moment = at(minute / 60)
    left = without(kept, taken)
    wanted = any(span.holds(moment) for span in kept) and not any(span.holds(moment) for span in taken)
    assert any(span.holds(moment) for span in left) == wanted
