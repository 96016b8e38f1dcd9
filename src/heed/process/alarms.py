"""What a clock does when its times come: it warns, breaches and climbs the ladder, each once (R33, R56, C7)."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from heed.process.calendar import Hours
from heed.process.clocks import Pause, Rule, Rung, Times, after, has_passed
from heed.process.words import ClockEventKind, ClockKind

#: Each further limit that passes untold counts as another miss (R56).
REPEATING = (ClockKind.PROGRESS,)
#: The target is only measured: passing it warns nobody and is due in no list; a limit that a policy sets is (R70).
MEASURED = (ClockKind.CLOSING,)


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


def climbs(kind: ClockKind, *, agitated: bool) -> bool:
    """Whether the ladder of a clock of this kind is climbed.

    A silent week closes the matter, and needs no superior. At the counter the service moves up by itself for an
    owner who is `agitated` still (R33); with a calm one the receptionist decides.
    """
    return kind is not ClockKind.SILENCE and (agitated or kind is not ClockKind.COUNTER)


def awaited_at(kind: ClockKind, times: Times) -> datetime | None:
    """When the clock is due in a list: at its limit, without one at its target unless that is only measured."""
    return times.limit_at or (None if kind in MEASURED else times.target_at)


def warns_at(kind: ClockKind, times: Times) -> datetime | None:
    """When the clock warns: at a target before its limit, unless that is only measured; None: it does not."""
    at = times.target_at
    comes_first = at is not None and (times.limit_at is None or at < times.limit_at)
    return at if comes_first and kind not in MEASURED else None


def missed_target(kind: ClockKind, times: Times, stopped_at: datetime) -> bool:
    """Whether a clock that has no limit, and whose target is measured, ended after its target (R70)."""
    judged = kind in MEASURED and times.limit_at is None
    return judged and has_passed(times.target_at, stopped_at)


def firings(
    rule: Rule,
    times: Times,
    *,
    started_at: datetime,
    hours: Hours,
    waking_hours: Hours,
    pauses: Collection[Pause] = (),
    until: datetime | None = None,
) -> tuple[Firing, ...]:
    """All that a clock will do, in order of time: warn at the target, breach at the limit, and climb the ladder.

    A target that does not come before the limit, or that is only measured, gives no warning. The rungs count on from
    the limit by the rule's minutes, or come at their share of the time up to it, pauses left out; a waking rung that
    falls into the night waits until `waking_hours` open. A clock that repeats breaches anew whenever its limit has
    passed again: those `until` an instant and the next (R56). Raises NeverOpen.
    """
    found = []
    warned_at = warns_at(rule.kind, times)
    if warned_at is not None:
        found.append(Firing(ClockEventKind.WARNED, 0, warned_at))
    if times.limit_at is not None:
        found.append(Firing(ClockEventKind.BREACHED, 0, times.limit_at))
        found += _further_misses(rule, times.limit_at, hours, pauses, until)
    for rung in rule.rungs:
        at = _comes_at(rung, rule, times, started_at, hours, pauses)
        if at is not None:
            at = waking_hours.opens_at(at) if rung.waking else at
            found.append(Firing(ClockEventKind.ESCALATED, rung.number, at, rung.to))
    return tuple(sorted(found, key=lambda firing: (firing.at, firing.rung)))


def _comes_at(
    rung: Rung, rule: Rule, times: Times, started_at: datetime, hours: Hours, pauses: Collection[Pause]
) -> datetime | None:
    """When a step of the ladder comes, its waking hours left aside; None while it is not known."""
    calendar, limit_at = rule.calendar(hours), times.limit_at
    if rung.share is None:
        return after(rung.after, calendar, limit_at, pauses) if limit_at else None
    if rule.limit is None:  # the due time is the case's own, and no pause moves it (R55, R60)
        return started_at + rung.share * (limit_at - started_at) if limit_at else None
    if rung.is_early:
        return after(rung.share * rule.limit, calendar, started_at, pauses)
    return after((rung.share - 1) * rule.limit, calendar, limit_at, pauses) if limit_at else None


def _further_misses(
    rule: Rule, limit_at: datetime, hours: Hours, pauses: Collection[Pause], until: datetime | None
) -> Iterator[Firing]:
    if rule.kind not in REPEATING or not rule.limit:
        return
    for miss in count(1):
        at = after(rule.limit * miss, rule.calendar(hours), limit_at, pauses)
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

    A sweep that comes late wakes no sleeping person either: a waking rung that is found due at night waits until
    `waking_hours` open. Raises NeverOpen.
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
