"""Before the clockwork acts: is the time what it should be, and was a worker there all along? Else it holds."""

import logging
import threading
import time
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from heed.actions.clocks.holding import beat, hold
from heed.process.holding import OVERDUE, Seen, reason_to_hold
from heed.queries.clocks.holds import is_held, last_pulse, last_release, overdue, terms_in_force

EVERY = 10.0
"""Seconds between two looks; in between only an open hold is asked for."""

_log = logging.getLogger(__name__)


class Watch:
    """One worker's eye on the time, shared by its threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._looked_at: tuple[datetime, float] | None = None
        self.is_holding = False

    def may_act(self) -> bool:
        """Whether clocks may act and notices may go out; begins a hold where they may not."""
        with self._lock:
            now, ticks = timezone.now(), time.monotonic()
            held = is_held()
            if not held and self._is_due(now, ticks):
                held = self._look(now, ticks)
                self._looked_at = now, ticks
            elif held and self._is_due(now, ticks):
                beat(now)
                self._looked_at = now, ticks
            if held and not self.is_holding:
                _log.warning("Heed holds: no clock acts and no notice goes out. %s/setup/hold/", settings.HEED_URL)
            self.is_holding = held
            return not held

    def _is_due(self, now: datetime, ticks: float) -> bool:
        """Whether it is time to look again; a jump of the clock is found at once."""
        if self._looked_at is None:
            return True
        seconds = ticks - self._looked_at[1]
        return seconds >= EVERY or abs((now - self._looked_at[0]).total_seconds() - seconds) > EVERY

    def _look(self, now: datetime, ticks: float) -> bool:
        drift = timedelta()
        if self._looked_at is not None:
            drift = now - self._looked_at[0] - timedelta(seconds=ticks - self._looked_at[1])
        last = last_pulse()
        late, running = overdue(now - OVERDUE, last_release()) if last is not None else (0, 0)
        reason = reason_to_hold(Seen(now, last, _database_clock(), drift, late, running), terms_in_force())
        if reason is not None and not settings.HEED_DEMO:
            hold(reason, last or now, now)
        beat(now)
        _shorten_log()
        return reason is not None and not settings.HEED_DEMO


def _shorten_log() -> None:
    """Bring SQLite's write-ahead log into the database, so that damage of the log costs seconds and not hours.

    It waits for nobody: what a reader still needs stays in the log until the next time.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")


def _database_clock() -> datetime | None:
    """The time on the database's machine; None for SQLite, which is on this one."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (now,) = cursor.fetchone()
    return datetime.fromtimestamp(now.timestamp(), UTC)
