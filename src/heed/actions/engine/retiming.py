"""The times of clocks that run, set anew: for another level, for a waiting, for what was left undone."""

from datetime import datetime

from heed.process.alarms import next_action_at
from heed.process.clocks import Times, retimed
from heed.process.words import ClockEventKind, ClockKind
from heed.queries.clocks.clock_state import course_of, firings_of
from heed.queries.policies import hours_of, policy_of
from heed.records.models import Clock, ClockEvent


def retime(clock: Clock, level: str, at: datetime, reason: str) -> None:
    """The clock under the rule of another level: from its old start, forgetting nothing (R22)."""
    ClockEvent.objects.create(clock=clock, at=at, kind=ClockEventKind.RETIMED, reason=reason)
    clock.level = level
    _recompute(clock, at)


def pause_or_resume(clock: Clock, at: datetime, reason: str, *, kind: ClockEventKind) -> None:
    """Let a clock wait (PAUSED) or go on (RESUMED); what had not come yet is unknown while it waits.

    What had come stands, also where a reassessment would have put it later, and the tick still acts on it.
    """
    ClockEvent.objects.create(clock=clock, at=at, kind=kind, reason=reason)
    clock.paused_at = at if kind is ClockEventKind.PAUSED else None
    _recompute(clock, at)


def schedule_check(clock: Clock, at: datetime) -> None:
    """Let the tick look at a clock for what it may have left undone by the instant."""
    rule = policy_of(clock.policy_id).rule(ClockKind(clock.kind), clock.level)
    course = course_of(clock)
    clock.next_action_at = next_action_at(firings_of(clock, rule, course.pauses, at), course.fired)
    clock.save(update_fields=["next_action_at"])


def _recompute(clock: Clock, at: datetime) -> None:
    """Set the times of a clock anew and save it: what had passed by `at` stands, and so does an agreed time."""
    rule = policy_of(clock.policy_id).rule(ClockKind(clock.kind), clock.level)
    hours, course = hours_of(clock.calendar_id, clock.policy_id), course_of(clock)
    due = was = Times(clock.target_at, clock.limit_at)
    if clock.due_at is None:
        due = retimed(rule, hours, clock.started_at, course.pauses, was=was, reassessed_at=at)
    clock.target_at, clock.limit_at = due.target_at, clock.breached_at or due.limit_at
    clock.next_action_at = next_action_at(firings_of(clock, rule, course.pauses, at), course.fired)
    clock.save()
