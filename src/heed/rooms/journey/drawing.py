"""The journey of a complaint as a drawing (SVG), laid out by hand and filled from the page of moves.

`wide` shows the road from top to bottom, ways back at its left, short cuts and the way outside at its right; `narrow`
lists the ways under each stage, for a telephone. Colours come from the classes, so both themes hold.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from heed.process.transitions import Transition, sources_in_words, transitions
from heed.process.words import ROAD, Stage
from heed.rooms.journey.shapes import LEADING, Box, DrawnLine, arrow, drawn, lines_of, node, path, svg, text

WIDTH, SPINE, NODE = 860, 400, 150
LEFT, RIGHT = SPINE - NODE / 2, SPINE + NODE / 2
BUS_BACK, LANES, LANE = 14, 652, 19
WATCHING_X, OUTSIDE_X, ASIDE_NODE = 196, 796, 118
STUB, STUB_SHORT, TOP, GAP = 170, 118, 12, 24
#: Moves from more stages than this are told in a line below the drawing.
MANY = 6


@dataclass
class Way:
    """All moves from one stage to another, with their labels."""

    source: Stage
    to: Stage
    labels: list[str] = field(default_factory=list)
    y_from: float = 0
    y_to: float = 0

    @property
    def name(self) -> str:
        return f"{self.source}-{self.to}"

    def wrapped(self, width: float) -> list[str]:
        return [line for label in self.labels for line in lines_of(label, width)]


def ways() -> list[Way]:
    """Every way between two stages that leads from few, in the order of the page."""
    found: dict[tuple[Stage, Stage], Way] = {}
    for step in transitions():
        if step.source is not None and len(step.move.at) <= MANY:
            way = found.setdefault((step.source, step.to), Way(step.source, step.to))
            way.labels.append(_said(step))
    return list(found.values())


def from_many() -> list[tuple[str, str, Stage]]:
    """Moves from very many stages: where from in words, the move, where to."""
    rows = {step.move.name: step for step in transitions() if len(step.move.at) > MANY}
    return [
        (_(", ").join(_(phrase) for phrase in sources_in_words(step.move)), _(step.move.label), step.to)
        for step in rows.values()
    ]


def _said(step: Transition) -> str:
    return f"{_(step.move.label)}{_(': ')}{_(step.because)}" if step.because else _(step.move.label)


class Wide:
    """The drawing for a desk: 860 units wide."""

    def __init__(self, at: str) -> None:
        self.at, self.ways = at, ways()
        self.boxes: dict[Stage, Box] = {}
        self.lanes = {stage: LANES + LANE * place for place, stage in enumerate(self._skipped_to())}
        self.lines: list[DrawnLine] = []
        self.parts: list[str] = []

    def _skipped_to(self) -> list[Stage]:
        """Where short cuts lead, the shortest first, so that it runs innermost; the way outside runs outermost."""
        spans: dict[Stage, int] = {}
        for way in self.ways:
            if _skips(way):
                spans[way.to] = max(spans.get(way.to, 0), ROAD.index(way.to) - ROAD.index(way.source))
        return [*sorted(spans, key=lambda stage: spans[stage]), Stage.OUTSIDE]

    def draw(self) -> SafeString:
        y: float = TOP
        for stage in ROAD:
            y = self._place(stage, y)
        self._place_aside()
        for way in sorted(self.ways, key=lambda way: way.source in ROAD):
            self._draw(way)
        for stage, box in self.boxes.items():
            self.parts.append(node(stage, box, _(stage.label), now=stage == self.at))
        y = self._many(y + 6)
        return svg(WIDTH, y, "journey journey--wide", _("Complaint workflow"), [*drawn(self.lines), *self.parts])

    def _place(self, stage: Stage, y: float) -> float:
        """Put a stage of the road at `y` with a port for each way at its sides; give the y of the next one."""
        into, out_of = self._into(stage), self._out_of(stage)
        skips, others = _parted(list(filter(self._comes_right, into)))
        landing = [way for way in into if not self._comes_right(way) and not _next(way)]
        leaving = sorted(filter(self._leaves_right, out_of), key=lambda way: -self.lanes[way.to])
        back = list(filter(self._leaves_left, out_of))
        right = _ports([(way, False) for way in skips[:1] + others] + [(way, True) for way in leaving], y, STUB)
        left = _ports(_one_landing(landing) + [(way, True) for way in back], y, STUB)
        for together in (landing, skips):
            for way in together:
                way.y_to = together[0].y_to
        height = max(40, right - y + 8, left - y + 8)
        self.boxes[stage] = Box(SPINE, y + height / 2, NODE, height)
        return y + height + GAP + LEADING * self._lines_onward(stage)

    def _lines_onward(self, stage: Stage) -> int:
        """How many lines of words stand beside the way to the next stage."""
        onward = next(filter(_next, self._out_of(stage)), None)
        return len(onward.wrapped(230)) if onward else 0

    def _into(self, stage: Stage) -> list[Way]:
        return [way for way in self.ways if way.to is stage]

    def _out_of(self, stage: Stage) -> list[Way]:
        return [way for way in self.ways if way.source is stage]

    def _comes_right(self, way: Way) -> bool:
        return _skips(way) or way.source is Stage.OUTSIDE

    def _leaves_right(self, way: Way) -> bool:
        return _skips(way) or way.to is Stage.OUTSIDE

    def _leaves_left(self, way: Way) -> bool:
        return way.source in ROAD and (way.to is Stage.WATCHING or _back(way) or way.source is way.to)

    def _place_aside(self) -> None:
        """Put the silent week between handled and closed, and what is outside level with the way back from it."""
        self.boxes[Stage.WATCHING] = Box(WATCHING_X, self.boxes[Stage.CLOSED].top - 32, ASIDE_NODE, 44)
        taken = next(way for way in self.ways if way.source is Stage.OUTSIDE and way.to is Stage.INVESTIGATING)
        self.boxes[Stage.OUTSIDE] = Box(OUTSIDE_X, taken.y_to + 9, ASIDE_NODE, 46)

    def _draw(self, way: Way) -> None:
        if _next(way):
            self._draw_next(way)
        elif way.source is way.to:
            x, y = LEFT, way.y_from
            self._line(way, "back", [(x, y), (x - 26, y), (x - 26, y + 10), (x - 1, y + 10)], x - 34, y + 8, "end")
        elif way.source is Stage.OUTSIDE:
            self._draw_from_outside(way)
        elif Stage.WATCHING in (way.source, way.to):
            self._draw_watching(way)
        elif way.to is Stage.OUTSIDE:
            box, x = self.boxes[Stage.OUTSIDE], self.lanes[Stage.OUTSIDE]
            course = [(RIGHT, way.y_from), (x, way.y_from), (x, box.y + 10), (box.left, box.y + 10)]
            self._line(way, "aside", course, RIGHT + 9, way.y_from)
        elif _skips(way):
            x = self.lanes[way.to]
            course = [(RIGHT, way.y_from), (x, way.y_from), (x, way.y_to), (RIGHT, way.y_to)]
            self._line(way, "on", course, RIGHT + 9, way.y_from)
        else:
            course = [(LEFT, way.y_from), (BUS_BACK, way.y_from), (BUS_BACK, way.y_to), (LEFT, way.y_to)]
            self._line(way, "back", course, LEFT - 9, way.y_from, "end")

    def _draw_next(self, way: Way) -> None:
        top, bottom = self.boxes[way.source].bottom, self.boxes[way.to].top
        lines = way.wrapped(230)
        middle = (top + bottom) / 2 - LEADING * (len(lines) - 1) / 2 + 4
        self.lines.append(DrawnLine([(SPINE, top), (SPINE, bottom)], "road", way.name, way.name))
        self.parts += [arrow(SPINE, bottom, "down", "road"), text(lines, SPINE + 12, middle, "label")]

    def _draw_from_outside(self, way: Way) -> None:
        box = self.boxes[Stage.OUTSIDE]
        if way.to is Stage.INVESTIGATING:
            self._line(way, "back", [(box.left, way.y_to), (RIGHT, way.y_to)], RIGHT + 14, way.y_to)
        else:
            self._line(way, "on", [(box.x, box.bottom), (box.x, way.y_to), (RIGHT, way.y_to)], RIGHT + 14, way.y_to)

    def _draw_watching(self, way: Way) -> None:
        box = self.boxes[Stage.WATCHING]
        if way.to is Stage.WATCHING:
            course = [(LEFT, way.y_from), (box.x, way.y_from), (box.x, box.top)]
            self._line(way, "aside", course, LEFT - 9, way.y_from, "end")
        elif way.to is Stage.CLOSED:
            course = [(box.x, box.bottom), (box.x, way.y_to), (LEFT, way.y_to)]
            self._line(way, "on", course, LEFT - 14, way.y_to, "end", STUB_SHORT)
        else:
            course = [(box.left, box.y), (BUS_BACK, box.y), (BUS_BACK, way.y_to), (LEFT, way.y_to)]
            self._line(way, "back", course, box.left - 9, box.y, "end", STUB_SHORT)

    def _line(
        self, way: Way, kind: str, course: list[tuple[float, float]], x: float, y: float, anchor: str = "start",
        width: float = STUB,
    ) -> None:  # fmt: skip
        (bx, by), (ex, ey) = course[-2:]
        turn = ("right" if ex > bx else "left") if by == ey else ("down" if ey > by else "up")
        lines = way.wrapped(width)
        first = y - 5 - LEADING * (len(lines) - 1)
        self.lines.append(DrawnLine(course, kind, way.name, f"{kind}-{way.to}"))
        self.parts += [arrow(ex, ey, turn, kind), text(lines, x, first, "label", anchor)]

    def _many(self, y: float) -> float:
        """Moves from very many stages, one line each at the foot."""
        for source, label, to in from_many():
            box = Box(WIDTH - ASIDE_NODE / 2 - 6, y + 20, ASIDE_NODE, 34)
            start = 330
            self.parts += [
                text([source], start - 12, y + 24, "many", "end"),
                path([(start, y + 20), (box.left, y + 20)], "aside", f"many-{to}"),
                arrow(box.left, y + 20, "right", "aside"),
                text([label], start + 14, y + 15, "label"),
                node(to, box, _(to.label), now=to == self.at),
            ]
            y += 46
        return y + TOP


def _one_landing(landing: list[Way]) -> list[tuple[Way, bool]]:
    """Ways back share one bus, and so one port; only the way out of the silent week brings its words along."""
    return [(way, way.to is Stage.CLOSED) for way in landing[:1]]


def _ports(wanted: Iterable[tuple[Way, bool]], y: float, width: float) -> float:
    """Give each way its port below the last one, high enough for its words; give the y of the last port."""
    for way, leaves in wanted:
        worded = leaves or way.source is Stage.OUTSIDE
        y += LEADING * max(1, len(way.wrapped(width))) + 6 if worded else 14
        if leaves and way.source is not Stage.WATCHING:
            way.y_from = y
        else:
            way.y_to = y
    return y


def _parted(arriving: list[Way]) -> tuple[list[Way], list[Way]]:
    """Short cuts, which share one port, and the others."""
    return [way for way in arriving if _skips(way)], [way for way in arriving if not _skips(way)]


def _next(way: Way) -> bool:
    return way.source in ROAD and way.to in ROAD and ROAD.index(way.to) == ROAD.index(way.source) + 1


def _skips(way: Way) -> bool:
    return way.source in ROAD and way.to in ROAD and ROAD.index(way.to) > ROAD.index(way.source) + 1


def _back(way: Way) -> bool:
    return way.source in ROAD and way.to in ROAD and ROAD.index(way.to) < ROAD.index(way.source)
