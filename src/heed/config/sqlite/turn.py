"""Taking turns at writing.

SQLite lets one writer in at a time and leaves the others to try again with growing pauses: whoever
has waited longest tries least often, and under sixteen writers somebody waits for seconds. Here each
connection asks the system for an exclusive `flock` first. The lock is only about order; what keeps the
database whole is SQLite's own lock, so a writer that does not take part harms nothing but fairness.

Two files beside the database: `<database>.queue`, where writers block and the kernel lets them in
first come first served, and `<database>.lock`, which the one whose turn it is holds while it writes.
Only the head of the queue watches the second, so it can give up after a while without losing the order.
The system frees both when a process dies, however it dies. POSIX and a local disk are needed; elsewhere
`Turn.usable` is False and taking a turn does nothing.
"""

import os
import time
import weakref
from pathlib import Path

try:
    import fcntl
except ImportError:  # not POSIX: writers queue at SQLite's own lock
    fcntl = None  # type: ignore[assignment]

SHORTEST_PAUSE = 0.00002
LONGEST_PAUSE = 0.002
"""Seconds between two looks of the head of the queue."""


class WaitedTooLong(Exception):
    """The turn did not come within the connection's patience."""


class Turn:
    """One connection's place among the writers of a database. Not shared between threads.

    `held` says whether it is this connection's turn now. Asking again while it is does nothing, so it is
    safe to take a turn inside a turn; one `leave` ends it.
    """

    def __init__(self, database: Path, patience: float) -> None:
        self.held = False
        self.usable = fcntl is not None
        self._patience = patience
        self._paths = (Path(f"{database}.queue"), Path(f"{database}.lock"))
        self._files: tuple[int, int] | None = None
        self._opened_by = 0
        self._closing: weakref.finalize[..., Turn] | None = None

    def take(self) -> None:
        """Wait until it is this connection's turn; after `patience` seconds raise WaitedTooLong."""
        if self.held or not self.usable:
            return
        deadline = time.monotonic() + self._patience
        try:
            queue, lock = self._open()
            fcntl.flock(queue, fcntl.LOCK_EX)
            try:
                _await(lock, deadline)
            finally:
                fcntl.flock(queue, fcntl.LOCK_UN)
        except OSError:  # a file system without flock, a lock file we may not open
            self.usable = False
            return
        self.held = True

    def leave(self) -> None:
        """Let the next writer in."""
        if self.held and self._files:
            fcntl.flock(self._files[1], fcntl.LOCK_UN)
        self.held = False

    def close(self) -> None:
        """Leave, and give the files back."""
        self.leave()
        if self._closing:
            self._closing()
        self._files = self._closing = None

    def _open(self) -> tuple[int, int]:
        """Descriptors of queue and lock: this connection's own, opened anew after a fork."""
        if self._files and self._opened_by == os.getpid():
            return self._files
        self.close()
        queue = _descriptor(self._paths[0])
        lock = _descriptor(self._paths[1])
        self._files, self._opened_by = (queue, lock), os.getpid()
        self._closing = weakref.finalize(self, _close, queue, lock)
        return self._files


def _await(lock: int, deadline: float) -> None:
    """Hold `lock`, looking at it the more rarely the longer it is kept."""
    asked_at = time.monotonic()
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            now = time.monotonic()
            if now >= deadline:
                raise WaitedTooLong from None
        time.sleep(min(LONGEST_PAUSE, SHORTEST_PAUSE + (now - asked_at) / 20))


def _descriptor(path: Path) -> int:
    """Open for reading, which is enough for flock, so that another user's lock file serves as well."""
    try:
        return os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)


def _close(*files: int) -> None:
    for file in files:
        os.close(file)
