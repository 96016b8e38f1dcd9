"""Charts drawn on the server as SVG of our own: themed by `chart.css`, hidden from screen readers.

Screen readers skip a chart, which only decorates: the table next to it has the same figures.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

#: The drawing in its own units; the page scales it.
WIDTH, HEIGHT = 640, 240
LEFT, RIGHT, TOP, BOTTOM = 34, 6, 14, 26
#: Lines of the grid, at most.
LINES = 4
#: So many labels have room on a telephone.
FEW = 6
_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Series:
    """One part of every bar: its name, its colour (1 to 6 of `chart.css`), a value for each label."""

    name: str
    mark: int
    values: tuple[float, ...]


def stacked(labels: Sequence[str], series: Sequence[Series]) -> SafeString:
    """Bars side by side, one a label, the series one upon the other from the first up."""
    highest = max((sum(part.values[place] for part in series) for place in range(len(labels))), default=0)
    return _drawn(labels, highest, lambda wide, top: _bars(series, len(labels), wide, top))


def side_by_side(labels: Sequence[str], series: Sequence[Series]) -> SafeString:
    """Groups of bars, one group a label, a bar for each of the series."""
    highest = max((max(part.values, default=0) for part in series), default=0)
    return _drawn(labels, highest, lambda wide, top: _groups(series, len(labels), wide, top))


def _drawn(labels: Sequence[str], highest: float, bars: Callable[[float, float], Iterable[SafeString]]) -> SafeString:
    """The drawing: a grid up to the highest value, the bars (told how wide a label is, and the top), the labels."""
    step = step_of(highest)
    top = max(step * ceil(highest / step), step)
    wide = (WIDTH - LEFT - RIGHT) / max(len(labels), 1)
    drawn = format_html_join(
        "", "{}", ((part,) for part in (*_grid(top, step), *bars(wide, top), *_named(labels, wide)))
    )
    return format_html('<svg viewBox="0 0 {} {}" aria-hidden="true" focusable="false">{}</svg>', WIDTH, HEIGHT, drawn)


def step_of(highest: float) -> int:
    """The distance of the grid's lines: 1, 2 or 5 and their tenfolds, so that at most `LINES` reach the highest."""
    tens = 1
    while True:
        for step in _STEPS:
            if step * tens * LINES >= highest:
                return step * tens
        tens *= 10


def _y(value: float, top: float) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top, 1)


def _grid(top: int, step: int) -> Iterable[SafeString]:
    for value in range(0, top + 1, step):
        y = _y(value, top)
        kind = "grid" if value else "axis"
        yield format_html('<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/>', kind, LEFT, WIDTH - RIGHT, y, y)
        yield format_html('<text x="{}" y="{}" text-anchor="end">{}</text>', LEFT - 8, y + 4, value)


def _bars(series: Sequence[Series], many: int, wide: float, top: float) -> Iterable[SafeString]:
    for place in range(many):
        below = 0.0
        for part in series:
            value = part.values[place]
            if value <= 0:
                continue
            yield _bar(part, place, wide * (place + 0.2), wide * 0.6, below, top)
            below += value


def _groups(series: Sequence[Series], many: int, wide: float, top: float) -> Iterable[SafeString]:
    each = wide * 0.8 / len(series)
    for place in range(many):
        for number, part in enumerate(series):
            if part.values[place] > 0:
                yield _bar(part, place, wide * (place + 0.1) + each * number, each, 0, top)


def _bar(part: Series, place: int, left: float, wide: float, below: float, top: float) -> SafeString:
    """The bar of one value, so far from the axis on the left, on top of what is `below` it."""
    value = part.values[place]
    y, base = _y(below + value, top), _y(below, top)
    return format_html(
        '<rect class="mark--{}" x="{}" y="{}" width="{}" height="{}" rx="2"><title>{}: {}</title></rect>',
        part.mark, round(LEFT + left, 1), y, round(wide, 1), round(base - y, 1), part.name, f"{value:g}",
    )  # fmt: skip


def _named(labels: Sequence[str], wide: float) -> Iterable[SafeString]:
    """The labels below; of many every second one, counted from the last, gives way where the page is narrow."""
    for place, label in enumerate(labels):
        x = round(LEFT + wide * (place + 0.5), 1)
        between = len(labels) > FEW and (len(labels) - place) % 2 == 0
        kind = "label label--between" if between else "label"
        yield format_html('<text class="{}" x="{}" y="{}" text-anchor="middle">{}</text>', kind, x, HEIGHT - 8, label)
