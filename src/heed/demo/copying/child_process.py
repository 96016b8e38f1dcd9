"""A child process that makes values ahead of time, while this process uses those made before."""

import gc
import multiprocessing
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import TypeVar

Task = TypeVar("Task")
Value = TypeVar("Value")
#: Makes values for a task, one after the other.
Producer = Callable[[Task], Iterator[Value]]
_PROCESSES = multiprocessing.get_context("fork")


@contextmanager
def in_child_process(begin: Callable[[], Producer[Task, Value]]) -> Iterator[Producer[Task, Value]]:
    """Call `begin` and the producer that it returns in a child process; return a producer that passes tasks on to it.

    The child has a copy of what this process held at the start, and must not use the database connection. Start it
    before much is in memory: every page that changes afterwards is copied.

    Raises RuntimeError where the child failed; its traceback is on the standard error.
    """
    gc.freeze()  # a page that no collection touches is not copied
    here, there = _PROCESSES.Pipe()
    process = _PROCESSES.Process(target=_serve, args=(begin, here, there), daemon=True)
    process.start()
    there.close()

    def produce(task: Task) -> Iterator[Value]:
        try:
            here.send(task)
            while (value := here.recv()) is not None:
                yield value
        except (EOFError, ConnectionError):
            raise RuntimeError("The child process failed.") from None

    try:
        yield produce
    finally:
        here.close()
        process.join()
        gc.unfreeze()


def _serve(
    begin: Callable[[], Producer[Task, Value]],
    parents_end: "Connection[Task, None]",
    own_end: "Connection[Value | None, Task]",
) -> None:
    """Answer tasks until the parent closes its end of the pipe. None ends the values of a task."""
    parents_end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    produce = begin()
    try:
        while True:
            for value in produce(own_end.recv()):
                own_end.send(value)
            own_end.send(None)
    except (EOFError, ConnectionError):
        return
