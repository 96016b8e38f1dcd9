"""When the clockwork waits for an administrator: late, by a wrong clock, or too much at once."""

from datetime import UTC, datetime, timedelta

import pytest

from heed.process.holding import Seen, reason_to_hold
from heed.process.policy import HoldTerms
from heed.process.words import HoldReason

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)
NEVER = None


def ago(**time: float) -> datetime:
    return NOW - timedelta(**time)


@pytest.mark.parametrize(
    ("last", "database", "drift", "overdue", "reason"),
    [
        (NEVER, None, 0, 0, None),
        (ago(seconds=10), None, 0, 0, None),
        (ago(minutes=59), None, 0, 20, None),
        (ago(minutes=61), None, 0, 0, HoldReason.LATE),
        (ago(days=8), None, 0, 900, HoldReason.LATE),
        (ago(seconds=10), None, 7 * 24 * 60, 0, HoldReason.LATE),
        (ago(minutes=-4), None, 0, 0, None),
        (ago(minutes=-60), None, 0, 0, HoldReason.BACK),
        (ago(seconds=10), None, -60, 0, HoldReason.BACK),
        (ago(seconds=10), ago(minutes=4), 0, 0, None),
        (ago(seconds=10), ago(days=-7), 0, 0, HoldReason.DIFFERS),
        (ago(seconds=10), ago(hours=1), 0, 0, HoldReason.DIFFERS),
        (ago(minutes=30), None, 0, 51, HoldReason.MANY),
        (ago(minutes=30), None, 0, 50, None),
    ],
)
def test_nothing_acts_late_or_by_a_wrong_clock_or_all_at_once(
    last: datetime | None, database: datetime | None, drift: float, overdue: int, reason: HoldReason | None
) -> None:
    seen = Seen(NOW, last, database, timedelta(minutes=drift), overdue, 1000)
    assert reason_to_hold(seen, HoldTerms()) is reason


def test_twenty_overdue_clocks_may_act_at_once_however_few_run() -> None:
    assert reason_to_hold(Seen(NOW, ago(minutes=30), None, timedelta(), 20, 30), HoldTerms()) is None
    assert reason_to_hold(Seen(NOW, ago(minutes=30), None, timedelta(), 21, 30), HoldTerms()) is HoldReason.MANY


def test_the_policy_says_how_long_and_how_many() -> None:
    terms = HoldTerms(away_minutes=2880, clocks=3, percent=50)
    assert reason_to_hold(Seen(NOW, ago(days=2), None, timedelta(), 0, 0), terms) is None
    assert reason_to_hold(Seen(NOW, ago(days=2, minutes=1), None, timedelta(), 0, 0), terms) is HoldReason.LATE
    assert reason_to_hold(Seen(NOW, ago(minutes=1), None, timedelta(), 5, 10), terms) is None
    assert reason_to_hold(Seen(NOW, ago(minutes=1), None, timedelta(), 6, 10), terms) is HoldReason.MANY
    assert reason_to_hold(Seen(NOW, ago(minutes=1), None, timedelta(), 4, 4), terms) is HoldReason.MANY
