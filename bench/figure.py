"""What a figure is, and how two things are timed beside each other."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


class Skipped(Exception):
    """The figure cannot be measured here; the words say why."""


@dataclass(frozen=True)
class Found:
    """What was measured, in words, and whether the goal is met."""

    value: str
    met: bool


@dataclass(frozen=True)
class Figure:
    """A figure: its name on the command line, what it is about, the goal in words, and how it is measured."""

    name: str
    about: str
    goal: str
    measure: Callable[[], Found]


def beside(
    one: Callable[[], object], other: Callable[[], object], *, rounds: int, each: int, warm: int = 3
) -> tuple[float, float]:
    """The median seconds of one call of each, called in turns so that what else the machine does meets both.

    In every round each is called `each` times; the first `warm` rounds do not count.
    """
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(-warm, rounds):
        for call, taken in zip((one, other), times, strict=True):
            for _ in range(each):
                began = time.perf_counter()
                call()
                if turn >= 0:
                    taken.append(time.perf_counter() - began)
    return statistics.median(times[0]), statistics.median(times[1])
