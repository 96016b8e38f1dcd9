"""When the report of a month is due at the company centre, and when the estate is reminded of it (R103)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from heed.process.calendar import Hours
from heed.process.policy.terms import ReportTerms

DAY = timedelta(days=1)
#: So many days after the end of a month are looked through for working days.
LONGEST = 60


@dataclass(frozen=True, slots=True)
class ReportTimes:
    """When an estate is reminded of the report of a month, and when it is due: both at the end of a day there."""

    remind_at: datetime
    due_at: datetime


def next_month(on: date) -> date:
    """Return the first day of the month after the one in which the day lies."""
    return (on.replace(day=1) + timedelta(days=31)).replace(day=1)


def is_over(month_on: date, zone: str, now: datetime) -> bool:
    """Whether the month is over at a place in this time zone."""
    return now.astimezone(ZoneInfo(zone)).date() >= next_month(month_on)


def times_of(month_on: date, terms: ReportTerms, hours: Hours) -> ReportTimes:
    """Return the times of the report of the month that begins on this day.

    It is due when the working day of the terms ends in the month that follows, by the calendar of the estate; where
    that has too few working days, plain days count.
    """
    begins = next_month(month_on)
    days = [begins + n * DAY for n in range(LONGEST)]
    working = [day for day in days if hours.on(day)]
    due_on = (working if len(working) >= terms.due_workday else days)[terms.due_workday - 1]
    due_at = _end_of(due_on, hours.timezone)
    return ReportTimes(max(due_at - terms.remind_days * DAY, _end_of(begins - DAY, hours.timezone)), due_at)


def _end_of(day: date, zone: str) -> datetime:
    return datetime.combine(day + DAY, time(), ZoneInfo(zone)).astimezone(UTC)
