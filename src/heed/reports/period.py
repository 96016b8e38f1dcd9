"""A day or a week of which a report tells."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from heed.process.words import N_, Word
from heed.reports.scope import Scope
from heed.ui import humanize

DAY = timedelta(days=1)


class Period(Word):
    """What a report of days tells of."""

    DAY = "day", N_("Daily record")
    WEEK = "week", N_("Weekly report")

    @property
    def days(self) -> int:
        """How many days it has."""
        return 1 if self is Period.DAY else 7

    def begin(self, on: date) -> date:
        """The first day of the one in which the day lies; weeks begin on Monday."""
        return on if self is Period.DAY else on - on.weekday() * DAY

    def last_one(self, today: date) -> date:
        """The first day of the last one that is over."""
        return self.begin(today) - self.days * DAY


@dataclass(frozen=True, slots=True)
class PeriodAsked:
    """A day or a week, and the projects that are told of."""

    period: Period
    first: date
    scope: Scope

    @property
    def last(self) -> date:
        """Its last day."""
        return self.first + (self.period.days - 1) * DAY

    @property
    def name(self) -> str:
        """It in words: the day, or the first and the last one."""
        days = [self.first] if self.period is Period.DAY else [self.first, self.last]
        return " – ".join(humanize.calendar_day(on) for on in days)

    def address(self, steps: int = 0, **more: str) -> str:
        """The parameters of an address that keeps the projects; of one so many days or weeks later."""
        first = self.first + steps * self.period.days * DAY
        return urlencode({self.period.value: first.isoformat(), **self.scope.narrowed, **more})
