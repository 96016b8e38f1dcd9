"""Calendars as people and documents write them, and what is said when one is wrong."""

from datetime import date
from typing import Any

import pytest

from heed.process.calendar import Hours
from heed.process.intervals import CalendarError, Interval

GOOD = {"timezone": "Asia/Shanghai", "week": [["09:00-18:00"]] * 7, "days": {}}


def test_a_document_may_leave_out_the_dated_exceptions_and_give_ranges_in_any_order() -> None:
    hours = Hours.from_document({"timezone": "UTC", "week": [["13:00-18:00", "09:00-12:00"]] * 7})
    assert hours.on(date(2026, 11, 21)) == (Interval(540, 720), Interval(780, 1080))


@pytest.mark.parametrize(
    ("wrong", "where", "sentence"),
    [
        ({"timezone": "Asia/Nowhere"}, "timezone", "“Asia/Nowhere” is not a known time zone."),
        ({"timezone": "../etc"}, "timezone", "“../etc” is not a known time zone."),
        ({"timezone": "Asia"}, "timezone", "“Asia” is not a known time zone."),
        ({"timezone": None}, "timezone", "“None” is not a known time zone."),
        ({"week": [[]] * 6}, "week", "A week has seven days and starts on Monday."),
        ({"week": "always"}, "week", "A week has seven days and starts on Monday."),
        (
            {"week": [[]] * 6 + ["09:00-18:00"]},
            "week.6",
            "A day is a list of time ranges; a day without any is closed.",
        ),
        ({"days": ["2026-10-01"]}, "days", "Special days are lists of time ranges by date."),
        ({"days": {"1 October": []}}, "days.1 October", "“1 October” is not a date. Write it like 2026-10-01."),
        ({"days": {"20261001": []}}, "days.20261001", "“20261001” is not a date. Write it like 2026-10-01."),
        (
            {"days": {"2026-10-01": ["9-18"]}},
            "days.2026-10-01",
            "“9-18” is not a time range. Write it like 09:00-18:00.",
        ),
        (
            {"days": {"2026-10-01": ["09:60-18:00"]}},
            "days.2026-10-01",
            "“09:60-18:00” is not a time range. Write it like 09:00-18:00.",
        ),
        (
            {"week": [["22:00-06:00"]] + [[]] * 6},
            "week.0",
            "22:00-06:00 must end later on the same day. Split a range that passes midnight in two.",
        ),
        (
            {"week": [["22:00-24:01"]] + [[]] * 6},
            "week.0",
            "22:00-24:01 must end later on the same day. Split a range that passes midnight in two.",
        ),
        (
            {"week": [["09:00-12:00", "11:00-14:00"]] + [[]] * 6},
            "week.0",
            "09:00-12:00 and 11:00-14:00 overlap.",
        ),
        ({"weeks": []}, "", "A calendar consists of a time zone, a week and special days."),
    ],
)
def test_a_wrong_document_is_refused_with_a_sentence_and_the_spot(
    wrong: dict[str, Any], where: str, sentence: str
) -> None:
    with pytest.raises(CalendarError) as refusal:
        Hours.from_document({**GOOD, **wrong})
    assert str(refusal.value) == sentence
    assert refusal.value.msgid % refusal.value.params == sentence
    assert refusal.value.where == where


@pytest.mark.parametrize("document", [None, [], "09:00-18:00", {"timezone": "UTC"}])
def test_something_else_than_a_calendar_is_refused(document: Any) -> None:
    with pytest.raises(CalendarError):
        Hours.from_document(document)
