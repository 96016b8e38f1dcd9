"""Whole lives a second: a complaint taken in, verified, ordered, done, visited, closed and searched for.

Two processes play them side by side in a database that holds many complaints. The rate by the clock depends on what
else the machine does; that of two idle cores is worked out from the CPU that a life takes.
"""

import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from bench.figure import Figure, Measured
from bench.served import AnsweringProcess, Instance

GOAL = 60
SIZE = 100_000
CORES = 2
ROUNDS, EACH = 5, 10
"""Rounds after the first, which does not count, and lives of each process in a round."""


def measure(size: int) -> Measured:
    """Measure among so many complaints."""
    with Instance() as instance, ExitStack() as processes:
        instance.seed_data(size)
        playing = [processes.enter_context(instance.answering("bench.living")) for _ in range(CORES)]
        clock, cpu = (statistics.median(seconds) for seconds in zip(*_rounds(playing), strict=True))
    rate = CORES / cpu
    words = f"{rate:.1f} a second on {CORES} idle cores ({1000 * cpu:.0f} ms of CPU each); {1 / clock:.1f} by the clock"
    return Measured(words, rate >= GOAL)


def _rounds(playing: list[AnsweringProcess]) -> Iterator[tuple[float, float]]:
    """The seconds that a life took by the clock, and of CPU, round by round."""
    with ThreadPoolExecutor(CORES) as threads:
        for turn in range(ROUNDS + 1):
            began = time.perf_counter()
            used = list(threads.map(lambda process: int(process.ask(f"play {EACH}")), playing))
            if turn:
                many = EACH * len(playing)
                yield (time.perf_counter() - began) / many, sum(used) / 1e9 / many


FIGURE = Figure(
    "life", "whole lives of complaints, among 100,000", f"at least {GOAL} a second", size=SIZE, sized=measure
)
