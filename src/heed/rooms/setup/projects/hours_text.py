"""Open hours in words: open or not now, the next days, and years that nobody has looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from heed.process.calendar import Hours, NeverOpen
from heed.process.intervals import Interval
from heed.ui import humanize

HOLIDAY, SHORTER, LONGER, WORKDAY = N_("Holiday"), N_("Shorter day"), N_("Other hours"), N_("Make-up workday")


@dataclass(frozen=True, slots=True)
class Now:
    """Whether it is open, and the sentence that says until when, or when next."""

    is_open: bool
    text: str


@dataclass(frozen=True, slots=True)
class OpenDay:
    """One day: its date, what is special about it ("" for an ordinary day), its hours as written."""

    on: date
    what: str
    hours: tuple[str, ...]


def open_now(hours: Hours, now: datetime) -> Now:
    """Open or not at this instant, in the project's own time."""
    here = now.astimezone(ZoneInfo(hours.timezone))
    if hours.is_open(now):
        minute = here.hour * 60 + here.minute
        end = _end(hours, here.date(), minute)
        return Now(True, _("Open now, until %(time)s") % {"time": f"{end // 60:02}:{end % 60:02}"})
    try:
        opens = hours.opens_at(now).astimezone(ZoneInfo(hours.timezone))
    except NeverOpen:
        return Now(False, _("Closed, no further open hours"))
    return Now(False, _("Closed now, opens %(when)s") % {"when": f"{humanize.day(opens.date())} {opens:%H:%M}"})


def _end(hours: Hours, on: date, minute: int) -> int:
    """The minute at which the interval of this minute ends, through intervals that touch."""
    end = minute
    for interval in hours.on(on):
        if interval.start <= end < interval.end:
            end = interval.end
    return end


def kind_of(hours: Hours, on: date) -> str:
    """What a dated exception is against the weekday it replaces: a message id, "" for none."""
    if on not in hours.days:
        return ""
    usual, own = hours.week[on.weekday()], hours.days[on]
    if not own:
        return HOLIDAY
    if not usual:
        return WORKDAY
    return SHORTER if _length(own) < _length(usual) else LONGER


def days_ahead(hours: Hours, now: datetime, count: int = 14) -> Iterator[OpenDay]:
    """The next days as they will be."""
    today = now.astimezone(ZoneInfo(hours.timezone)).date()
    for number in range(count):
        on = today + timedelta(days=number)
        yield OpenDay(on, kind_of(hours, on), tuple(map(str, hours.on(on))))


def years_to_confirm(hours: Hours, now: datetime) -> list[int]:
    """This year and, from October on, the next, where no day differs: public holidays were not entered yet."""
    here = now.astimezone(ZoneInfo(hours.timezone))
    years = [here.year] if here.month < 10 else [here.year, here.year + 1]
    known = {on.year for on in hours.days}
    always = all(day == (Interval(0, 1440),) for day in hours.week)
    return [] if always else [year for year in years if year not in known]


def _length(intervals: tuple[Interval, ...]) -> int:
    return sum(interval.end - interval.start for interval in intervals)
