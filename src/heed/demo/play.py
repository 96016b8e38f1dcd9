"""Playing months in a minute: stories act one after the other in simulated time, and the clocks tick between them.

A story is a generator: each time it is resumed it acts, then yields the instant of its next action. Nothing happens
after the end of the play: a story that would go on stays where it is.
"""

import heapq
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import count

from django.db import connection, transaction

from heed.actions.complaints import reindex
from heed.actions.notices import delivery
from heed.clockwork import tick
from heed.records.models import Clock

#: The actions of one story, as a generator of the instants between them.
StoryPath = Iterator[datetime]
#: Receives the share of some work that is done, 0 to 1.
ReportProgress = Callable[[float], None]
#: Steps in one transaction: enough to be fast, few enough to roll back cheaply.
BATCH = 60


class Play:
    """The play from `starts_at` to `ends_at`, both aware. `now` is the simulated present.

    `on_escalated` is called after every tick in which a clock has escalated.
    """

    def __init__(self, starts_at: datetime, ends_at: datetime, report: ReportProgress = lambda share: None):
        self.starts_at, self.ends_at = starts_at, ends_at
        self.now = starts_at
        self._report = report
        self._waiting: list[tuple[datetime, int, StoryPath]] = []
        self._order = count()
        self._clockwork = tick.Clockwork()
        self.on_escalated: Callable[[], None] = lambda: None

    def enter(self, at: datetime, path: StoryPath) -> None:
        """Let a story begin at this instant."""
        heapq.heappush(self._waiting, (at, next(self._order), path))

    def run(self) -> None:
        """Play to the end. The search index is made once, at the end."""
        with reindex.defer():
            self._run()

    def _run(self) -> None:
        goes_on = True
        while goes_on:
            with transaction.atomic():
                goes_on = all(self._step() for _ in range(BATCH))
            self._report((self.now - self.starts_at) / (self.ends_at - self.starts_at))
        with transaction.atomic():
            self.now = self.ends_at
            _mark_as_sent()
        self._report(1.0)

    def _is_something_left(self) -> bool:
        """Whether a story acts before the end."""
        return bool(self._waiting) and self._waiting[0][0] <= self.ends_at

    def _step(self) -> bool:
        """Let the clocks act until the next story does, then this story. Return whether one was left."""
        self._tick_until_next()
        if not self._is_something_left():
            return False
        at, _, path = heapq.heappop(self._waiting)
        self.now = max(at, self.now)
        following = next(path, None)
        if following is not None:
            self.enter(following, path)
        return True

    def _next_at(self) -> datetime:
        """When the next story acts; the end, where none does."""
        return max(self._waiting[0][0] if self._is_something_left() else self.ends_at, self.now)

    def _tick_until_next(self) -> None:
        """Let every clock act at its own time. One that escalates may let a story begin before the next one."""
        while _is_a_clock_due(at := self._next_at()):
            running = Clock.objects.filter(stopped_at__isnull=True, next_action_at__lte=at)
            due_at = running.order_by("next_action_at", "pk").values_list("next_action_at", flat=True)[0]
            assert due_at is not None  # the query before has found it
            self.now = max(due_at, self.now)
            ticked = self._clockwork.tick(self.now)
            if ticked.failed or not ticked.clocks:
                raise RuntimeError(f"The clocks do not advance at {self.now}: {ticked}.")
            if ticked.escalated:
                self.on_escalated()


def _is_a_clock_due(at: datetime) -> bool:
    """Whether a clock is due. In plain SQL, because it is queried before every step."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT 1 FROM {Clock._meta.db_table} "  # noqa: S608  # the name of the model's table
            "WHERE stopped_at IS NULL AND next_action_at IS NOT NULL AND next_action_at <= %s LIMIT 1",
            [connection.ops.adapt_datetimefield_value(at)],
        )
        return cursor.fetchone() is not None


def _mark_as_sent() -> None:
    """Record the notices of these months as sent: the demo sends nothing."""
    delivery.record_all_sent(after=timedelta(seconds=20))
