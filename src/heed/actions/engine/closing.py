"""How running clocks end: with an outcome, and events of what they missed."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from heed.process.alarms import REPEATING, Firing, missed_target
from heed.process.clocks import breached_at, has_passed
from heed.process.words import ClockEventKind, ClockKind, ClockOutcome
from heed.queries.clocks.clock_state import firings_of, times_of
from heed.queries.policies import policy_of
from heed.records.models import Clock, ClockEvent

_CLOSE = (
    f"UPDATE {Clock._meta.db_table} SET outcome = %s, breached_at = %s, stopped_at = %s, next_action_at = NULL, "  # noqa: S608
    "paused_at = NULL WHERE id = %s"
)


def close(clocks: Sequence[Clock], at: datetime, *, dropped: bool = False) -> None:
    """Stop these running clocks; a breach counts from the limit itself, whenever it is noticed.

    The end of a clock stands in its own row, and has no event.
    """
    if not clocks:
        return
    for clock in clocks:
        _close(clock, at, dropped)
    instant = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:  # every move stops some: Django's own statement costs ten times as much
        cursor.executemany(
            _CLOSE, [(str(clock.outcome), instant(clock.breached_at), instant(at), clock.pk) for clock in clocks]
        )


def _close(clock: Clock, at: datetime, dropped: bool) -> None:
    limit_at = breached_at(times_of(clock), at)
    if clock.kind != ClockKind.SILENCE and limit_at is not None:
        clock.breached_at = limit_at
        _record_misses(clock, at)
    clock.outcome = _outcome(clock, at, dropped)
    clock.stopped_at, clock.next_action_at, clock.paused_at = at, None, None


def _record_misses(clock: Clock, at: datetime) -> None:
    """Record the breaches that were not recorded before the clock stopped; a clock that repeats has several (R56)."""
    found = [Firing(ClockEventKind.BREACHED, 0, at)]
    if clock.kind in REPEATING:
        rule = policy_of(clock.policy_id).rule(ClockKind(clock.kind), clock.level)
        found = [one for one in firings_of(clock, rule, (), at) if one.kind is ClockEventKind.BREACHED]
        found = [one for one in found if has_passed(one.at, at)]
    known = set(clock.events.filter(kind=ClockEventKind.BREACHED).values_list("rung", flat=True))
    ClockEvent.objects.bulk_create(
        ClockEvent(clock=clock, at=at, kind=one.kind, rung=one.rung) for one in found if one.rung not in known
    )


def _outcome(clock: Clock, at: datetime, dropped: bool) -> ClockOutcome:
    """Return how the clock ended. The silent days can only elapse or be dropped; they are never late (R93)."""
    if clock.kind == ClockKind.SILENCE:
        over = clock.limit_at is not None and clock.limit_at <= at
        return ClockOutcome.FIRED if over else ClockOutcome.DROPPED
    if dropped:
        return ClockOutcome.DROPPED
    late = has_passed(clock.breached_at, at) or missed_target(ClockKind(clock.kind), times_of(clock), at)
    return ClockOutcome.LATE if late else ClockOutcome.MET
