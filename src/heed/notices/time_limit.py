"""A limit for a whole exchange with another server: the timeout of a socket begins anew with every byte that comes."""

import socket
import threading
import time
from contextlib import suppress


class TimeLimit:
    """Shuts down the connections of one exchange that are still open after `seconds`. Used with `with`."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._timers: list[threading.Timer] = []
        self._watched: list[socket.socket] = []

    def watch(self, connected: socket.socket) -> socket.socket:
        """Shut this connection down at the end, also when TLS has wrapped it meanwhile; return it."""
        ours = connected.dup()  # a wrapped socket gives up its own descriptor
        timer = threading.Timer(max(0.0, self._end - time.monotonic()), _shut_down, [ours])
        timer.daemon = True
        self._watched.append(ours)
        self._timers.append(timer)
        timer.start()
        return connected

    def __enter__(self) -> "TimeLimit":
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """Watch no longer."""
        for timer in self._timers:
            timer.cancel()
        for ours in self._watched:
            ours.close()


def _shut_down(connected: socket.socket) -> None:
    with suppress(OSError):  # it has ended by itself
        connected.shutdown(socket.SHUT_RDWR)
