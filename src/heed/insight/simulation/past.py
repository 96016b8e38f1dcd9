"""One clock of the past, and when it would have been due under other rules; the law's own functions work it out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from heed.process.alarms import MEASURED, awaited_at, missed_target
from heed.process.calendar import Hours, NeverOpen
from heed.process.clocks import Pause, Rule, Times, breached_at, has_passed, retimed, times
from heed.process.words import ClockEventKind, ClockKind, ClockOutcome

#: By the code of a level, the rule of one kind of clock at it.
RuleAt = Callable[[str], Rule]
_UNKNOWN = Times(None, None)


@dataclass(frozen=True, slots=True)
class PastStep:
    """What changed the times of a clock: a pause, its end, or another `level`; `verified`: what it had was a guess."""

    kind: ClockEventKind
    at: datetime
    level: str = ""
    verified: bool = False


@dataclass(frozen=True, slots=True)
class PastClock:
    """A clock as it stands on record; `level` is that at its start, `due_at` a time that was agreed by words."""

    kind: ClockKind
    level: str
    started_at: datetime
    due_at: datetime | None
    stopped_at: datetime | None
    outcome: ClockOutcome | None
    breached_at: datetime | None
    recorded: Times
    steps: tuple[PastStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a clock: whether it is `judged` (it ended with what it waited for), whether it was missed, and
    when it was due; None where it never was."""

    judged: bool
    missed: bool
    due_at: datetime | None


def verdict_on_record(clock: PastClock, now: datetime) -> Verdict:
    """What became of the clock by its record; one that still runs is missed as soon as its limit has passed."""
    until = clock.stopped_at or now
    missed = clock.outcome is ClockOutcome.LATE or has_passed(clock.breached_at, until)
    if clock.stopped_at is None:
        missed = missed or breached_at(clock.recorded, until) is not None
    return Verdict(_is_judged(clock), missed, awaited_at(clock.kind, clock.recorded))


def verdict_under(clock: PastClock, rule_at: RuleAt, hours: Hours, now: datetime) -> Verdict:
    """What would have become of it under these rules and hours, had it begun and ended at the same instants."""
    due = times_under(clock, rule_at, hours)
    missed = breached_at(due, clock.stopped_at or now) is not None
    if clock.stopped_at is not None and clock.outcome is not ClockOutcome.DROPPED:
        missed = missed or missed_target(clock.kind, due, clock.stopped_at)
    return Verdict(_is_judged(clock), missed, awaited_at(clock.kind, due))


def times_under(clock: PastClock, rule_at: RuleAt, hours: Hours) -> Times:
    """When its target and its limit would have come, through all pauses and other levels; an agreed time stands.

    Unknown (None) in hours that hold too little open time.
    """
    try:
        due = times(rule_at(clock.level), hours, clock.started_at, due_at=clock.due_at)
        return due if clock.due_at is not None else _through(clock, due, rule_at, hours)
    except NeverOpen:
        return _UNKNOWN


def _through(clock: PastClock, due: Times, rule_at: RuleAt, hours: Hours) -> Times:
    level, pauses = clock.level, list[Pause]()
    for step in clock.steps:
        if step.kind is ClockEventKind.PAUSED:
            pauses.append(Pause(step.at, None, ""))
        elif step.kind is ClockEventKind.RESUMED:
            pauses = list(_ended(pauses, step.at))
        else:
            level = step.level
            due = replace(due, target_at=None) if step.verified and clock.kind in MEASURED else due
        due = retimed(rule_at(level), hours, clock.started_at, pauses, was=due, reassessed_at=step.at)
    return due


def _ended(pauses: Iterable[Pause], at: datetime) -> Iterable[Pause]:
    return (replace(pause, ended_at=at) if pause.ended_at is None else pause for pause in pauses)


def _is_judged(clock: PastClock) -> bool:
    return clock.outcome in (ClockOutcome.MET, ClockOutcome.LATE)
