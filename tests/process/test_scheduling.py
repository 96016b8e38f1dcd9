"""When a report on a schedule is sent, and of what it tells then."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from heed.process.scheduling import SendTimes
from heed.process.words import ReportKind

SHANGHAI = "Asia/Shanghai"
EIGHT = 8 * 60
MONTH = SendTimes(ReportKind.MONTH, 3, EIGHT, SHANGHAI)
WEEK = SendTimes(ReportKind.WEEK, 1, EIGHT, SHANGHAI)
DAILY = SendTimes(ReportKind.DAY, 0, EIGHT, SHANGHAI)


def here(month: int, day: int, hour: int = 8) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ZoneInfo(SHANGHAI))


@pytest.mark.rule("R102", "R103")
@pytest.mark.parametrize(
    ("times", "at", "expected", "told"),
    [
        (MONTH, here(11, 3, 7), here(11, 3), date(2026, 10, 1)),
        (MONTH, here(11, 3), here(12, 3), date(2026, 11, 1)),
        (WEEK, here(11, 21), here(11, 23), date(2026, 11, 16)),
        (DAILY, here(11, 30, 9), here(12, 1), date(2026, 11, 30)),
    ],
)
def test_the_next_time_follows_the_day_and_hour_chosen_and_tells_of_what_is_over_then(
    times: SendTimes, at: datetime, expected: datetime, told: date
) -> None:
    found = times.next_after(at)
    assert (found, found.tzinfo) == (expected, UTC)
    assert times.tells_of(found) == told


def test_every_month_has_its_time_also_the_shortest() -> None:
    times, at = SendTimes(ReportKind.MONTH, 28, 0, SHANGHAI), here(1, 1)
    days = []
    for _month in range(12):
        at = times.next_after(at)
        days.append(at.astimezone(ZoneInfo(SHANGHAI)).date())
    assert [(day.month, day.day) for day in days] == [(month, 28) for month in range(1, 13)]


def test_the_hour_stays_the_same_when_clocks_are_put_back() -> None:
    times = SendTimes(ReportKind.DAY, 0, EIGHT, "Europe/Berlin")
    before = times.next_after(datetime(2026, 10, 24, 0, tzinfo=UTC))
    after = times.next_after(before)
    assert after - before == timedelta(hours=25)


def test_the_times_that_passed_are_given_in_order() -> None:
    assert list(DAILY.due(here(11, 20), here(11, 22, 9))) == [here(11, 20), here(11, 21), here(11, 22)]
    assert not list(DAILY.due(here(11, 20), here(11, 20, 7)))
