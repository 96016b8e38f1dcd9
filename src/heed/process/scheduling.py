"""When a report on a schedule is sent, and of which month, week or day it tells then (R102, R103)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from heed.process.words import ReportKind

DAY = timedelta(days=1)
#: The last day of the month that every month has.
LAST_DAY = 28
#: The longest time between two sendings, in days, with a day to spare at either end.
_LONGEST = 33


@dataclass(frozen=True, slots=True)
class SendTimes:
    """The times at which a report is sent.

    `day` is that of the month (1 to 28) for the monthly table, that of the week (1, Monday, to 7) for the weekly
    report, and 0 for the daily record. `minute` is that of the day in the time zone `zone`.
    """

    report: ReportKind
    day: int
    minute: int
    zone: str

    def next_after(self, at: datetime) -> datetime:
        """Return the first time after this instant, in UTC."""
        first = at.astimezone(ZoneInfo(self.zone)).date() - DAY
        days = (first + number * DAY for number in range(_LONGEST))
        return next(found for day in days if self._is_on(day) and (found := self._at(day)) > at)

    def due(self, since: datetime, now: datetime) -> Iterator[datetime]:
        """Give the time `since` and those that follow it, until now."""
        while since <= now:
            yield since
            since = self.next_after(since)

    def tells_of(self, due_at: datetime) -> date:
        """Return the first day of the month, week or day that was the last one over at this time."""
        today = due_at.astimezone(ZoneInfo(self.zone)).date()
        if self.report is ReportKind.DAY:
            return today - DAY
        if self.report is ReportKind.WEEK:
            return today - (today.weekday() + 7) * DAY
        return (today.replace(day=1) - DAY).replace(day=1)

    def _is_on(self, day: date) -> bool:
        return self.report is ReportKind.DAY or self.day == (
            day.isoweekday() if self.report is ReportKind.WEEK else day.day
        )

    def _at(self, day: date) -> datetime:
        return datetime.combine(day, time(self.minute // 60, self.minute % 60), ZoneInfo(self.zone)).astimezone(UTC)


def days_offered(report: ReportKind) -> range:
    """Return the days that can be chosen for a report."""
    if report is ReportKind.DAY:
        return range(1)
    return range(1, 8 if report is ReportKind.WEEK else LAST_DAY + 1)
