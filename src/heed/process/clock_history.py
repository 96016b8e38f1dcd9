"""The course of a clock: the facts that its events tell, enough to work it out again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from heed.process.clocks import Pause
from heed.process.words import ClockEventKind


@dataclass(frozen=True, slots=True)
class Event:
    """One entry in the life of a clock; `reason` belongs to a pause, `rung` to an escalation."""

    kind: ClockEventKind
    at: datetime
    reason: str = ""
    rung: int = 0


@dataclass(frozen=True, slots=True)
class Course:
    """The life of a clock as its events tell it: when it stopped, its pauses, and what has `fired`."""

    stopped_at: datetime | None
    pauses: tuple[Pause, ...]
    fired: frozenset[tuple[ClockEventKind, int]]


#: Which of the events that let a clock run or stand may come right after which; None: after its start.
_MAY_FOLLOW = {
    ClockEventKind.PAUSED: (None, ClockEventKind.RESUMED),
    ClockEventKind.RESUMED: (ClockEventKind.PAUSED,),
    ClockEventKind.STOPPED: (None, ClockEventKind.PAUSED, ClockEventKind.RESUMED),
}
_FIRED = (ClockEventKind.WARNED, ClockEventKind.BREACHED, ClockEventKind.ESCALATED)


def replay(events: Iterable[Event]) -> Course:
    """Rebuild a clock from its events, in any order (those of one instant: in the order in which they happened).

    A pause that is open when the clock stops ends there. Raises ValueError when the events contradict each other, as a
    resumption without a pause does: the record is broken then.
    """
    ordered = sorted(events, key=lambda event: event.at)
    steps = [event for event in ordered if event.kind in _MAY_FOLLOW]
    kinds = [None, *(step.kind for step in steps)]
    ends = [*(step.at for step in steps[1:]), None][: len(steps)]
    for step, previous in zip(steps, kinds, strict=False):
        if previous not in _MAY_FOLLOW[step.kind]:
            raise ValueError(f"a clock cannot be {step.kind} at {step.at} after {previous or 'its start'}")
    return Course(
        stopped_at=steps[-1].at if steps and steps[-1].kind == ClockEventKind.STOPPED else None,
        pauses=tuple(
            Pause(step.at, ended_at, step.reason)
            for step, ended_at in zip(steps, ends, strict=True)
            if step.kind == ClockEventKind.PAUSED
        ),
        fired=frozenset((event.kind, event.rung) for event in ordered if event.kind in _FIRED),
    )
