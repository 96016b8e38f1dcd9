"""How many people are on duty in each hour of the week, by the shifts of a rota."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from heed.process.intervals import MINUTES_A_DAY, Interval
from heed.process.rota import Shift

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DutyWeek:
    """The weekly shifts of an estate's desk. Dated changes and absences are not in it."""

    shifts: tuple[Shift, ...]

    def people_at(self, wall: datetime) -> int:
        """How many people are on duty when the estate's wall clock shows this."""
        minute = wall.hour * 60 + wall.minute
        here = sum(shift.is_on(wall.date()) and shift.starts <= minute < shift.ends for shift in self.shifts)
        before, later = wall.date() - _DAY, minute + MINUTES_A_DAY
        return here + sum(shift.is_on(before) and shift.starts <= later < shift.ends for shift in self.shifts)


def weekly(week: Sequence[Iterable[Interval]], people: int) -> DutyWeek:
    """The same number of people in these intervals of each weekday, Monday first."""
    return DutyWeek(tuple(_shifts(week, people)))


def _shifts(week: Sequence[Iterable[Interval]], people: int) -> Iterator[Shift]:
    for weekday, intervals in enumerate(week):
        for interval in intervals:
            for person in range(people):
                yield Shift(person, weekday, interval.start, interval.end)
