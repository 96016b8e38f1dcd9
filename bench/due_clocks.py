"""What a due clock costs: CPU of a worker for one event and its notice, counted in bare views.

A bare view is a Django view that answers "hello" on Heed's own server in the same run, through the same middleware.
Counted so, a cost holds on any machine. What PostgreSQL's own processes use is not counted, for clocks and for views.
"""

import statistics
from collections.abc import Iterator
from contextlib import contextmanager

from bench.figure import Figure, Measured, cpu_seconds
from bench.postgres import cluster
from bench.served import AnsweringProcess, Instance, Reader

RUNNING, DUE, VIEWS, ROUNDS = 20_000, 1_000, 400, 9
GOAL, GOAL_ON_POSTGRESQL = 0.7, 1.0
FLOOD, MOST_SECONDS = 100_000, 120


def measure() -> Measured:
    """Measure on SQLite."""
    return _measure("", GOAL)


def measure_on_postgresql() -> Measured:
    """Measure on a PostgreSQL of its own."""
    with cluster() as address:
        return _measure(address, GOAL_ON_POSTGRESQL)


def measure_flood() -> Measured:
    """Measure the CPU of one worker that finds 100,000 clocks due, each with an event and a notice."""
    with _filled("", FLOOD) as (_, ticker):
        seconds = int(ticker.ask(f"fire {FLOOD}")) / 1e9
    return Measured(f"{seconds:.0f} s of CPU for {FLOOD:,} clocks", seconds <= MOST_SECONDS)


def _measure(database: str, goal: float) -> Measured:
    with _filled(database, RUNNING) as (instance, ticker), instance.served() as reader:
        clocks, views = zip(*_rounds(ticker, reader), strict=True)
    ratio = statistics.median(clock / view for clock, view in zip(clocks, views, strict=True))
    clock, view = (1e6 * statistics.median(seconds) for seconds in (clocks, views))
    return Measured(f"{ratio:.2f} bare views ({clock:.0f} µs of CPU against {view:.0f} µs)", ratio <= goal)


@contextmanager
def _filled(database: str, running: int) -> Iterator[tuple[Instance, AnsweringProcess]]:
    """An instance in which so many clocks run that nothing has happened to, and its process that ticks."""
    with Instance(database) as instance, instance.answering("bench.ticker") as ticker:
        ticker.ask(f"fill {2 * running}")
        if (found := int(ticker.ask("untouched"))) < running:
            raise RuntimeError(f"only {found} clocks can be made due")
        yield instance, ticker


def _rounds(ticker: AnsweringProcess, reader: Reader) -> Iterator[tuple[float, float]]:
    """The seconds of CPU for one clock and for one bare view, round by round, after one that does not count."""
    for turn in range(ROUNDS + 1):
        clock = int(ticker.ask(f"fire {DUE}")) / 1e9 / DUE
        before = cpu_seconds(reader.process)
        for _ in range(VIEWS):
            reader.get("/bare/hello/")
        view = (cpu_seconds(reader.process) - before) / VIEWS
        if turn:
            yield clock, view


FIGURE = Figure("due-clock", "a due clock (event and notice), in bare views", f"at most {GOAL:g}", measure)
FIGURE_ON_POSTGRESQL = Figure(
    "due-clock-pg", "the same on PostgreSQL", f"at most {GOAL_ON_POSTGRESQL:g}", measure_on_postgresql
)
FIGURE_OF_FLOOD = Figure("flood", "100,000 clocks due at once", f"at most {MOST_SECONDS} s of CPU", measure_flood)
