"""Names with numbers in the order in which people count: 2号楼 before 10号楼."""

import re
from collections.abc import Iterable

from heed.records.models import Place

_NUMBER = re.compile(r"(\d+)")


def by_number(places: Iterable[Place]) -> list[Place]:
    """The places by path, numbers as numbers."""
    return sorted(places, key=lambda place: _key(place.path))


def _key(text: str) -> list[tuple[int, int, str]]:
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in _NUMBER.split(text) if part]
