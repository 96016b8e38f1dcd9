"""The days that a text names, in figures, in Chinese characters and in English."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

_DIGITS = "〇一二三四五六七八九"
#: As a round zero is read.
_ROUND = str.maketrans("零○0OoQ", "〇〇〇〇〇〇")
_SPOKEN = "[一二三四五六七八九十]{1,3}"
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "(?P<{name}>Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\\.?"
_DAY = re.compile(
    r"(?<!\d)(?P<year>\d{4})\s*(?:年|[-/.])\s*(?P<month>\d{1,2})\s*(?:月|[-/.])\s*(?P<day>\d{1,2})(?!\d)\s*[日号號]?"
    rf"|(?P<said_year>[〇○零0OoQ一二三四五六七八九]{{4}})\s*年\s*(?P<said_month>{_SPOKEN})\s*月\s*(?P<said_day>{_SPOKEN})\s*[日号號]?"
    r"|(?<!\d)(?P<bare_month>\d{1,2})\s*月\s*(?P<bare_day>\d{1,2})\s*[日号號]"
    rf"|(?<!\d)(?P<day_first>\d{{1,2}})(?:st|nd|rd|th)?\s*{_MONTH.format(name='month_next')},?\s*(?P<year_last>\d{{4}})?"
    rf"|\b{_MONTH.format(name='month_first')}\s*(?P<day_next>\d{{1,2}})(?:st|nd|rd|th)?,?\s*(?P<year_end>\d{{4}})?(?!\d)",
    re.IGNORECASE,
)


class NamedDay(NamedTuple):
    """A day of a text: from where to where it is named, and whether its year is."""

    on: date
    start: int
    end: int
    has_year: bool


def days_in(text: str, today: date) -> Iterator[NamedDay]:
    """The days of a text, in its order; of a day without its year, the last one that is not after `today`."""
    for found in _DAY.finditer(text):
        groups = {name: value for name, value in found.groupdict().items() if value}
        on = _day(groups, today)
        if on is not None:
            yield NamedDay(on, found.start(), found.end(), any("year" in name for name in groups))


def _day(groups: dict[str, str], today: date) -> date | None:
    """The day of what was found; None where the calendar has none such."""
    year, month, day = (next((v for k, v in groups.items() if part in k), "") for part in ("year", "month", "day"))
    try:
        if year:
            return date(_number(year), _number(month), _number(day))
        on = date(today.year, _number(month), _number(day))
        return on if on <= today else on.replace(year=on.year - 1)
    except ValueError:
        return None


def _number(text: str) -> int:
    """The number of figures, of a month's name or of Chinese characters: "11", "November", "十一", "二〇二六"."""
    if text.isdigit():
        return int(text)
    named = [place for place, month in enumerate(_MONTHS, 1) if month.startswith(text.lower()[:3])]
    if named:
        return named[0]
    if "十" in text:
        tens, _ten, ones = text.partition("十")
        return 10 * (_DIGITS.index(tens) if tens else 1) + (_DIGITS.index(ones) if ones else 0)
    return int("".join(str(_DIGITS.index(digit)) for digit in text.translate(_ROUND)))
