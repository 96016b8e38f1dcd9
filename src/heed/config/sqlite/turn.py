"""Writers take turns.

SQLite has one writer at a time, and lets the others retry with growing pauses: the one that has waited longest retries
least often, so with sixteen writers some wait for seconds. Here each connection first takes an exclusive `flock`. The
lock only decides the order; the integrity of the database rests on SQLite's own lock, so a writer that takes no turn
harms nothing but fairness.

There are two files next to the database: `<database>.queue`, on which writers block and are served in order, and
`<database>.lock`, which the current writer holds. Only the first of the queue polls the second file, so it can time
out without disturbing the order. The system releases both when a process dies. This needs POSIX and a local disk;
elsewhere `WriteTurn.usable` is False and taking a turn does nothing.
"""

import os
import time
import weakref
from pathlib import Path

try:
    import fcntl
except ImportError:  # not POSIX: writers queue at SQLite's own lock
    fcntl = None  # type: ignore[assignment]

SHORTEST_PAUSE = 0.0002
LONGEST_PAUSE = 0.002
"""Seconds between two attempts of the first in the queue."""


class WaitedTooLong(Exception):
    """The turn did not come within the timeout of the connection."""


class WriteTurn:
    """The turn of one connection among the writers of a database. Not to be shared between threads.

    `held` says whether it is this connection's turn now. Taking a turn that is held does nothing, so turns can be
    nested; one `leave` ends them.
    """

    def __init__(self, database: Path, timeout: float) -> None:
        self.held = False
        self.usable = fcntl is not None
        self._timeout = timeout
        self._paths = (Path(f"{database}.queue"), Path(f"{database}.lock"))
        self._files: tuple[int, int] | None = None
        self._opened_by = 0
        self._closing: weakref.finalize[..., WriteTurn] | None = None

    def take(self) -> None:
        """Wait until it is this connection's turn. Raises WaitedTooLong after the timeout, in seconds."""
        if self.held or not self.usable:
            return
        deadline = time.monotonic() + self._timeout
        try:
            queue, lock = self._open()
            fcntl.flock(queue, fcntl.LOCK_EX)
            try:
                _await(lock, deadline)
            finally:
                fcntl.flock(queue, fcntl.LOCK_UN)
        except OSError:  # a file system without flock, or a lock file without permission
            self.usable = False
            return
        self.held = True

    def leave(self) -> None:
        """End the turn, so that the next writer can go on."""
        if self.held and self._files:
            fcntl.flock(self._files[1], fcntl.LOCK_UN)
        self.held = False

    def close(self) -> None:
        """End the turn and close the files."""
        self.leave()
        if self._closing:
            self._closing()
        self._files = self._closing = None

    def _open(self) -> tuple[int, int]:
        """The descriptors of queue and lock, opened by this process: a fork opens its own."""
        if self._files and self._opened_by == os.getpid():
            return self._files
        self.close()
        queue = _descriptor(self._paths[0])
        lock = _descriptor(self._paths[1])
        self._files, self._opened_by = (queue, lock), os.getpid()
        self._closing = weakref.finalize(self, _close, queue, lock)
        return self._files


def _await(lock: int, deadline: float) -> None:
    """Acquire `lock`, with pauses that grow while another holds it."""
    asked_at = time.monotonic()
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            now = time.monotonic()
            if now >= deadline:
                raise WaitedTooLong from None
        time.sleep(min(LONGEST_PAUSE, SHORTEST_PAUSE + (now - asked_at) / 10))


def _descriptor(path: Path) -> int:
    """Open for reading, which is enough for flock, so that a lock file of another user can be used too."""
    try:
        return os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)


def _close(*files: int) -> None:
    for file in files:
        os.close(file)
