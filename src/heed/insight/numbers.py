"""Numbers, days and instants from outside: in addresses, hidden fields and forms, where any text may stand."""

from datetime import UTC, date, datetime

#: The largest key of a row, on both databases.
LARGEST = 2**63 - 1
#: The years of what people record: others are slips of the pen, and some cannot be turned into another time zone.
FIRST_YEAR, LAST_YEAR = 1900, 2199
#: Longer than any instant that is written out.
_LONGEST = 40


def whole_number(text: object, *, most: int = LARGEST) -> int | None:
    """The number that a text holds, from 0 to `most`; None where it holds anything else.

    Only the digits 0 to 9 count: "²", "①", signs, blanks and five thousand digits are no number.
    """
    typed = str(text or "")
    if not (typed.isascii() and typed.isdigit()) or len(typed) > len(str(most)):
        return None
    number = int(typed)
    return number if number <= most else None


def day_of(text: str) -> date | None:
    """The day that a text holds (ISO, with or without hyphens); None for another text or year."""
    try:
        on = date.fromisoformat(text[:_LONGEST])
    except ValueError:
        return None
    return on if is_recordable(on) else None


def instant_of(text: str) -> datetime | None:
    """The instant that a text holds (ISO with its time zone); None for another text or year."""
    try:
        at = datetime.fromisoformat(text[:_LONGEST])
        return at if at.tzinfo is not None and is_recordable(at.astimezone(UTC)) else None
    except (ValueError, OverflowError):
        return None


def is_recordable(on: date) -> bool:
    """Whether the year is one of which people record something."""
    return FIRST_YEAR <= on.year <= LAST_YEAR
