"""A process beside this one that makes things ahead, while those made before are in use."""

import gc
import multiprocessing
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import TypeVar

Task = TypeVar("Task")
Made = TypeVar("Made")
Make = Callable[[Task], Iterator[Made]]
_PROCESSES = multiprocessing.get_context("fork")


@contextmanager
def beside(begin: Callable[[], Make[Task, Made]]) -> Iterator[Make[Task, Made]]:
    """What `begin` returns, which makes things for a task; both happen there, and must not ask the database.

    The process knows what this one knew at the start. Begin before much is in memory: what changes later is copied.
    RuntimeError where it failed; it has said why.
    """
    gc.freeze()  # what no collection looks at is not copied by one
    here, there = _PROCESSES.Pipe()
    process = _PROCESSES.Process(target=_serve, args=(begin, here, there), daemon=True)
    process.start()
    there.close()

    def make(task: Task) -> Iterator[Made]:
        try:
            here.send(task)
            while (made := here.recv()) is not None:
                yield made
        except (EOFError, ConnectionError):
            raise RuntimeError("The process beside this one failed.") from None

    try:
        yield make
    finally:
        here.close()
        process.join()
        gc.unfreeze()


def _serve(
    begin: Callable[[], Make[Task, Made]], here: "Connection[Task, None]", there: "Connection[Made | None, Task]"
) -> None:
    """What the process does until nobody is left to do it for."""
    here.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    make = begin()
    try:
        while True:
            for made in make(there.recv()):
                there.send(made)
            there.send(None)
    except (EOFError, ConnectionError):
        return
