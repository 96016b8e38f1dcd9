"""Computing the times of running clocks again: after another level, a pause, or what made a check necessary."""

from datetime import datetime

from heed.actions.engine.change import Change
from heed.process.alarms import MEASURED, awaited_at, next_action_at
from heed.process.clocks import retimed
from heed.process.words import ClockEventKind, ClockKind
from heed.queries.clocks.clock_state import course_of, firings_of, times_of
from heed.queries.policies import hours_of, policy_of
from heed.records.models import Clock, ClockEvent


def retime(clock: Clock, level: str, at: datetime, reason: str, *, verified: bool = False) -> None:
    """Apply the rule of another level to the clock; it keeps its start and the time that has passed (R22).

    `verified`: the level so far was only suggested; a target that is only measured goes by the verified one (R70).
    """
    ClockEvent.objects.create(clock=clock, at=at, kind=ClockEventKind.RETIMED, reason=reason)
    if verified and clock.kind in MEASURED:
        clock.target_at = None
    clock.level = level
    _recompute(clock, at)


def pause_or_resume(clock: Clock, at: datetime, reason: str, *, kind: ClockEventKind) -> None:
    """Pause (PAUSED) or resume (RESUMED) a clock; times that had not come yet are unknown while it is paused.

    Times that had come stay, even where a reassessment would move them later, and the worker still acts on them.
    """
    ClockEvent.objects.create(clock=clock, at=at, kind=kind, reason=reason)
    clock.paused_at = at if kind is ClockEventKind.PAUSED else None
    _recompute(clock, at)


def schedule_check(clock: Clock, at: datetime) -> None:
    """Let the worker check a clock for what may still have to be done by the instant."""
    rule = policy_of(clock.policy_id).rule(ClockKind(clock.kind), clock.level)
    course = course_of(clock)
    clock.next_action_at = next_action_at(firings_of(clock, rule, course.pauses, at), course.fired)
    clock.save(update_fields=["next_action_at"])


def _recompute(clock: Clock, at: datetime) -> None:
    """Compute the times of a clock again and save it; times passed by `at` stay, and so does an agreed time."""
    rule = policy_of(clock.policy_id).rule(ClockKind(clock.kind), clock.level)
    hours, course = hours_of(clock.calendar_id, clock.policy_id), course_of(clock)
    due = was = times_of(clock)
    if clock.due_at is None:
        due = retimed(rule, hours, clock.started_at, course.pauses, was=was, reassessed_at=at)
    clock.target_at, clock.limit_at = due.target_at, clock.breached_at or due.limit_at
    clock.next_action_at = next_action_at(firings_of(clock, rule, course.pauses, at), course.fired)
    clock.save()


def end_waiting(change: Change, running: list[Clock]) -> None:
    """Note that nothing waits any more, where all clocks that were paused have stopped."""
    runs = [*(clock for clock in running if clock.stopped_at is None), *change.clocks]
    is_due = any(awaited_at(ClockKind(clock.kind), times_of(clock)) for clock in runs)
    if change.case.paused and is_due and not any(map(is_paused, runs)):
        change.columns.setdefault("clocks_wait_since", None)
        change.columns.setdefault("clocks_wait_for", "")


def is_paused(clock: Clock) -> bool:
    """Whether the clock runs no more until it is resumed."""
    return clock.stopped_at is None and clock.paused_at is not None
