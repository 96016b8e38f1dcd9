"""Senders: each lane of delivery has threads of its own, so that one that hangs delays its own notices alone."""

import logging
import threading
import time
from collections import defaultdict
from collections.abc import Callable

from django.db import connections
from django.utils import timezone

from heed.clockwork.deliver import Delivered, deliver_due
from heed.config.heartbeat import LifeSigns
from heed.queries.notices.lanes import MAIL, Lane, lanes

WIDTH = defaultdict(lambda: 4, {MAIL: 16})
"""Threads of a lane at most: to the mail server, and to each robot."""

_log = logging.getLogger(__name__)


class Senders:
    """The sending threads of one worker. Each call starts those that are missing, and waits for none."""

    def __init__(self, stopping: Callable[[], bool], signs: LifeSigns | None = None) -> None:
        self._stopping = stopping
        self._signs = signs or LifeSigns()
        self._lock = threading.Lock()
        self._busy: dict[str, set[threading.Thread]] = defaultdict(set)
        self._done = Delivered()

    def __call__(self) -> Delivered:
        """Start what is missing; return what was done since the last call."""
        if not self._stopping():
            for lane in lanes(timezone.now()):
                self._start(lane)
        with self._lock:
            done, self._done = self._done, Delivered()
        return done

    def wait(self, seconds: float) -> None:
        """Wait for the notices that are being sent now, so long at most."""
        deadline = time.monotonic() + seconds
        with self._lock:
            busy = [thread for threads in self._busy.values() for thread in threads]
        for thread in busy:
            thread.join(max(0.0, deadline - time.monotonic()))

    def _start(self, lane: Lane) -> None:
        with self._lock:
            missing = min(lane.waiting, WIDTH[lane.name]) - len(self._busy[lane.name])
            for _ in range(missing):
                thread = threading.Thread(target=self._send, args=(lane,), name=lane.name, daemon=True)
                self._busy[lane.name].add(thread)
                thread.start()

    def _must_stop(self) -> bool:
        """Asked before each notice; a thread that hangs in one is not seen again."""
        self._signs.seen(threading.current_thread())
        return self._stopping()

    def _send(self, lane: Lane) -> None:
        try:
            done = deliver_due(stopping=self._must_stop, lane=lane)
            with self._lock:
                self._done += done
        except Exception:  # noqa: BLE001  # a fault in one lane must not end the others
            _log.exception("The sender of the lane %s failed; another takes its place.", lane.name)
        finally:
            connections.close_all()
            self._signs.ended(threading.current_thread())
            with self._lock:
                self._busy[lane.name].discard(threading.current_thread())
