"""Where a complaint stands: the stage line with the times at which the stages were reached, and its clocks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from heed.process.alarms import awaited_at
from heed.process.policy import Policy
from heed.process.words import ROAD, ActorKind, ClockKind, ClockOutcome, Stage
from heed.queries.clocks.clock_state import times_of
from heed.records.models import Clock, Entry
from heed.ui import names

#: So many ended clocks are shown at once, the latest of each kind; the others can be opened.
SHOWN = 4


@dataclass(frozen=True, slots=True)
class StageStop:
    """One stage on the line: done, now, skipped or (empty) still to come; `at` when it was last reached."""

    stage: Stage
    state: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class StageLine:
    """The stages of the straight road, and the stage off the road, if the complaint stands there."""

    stops: tuple[StageStop, ...]
    off_road: StageStop | None


def reached(entries: Iterable[Entry]) -> dict[str, datetime]:
    """When each stage was reached the last time."""
    found: dict[str, datetime] = {}
    before = ""
    for entry in entries:
        if entry.stage != before:
            found[entry.stage] = entry.at
        before = entry.stage
    return found


def stage_line(stage: Stage, entries: list[Entry]) -> StageLine:
    """The stage line of a complaint that stands at `stage` and came there by `entries`."""
    times = reached(entries)
    here = _position(stage, times)
    stops = tuple(_stop(step, position, here, times) for position, step in enumerate(ROAD))
    off_road = None if stage in ROAD else StageStop(stage, "now", times.get(stage))
    return StageLine(stops, off_road)


def _position(stage: Stage, times: dict[str, datetime]) -> float:
    """How far along the road the complaint is; a stage off the road lies after the last one reached before it."""
    if stage in ROAD:
        return ROAD.index(stage)
    if stage is Stage.WATCHING:
        return ROAD.index(Stage.HANDLED) + 0.5
    passed = [position for position, step in enumerate(ROAD) if step in times and step is not Stage.CLOSED]
    return max(passed, default=0) + 0.5


def _stop(step: Stage, position: int, here: float, times: dict[str, datetime]) -> StageStop:
    if position > here:
        return StageStop(step, "", None)
    if position == here:
        return StageStop(step, "now", times.get(step))
    return StageStop(step, "done", times[step]) if step in times else StageStop(step, "skipped", None)


@dataclass(frozen=True, slots=True)
class NamedClock:
    """A clock and what it is called; `outcome` where it says more than the record's."""

    clock: Clock
    label: str
    outcome: str = ""

    @property
    def due_at(self) -> datetime | None:
        """When it is due in lists; None while that is not known, and where a target is only measured (R70)."""
        return awaited_at(ClockKind(self.clock.kind), times_of(self.clock))


@dataclass(frozen=True, slots=True)
class ClockList:
    """Running clocks, the nearest first; ended ones, the latest of a kind first; `more`: the others."""

    running: list[NamedClock]
    ended: list[NamedClock]
    more: list[NamedClock]


def clocks(rows: Iterable[Clock], policy: Policy, entries: Iterable[Entry]) -> ClockList:
    """A complaint's clocks in the order in which they matter."""
    known = list(entries)
    named = [NamedClock(clock, label_of(clock, policy), outcome_of(clock, known)) for clock in rows]
    running = [row for row in named if row.clock.stopped_at is None]
    ended = sorted((row for row in named if row.clock.stopped_at), key=lambda row: -_instant(row.clock.stopped_at))
    latest = {row.label: row for row in reversed(ended) if row.clock.outcome != ClockOutcome.DROPPED}
    telling = [row for row in ended if latest.get(row.label) is row][:SHOWN]
    return ClockList(sorted(running, key=_nearness), telling, [row for row in ended if row not in telling])


def _nearness(row: NamedClock) -> tuple[bool, float]:
    return row.clock.paused_at is not None, _instant(row.due_at)


def _instant(at: datetime | None) -> float:
    return at.timestamp() if at else float("inf")


def outcome_of(clock: Clock, entries: Iterable[Entry]) -> str:
    """How it ended: by the owner's answer where nobody made the return visit, else as the record says."""
    answered = clock.kind == ClockKind.VISIT and clock.outcome in (ClockOutcome.MET, ClockOutcome.LATE)
    if answered and any(entry.actor == ActorKind.OWNER and entry.at == clock.stopped_at for entry in entries):
        return "answered"
    return clock.outcome or ""


def label_of(clock: Clock, policy: Policy) -> str:
    """What a clock is called; one of an order with its department."""
    label = _(ClockKind(clock.kind).label)
    if clock.order is None:
        return label
    return f"{label} · {names.department_name(clock.order.department, policy)}"
