"""What a sweep finds to do, and when it has to come again."""

from collections.abc import Collection
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from heed.process import alarms, clocks
from heed.process.alarms import Firing
from heed.process.calendar import ALWAYS, Hours
from heed.process.clocks import Rule, Rung
from heed.process.intervals import Interval
from heed.process.words import ClockEventKind, ClockKind

WARNED, BREACHED, ESCALATED = ClockEventKind.WARNED, ClockEventKind.BREACHED, ClockEventKind.ESCALATED
AWAKE = Hours("Asia/Shanghai", ((Interval(480, 1320),),) * 7)
RULE = Rule(ClockKind.ANSWER, 30, 60, rungs=(Rung(1, "director", 0, waking=True), Rung(2, "manager", 30)))


def shanghai(hour: int, minute: int = 0, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo("Asia/Shanghai"))


def found(
    started_at: datetime, now: datetime, fired: Collection[tuple[ClockEventKind, int]] = (), rule: Rule = RULE
) -> tuple[tuple[Firing, ...], datetime | None]:
    times = clocks.times(rule, ALWAYS, started_at)
    coming = alarms.firings(rule, times, started_at=started_at, hours=ALWAYS, waking_hours=AWAKE)
    return alarms.due_by(now, coming, fired, rule=rule, waking_hours=AWAKE)


def test_before_the_target_nothing_is_due_and_at_it_the_warning_is() -> None:
    assert found(shanghai(10), shanghai(10, 29)) == ((), shanghai(10, 30))
    due, next_at = found(shanghai(10), shanghai(10, 30))
    assert due == (Firing(WARNED, 0, shanghai(10, 30)),)
    assert next_at == shanghai(11)


def test_a_sweep_that_comes_late_finds_everything_in_order_without_what_is_done() -> None:
    due, next_at = found(shanghai(10), shanghai(15), {(WARNED, 0)})
    assert [firing.key for firing in due] == [(BREACHED, 0), (ESCALATED, 1), (ESCALATED, 2)]
    assert next_at is None


def test_a_sweep_that_comes_in_the_night_lets_sleepers_sleep_and_wakes_those_who_asked_for_it() -> None:
    due, next_at = found(shanghai(20), shanghai(23, 30))
    assert [firing.key for firing in due] == [(WARNED, 0), (BREACHED, 0), (ESCALATED, 2)]
    assert next_at == shanghai(8, day=24)
    fired = {firing.key for firing in due}
    assert found(shanghai(20), next_at, fired) == ((Firing(ESCALATED, 1, shanghai(21), "director"),), None)


def test_an_hour_of_waking_after_a_ladder_is_no_reason_to_wait_for_anything_else() -> None:
    rule = Rule(ClockKind.ANSWER, None, 60, rungs=(Rung(1, "director", timedelta(days=1) / timedelta(minutes=1)),))
    assert found(shanghai(1), shanghai(2), rule=rule)[1] == shanghai(2, day=24)
