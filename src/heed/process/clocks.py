"""Clocks: when a thing is due, in minutes (R33, R39, R55 to R61, R70, R93, C2); then `firings` follow.

Everything here follows from facts that are on record: the rule a clock began under, the calendar, the start, the pauses
and, for a promise, the promised instant; all instants are in UTC. Nothing reads the time of day, so a clock can be
worked out again at any time with the same result. `course` rebuilds the facts from a clock's events;
`explaining` puts them in words.

Pauses. Only what had not come when a pause began is pushed by it; what had passed stands. While a pause is still open
it is not known when the clock will be due, so what lies behind it is None, and the clock does nothing until it goes on.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from heed.process.calendar import ALWAYS, Hours
from heed.process.words import ClockKind


class Basis(StrEnum):
    """Which minutes count: all of them, or only those of the project's open time."""

    ALWAYS = "always"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the ladder: `number` from 1, `to` a role's code, `after` minutes past the limit, by the rule's basis.

    With a `share` it comes when so much of the time up to the limit is used instead: 0.8 before the limit, 1 at it,
    1.5 half as long again after it. `waking` holds the step back until the project's waking hours.
    """

    number: int
    to: str
    after: float
    waking: bool = False
    share: float | None = None

    @property
    def is_early(self) -> bool:
        """Whether it comes before the limit."""
        return self.share is not None and self.share < 1


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

    A promised instant (`due_at`, R55, R61) is target and limit at once: a time given to the owner is moved by no pause.
    Raises NeverOpen if the rule counts open time that `hours` do not have.
    """
    if due_at is not None:
        return Times(due_at, due_at)
    calendar = rule.calendar(hours)
    return Times(after(rule.target, calendar, started_at, pauses), after(rule.limit, calendar, started_at, pauses))


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
        was.target_at if has_passed(was.target_at, reassessed_at) else now.target_at,
        was.limit_at if has_passed(was.limit_at, reassessed_at) else now.limit_at,
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


def has_passed(at: datetime | None, now: datetime) -> bool:
    """Whether a target or a limit has passed: a clock that stops at its very instant is still in time.

    The one rule of what is late: how clocks end, what is on record, the tallies and the simulation all ask here. So a
    clock that stops at the instant at which its breach was put on record was in time.
    """
    return at is not None and at < now


def breached_at(times: Times, until: datetime) -> datetime | None:
    """The limit itself if it had passed by `until` (now, or when the clock stopped), otherwise None."""
    return times.limit_at if has_passed(times.limit_at, until) else None


def after(minutes: float | None, calendar: Hours, start: datetime, pauses: Collection[Pause]) -> datetime | None:
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
