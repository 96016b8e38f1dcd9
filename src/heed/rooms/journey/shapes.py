"""The strokes of the drawing: boxes, lines with round corners, arrow heads, words that wrap. Plain SVG as text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

LEADING, BEND = 15, 7
#: How wide a character is: Chinese ones fill their square, others about half of it.
FULL, HALF, FIRST_FULL = 12.0, 6.1, 0x2E80
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its middle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def left(self) -> float:
        return self.x - self.width / 2

    @property
    def right(self) -> float:
        return self.x + self.width / 2

    @property
    def top(self) -> float:
        return self.y - self.height / 2

    @property
    def bottom(self) -> float:
        return self.y + self.height / 2


def width_of(words: str) -> float:
    """About how wide these words are drawn."""
    return sum(FULL if ord(character) >= FIRST_FULL else HALF for character in words)


def lines_of(words: str, width: float) -> list[str]:
    """The words in lines of at most this width: broken at spaces, Chinese anywhere."""
    lines, line = [], ""
    for piece in _pieces(words):
        if line and width_of((line + piece).rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(words: str) -> Iterable[str]:
    piece = ""
    for character in words:
        piece += character
        if character == " " or ord(character) >= FIRST_FULL:
            yield piece
            piece = ""
    yield piece


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line through points with round corners; lines of one `bus` join, others it passes over on a halo."""

    course: Sequence[Point]
    kind: str
    name: str
    bus: str


def drawn(lines: Iterable[DrawnLine]) -> Iterable[str]:
    """All lines, bus by bus: first the halo of a bus, then its lines."""
    buses: dict[str, list[DrawnLine]] = {}
    for line in lines:
        buses.setdefault(line.bus, []).append(line)
    for bus in buses.values():
        yield from (f'<path class="halo" d="{_shape(line.course)}"/>' for line in bus)
        yield from (path(line.course, line.kind, line.name) for line in bus)


def path(course: Sequence[Point], kind: str, name: str) -> str:
    """A line through these points with round corners."""
    return f'<path class="way way--{kind}" data-way="{escape(name)}" d="{_shape(course)}"/>'


def _shape(course: Sequence[Point]) -> str:
    strokes = [f"M{_n(course[0])}"]
    for before, corner, after in zip(course, course[1:], course[2:], strict=False):
        strokes.append(f"L{_n(_towards(corner, before))}Q{_n(corner)} {_n(_towards(corner, after))}")
    return "".join([*strokes, f"L{_n(course[-1])}"])


def _towards(corner: Point, other: Point) -> Point:
    length = abs(corner[0] - other[0]) + abs(corner[1] - other[1])
    part = min(BEND, length / 2) / length if length else 0
    return corner[0] + (other[0] - corner[0]) * part, corner[1] + (other[1] - corner[1]) * part


def arrow(x: float, y: float, turn: str, kind: str) -> str:
    """A head that touches (x, y), looking down, up, left or right."""
    wing, length = 4.5, 8
    ends = {
        "down": ((-wing, -length), (wing, -length)),
        "up": ((-wing, length), (wing, length)),
        "right": ((-length, -wing), (-length, wing)),
        "left": ((length, -wing), (length, wing)),
    }[turn]
    points = " ".join(_n((x + dx, y + dy)) for dx, dy in ((0, 0), *ends))
    return f'<polygon class="head head--{kind}" points="{points}"/>'


def text(lines: Sequence[str], x: float, y: float, kind: str, anchor: str = "start") -> str:
    """Lines of words, the first on the base line `y`."""
    rows = "".join(
        f'<tspan x="{x:g}" dy="{0 if place == 0 else LEADING}">{escape(line)}</tspan>'
        for place, line in enumerate(lines)
    )
    return f'<text class="{kind}" x="{x:g}" y="{y:g}" text-anchor="{anchor}">{rows}</text>'


def node(name: str, box: Box, label: str, *, now: bool = False) -> str:
    """A stage: a box with its name in the middle, that leads to its own rows; `now`: it is the one looked at."""
    lines = lines_of(label, box.width - 14)
    first = box.y + 4.5 - LEADING * (len(lines) - 1) / 2
    place = f'x="{box.left:g}" y="{box.top:g}" width="{box.width:g}" height="{box.height:g}" rx="10"'
    mark = " stage--now" if now else ""
    shape = f"<rect {place}/>{text(lines, box.x, first, 'name', 'middle')}"
    code = escape(name)
    return f'<a class="stage stage--{code}{mark}" data-stage="{code}" href="?at={code}">{shape}</a>'


def svg(width: float, height: float, kind: str, title: str, parts: Iterable[str]) -> SafeString:
    """The drawing as an element with a name for those who hear it."""
    head = f'<svg class="{kind}" viewBox="0 0 {width:g} {height:g}" role="group" aria-label="{escape(title)}">'
    return mark_safe(f"{head}{''.join(parts)}</svg>")  # noqa: S308  (made here; every word in it is escaped)


def _n(point: Point) -> str:
    return f"{point[0]:.1f},{point[1]:.1f}"
