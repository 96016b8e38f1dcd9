"""A process that `heed run` starts ends with it, even when `heed run` is killed.

Both hold one end of a pipe. When the supervisor dies, the system closes its end, and the other process notices.
"""

import os
import signal
import threading

VARIABLE = "HEED_LIFELINE"
"""The environment variable with the descriptor of the pipe."""


def follow() -> None:
    """End by SIGTERM when the supervisor is gone. Does nothing in a process that was not started by it."""
    descriptor = os.environ.pop(VARIABLE, "")
    if descriptor:
        threading.Thread(target=_wait, args=[int(descriptor)], name="lifeline", daemon=True).start()


def _wait(descriptor: int) -> None:
    os.read(descriptor, 1)  # nothing is ever written: this returns when the other end is closed
    os.kill(os.getpid(), signal.SIGTERM)
