"""The journey for a telephone: the road from top to bottom, under each stage the ways that leave it."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from heed.process.words import ROAD, Stage
from heed.rooms.journey.drawing import Way, from_many, ways
from heed.rooms.journey.shapes import LEADING, Box, arrow, lines_of, node, path, svg, text

WIDTH, NODE, HEIGHT, STEM, WORDS = 343, 168, 36, 24, 56


class Narrow:
    """The drawing for 375 px: 343 units wide."""

    def __init__(self, at: str) -> None:
        self.at, self.ways, self.parts = at, ways(), []  # type: ignore[var-annotated]

    def draw(self) -> SafeString:
        y: float = 6
        for place, stage in enumerate(ROAD):
            y = self._stage(stage, y, ROAD[place + 1] if place + 1 < len(ROAD) else None)
        for stage in (Stage.WATCHING, Stage.OUTSIDE):
            y = self._stage(stage, y + 18, None)
        for source, label, to in from_many():
            y = self._from_many(source, label, to, y + 18)
        return svg(WIDTH, y + 6, "journey journey--narrow", _("Complaint workflow"), self.parts)

    def _stage(self, stage: Stage, y: float, following: Stage | None) -> float:
        """A stage, the ways that leave it for elsewhere, then the way to the next; the y below it all."""
        self.parts.append(
            node(stage, Box(NODE / 2 + 4, y + HEIGHT / 2, NODE, HEIGHT), _(stage.label), now=stage == self.at)
        )
        top, y = y + HEIGHT, y + HEIGHT + 6
        leaving = [way for way in self.ways if way.source is stage]
        for way in leaving:
            if way.to is not following:
                y = self._elsewhere(way, y)
        onward = next((way for way in leaving if way.to is following), None)
        if onward is None or following is None:
            return y + 4
        lines = [line for label in onward.labels for line in lines_of(label, WIDTH - WORDS)]
        self.parts.append(text(lines, WORDS, y + LEADING, "label label--on"))
        y += LEADING * len(lines) + 14
        self.parts += [path([(STEM, top), (STEM, y)], "road", onward.name), arrow(STEM, y, "down", "road")]
        return y

    def _elsewhere(self, way: Way, y: float) -> float:
        """One way that does not lead to the next stage: a hook, its moves, and where it leads."""
        lines = [line for label in way.labels for line in lines_of(label, WIDTH - WORDS)]
        lines += lines_of(f"→ {_(way.to.label)}", WIDTH - WORDS)
        kind = "back" if _leads_back(way) else "aside" if way.to not in ROAD else "on"
        self.parts.append(path([(STEM, y), (STEM, y + 11), (WORDS - 12, y + 11)], kind, way.name))
        self.parts.append(arrow(WORDS - 5, y + 11, "right", kind))
        self.parts.append(text(lines[:-1], WORDS, y + LEADING, "label"))
        self.parts.append(text(lines[-1:], WORDS, y + LEADING * len(lines), f"leads leads--{kind}"))
        return y + LEADING * len(lines) + 10

    def _from_many(self, source: str, label: str, to: Stage, y: float) -> float:
        lines = lines_of(f"{source}{_(': ')}{label}", WIDTH - 8)
        self.parts.append(text(lines, 4, y + LEADING, "many"))
        y += LEADING * len(lines) + 8
        self.parts.append(node(to, Box(NODE / 2 + 4, y + HEIGHT / 2, NODE, HEIGHT), _(to.label), now=to == self.at))
        return y + HEIGHT


def _leads_back(way: Way) -> bool:
    if way.source in ROAD and way.to in ROAD:
        return ROAD.index(way.to) <= ROAD.index(way.source)
    return way.to is Stage.INVESTIGATING
