"""Clocks as a move starts, stops and re-times them; the times themselves are `process.clocks`."""

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Min

from heed.actions._change import Change
from heed.process.calendar import Hours
from heed.process.clocks import Pause, Rule, Times, firings, next_action_at, outcome, retimed, times
from heed.process.course import Course, Event, replay
from heed.process.moves import ROUND_CLOCKS, STAGE_CLOCKS
from heed.process.words import (
    ENDED,
    ClockEventKind,
    ClockKind,
    ClockOutcome,
    PromiseState,
    Stage,
)
from heed.queries.policies import calendar_id_of, hours_of, policy_of, waking_hours_of
from heed.records.models import Clock, ClockEvent, Complaint, Project, Promise

#: Clocks of an order and of a promise: a row names them, but only those of its own order or promise move.
OF_ORDERS = (ClockKind.ACCEPT, ClockKind.ARRIVAL)


def move_clocks(change: Change) -> None:
    """Stop, drop, restart and start the clocks that the row, the stage and the round ask for."""
    running = list(change.complaint.clocks.filter(stopped_at__isnull=True))
    staying = change.stage is change.case.stage
    _stop(change, _named(running, change.move.drops, change), dropped=True)
    _stop(change, _named(running, change.move.stops + change.move.restarts, change))
    if not staying:
        left = STAGE_CLOCKS.get(change.case.stage, ()) if change.case.stage else ()
        _stop(change, _named(running, left, change))
    if change.stage in ENDED:
        _stop(change, running, dropped=True)
    for kind in _starting(change, staying):
        if not any(clock.kind == kind and clock.stopped_at is None and not _of_order(kind) for clock in running):
            start(change, kind)


def _starting(change: Change, staying: bool) -> list[ClockKind]:
    kinds = [*change.move.starts, *change.move.restarts]
    if not staying:
        kinds += STAGE_CLOCKS.get(change.stage, ())
    if change.round > change.case.round:
        kinds += ROUND_CLOCKS
    return [] if change.stage in ENDED else list(dict.fromkeys(kinds))


def _of_order(kind: ClockKind) -> bool:
    return kind in OF_ORDERS


def _named(running: Iterable[Clock], kinds: Iterable[ClockKind], change: Change) -> list[Clock]:
    wanted = set(kinds)
    order_id = change.order.pk if change.order else None
    return [clock for clock in running if clock.kind in wanted and clock.order_id in (None, order_id)]


def start(change: Change, kind: ClockKind) -> Clock:
    """Start a clock of this kind for the complaint, its order or its promise, under the complaint's policy."""
    complaint = change.complaint
    level = change.columns.get("level", complaint.level)
    due_at = _agreed(change, kind)
    calendar_id = calendar_id_of(complaint.project)
    rule = policy_of(complaint.policy_id).rule(kind, level)
    clock = Clock(
        kind=kind,
        complaint=complaint,
        order=change.order if _of_order(kind) else None,
        promise=change.promise if kind is ClockKind.PROMISE else None,
        round=change.round,
        level=level,
        policy_id=complaint.policy_id,
        calendar_id=calendar_id,
        started_at=change.at,
        due_at=due_at,
    )
    _set_times(clock, times(rule, hours_of(calendar_id, complaint.policy_id), change.at, due_at=due_at), rule)
    clock.save(force_insert=True)
    ClockEvent.objects.create(clock=clock, at=change.at, kind=ClockEventKind.STARTED)
    return clock


def _agreed(change: Change, kind: ClockKind) -> datetime | None:
    """The due time that words fixed: of a promise, or the end of the day of the agreement (R55, R60)."""
    if kind is ClockKind.PROMISE:
        assert change.promise is not None
        return change.promise.due_at
    if kind is ClockKind.FINISH:
        return end_of_day(change.complaint.project, change.at)
    return None


def end_of_day(project: Project, at: datetime) -> datetime:
    """The end of the project's local day in which `at` lies."""
    zone = ZoneInfo(project.timezone)
    following = at.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(following, time.min, zone)


def _set_times(clock: Clock, due: Times, rule: Rule, course: Course | None = None) -> None:
    clock.target_at, clock.limit_at = due.target_at, due.limit_at
    to_come = firings(
        rule,
        due,
        hours=hours_of(clock.calendar_id, clock.policy_id),
        waking_hours=waking_hours_of(clock.policy_id),
        pauses=course.pauses if course else (),
    )
    clock.next_action_at = next_action_at(to_come, course.fired if course else ())


def _stop(change: Change, clocks: Iterable[Clock], *, dropped: bool = False) -> None:
    for clock in clocks:
        if clock.stopped_at is None:
            stop(clock, change.at, dropped=dropped)
            if clock.promise_id is not None:
                _end_promise(clock, clock.promise_id, change)


def stop(clock: Clock, at: datetime, *, dropped: bool = False) -> None:
    """Stop a running clock; the breach is the limit itself, whenever it is noticed."""
    ending = outcome(Times(clock.target_at, clock.limit_at), at)
    clock.outcome = ClockOutcome.DROPPED if dropped else ending
    if ending is ClockOutcome.LATE:
        clock.breached_at = clock.limit_at
    clock.stopped_at, clock.next_action_at, clock.paused_at = at, None, None
    clock.save()
    ClockEvent.objects.create(clock=clock, at=at, kind=ClockEventKind.STOPPED, reason=clock.outcome)


def _end_promise(clock: Clock, promise_id: int, change: Change) -> None:
    """A promise ends with its clock: kept in time, else broken; dropped for a new date, or needed no more (R72)."""
    broken = clock.breached_at is not None
    if broken:
        state = PromiseState.BROKEN
    elif clock.outcome == ClockOutcome.MET:
        state = PromiseState.KEPT
    else:
        state = PromiseState.RENEGOTIATED if change.move.name == "new_date" else PromiseState.RELEASED
    Promise.objects.filter(pk=promise_id).update(
        state=state, ended_at=change.at, **({"broken_at": clock.breached_at} if broken else {})
    )


def course_of(clock: Clock) -> Course:
    """What happened to a clock, replayed from its events."""
    events = clock.events.order_by("at", "pk")
    return replay(Event(ClockEventKind(row.kind), row.at, row.reason, row.rung) for row in events)


def retime(clock: Clock, level: str, at: datetime, reason: str) -> None:
    """The clock under the rule of another level: from its old start, forgetting nothing (R22)."""
    ClockEvent.objects.create(clock=clock, at=at, kind=ClockEventKind.RETIMED, reason=reason)
    was = Times(clock.target_at, clock.limit_at)
    clock.level = level
    _recount(clock, lambda rule, hours, pauses: retimed(
        rule, hours, clock.started_at, pauses, was=was, reassessed_at=at
    ))  # fmt: skip


def set_waiting(clock: Clock, at: datetime, reason: str, *, kind: ClockEventKind) -> None:
    """Let a clock wait (PAUSED) or go on (RESUMED); what had not come yet is unknown while it waits."""
    ClockEvent.objects.create(clock=clock, at=at, kind=kind, reason=reason)
    clock.paused_at = at if kind is ClockEventKind.PAUSED else None
    _recount(clock, lambda rule, hours, pauses: times(rule, hours, clock.started_at, pauses))


def _recount(clock: Clock, due: Callable[[Rule, Hours, tuple[Pause, ...]], Times]) -> None:
    """Set the times of a clock anew and save it; an agreed time stays as it was agreed."""
    rule = policy_of(clock.policy_id).rule(ClockKind(clock.kind), clock.level)
    hours, course = hours_of(clock.calendar_id, clock.policy_id), course_of(clock)
    agreed = Times(clock.due_at, clock.due_at) if clock.due_at else None
    _set_times(clock, agreed or due(rule, hours, course.pauses), rule, course)
    clock.save()


def next_due_at(complaint: Complaint, stage: Stage) -> datetime | None:
    """The nearest limit (or target, where there is no limit) of the complaint's running clocks; None once it ended."""
    if stage in ENDED:
        return None
    running = complaint.clocks.filter(stopped_at__isnull=True, paused_at__isnull=True)
    nearest = running.aggregate(limit=Min("limit_at"), target=Min("target_at"))
    found = nearest["limit"] or nearest["target"]
    assert found is None or isinstance(found, datetime)
    return found
