"""The tick: every clock whose time has come does what it has to do (DESIGN 3).

It reads due rows only, from their own index, so its cost follows what is due and not what is open. Each clock is one
short transaction of `actions.clocks`; one that fails is tried again after growing pauses and holds up no other.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

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
    """What a tick did: how many clocks acted, and how often each kind of event came; `failed` clocks are logged."""

    clocks: int = 0
    warned: int = 0
    breached: int = 0
    escalated: int = 0
    failed: int = 0

    def add(self, done: tuple[Firing, ...]) -> None:
        """Count what one clock did."""
        self.clocks += bool(done)
        for kind in (ClockEventKind.WARNED, ClockEventKind.BREACHED, ClockEventKind.ESCALATED):
            count = sum(fired.kind is kind for fired in done)
            setattr(self, kind.value, getattr(self, kind.value) + count)


@dataclass
class Clockwork:
    """The ticking of one worker: it remembers which clocks failed, and when to try them again (monotonic seconds)."""

    setbacks: dict[int, tuple[int, float]] = field(default_factory=dict)

    def tick(self, now: datetime | None = None, stopping: Callable[[], bool] = lambda: False) -> Ticked:
        """Let every due clock act once, and those that begin late by that, as a duty does after a missed promise (R72).

        `now` is the time that is played, for a demo or a test; None: the present.

        OperationalError, InterfaceError: the database is away; what was done is done.
        """
        ticked, passed_over = Ticked(), self._resting()
        while clocks := _due(now or timezone.now(), passed_over):
            breached = ticked.breached
            for clock_id in clocks:
                if stopping():
                    return ticked
                done = self._fire(clock_id, now)
                if done is None:
                    ticked.failed += 1
                ticked.add(done or ())
                if not done:
                    passed_over.add(clock_id)
            if len(clocks) < BATCH and ticked.breached == breached:  # nothing broke, so no duty began by it
                break
        return ticked

    def _fire(self, clock_id: int, now: datetime | None) -> tuple[Firing, ...] | None:
        """What the clock did; None if it failed."""
        try:
            done = firing.fire(clock_id, at=now)
        except (OperationalError, InterfaceError):
            raise
        except Exception:  # noqa: BLE001  # whatever is wrong with one clock, the others go on
            times, _ = self.setbacks.get(clock_id, (0, 0.0))
            pause = PAUSES[min(times, len(PAUSES) - 1)]
            self.setbacks[clock_id] = times + 1, time.monotonic() + pause
            _log.exception("Clock %s failed; it is tried again in %s s.", clock_id, pause)
            return None
        self.setbacks.pop(clock_id, None)
        return done

    def _resting(self) -> set[int]:
        """The clocks that failed and are left alone for now."""
        return {clock_id for clock_id, (_, until) in self.setbacks.items() if until > time.monotonic()}


def tick(now: datetime | None = None) -> Ticked:
    """Let every due clock act once; see `Clockwork.tick`."""
    return Clockwork().tick(now)


def _due(now: datetime, passed_over: set[int]) -> list[int]:
    """The next clocks that are due, the longest due first: one query of the index `clock_due`."""
    due = Clock.objects.filter(stopped_at__isnull=True, next_action_at__lte=now)
    if passed_over:
        due = due.exclude(pk__in=passed_over)
    return list(due.order_by("next_action_at", "pk").values_list("pk", flat=True)[:BATCH])
