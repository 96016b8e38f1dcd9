"""What a figure is, and how two calls are timed against each other."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


class Skipped(Exception):
    """The figure cannot be measured here; the message says why."""


@dataclass(frozen=True)
class Measured:
    """The measured value, in words, and whether it meets the goal."""

    value: str
    met: bool


@dataclass(frozen=True)
class Figure:
    """A figure: its name on the command line, what it is about, its goal in words, and how it is measured.

    One that is `sized` is measured among `size` complaints, or among as many as `--size` says.
    """

    name: str
    about: str
    goal: str
    measure: Callable[[], Measured] | None = None
    size: int = 0
    sized: Callable[[int], Measured] | None = None

    def measured(self, size: int = 0) -> Measured:
        """Measure it; raises Skipped."""
        if self.sized is not None:
            return self.sized(size or self.size)
        assert self.measure is not None
        return self.measure()


def time_both(
    one: Callable[[], object], other: Callable[[], object], *, rounds: int, each: int, warm_up: int = 3
) -> tuple[float, float]:
    """Return the median seconds of one call of each.

    The calls take turns, so that other load on the machine slows down both. In every round each is called `each`
    times; the first `warm_up` rounds do not count.
    """
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(-warm_up, rounds):
        for call, seconds in zip((one, other), times, strict=True):
            for _ in range(each):
                began = time.perf_counter()
                call()
                if turn >= 0:
                    seconds.append(time.perf_counter() - began)
    return statistics.median(times[0]), statistics.median(times[1])


def cpu_seconds(process: int) -> float:
    """The CPU time that a process has used so far, all its threads together."""
    threads = Path(f"/proc/{process}/task").iterdir()
    return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9
