"""`heed worker`: watches the clocks and sends notices until it is asked to stop. Any number may run at once."""

import argparse
import logging
import signal
import threading
import time
from collections.abc import Callable
from functools import partial

from django.db import InterfaceError, OperationalError, close_old_connections, connections

from heed.actions.engine.lookup_keys import index_waiting_people
from heed.actions.procedures.publishing import remind_readers_due
from heed.actions.reports.duty import watch_months
from heed.actions.reports.schedules import send_due_reports
from heed.actions.staff.clearing import clear_ended
from heed.actions.surveys.opening import remind_due
from heed.actions.warnings.watching import Watcher
from heed.clockwork.checkpoints import Checkpointed, keep_checkpoints
from heed.clockwork.deliver import Delivered, deliver_due
from heed.clockwork.exports import Exported, make_exports
from heed.clockwork.learning import Learned, learn_if_due
from heed.clockwork.rollups import Counted
from heed.clockwork.senders import Senders
from heed.clockwork.tick import Clockwork, Ticked
from heed.clockwork.warned import count_and_warn
from heed.clockwork.watch import Watch
from heed.config.heartbeat import LifeSigns, beat
from heed.records.seal_key import seal_keys
from heed.reports.drafts import empty_old_drafts

PAUSE = 1.0
"""Seconds between two ticks or deliveries."""
CHECKPOINT_PAUSE = 60.0
"""Seconds between two looks for a checkpoint that is due or not kept yet, and for what an import left undone."""
LEARNING_PAUSE = 900.0
"""Seconds between two looks whether the triage should learn again."""
EXPORT_PAUSE = 2.0
"""Seconds between two looks for an export that waits."""
LONGEST_PAUSE = 30.0
"""The longest such pause, while the database does not answer."""
GRACE = 25.0
"""Seconds for the delivery to finish its notice, and for an export to be left to the next worker, after the worker is
asked to stop."""

_log = logging.getLogger(__name__)


def main(arguments: list[str]) -> int:
    """Work until SIGTERM or SIGINT, or with `--once` until nothing is due. Returns 1 if a clock failed, else 0."""
    parser = argparse.ArgumentParser(prog="heed worker", description="Watch the clocks and send notices.")
    parser.add_argument("--once", action="store_true", help="do what is due now, and end")
    options = parser.parse_args(arguments)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    signs = LifeSigns()
    beat(signs)

    empty_old_drafts()
    seal_keys()  # without them nothing that is done here could be sealed
    clockwork, watch, watcher = Clockwork(), Watch(), Watcher()

    def stopping() -> bool:
        """Asked before each clock, so that a long tick is seen to work."""
        signs.seen("tick")
        return stop.is_set()

    def tick() -> Ticked:
        signs.seen("tick")
        return clockwork.tick(stopping=stopping) if watch.may_act() else Ticked()

    counted = partial(count_and_warn, watcher, watch, stop.is_set)
    if options.once:
        ticked, done = tick(), counted()
        looked = _look_after(watch)
        delivered = deliver_due(stopping=stop.is_set) if watch.may_act() else Delivered()
        exported = make_exports(stop.is_set)
        _log.info("%s, %s, %s, %s, %s", ticked, delivered, done, looked, exported)
        return 1 if ticked.failed else 0
    _log.info("The worker begins.")
    senders = Senders(lambda: stop.is_set() or watch.is_holding, signs)

    def deliver() -> Delivered:
        signs.seen("deliver")
        return senders() if watch.may_act() else Delivered()

    # a mail server that does not answer must not hold up the clocks: delivery has threads of its own
    delivering = threading.Thread(target=_repeat, args=("deliver", deliver, stop), daemon=True)
    delivering.start()
    checkpointing = threading.Thread(
        target=_repeat, args=("checkpoint", lambda: _look_after(watch), stop, CHECKPOINT_PAUSE), daemon=True
    )
    checkpointing.start()
    counting = threading.Thread(target=_repeat, args=("count", counted, stop), daemon=True)
    counting.start()
    exporting = threading.Thread(
        target=_repeat, args=("exports", lambda: make_exports(stop.is_set), stop, EXPORT_PAUSE), daemon=True
    )
    exporting.start()
    threading.Thread(target=_repeat, args=("learning", learn_if_due, stop, LEARNING_PAUSE), daemon=True).start()
    _repeat("tick", tick, stop)
    until = time.monotonic() + GRACE
    delivering.join(GRACE)
    senders.wait(until - time.monotonic())
    exporting.join(max(0.0, until - time.monotonic()))
    _log.info("The worker ends.")
    return 0


def _look_after(watch: Watch) -> Checkpointed:
    """Do what is looked for once a minute: checkpoints, keys that an import left unwritten, what has ended, months
    that are to be reported, reports on a schedule, reminders of surveys and procedures; the last three not while
    the time may be wrong."""
    index_waiting_people()
    clear_ended()
    watch_months()
    if watch.may_act():
        send_due_reports()
        remind_due()
        remind_readers_due()
    return keep_checkpoints()


def _repeat(
    name: str,
    work: Callable[[], Ticked | Delivered | Checkpointed | Counted | Learned | Exported],
    stop: threading.Event,
    usual: float = PAUSE,
) -> None:
    """Repeat the work until `stop` is set, `usual` seconds apart; more while the database does not answer."""
    pause = usual
    while not stop.is_set():
        try:
            close_old_connections()
            done = work()
            pause = usual
            if done != type(done)():
                _log.debug("%s", done)
        except (OperationalError, InterfaceError) as problem:
            _log.warning("The %s has to wait for the database: %s", name, problem)
            connections.close_all()
            pause = min(pause * 2, max(usual, LONGEST_PAUSE))
        except Exception:  # noqa: BLE001  # clocks and notices must go on while the process lives
            _log.exception("The %s failed; it goes on.", name)
            connections.close_all()
            pause = min(pause * 2, max(usual, LONGEST_PAUSE))
        stop.wait(pause)
    connections.close_all()
