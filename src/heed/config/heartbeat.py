"""A process that `heed run` starts tells it every few seconds that it works; one that falls silent is started anew.

A process works while each of its parts was seen lately: a part that hangs silences the whole.
"""

import os
import threading
import time

VARIABLE = "HEED_HEARTBEAT"
"""The environment variable with the descriptor of the pipe to the supervisor."""
EVERY = 5.0
"""Seconds between two beats."""
LATELY = 240.0
"""Seconds after which a part that was not seen hangs: longer than any wait for a database or another server."""


class LifeSigns:
    """When each part of this process was last seen at work."""

    def __init__(self) -> None:
        self._seen: dict[object, float] = {}

    def seen(self, part: object) -> None:
        """The part works."""
        self._seen[part] = time.monotonic()

    def ended(self, part: object) -> None:
        """The part has nothing more to do."""
        self._seen.pop(part, None)

    def are_fresh(self) -> bool:
        """Whether every part was seen lately."""
        oldest = min(list(self._seen.values()), default=time.monotonic())
        return time.monotonic() - oldest < LATELY


def beat(signs: LifeSigns) -> None:
    """Tell the supervisor from now on that this process works. Does nothing where there is none."""
    if descriptor := os.environ.pop(VARIABLE, ""):
        threading.Thread(target=_beat, args=[int(descriptor), signs], name="heartbeat", daemon=True).start()


def _beat(descriptor: int, signs: LifeSigns) -> None:
    while True:
        time.sleep(EVERY)
        if signs.are_fresh():
            os.write(descriptor, b".")
