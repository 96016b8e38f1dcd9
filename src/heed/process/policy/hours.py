"""Hours of a week as a setting: kept as the document of `calendar.Hours`, used as the calendar itself."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator
from pydantic_core import PydanticCustomError

from heed.process.calendar import Hours
from heed.process.intervals import CalendarError
from heed.process.policy.parts import UNSOUND, Problem
from heed.process.words.base import N_

WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
TIMEZONE = N_("Time zone")
DAYS = N_("Special days")


def _read(document: object) -> Hours:
    try:
        return _some_week(document if isinstance(document, Hours) else Hours.from_document(document))
    except CalendarError as error:
        problem = Problem(error.where, error.msgid, error.params)
        raise PydanticCustomError(UNSOUND, "{first}", {"first": str(error), "problems": (problem,)}) from error


def _some_week(hours: Hours) -> Hours:
    if not any(hours.week):
        raise CalendarError(N_("At least one day of the week needs opening hours."), where="week")
    return hours


#: A calendar in a policy; in JSON its document, whose ranges read "09:00-12:00".
WeeklyHours = Annotated[Hours, PlainValidator(_read), PlainSerializer(Hours.as_document)]


def titles_within(pieces: Sequence[str]) -> Iterator[str]:
    """The titles along a path inside a calendar: week.0 is Monday, days.2026-10-01 a day that differs."""
    match pieces:
        case ["timezone", *_]:
            yield TIMEZONE
        case ["week", weekday, *_] if weekday.isdecimal() and int(weekday) < len(WEEKDAYS):
            yield WEEKDAYS[int(weekday)]
        case ["days", *dates]:
            yield DAYS
            yield from dates
