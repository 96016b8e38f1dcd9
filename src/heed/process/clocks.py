"""Clocks: when a thing is due, in minutes, and what happens then (DESIGN 3; R33, R39, R55 to R61, R70, R93, C2).

Everything here follows from facts that are on record: the rule a clock began under, the calendar, the start, the pauses
and, for a promise, the promised instant; all instants are in UTC. Nothing reads the time of day, so a clock can be
worked out again at any time, by anybody, with the same result. `course` rebuilds the facts from a clock's events;
`explaining` puts them in words.

Pauses. Only what had not come when a pause began is pushed by it; what had passed stands. While a pause is still open
nobody knows when the clock will be due, so what lies behind it is None, and the clock does nothing until it goes on.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import count

from heed.process.calendar import ALWAYS, Hours
from heed.process.words import ClockEventKind, ClockKind, ClockOutcome

#: Each further limit that passes untold counts as another miss (R56).
REPEATING = (ClockKind.PROGRESS,)


class Basis(StrEnum):
    """Which minutes count: all of them, or only those of the project's open time."""

    ALWAYS = "always"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the ladder: `number` from 1, `to` a role's code, `after` minutes past the limit, by the rule's basis.

    `waking` holds the step back until the project's waking hours.
    """

    number: int
    to: str
    after: float
    waking: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """How a clock of `kind` runs: `target` and `limit` in minutes from its start (None: it has none)."""

    kind: ClockKind
    target: float | None
    limit: float | None
    basis: Basis = Basis.ALWAYS
    rungs: tuple[Rung, ...] = ()

    def calendar(self, hours: Hours) -> Hours:
        """The calendar whose minutes count: the project's `hours`, or every minute."""
        return hours if self.basis is Basis.OPEN else ALWAYS


@dataclass(frozen=True, slots=True)
class Pause:
    """Time that does not count, and why; `ended_at` is None while it lasts. ValueError if it ends before it begins."""

    started_at: datetime
    ended_at: datetime | None
    reason: str

    def __post_init__(self) -> None:
        if self.ended_at is not None and self.ended_at < self.started_at:
            raise ValueError(f"a pause cannot end ({self.ended_at}) before it begins ({self.started_at})")


@dataclass(frozen=True, slots=True)
class Times:
    """When a clock's target and limit come; None: the rule has none, or an open pause keeps it unknown."""

    target_at: datetime | None
    limit_at: datetime | None


# When it is due


def times(
    rule: Rule,
    hours: Hours,
    started_at: datetime,
    pauses: Collection[Pause] = (),
    *,
    due_at: datetime | None = None,
) -> Times:
    """When the target and the limit of a clock come, counted from its start by the rule's minutes, pauses left out.

    A promised instant (`due_at`, R55, R61) is target and limit at once: what the owner was told is moved by no pause.
    Raises NeverOpen if the rule counts open time that `hours` do not have.
    """
    if due_at is not None:
        return Times(due_at, due_at)
    calendar = rule.calendar(hours)
    return Times(_after(rule.target, calendar, started_at, pauses), _after(rule.limit, calendar, started_at, pauses))


def retimed(
    rule: Rule,
    hours: Hours,
    started_at: datetime,
    pauses: Collection[Pause] = (),
    *,
    was: Times,
    reassessed_at: datetime,
) -> Times:
    """The times of a clock whose complaint was reassessed: the new `rule` from the old start, with the same pauses.

    Elapsed time is not forgotten, so a stricter rule can be overdue at once. Nor is a breach forgiven: a target or
    limit of before (`was`) that had passed when the complaint was reassessed stands.
    """
    now = times(rule, hours, started_at, pauses)
    return Times(
        was.target_at if _passed(was.target_at, reassessed_at) else now.target_at,
        was.limit_at if _passed(was.limit_at, reassessed_at) else now.limit_at,
    )


def elapsed(
    rule: Rule,
    hours: Hours,
    started_at: datetime,
    pauses: Collection[Pause] = (),
    *,
    until: datetime,
) -> float:
    """The minutes that have counted from the start `until` then; 0 before the start."""
    calendar = rule.calendar(hours)
    return sum(
        calendar.minutes_between(begun_at, until if ended_at is None else min(ended_at, until))
        for begun_at, ended_at in _stretches(started_at, pauses)
        if begun_at < until
    )


def share(
    rule: Rule,
    hours: Hours,
    started_at: datetime,
    pauses: Collection[Pause] = (),
    *,
    now: datetime,
    due_at: datetime | None = None,
) -> float:
    """How much of the time up to the limit is used: 0 at the start, 1 at the limit, above 1 when late.

    Stands still during a pause. Without a limit the target is measured; without either nothing is used up.
    """
    if due_at is None:
        used, whole = elapsed(rule, hours, started_at, pauses, until=now), rule.limit
    else:
        used, whole = ALWAYS.minutes_between(started_at, now), ALWAYS.minutes_between(started_at, due_at)
    if whole is None:
        whole = rule.target
    if whole is None:
        return 0.0
    return max(used / whole, 0.0) if whole > 0 else 1.0


def outcome(times: Times, stopped_at: datetime) -> ClockOutcome:
    """Whether a clock that was stopped by the thing it waited for met its limit; the limit itself is still in time."""
    late = times.limit_at is not None and stopped_at > times.limit_at
    return ClockOutcome.LATE if late else ClockOutcome.MET


def breached_at(times: Times, until: datetime) -> datetime | None:
    """The limit itself if it had passed by `until` (now, or when the clock stopped), otherwise None."""
    return times.limit_at if _passed(times.limit_at, until) else None


def _after(minutes: float | None, calendar: Hours, start: datetime, pauses: Collection[Pause]) -> datetime | None:
    """The instant at which `minutes` of the calendar have passed since `start` outside the pauses, if it is known."""
    if minutes is None:
        return None
    left = minutes
    for begun_at, ended_at in _stretches(start, pauses):
        due_at = calendar.add(begun_at, left)
        if ended_at is None or due_at <= ended_at:
            return due_at
        left -= calendar.minutes_between(begun_at, ended_at)
    return None


def _stretches(start: datetime, pauses: Collection[Pause]) -> Iterator[tuple[datetime, datetime | None]]:
    """When the clock runs, from `start` on: the gaps between the pauses, the last one open unless a pause is."""
    begun_at = start
    for pause in sorted(pauses, key=lambda pause: pause.started_at):
        if pause.started_at >= begun_at:
            yield begun_at, pause.started_at
        if pause.ended_at is None:
            return
        begun_at = max(begun_at, pause.ended_at)
    yield begun_at, None


def _passed(at: datetime | None, now: datetime) -> bool:
    return at is not None and at < now


# What happens then


@dataclass(frozen=True, slots=True)
class Firing:
    """What a clock does `at` an instant; `to` (a role's code) belongs to an escalation.

    `rung` is the step of an escalation; of a breach how many misses came before it, else 0.
    """

    kind: ClockEventKind
    rung: int
    at: datetime
    to: str = ""

    @property
    def key(self) -> tuple[ClockEventKind, int]:
        """What makes a firing unique on its clock: each happens once."""
        return self.kind, self.rung


def firings(
    rule: Rule,
    times: Times,
    *,
    hours: Hours,
    waking_hours: Hours,
    pauses: Collection[Pause] = (),
    until: datetime | None = None,
) -> tuple[Firing, ...]:
    """All that a clock will do, in order of time: warn at the target, breach at the limit, then climb the ladder.

    A target that does not come before the limit warns nobody. The rungs count on from the limit by the rule's minutes,
    pauses left out; a waking rung that falls into the night waits until `waking_hours` open. A clock that repeats
    breaches anew whenever its limit has passed again: those `until` an instant and the next (R56). Raises NeverOpen.
    """
    found = []
    if times.target_at is not None and (times.limit_at is None or times.target_at < times.limit_at):
        found.append(Firing(ClockEventKind.WARNED, 0, times.target_at))
    if times.limit_at is not None:
        found.append(Firing(ClockEventKind.BREACHED, 0, times.limit_at))
        for rung in rule.rungs:
            at = _after(rung.after, rule.calendar(hours), times.limit_at, pauses)
            if at is not None:
                at = waking_hours.opens_at(at) if rung.waking else at
                found.append(Firing(ClockEventKind.ESCALATED, rung.number, at, rung.to))
        found += _further_misses(rule, times.limit_at, hours, pauses, until)
    return tuple(sorted(found, key=lambda firing: (firing.at, firing.rung)))


def _further_misses(
    rule: Rule, limit_at: datetime, hours: Hours, pauses: Collection[Pause], until: datetime | None
) -> Iterator[Firing]:
    if rule.kind not in REPEATING or not rule.limit:
        return
    for miss in count(1):
        at = _after(rule.limit * miss, rule.calendar(hours), limit_at, pauses)
        if at is None:
            return
        yield Firing(ClockEventKind.BREACHED, miss, at)
        if until is None or at > until:
            return


def next_action_at(firings: Iterable[Firing], fired: Collection[tuple[ClockEventKind, int]]) -> datetime | None:
    """When the clock next has something to do: the earliest firing whose key is not among the `fired`."""
    return min((firing.at for firing in firings if firing.key not in fired), default=None)


def due_by(
    now: datetime,
    firings: Iterable[Firing],
    fired: Collection[tuple[ClockEventKind, int]],
    *,
    rule: Rule,
    waking_hours: Hours,
) -> tuple[tuple[Firing, ...], datetime | None]:
    """What a clock has to do by `now`, in order of time, and when it next has something to do afterwards.

    A sweep that comes late wakes nobody either: a waking rung that is found due at night waits until `waking_hours`
    open. Raises NeverOpen.
    """
    left = [firing for firing in firings if firing.key not in fired]
    waking = {rung.number for rung in rule.rungs if rung.waking}
    night = bool(waking) and not waking_hours.is_open(now)
    due, later = [], []
    for firing in left:
        if firing.at > now:
            later.append(firing.at)
        elif night and firing.kind is ClockEventKind.ESCALATED and firing.rung in waking:
            later.append(waking_hours.opens_at(now))
        else:
            due.append(firing)
    return tuple(due), min(later, default=None)
