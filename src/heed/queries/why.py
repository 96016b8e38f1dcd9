"""Why a clock is due when it is, from what is on record of it (DESIGN 1 and 3)."""

from datetime import datetime

from heed.process.clocks import Times
from heed.process.course import Course, Event, replay
from heed.process.explaining import Reason, explain
from heed.process.words import ClockEventKind, ClockKind
from heed.queries.policies import hours_of, policy_of
from heed.records.models import Clock


def course_of(clock: Clock) -> Course:
    """What happened to a clock, replayed from its events."""
    events = clock.events.order_by("at", "pk")
    return replay(Event(ClockEventKind(row.kind), row.at, row.reason, row.rung) for row in events)


def why_due(clock: Clock, now: datetime, calendar: str) -> tuple[Reason, ...]:
    """The lines that answer "why is this due then?"; `calendar` is what the reader calls the clock's open time."""
    course = course_of(clock)
    return explain(
        policy_of(clock.policy_id).rule(ClockKind(clock.kind), clock.level),
        hours_of(clock.calendar_id, clock.policy_id),
        Times(clock.target_at, clock.limit_at),
        clock.started_at,
        course.pauses,
        policy=clock.policy.number,
        calendar=calendar,
        until=clock.stopped_at or now,
        due_at=clock.due_at,
    )
