"""The tick: every due clock acts.

It reads only due rows, from an index of their own, so its cost depends on what is due and not on what is open. Each
clock is one short transaction of `actions.clocks`; one that fails is tried again after growing pauses, and does not
hold up others.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import takewhile

from django.db import InterfaceError, OperationalError
from django.utils import timezone

from heed.actions.clocks import firing
from heed.process.alarms import Firing
from heed.process.words import ClockEventKind
from heed.records.models import Clock

BATCH = 200
PAUSES = (5, 30, 120, 600, 3600)
"""Seconds before a clock that failed once, twice … is tried again by the same worker."""

_log = logging.getLogger(__name__)


@dataclass
class Ticked:
    """The result of a tick: how many clocks acted, how many events of each kind, and how many clocks failed."""

    clocks: int = 0
    warned: int = 0
    breached: int = 0
    escalated: int = 0
    failed: int = 0

    def add(self, done: tuple[Firing, ...]) -> None:
        """Count the events of one clock."""
        self.clocks += bool(done)
        for kind in (ClockEventKind.WARNED, ClockEventKind.BREACHED, ClockEventKind.ESCALATED):
            count = sum(fired.kind is kind for fired in done)
            setattr(self, kind.value, getattr(self, kind.value) + count)


@dataclass
class Clockwork:
    """The ticks of one worker. Remembers which clocks failed: how often, and when to try again (monotonic seconds)."""

    failures: dict[int, tuple[int, float]] = field(default_factory=dict)

    def tick(self, now: datetime | None = None, stopping: Callable[[], bool] = lambda: False) -> Ticked:
        """Let every due clock act once, also clocks that are due because of it: a missed promise starts a duty (R72).

        `now` is the time in a demo or a test; None is the present. Raises OperationalError or InterfaceError where the
        database does not answer; the clocks that acted before have acted.
        """
        ticked, skipped = Ticked(), self._waiting()
        while not stopping() and (clocks := _due(now or timezone.now(), skipped)):
            breached = ticked.breached
            for clock_id in takewhile(lambda _: not stopping(), clocks):
                if not self._act(clock_id, now, ticked):
                    skipped.add(clock_id)
            if len(clocks) < BATCH and ticked.breached == breached:  # without a breach no duty has started
                break
        return ticked

    def _act(self, clock_id: int, now: datetime | None, ticked: Ticked) -> bool:
        """Let one clock act and count its events; return whether it did anything."""
        done = self._fire(clock_id, now)
        ticked.failed += done is None
        ticked.add(done or ())
        return bool(done)

    def _fire(self, clock_id: int, now: datetime | None) -> tuple[Firing, ...] | None:
        """Return the events of one clock, None where it failed."""
        try:
            done = firing.fire(clock_id, at=now)
        except (OperationalError, InterfaceError):
            raise
        except Exception:  # noqa: BLE001  # an error in one clock must not stop the others
            times, _ = self.failures.get(clock_id, (0, 0.0))
            pause = PAUSES[min(times, len(PAUSES) - 1)]
            self.failures[clock_id] = times + 1, time.monotonic() + pause
            _log.exception("Clock %s failed; it is tried again in %s s.", clock_id, pause)
            return None
        self.failures.pop(clock_id, None)
        return done

    def _waiting(self) -> set[int]:
        """The clocks that failed and are not tried again yet."""
        return {clock_id for clock_id, (_, until) in self.failures.items() if until > time.monotonic()}


def tick(now: datetime | None = None) -> Ticked:
    """Let every due clock act once; see `Clockwork.tick`."""
    return Clockwork().tick(now)


def _due(now: datetime, skipped: set[int]) -> list[int]:
    """The ids of the next due clocks, the longest due first: one query of the index `clock_due`."""
    due = Clock.objects.filter(stopped_at__isnull=True, next_action_at__lte=now)
    if skipped:
        due = due.exclude(pk__in=skipped)
    return list(due.order_by("next_action_at", "pk").values_list("pk", flat=True)[:BATCH])
