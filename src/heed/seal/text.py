"""Values as text that can be read in one way only, and that every database writes the same."""

from collections.abc import Mapping
from datetime import UTC, datetime


def text_of(values: Mapping[str, str]) -> str:
    """`name=length:value;` for each value, in the order of the names. An empty value counts as none.

    So a column that is added later, and empty, changes no seal.
    """
    return "".join(f"{name}={len(value)}:{value};" for name, value in sorted(values.items()) if value)


def values_of(text: str) -> dict[str, str]:
    """The values that `text_of` wrote. Raises ValueError where it is no such text."""
    values, at = {}, 0
    while at < len(text):
        equals, colon = text.index("=", at), text.index(":", at)
        end = colon + 1 + int(text[equals + 1 : colon])
        if text[end : end + 1] != ";":
            raise ValueError(f"No value ends at character {end}.")
        values[text[at:equals]] = text[colon + 1 : end]
        at = end + 1
    return values


def framed(*parts: str) -> str:
    """The parts one after the other, each with its length before it."""
    return "".join(f"{len(part)}:{part}" for part in parts)


def instant(at: datetime) -> str:
    """An aware instant in UTC: `2026-11-21 02:00:00`, with microseconds where there are any."""
    return str(at.astimezone(UTC).replace(tzinfo=None))
