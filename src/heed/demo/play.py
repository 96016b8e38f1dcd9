"""Playing months in a minute: stories act one after the other in simulated time, and the clockwork ticks between them.

A story is a generator that gives the instant at which it next wants to act, and acts when it is resumed. Nothing is
written after the end of the play: a story that would go on is simply left where it stands.
"""

import heapq
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import count
from typing import TextIO

from django.db import connection, transaction

from heed.actions.complaints import reindex
from heed.actions.notices import delivery
from heed.clockwork import tick
from heed.records.models import Clock

Road = Iterator[datetime]
#: Is told how much of something is done, 0 to 1.
Report = Callable[[float], None]
#: Steps that share one transaction: long enough to be fast, short enough to be taken back cheaply.
BATCH = 60


class Play:
    """The play from `starts_at` to `ends_at`, both aware. `now` is the simulated present.

    `on_climbed` is called when a clock has climbed the ladder.
    """

    def __init__(self, starts_at: datetime, ends_at: datetime, report: Report = lambda share: None):
        self.starts_at, self.ends_at = starts_at, ends_at
        self.now = starts_at
        self._report = report
        self._waiting: list[tuple[datetime, int, Road]] = []
        self._order = count()
        self._clockwork = tick.Clockwork()
        self.on_climbed: Callable[[], None] = lambda: None

    def enter(self, at: datetime, road: Road) -> None:
        """Let a story begin at this instant."""
        heapq.heappush(self._waiting, (at, next(self._order), road))

    def run(self) -> None:
        """Play to the end. What is searched for is indexed once, at the end."""
        with reindex.put_off():
            self._run()

    def _run(self) -> None:
        while self._waiting and self._waiting[0][0] <= self.ends_at:
            with transaction.atomic():
                for _ in range(BATCH):
                    if not self._waiting or self._waiting[0][0] > self.ends_at:
                        break
                    self._step()
            self._report((self.now - self.starts_at) / (self.ends_at - self.starts_at))
        with transaction.atomic():
            self._tick_until(self.ends_at)
            self.now = self.ends_at
            _post()
        self._report(1.0)

    def _step(self) -> None:
        at, _, road = heapq.heappop(self._waiting)
        at = max(at, self.now)
        self._tick_until(at)
        self.now = at
        following = next(road, None)
        if following is not None:
            self.enter(following, road)

    def _tick_until(self, at: datetime) -> None:
        """Let every clock act at its own time, up to this instant."""
        while _something_due(at):
            running = Clock.objects.filter(stopped_at__isnull=True, next_action_at__lte=at)
            due_at = running.order_by("next_action_at", "pk").values_list("next_action_at", flat=True)[0]
            assert due_at is not None  # asked for above
            self.now = max(due_at, self.now)
            ticked = self._clockwork.tick(self.now)
            if ticked.failed or not ticked.clocks:
                raise RuntimeError(f"The clockwork stands still at {self.now}: {ticked}.")
            if ticked.escalated:
                self.on_climbed()


def _something_due(at: datetime) -> bool:
    """Whether a clock is due: asked between any two steps, so in plain SQL."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT 1 FROM {Clock._meta.db_table} "  # noqa: S608  # a name of our own
            "WHERE stopped_at IS NULL AND next_action_at IS NOT NULL AND next_action_at <= %s LIMIT 1",
            [connection.ops.adapt_datetimefield_value(at)],
        )
        return cursor.fetchone() is not None


def _post() -> None:
    """The letters of these months count as sent: the demo sends nothing to anybody."""
    delivery.record_all_sent(after=timedelta(seconds=20))


class Bar:
    """A progress bar on the terminal; where there is none, a line now and then."""

    WIDTH = 40

    def __init__(self, what: str, to: TextIO = sys.stderr) -> None:
        self._what, self._to = what, to
        self._live = to.isatty()
        self._shown = -1

    def __call__(self, share: float) -> None:
        """Show how far it is, 0 to 1."""
        percent = int(100 * min(share, 1.0))
        if percent == self._shown or (not self._live and percent // 25 == self._shown // 25):
            return
        self._shown = percent
        if self._live:
            full = self.WIDTH * percent // 100
            ends = "\n" if percent == 100 else ""
            self._to.write(f"\r{self._what} {'█' * full}{'░' * (self.WIDTH - full)} {percent:3d} %{ends}")
        else:
            self._to.write(f"{self._what} {percent} %\n")
        self._to.flush()
