"""Open time: whatever the calendar, counted against the wall clock; a week with its exceptions; what cannot be."""

import json
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heed.process.calendar import ALWAYS, Hours, NeverOpen
from heed.process.intervals import Interval

MINUTE = timedelta(minutes=1)
ZONES = (
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/New_York",
    "America/Santiago",  # changes its clocks at midnight
    "Australia/Lord_Howe",  # by half an hour
    "Asia/Kathmandu",  # a quarter of an hour off
)
DESK = Hours.from_document(
    {
        "timezone": "Asia/Shanghai",
        "week": [["09:00-12:00", "13:30-18:00"]] * 5 + [[], []],
        "days": {
            "2026-09-30": ["09:00-12:00"],  # half day
            "2026-10-01": [],  # holiday, a Thursday
            "2026-10-02": [],
            "2026-10-10": ["09:00-12:00", "13:30-18:00"],  # make-up workday, a Saturday
        },
    }
)


def all_day(zone: str) -> Hours:
    return Hours(zone, ((Interval(0, 1440),),) * 7)


def at(zone: str, *moment: int, fold: int = 0) -> datetime:
    """The instant in UTC: instants of an hour that a zone has twice cannot be compared with those of other zones."""
    return datetime(*moment, tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)  # type: ignore[misc, arg-type]  # moment: no time zone


def in_shanghai(*moment: int) -> datetime:
    return at("Asia/Shanghai", *moment)


# Whatever calendars and instants there are


@st.composite
def days(draw: st.DrawFn) -> tuple[Interval, ...]:
    edges = sorted(draw(st.sets(st.integers(0, 1440), max_size=6)))
    return tuple(Interval(start, end) for start, end in zip(edges[::2], edges[1::2], strict=False))


dates = st.dates(date(2026, 1, 1), date(2026, 12, 31))
calendars = st.builds(
    Hours,
    st.sampled_from(ZONES),
    st.tuples(*[days()] * 7).filter(any),
    st.dictionaries(dates, days(), max_size=5),
)
instants = st.datetimes(datetime(2025, 12, 1), datetime(2027, 2, 1), timezones=st.just(UTC))  # noqa: DTZ001
amounts = st.floats(0, 100_000) | st.integers(0, 3000).map(float)
#: Minutes around which the clocks of the ZONES change, or a year begins.
turning_points = st.sampled_from(
    [
        datetime(2026, 3, 29, 1, tzinfo=UTC),
        datetime(2026, 10, 25, 1, tzinfo=UTC),
        datetime(2026, 3, 8, 7, tzinfo=UTC),
        datetime(2026, 11, 1, 6, tzinfo=UTC),
        datetime(2026, 4, 5, 3, tzinfo=UTC),
        datetime(2026, 9, 6, 4, tzinfo=UTC),
        datetime(2026, 4, 4, 15, tzinfo=UTC),
        datetime(2026, 10, 3, 15, 30, tzinfo=UTC),
        datetime(2026, 1, 1, tzinfo=UTC),
        datetime(2028, 2, 29, tzinfo=UTC),
    ]
)


@given(calendars, turning_points, st.integers(-700, 700), st.integers(0, 700))
def test_open_minutes_are_the_minutes_at_which_the_wall_clock_shows_open_time(
    hours: Hours, turning: datetime, before: int, length: int
) -> None:
    start = turning + before * MINUTE
    open_minutes = sum(hours.is_open(start + minute * MINUTE) for minute in range(length))
    assert hours.minutes_between(start, start + length * MINUTE) == open_minutes


@given(calendars, instants, amounts)
def test_adding_minutes_and_counting_them_again_gives_the_same(hours: Hours, start: datetime, minutes: float) -> None:
    assert hours.minutes_between(start, hours.add(start, minutes)) == pytest.approx(minutes, abs=1e-6)


@given(calendars, instants, st.floats(0.01, 100_000))
def test_the_due_instant_is_the_earliest_at_which_the_minutes_have_passed(
    hours: Hours, start: datetime, minutes: float
) -> None:
    due = hours.add(start, minutes)
    assert hours.minutes_between(start, due - timedelta(milliseconds=1)) < minutes - 1e-6


@given(calendars, instants, amounts, amounts)
def test_more_minutes_are_never_due_earlier(hours: Hours, start: datetime, some: float, more: float) -> None:
    first, second = sorted((some, more))
    assert start <= hours.add(start, first) <= hours.add(start, second)


@given(calendars, instants, instants, amounts)
def test_what_starts_later_is_never_due_earlier(hours: Hours, one: datetime, other: datetime, minutes: float) -> None:
    first, second = sorted((one, other))
    assert hours.add(first, minutes) <= hours.add(second, minutes)


@given(calendars, instants, instants, instants)
def test_counting_in_parts_gives_the_whole(hours: Hours, start: datetime, middle: datetime, end: datetime) -> None:
    parts = hours.minutes_between(start, middle) + hours.minutes_between(middle, end)
    assert parts == pytest.approx(hours.minutes_between(start, end), abs=1e-6)


@given(calendars, instants, st.integers(0, 50_000), st.integers(0, 50_000))
def test_adding_in_parts_gives_the_whole(hours: Hours, start: datetime, some: float, more: float) -> None:
    assert hours.add(hours.add(start, some), more) == hours.add(start, some + more)


@given(calendars, instants)
def test_the_next_opening_is_open_and_nothing_was_open_before_it(hours: Hours, now: datetime) -> None:
    opening = hours.opens_at(now)
    assert hours.is_open(opening)
    assert hours.minutes_between(now, opening) == 0


@given(st.sampled_from(ZONES), instants, instants)
def test_round_the_clock_every_real_minute_counts_in_every_time_zone(zone: str, start: datetime, end: datetime) -> None:
    real = pytest.approx((end - start) / MINUTE)
    assert all_day(zone).minutes_between(start, end) == real
    assert ALWAYS.minutes_between(start, end) == real


@given(instants, amounts)
def test_round_the_clock_minutes_are_added_as_they_are(start: datetime, minutes: float) -> None:
    assert ALWAYS.add(start, minutes) == all_day("America/New_York").add(start, minutes)
    assert ALWAYS.add(start, minutes) == start + timedelta(minutes=minutes)


@given(calendars, dates, days())
def test_a_dated_override_replaces_its_day_and_no_other(
    hours: Hours, day: date, intervals: tuple[Interval, ...]
) -> None:
    changed = Hours(hours.timezone, hours.week, {**hours.days, day: intervals})
    midnight = datetime.combine(day, datetime.min.time(), ZoneInfo(hours.timezone))
    for offset in range(-1, 3):
        noon = (midnight + timedelta(days=offset)).replace(hour=12)
        expected = intervals if noon.date() == day else hours.on(noon.date())
        assert changed.on(noon.date()) == expected
        assert changed.is_open(noon) == any(interval.start <= 720 < interval.end for interval in expected)


@given(calendars)
def test_a_calendar_survives_being_written_as_json_and_read_again(hours: Hours) -> None:
    again = Hours.from_document(json.loads(json.dumps(hours.as_document())))
    assert again == hours
    assert hash(again) == hash(hours)


# The week and its exceptions


def test_lunch_and_the_night_do_not_count() -> None:
    monday, tuesday = in_shanghai(2026, 11, 23, 11, 0), in_shanghai(2026, 11, 24, 10, 0)
    assert DESK.minutes_between(monday, tuesday) == 60 + 270 + 60
    assert DESK.add(monday, 60 + 270 + 60) == tuesday


def test_minutes_counted_backwards_are_negative() -> None:
    assert DESK.minutes_between(in_shanghai(2026, 11, 23, 10), in_shanghai(2026, 11, 23, 9)) == -60


def test_what_arrives_in_the_weekend_is_counted_from_monday() -> None:
    assert DESK.add(in_shanghai(2026, 11, 21, 20), 30) == in_shanghai(2026, 11, 23, 9, 30)


def test_work_that_fills_the_day_is_due_when_the_day_closes_not_when_the_next_one_opens() -> None:
    assert DESK.add(in_shanghai(2026, 11, 20, 17), 60) == in_shanghai(2026, 11, 20, 18)


def test_no_minutes_are_due_at_once_even_when_closed() -> None:
    sunday = in_shanghai(2026, 11, 22, 3)
    assert DESK.add(sunday, 0) == sunday


def test_a_half_day_a_holiday_and_a_make_up_workday_replace_their_days() -> None:
    half_day = in_shanghai(2026, 9, 30, 11)
    assert DESK.add(half_day, 61) == in_shanghai(2026, 10, 5, 9, 1)
    assert not DESK.is_open(in_shanghai(2026, 10, 1, 10))
    assert DESK.is_open(in_shanghai(2026, 10, 10, 10))
    assert DESK.minutes_between(in_shanghai(2026, 10, 10), in_shanghai(2026, 10, 11)) == 450


def test_closing_minutes_are_closed_and_opening_minutes_are_open() -> None:
    assert DESK.is_open(in_shanghai(2026, 11, 23, 9))
    assert DESK.is_open(in_shanghai(2026, 11, 23, 11, 59, 59))
    assert not DESK.is_open(in_shanghai(2026, 11, 23, 12))


def test_the_next_opening_passes_over_a_holiday() -> None:
    assert DESK.opens_at(in_shanghai(2026, 9, 30, 12)) == in_shanghai(2026, 10, 5, 9)


def test_an_open_instant_is_its_own_opening() -> None:
    now = in_shanghai(2026, 11, 23, 9, 17)
    assert DESK.opens_at(now) == now


def test_a_hundred_thousand_minutes_are_44_weeks_2_days_and_100_minutes() -> None:
    plain = Hours(DESK.timezone, DESK.week)
    assert plain.add(in_shanghai(2026, 1, 5, 9), 100_000) == in_shanghai(2026, 11, 11, 10, 40)


def test_answers_come_in_utc_whatever_zone_the_question_was_in() -> None:
    due = DESK.add(in_shanghai(2026, 11, 23, 9), 30)
    assert due.tzinfo is UTC
    assert due == datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


# Calendars that cannot be


def test_a_calendar_that_is_never_open_says_so_instead_of_searching_for_ever() -> None:
    never = Hours("Asia/Shanghai", ((),) * 7)
    with pytest.raises(NeverOpen, match="2026-11-21"):
        never.add(in_shanghai(2026, 11, 21), 1)
    with pytest.raises(NeverOpen):
        never.opens_at(in_shanghai(2026, 11, 21))
    assert never.minutes_between(in_shanghai(2026, 11, 21), in_shanghai(2036, 11, 21)) == 0


def test_a_calendar_of_dates_alone_ends_with_its_last_date() -> None:
    fair = Hours("Pacific/Honolulu", ((),) * 7, {date(2026, 12, 31): (Interval(1380, 1440),)})
    before = datetime(2026, 11, 21, tzinfo=UTC)
    assert fair.opens_at(before) == at("Pacific/Honolulu", 2026, 12, 31, 23)
    assert fair.add(before, 60) == at("Pacific/Honolulu", 2027, 1, 1)
    with pytest.raises(NeverOpen):
        fair.add(before, 61)


def test_an_instant_without_a_time_zone_is_refused() -> None:
    naive = datetime(2026, 11, 21, 9, 0)  # noqa: DTZ001
    for ask in (DESK.is_open, DESK.opens_at, lambda start: DESK.add(start, 1)):
        with pytest.raises(ValueError, match="time zone"):
            ask(naive)


@pytest.mark.parametrize("minutes", [-1, float("nan"), float("inf")])
def test_only_a_number_of_minutes_from_0_up_can_be_added(minutes: float) -> None:
    with pytest.raises(ValueError, match="0 or more"):
        DESK.add(in_shanghai(2026, 11, 21), minutes)


def test_a_calendar_does_not_change_with_the_document_it_was_read_from() -> None:
    days: dict[date, tuple[Interval, ...]] = {date(2026, 10, 1): (Interval(540, 600),)}
    hours = Hours("UTC", ((),) * 7, days)
    days[date(2026, 10, 1)] = ()
    assert hours.on(date(2026, 10, 1)) == (Interval(540, 600),)
