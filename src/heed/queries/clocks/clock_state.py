"""The state of a clock from its records: what happened to it, what it will do, and why it is due when it is."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime

from heed.process.alarms import Firing, climbs, firings
from heed.process.clock_explanation import Reason, explain, explain_ladder
from heed.process.clock_history import Course, Event, replay
from heed.process.clocks import Pause, Rule, Times
from heed.process.words import ClockEventKind, ClockKind, Emotion
from heed.queries.policies import hours_of, policy_of, waking_hours_of
from heed.records.models import Clock, ClockEvent


def times_of(clock: Clock) -> Times:
    """Return when the target and the limit of a clock come, as they are on record."""
    return Times(clock.target_at, clock.limit_at)


def course_of(clock: Clock) -> Course:
    """Return what happened to a clock, replayed from its events and its end."""
    return courses_of([clock])[clock.pk]


def courses_of(clocks: Collection[Clock]) -> dict[int, Course]:
    """Return the same for several clocks, by their ids; one query."""
    found: dict[int, list[Event]] = defaultdict(list)
    rows = ClockEvent.objects.filter(clock__in=[clock.pk for clock in clocks]).order_by("at", "pk")
    for clock_id, kind, at, reason, rung in rows.values_list("clock_id", "kind", "at", "reason", "rung"):
        found[clock_id].append(Event(ClockEventKind(kind), at, reason, rung))
    return {clock.pk: replay([*found[clock.pk], *_end_of(clock)]) for clock in clocks}


def _end_of(clock: Clock) -> Iterator[Event]:
    if clock.stopped_at is not None:
        yield Event(ClockEventKind.STOPPED, clock.stopped_at)


def why_due(clock: Clock, now: datetime, calendar: str, course: Course | None = None) -> tuple[Reason, ...]:
    """Return the lines that explain the due time, and who is notified if it is missed (C7).

    `calendar` is the name of the clock's open hours for the reader; `course` what happened to it, if that was read.
    """
    course = course or course_of(clock)
    rule = policy_of(clock.policy_id).rule(ClockKind(clock.kind), clock.level)
    lines = explain(
        rule,
        hours_of(clock.calendar_id, clock.policy_id),
        times_of(clock),
        clock.started_at,
        course.pauses,
        policy=clock.policy.number,
        calendar=calendar,
        until=clock.stopped_at or now,
        due_at=clock.due_at,
    )
    if clock.stopped_at is not None:
        return lines
    return lines + explain_ladder(_steps(clock, rule, course), now, acknowledged_at=clock.acknowledged_at)


def firings_of(
    clock: Clock, rule: Rule, pauses: tuple[Pause, ...], until: datetime | None = None
) -> tuple[Firing, ...]:
    """Return everything that the clock does by its times, done already or not, in order of time; see `firings`.

    Once an escalation is acknowledged, there are no further ones (C7).
    """
    found = firings(
        rule,
        times_of(clock),
        started_at=clock.started_at,
        hours=hours_of(clock.calendar_id, clock.policy_id),
        waking_hours=waking_hours_of(clock.policy_id),
        pauses=pauses,
        until=until,
    )
    if clock.acknowledged_at is None:
        return found
    return tuple(firing for firing in found if firing.kind is not ClockEventKind.ESCALATED)


def _steps(clock: Clock, rule: Rule, course: Course) -> tuple[Firing, ...]:
    """Return what the clock still has to do if it runs on."""
    agitated = clock.complaint is not None and clock.complaint.emotion == Emotion.AGITATED
    if not climbs(ClockKind(clock.kind), agitated=agitated):
        return ()
    return tuple(firing for firing in firings_of(clock, rule, course.pauses) if firing.key not in course.fired)
