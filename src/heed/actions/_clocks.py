"""Clocks as a move starts, stops and re-times them; the times themselves are `process.clocks`."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Min

from heed.actions._change import Change
from heed.process.clocks import Pause, Rule, Times, firings, next_action_at, outcome, retimed, times
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
        _stop(change, _named(running, STAGE_CLOCKS.get(change.case.stage, ()), change))  # type: ignore[arg-type]
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


def _set_times(
    clock: Clock, due: Times, rule: Rule, pauses: tuple[Pause, ...] = (), fired: set[tuple[str, int]] | None = None
) -> None:
    clock.target_at, clock.limit_at = due.target_at, due.limit_at
    to_come = firings(
        rule,
        due,
        hours=hours_of(clock.calendar_id, clock.policy_id),
        waking_hours=waking_hours_of(clock.policy_id),
        pauses=pauses,
    )
    clock.next_action_at = next_action_at(to_come, fired or set())  # type: ignore[arg-type]


def _stop(change: Change, clocks: Iterable[Clock], *, dropped: bool = False) -> None:
    for clock in clocks:
        if clock.stopped_at is None:
            stop(clock, change.at, dropped=dropped)
            if clock.promise_id:
                _end_promise(clock, change)


def stop(clock: Clock, at: datetime, *, dropped: bool = False) -> None:
    """Stop a running clock; the breach is the limit itself, whenever it is noticed."""
    ending = outcome(Times(clock.target_at, clock.limit_at), at)
    clock.outcome = ClockOutcome.DROPPED if dropped else ending
    if ending is ClockOutcome.LATE:
        clock.breached_at = clock.limit_at
    clock.stopped_at, clock.next_action_at, clock.paused_at = at, None, None
    clock.save()
    ClockEvent.objects.create(clock=clock, at=at, kind=ClockEventKind.STOPPED, reason=clock.outcome)


def _end_promise(clock: Clock, change: Change) -> None:
    """A promise ends with its clock: kept in time, else broken; dropped for a new date, or needed no more (R72)."""
    broken = clock.breached_at is not None
    if broken:
        state = PromiseState.BROKEN
    elif clock.outcome == ClockOutcome.MET:
        state = PromiseState.KEPT
    else:
        state = PromiseState.RENEGOTIATED if change.move.name == "new_date" else PromiseState.RELEASED
    Promise.objects.filter(pk=clock.promise_id).update(
        state=state, ended_at=change.at, **({"broken_at": clock.breached_at} if broken else {})
    )


def pauses_of(clock: Clock) -> tuple[Pause, ...]:
    """The pauses of a clock, replayed from its events."""
    found: list[Pause] = []
    begun: ClockEvent | None = None
    for event in clock.events.order_by("at", "pk"):
        if event.kind == ClockEventKind.PAUSED:
            begun = event
        elif event.kind in (ClockEventKind.RESUMED, ClockEventKind.STOPPED) and begun:
            found.append(Pause(begun.at, event.at, begun.reason))
            begun = None
    return (*found, Pause(begun.at, None, begun.reason)) if begun else tuple(found)


def fired_of(clock: Clock) -> set[tuple[str, int]]:
    """What the clock has done already, as (kind, rung)."""
    return set(clock.events.values_list("kind", "rung"))


def retime(clock: Clock, level: str, at: datetime, reason: str) -> None:
    """The clock under the rule of another level: from its old start, forgetting nothing (R22)."""
    rule = policy_of(clock.policy_id).rule(ClockKind(clock.kind), level)
    pauses, hours = pauses_of(clock), hours_of(clock.calendar_id, clock.policy_id)
    if clock.due_at is None:
        was = Times(clock.target_at, clock.limit_at)
        due = retimed(rule, hours, clock.started_at, pauses, was=was, reassessed_at=at)
    else:
        due = times(rule, hours, clock.started_at, due_at=clock.due_at)
    clock.level = level
    _set_times(clock, due, rule, pauses, fired_of(clock))
    clock.save()
    ClockEvent.objects.create(clock=clock, at=at, kind=ClockEventKind.RETIMED, reason=reason)


def set_waiting(clock: Clock, at: datetime, reason: str, *, kind: ClockEventKind) -> None:
    """Let a clock wait (PAUSED) or go on (RESUMED); the waiting pushes its times."""
    ClockEvent.objects.create(clock=clock, at=at, kind=kind, reason=reason)
    rule = policy_of(clock.policy_id).rule(ClockKind(clock.kind), clock.level)
    pauses = pauses_of(clock)
    if kind is ClockEventKind.PAUSED:
        clock.paused_at, clock.next_action_at = at, None
    else:
        due = times(rule, hours_of(clock.calendar_id, clock.policy_id), clock.started_at, pauses, due_at=clock.due_at)
        clock.paused_at = None
        _set_times(clock, due, rule, pauses, fired_of(clock))
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
