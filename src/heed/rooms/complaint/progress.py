"""Where a complaint stands: the stops of its road with the times they were reached, and its clocks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from heed.process.policy import Policy
from heed.process.words import ROAD, ClockKind, ClockOutcome, Stage
from heed.records.models import Clock, Entry
from heed.ui import names

#: So many ended clocks are shown at once, the latest of each kind; the others can be opened.
SHOWN = 4


@dataclass(frozen=True, slots=True)
class Stop:
    """One stage on the road: done, now, skipped or (empty) still to come; `at` when it was last reached."""

    stage: Stage
    state: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Road:
    """The road, and beside it the stage that is not on it, if the complaint stands there."""

    stops: tuple[Stop, ...]
    beside: Stop | None


def reached(entries: Iterable[Entry]) -> dict[str, datetime]:
    """When each stage was reached the last time."""
    found: dict[str, datetime] = {}
    before = ""
    for entry in entries:
        if entry.stage != before:
            found[entry.stage] = entry.at
        before = entry.stage
    return found


def road(stage: Stage, entries: list[Entry]) -> Road:
    """The stage line of a complaint that stands at `stage` and came there by `entries`."""
    times = reached(entries)
    here = _position(stage, times)
    stops = tuple(_stop(step, position, here, times) for position, step in enumerate(ROAD))
    beside = None if stage in ROAD else Stop(stage, "now", times.get(stage))
    return Road(stops, beside)


def _position(stage: Stage, times: dict[str, datetime]) -> float:
    """How far along the road the complaint is; a stage beside the road lies after the last one reached before it."""
    if stage in ROAD:
        return ROAD.index(stage)
    if stage is Stage.WATCHING:
        return ROAD.index(Stage.HANDLED) + 0.5
    passed = [position for position, step in enumerate(ROAD) if step in times and step is not Stage.CLOSED]
    return max(passed, default=0) + 0.5


def _stop(step: Stage, position: int, here: float, times: dict[str, datetime]) -> Stop:
    if position > here:
        return Stop(step, "", None)
    if position == here:
        return Stop(step, "now", times.get(step))
    return Stop(step, "done", times[step]) if step in times else Stop(step, "skipped", None)


@dataclass(frozen=True, slots=True)
class Named:
    """A clock and what it is called."""

    clock: Clock
    label: str

    @property
    def due_at(self) -> datetime | None:
        """Its limit, or its target where it has none; None while nobody can know."""
        return self.clock.limit_at or self.clock.target_at


@dataclass(frozen=True, slots=True)
class Clocks:
    """Running clocks, the nearest first; ended ones, the latest of a kind first; `more`: the others."""

    running: list[Named]
    ended: list[Named]
    more: list[Named]


def clocks(rows: Iterable[Clock], policy: Policy) -> Clocks:
    """A complaint's clocks in the order in which they matter."""
    named = [Named(clock, label_of(clock, policy)) for clock in rows]
    running = [row for row in named if row.clock.stopped_at is None]
    ended = sorted((row for row in named if row.clock.stopped_at), key=lambda row: -_instant(row.clock.stopped_at))
    latest = {row.label: row for row in reversed(ended) if row.clock.outcome != ClockOutcome.DROPPED}
    telling = [row for row in ended if latest.get(row.label) is row][:SHOWN]
    return Clocks(sorted(running, key=_nearness), telling, [row for row in ended if row not in telling])


def _nearness(row: Named) -> tuple[bool, float]:
    return row.clock.paused_at is not None, _instant(row.due_at)


def _instant(at: datetime | None) -> float:
    return at.timestamp() if at else float("inf")


def label_of(clock: Clock, policy: Policy) -> str:
    """What a clock is called; one of an order with its department."""
    label = _(ClockKind(clock.kind).label)
    if clock.order is None:
        return label
    return f"{label} · {names.department_name(clock.order.department, policy)}"
