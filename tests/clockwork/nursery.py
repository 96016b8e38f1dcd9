"""A process that begets workers, for tests that kill them. Django is set up once; each worker is a fork of its own.

Reads one JSON object a line: `now` (ISO: when the worker believes it is), `only_tells` (it leaves the clocks alone),
`batch` (so many clocks act in one transaction), `die_at` (it kills itself before its n-th statement to the database;
0: never) and `mutant` (see MUTANTS). Otherwise it is `heed worker --once`. Says the worker's pid, and, when it has
ended, how: 0 or more is its exit code, less than 0 the signal that killed it.
"""

import itertools
import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

import django


def main() -> None:
    django.setup()
    from heed.clockwork import tick, worker
    from heed.notices import deliver  # noqa: F401  # all that a worker needs is imported before the fork

    print("ready", flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _live(worker, tick, order)
        print(pid, flush=True)
        status = os.waitpid(pid, 0)[1]
        print(os.waitstatus_to_exitcode(status), flush=True)


def _live(worker: Any, tick: Any, order: dict[str, Any]) -> None:
    """The worker's life, from the fork to its end."""
    code = 70
    try:
        _believe(datetime.fromisoformat(order["now"]))
        _die_before(order["die_at"])
        MUTANTS[order["mutant"]]()
        worker.Watch.may_act = lambda _: True  # here the time goes by leaps, which would hold the clockwork
        tick.BATCH = order["batch"]
        if order["only_tells"]:
            worker.Clockwork.tick = lambda *_, **__: worker.Ticked()
        code = worker.main(["--once"])
    finally:
        os._exit(code)


def _believe(now: datetime) -> None:
    """From now on the worker's clock stands at this instant.

    If it went on, a worker on a busy machine would act on clocks that fall due while it works; the check, which asks
    what was due at this instant, would call that a fault.
    """
    from django.utils import timezone

    timezone.now = lambda: now


def _die_before(statement: int) -> None:
    """Kill this process before its n-th statement, as a power cut would."""
    from django.db.backends.signals import connection_created

    numbers = itertools.count(1)

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if next(numbers) == statement:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    def watch(connection: Any, **_: Any) -> None:
        connection.execute_wrappers.append(count)

    connection_created.connect(watch, weak=False)


def _seal(plans: Any) -> None:
    """Seal what these changed, so that the check finds the wrong order and not a missing seal."""
    from heed.actions.engine import sealing

    sealing.seal_many(sorted({plan.complaint.pk for plan in plans if plan.complaint is not None}))


def _marks_before_it_acts() -> None:
    """A worker that first puts on record that a clock has fired, and then, apart, does what firing means."""
    from django.db import transaction

    from heed.actions.clocks import firing, planning

    def fire(at: datetime | None, most: int, **which: Any) -> Any:
        with transaction.atomic():
            plans = planning.claim(at, most, **which)
            firing.record(plans)
            _seal(plans)
        with transaction.atomic():
            firing.execute(plans)
            _seal(plans)
        return plans

    firing.fire = fire


def _acts_before_it_marks() -> None:
    """A worker that does what firing means, and then, apart, puts on record that the clock has fired."""
    from django.db import transaction

    from heed.actions.clocks import firing, planning

    def fire(at: datetime | None, most: int, **which: Any) -> Any:
        with transaction.atomic():
            plans = planning.claim(at, most, **which)
            firing.execute(plans)
            _seal(plans)
        with transaction.atomic():
            firing.record(plans)
            _seal(plans)
        return plans

    firing.fire = fire


def _records_before_it_sends() -> None:
    """A worker that first puts on record that a notice has gone out, and then sends it."""
    from heed.actions.notices import delivery
    from heed.clockwork import deliver
    from heed.notices.deliver import send

    def deliver_one(notice: Any, told: Any, now: datetime | None = None) -> None:
        delivery.record_sent(notice, now)
        send(notice)
        told.sent += 1

    deliver.deliver_one = deliver_one  # type: ignore[assignment]


MUTANTS: dict[str, Callable[[], None]] = {
    "": lambda: None,
    "marks before it acts": _marks_before_it_acts,
    "acts before it marks": _acts_before_it_marks,
    "records before it sends": _records_before_it_sends,
}

if __name__ == "__main__":
    main()
