"""A process that is started by `heed run` ends with it, even when that was killed and could say nothing.

Both hold one end of a pipe. The system closes the supervisor's end when it dies; the other then reads its end.
"""

import os
import signal
import threading

VARIABLE = "HEED_LIFELINE"
"""Names the descriptor of the pipe to a process that is started."""


def follow() -> None:
    """End as if asked to (SIGTERM) when the supervisor is gone. Does nothing in a process started by hand."""
    descriptor = os.environ.pop(VARIABLE, "")
    if descriptor:
        threading.Thread(target=_wait, args=[int(descriptor)], name="lifeline", daemon=True).start()


def _wait(descriptor: int) -> None:
    os.read(descriptor, 1)  # nothing is ever written: this returns when the other end is closed
    os.kill(os.getpid(), signal.SIGTERM)
