"""Delivery: due notices are sent, each outside any transaction, and then recorded.

A worker that dies between sending and recording leaves a notice that is sent once more, with the same id: no notice is
lost, some may be repeated.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection

from heed.actions.notices import delivery, robots
from heed.notices.deliver import reserve, robot_for, send
from heed.notices.transport import AnswerLost, RateLimited, SendFailed, Undeliverable
from heed.queries.notices.lanes import Lane
from heed.records.models import Notice
from heed.reports import letters as _report_letters  # noqa: F401  # makes their writer known

_log = logging.getLogger(__name__)


@dataclass
class Delivered:
    """How many due notices were sent, will be tried again, wait for their robot's rate limit, or were given up."""

    sent: int = 0
    delayed: int = 0
    postponed: int = 0
    set_aside: int = 0

    def __add__(self, other: "Delivered") -> "Delivered":
        return Delivered(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))


def deliver_due(
    now: datetime | None = None, stopping: Callable[[], bool] = lambda: False, lane: Lane | None = None
) -> Delivered:
    """Send every due notice, of a lane or of all, one after the other.

    `now` is the time in a demo or a test; None is the present.
    """
    done = Delivered()
    while not stopping():
        notice = delivery.claim(now, lane)
        if notice is None:
            break
        deliver_one(notice, done, now)
    return done


def deliver_one(notice: Notice, done: Delivered, now: datetime | None = None) -> None:
    """Send a claimed notice and record the result; postpone it where its robot has reached its rate limit."""
    try:
        if (until := reserve(notice, now)) is not None:
            delivery.postpone(notice, until, now)
            done.postponed += 1
            return
        with claim_kept(notice):
            send(notice)
    except SendFailed as problem:
        _take(notice, done, problem, now)
    except Exception as problem:  # noqa: BLE001  # whatever is wrong with one notice, the others go out
        _log.exception("Notice %s could not be written.", notice.key)
        _record_failure(notice, done, type(problem).__name__, now=now)
    else:
        delivery.record_sent(notice, now)
        done.sent += 1


def _take(notice: Notice, done: Delivered, problem: SendFailed, now: datetime | None) -> None:
    """Put down that it was not sent, and leave alone a robot that says it is too much."""
    not_before = None
    if isinstance(problem, RateLimited) and (robot := robot_for(notice)) is not None:
        not_before = robots.block(robot, problem.seconds, now)
    never, lost = isinstance(problem, Undeliverable), isinstance(problem, AnswerLost)
    _record_failure(notice, done, str(problem), for_good=never, lost=lost, not_before=not_before, now=now)


def _record_failure(notice: Notice, done: Delivered, error: str, *, now: datetime | None, **how: Any) -> None:
    if delivery.record_failure(notice, error, at=now, **how):
        done.set_aside += 1
        level = logging.DEBUG if settings.HEED_DEMO else logging.WARNING  # a demo sends nothing: no fault
        _log.log(level, "Notice %s is set aside after %s attempts: %s", notice.key, notice.attempts, error)
    else:
        done.delayed += 1
        _log.info("Notice %s is tried again later: %s", notice.key, error)


@contextmanager
def claim_kept(notice: Notice) -> Iterator[None]:
    """Extend the claim until the sending ends, however long the other side takes to answer."""
    done = threading.Event()
    keeper = threading.Thread(target=_keep, args=(notice, done), name="lease", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        done.set()
        keeper.join()


def _keep(notice: Notice, done: threading.Event) -> None:
    """Extend the lease three times in its length, on a connection of this thread."""
    pause = delivery.LEASE.total_seconds() / 3
    try:
        while not done.wait(pause):
            delivery.renew(notice)
    except Exception:  # noqa: BLE001  # a claim that is lost costs a repetition at most
        _log.exception("The claim of notice %s could not be kept.", notice.key)
    finally:
        connection.close()
