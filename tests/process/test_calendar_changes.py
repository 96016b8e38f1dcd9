"""Open time where days are not alike: midnight, leap days, the turn of the year and changed clocks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from heed.process.calendar import ALWAYS, Hours
from heed.process.intervals import Interval


def all_day(zone: str) -> Hours:
    return Hours(zone, ((Interval(0, 1440),),) * 7)


def every_day(zone: str, *ranges: str) -> Hours:
    return Hours.from_document({"timezone": zone, "week": [list(ranges)] * 7})


def at(zone: str, *moment: int, fold: int = 0) -> datetime:
    """The instant in UTC: instants of an hour that a zone has twice cannot be compared with those of other zones."""
    return datetime(*moment, tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)  # type: ignore[misc, arg-type]  # moment: no time zone


def in_shanghai(*moment: int) -> datetime:
    return at("Asia/Shanghai", *moment)


# Midnight, leap days, the turn of the year


def test_no_minute_is_lost_at_midnight() -> None:
    nights = every_day("Asia/Shanghai", "00:00-06:00", "22:00-24:00")
    evening = in_shanghai(2026, 11, 21, 22)
    assert nights.minutes_between(evening, in_shanghai(2026, 11, 22, 6)) == 480
    assert nights.is_open(in_shanghai(2026, 11, 21, 23, 59, 59))
    assert nights.is_open(in_shanghai(2026, 11, 22, 0))
    assert nights.add(evening, 121) == in_shanghai(2026, 11, 22, 0, 1)


def test_the_29th_of_february_is_a_day_like_any_other() -> None:
    days = every_day("Asia/Shanghai", "09:00-18:00")
    assert days.add(in_shanghai(2028, 2, 28, 17), 120) == in_shanghai(2028, 2, 29, 10)
    assert days.add(in_shanghai(2027, 2, 28, 17), 120) == in_shanghai(2027, 3, 1, 10)
    assert ALWAYS.minutes_between(in_shanghai(2028, 1, 1), in_shanghai(2029, 1, 1)) == 366 * 1440


def test_the_turn_of_the_year_is_a_night_like_any_other() -> None:
    hours = every_day("America/New_York", "20:00-24:00")
    before, after = at("America/New_York", 2026, 12, 31, 20), at("America/New_York", 2027, 1, 1, 21)
    assert hours.minutes_between(before, after) == 300
    assert hours.add(before, 300) == after


def test_years_ahead_are_counted_exactly() -> None:
    assert ALWAYS.add(datetime(2026, 11, 21, tzinfo=UTC), 10_000_000) == datetime(2045, 11, 25, 10, 40, tzinfo=UTC)


# Changed clocks


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", (2026, 3, 29), 23),
        ("Europe/Berlin", (2026, 10, 25), 25),
        ("America/New_York", (2026, 3, 8), 23),
        ("America/New_York", (2026, 11, 1), 25),
        ("America/Santiago", (2026, 9, 6), 23),
        ("Australia/Lord_Howe", (2026, 10, 4), 23.5),
        ("Asia/Shanghai", (2026, 3, 29), 24),
        ("Pacific/Apia", (2011, 12, 30), 0),  # the day that Samoa left out
    ],
)
def test_a_day_has_as_many_hours_as_its_clocks_let_it_have(zone: str, day: tuple[int, int, int], hours: float) -> None:
    start = at(zone, *day)
    end = datetime.combine(date(*day) + timedelta(days=1), datetime.min.time(), ZoneInfo(zone))
    assert all_day(zone).minutes_between(start, end) == hours * 60


def test_in_spring_the_night_shift_is_an_hour_shorter() -> None:
    night = every_day("Europe/Berlin", "00:00-06:00")
    assert night.minutes_between(at("Europe/Berlin", 2026, 3, 29), at("Europe/Berlin", 2026, 3, 30)) == 300
    assert night.add(at("Europe/Berlin", 2026, 3, 29, 1), 120) == at("Europe/Berlin", 2026, 3, 29, 4)


def test_in_autumn_the_night_shift_is_an_hour_longer() -> None:
    night = every_day("Europe/Berlin", "00:00-06:00")
    assert night.minutes_between(at("Europe/Berlin", 2026, 10, 25), at("Europe/Berlin", 2026, 10, 26)) == 420
    assert night.add(at("Europe/Berlin", 2026, 10, 25, 1), 120) == at("Europe/Berlin", 2026, 10, 25, 2, fold=1)


def test_open_time_that_the_clocks_leap_over_does_not_exist() -> None:
    leapt = every_day("America/New_York", "02:15-02:45")
    saturday = at("America/New_York", 2026, 3, 7, 12)
    assert leapt.minutes_between(saturday, at("America/New_York", 2026, 3, 8, 12)) == 0
    assert leapt.add(saturday, 30) == at("America/New_York", 2026, 3, 9, 2, 45)


def test_open_time_that_the_clocks_show_twice_counts_twice() -> None:
    hours = every_day("America/New_York", "01:00-01:30")
    sunday, monday = at("America/New_York", 2026, 11, 1), at("America/New_York", 2026, 11, 2)
    assert hours.minutes_between(sunday, monday) == 60
    assert hours.add(sunday, 31) == at("America/New_York", 2026, 11, 1, 1, 1, fold=1)


def test_clocks_that_go_back_across_midnight_count_the_evening_again() -> None:
    hours = every_day("America/St_Johns", "23:00-24:00")  # until 2011 from 0:01 to 23:01 of the day before
    noon = at("America/St_Johns", 2010, 11, 6, 12)
    assert hours.minutes_between(noon, noon + timedelta(hours=24)) == 60 + 59
