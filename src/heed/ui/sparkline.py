"""A line of twelve months in a cell, drawn on the server; screen readers hear it in words."""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

WIDTH, HEIGHT, EDGE = 84, 20, 2.5


def sparkline(values: Sequence[float | None], words: str) -> SafeString:
    """Draw the values from left to right, with a dot at the last; a month without one is a gap.

    `words` say the same. The line fills its height from the least to the greatest value.
    """
    known = [value for value in values if value is not None]
    if not known:
        return mark_safe("")
    bottom, top = min(known), max(known)
    wide, high = (WIDTH - 2 * EDGE) / max(len(values) - 1, 1), HEIGHT - 2 * EDGE
    points = [
        None if value is None else _point(EDGE + place * wide, EDGE + high * (1 - _share(value, bottom, top)))
        for place, value in enumerate(values)
    ]
    last = next(point for point in reversed(points) if point is not None)
    x, _, y = last.partition(" ")
    return format_html(
        '<svg class="spark" viewBox="0 0 {} {}" role="img" aria-label="{}"><title>{}</title><path d="{}"/>'
        '<circle cx="{}" cy="{}" r="2.2"/></svg>',
        WIDTH, HEIGHT, words, words, _path(points), x, y,
    )  # fmt: skip


def _share(value: float, bottom: float, top: float) -> float:
    return (value - bottom) / (top - bottom) if top > bottom else 0.5


def _point(x: float, y: float) -> str:
    return f"{x:.1f} {y:.1f}"


def _path(points: Sequence[str | None]) -> str:
    """The path through the points; where one is missing, it begins anew behind it."""
    parts, is_drawing = [], False
    for point in points:
        if point is not None:
            parts.append(f"{'L' if is_drawing else 'M'}{point}")
        is_drawing = point is not None
    return "".join(parts)
