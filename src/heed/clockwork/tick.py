"""The tick: every due clock acts.

It reads only due rows, from an index of their own, so its cost depends on what is due and not on what is open. Some
hundreds act in one short transaction of `actions.clocks`. Where that fails they act one by one: a clock that fails
alone is tried again after growing pauses, and does not hold up others.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import InterfaceError, OperationalError
from django.utils import timezone

from heed.actions.clocks import firing
from heed.actions.clocks.planning import ClockPlan
from heed.process.alarms import Firing
from heed.process.words import ClockEventKind
from heed.records.models import Clock

BATCH = 500
"""Clocks in one transaction, which keeps other writers to SQLite waiting for a fraction of a second."""
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

        `now` is the time in a demo or a test; None is the present. `stopping` is asked before each batch. Raises
        OperationalError or InterfaceError where the database does not answer; the batches before have acted.
        """
        ticked, skipped = Ticked(), self._waiting()
        while _due(now, skipped, 1) and not stopping():
            if not self._act_together(now, ticked, skipped):
                break
        return ticked

    def _act_together(self, now: datetime | None, ticked: Ticked, skipped: set[int]) -> bool:
        """Let a batch of clocks act in one transaction, one after the other where that fails; return whether any did.

        Clocks that have failed, or had nothing to do, are added to those that are `skipped` in this tick.
        """
        try:
            plans = firing.fire(now, BATCH, but=skipped)
        except (OperationalError, InterfaceError):
            raise
        except Exception:  # noqa: BLE001  # the fault of one clock must not stop the others
            _log.warning("A batch of clocks failed; they act one by one.", exc_info=True)
            return self._act_one_by_one(_due(now, skipped, BATCH), now, ticked, skipped)
        self._count(plans, ticked, skipped)
        return bool(plans)

    def _act_one_by_one(self, clocks: list[int], now: datetime | None, ticked: Ticked, skipped: set[int]) -> bool:
        for clock_id in clocks:
            try:
                plans = firing.fire(now, 1, only=[clock_id])
            except (OperationalError, InterfaceError):
                raise
            except Exception:  # noqa: BLE001
                self._remember_failure(clock_id)
                ticked.failed += 1
                skipped.add(clock_id)
            else:
                self._count(plans, ticked, skipped)
        return bool(clocks)

    def _count(self, plans: list[ClockPlan], ticked: Ticked, skipped: set[int]) -> None:
        for plan in plans:
            self.failures.pop(plan.clock.pk, None)
            ticked.add(plan.due)
            if not plan.due:
                skipped.add(plan.clock.pk)

    def _remember_failure(self, clock_id: int) -> None:
        times, _ = self.failures.get(clock_id, (0, 0.0))
        pause = PAUSES[min(times, len(PAUSES) - 1)]
        self.failures[clock_id] = times + 1, time.monotonic() + pause
        _log.exception("Clock %s failed; it is tried again in %s s.", clock_id, pause)

    def _waiting(self) -> set[int]:
        """The clocks that failed and are not tried again yet."""
        return {clock_id for clock_id, (_, until) in self.failures.items() if until > time.monotonic()}


def tick(now: datetime | None = None) -> Ticked:
    """Let every due clock act once; see `Clockwork.tick`."""
    return Clockwork().tick(now)


def _due(now: datetime | None, skipped: set[int], most: int) -> list[int]:
    """The ids of the next due clocks, the longest due first: one query of the index `clock_due`, without a lock."""
    due = Clock.objects.filter(stopped_at__isnull=True, next_action_at__lte=now or timezone.now())
    if skipped:
        due = due.exclude(pk__in=skipped)
    return list(due.order_by("next_action_at", "pk").values_list("pk", flat=True)[:most])
