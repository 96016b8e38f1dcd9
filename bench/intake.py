"""Recording a complaint through the portal's form, against a bare Django insert of the same row on the same server."""

import secrets
import statistics
from collections.abc import Iterator
from contextlib import contextmanager

from bench.figure import Figure, Measured, cpu_seconds, time_both
from bench.postgres import cluster
from bench.served import Instance, Reader

GOAL, GOAL_ON_POSTGRESQL = 3.0, 1.3
ROUNDS, EACH = 12, 20
SLUG = "measuring-s1"
FIELDS = {
    "content": "3号楼2号电梯从昨天晚上就停了，到现在没人修，门口连张告示都没有。家里老人八十多了，天天爬楼受不了。",
    "where": "3号楼2号电梯",
    "happened": "昨天晚上",
    "wants": "尽快恢复，并说明原因",
    "name": "陈女士",
    "unit": "3-1502",
    "contact": "13800002207",
}


def measure() -> Measured:
    """Measure the ratio of the medians."""
    with _portal() as reader:
        ours, bare = time_both(
            lambda: _send(reader, f"/p/{SLUG}/"), lambda: _send(reader, "/bare/"), rounds=ROUNDS, each=EACH
        )
    words = f"{ours / bare:.2f} times a bare insert ({1000 * ours:.1f} ms against {1000 * bare:.1f} ms)"
    return Measured(words, ours / bare <= GOAL)


def measure_on_postgresql() -> Measured:
    """Measure the CPU of the web process on both databases by turns. Raises Skipped without PostgreSQL."""
    with cluster() as address, _portal() as sqlite, _portal(address) as postgresql:
        turns = [(_cpu(postgresql), _cpu(sqlite)) for _ in range(ROUNDS + 1)][1:]
    there, here = (statistics.median(seconds) for seconds in zip(*turns, strict=True))
    ratio = statistics.median(one / other for one, other in turns)
    words = f"{ratio:.2f} times SQLite's ({1000 * there:.1f} ms of CPU against {1000 * here:.1f} ms)"
    return Measured(words, ratio <= GOAL_ON_POSTGRESQL)


@contextmanager
def _portal(database: str = "") -> Iterator[Reader]:
    """A reader who has the form of an estate open, which has people and some history."""
    with Instance(database) as instance:
        instance.seed_data(200)
        with instance.served() as reader:
            reader.get(f"/p/{SLUG}/")
            yield reader


def _cpu(reader: Reader) -> float:
    """The server's seconds of CPU for one report."""
    before = cpu_seconds(reader.process)
    for _ in range(EACH):
        _send(reader, f"/p/{SLUG}/")
    return (cpu_seconds(reader.process) - before) / EACH


def _send(reader: Reader, path: str) -> None:
    status, answer = reader.post(path, FIELDS | {"client_key": secrets.token_urlsafe(16)})
    if status != 302:
        raise RuntimeError(f"{path} answered {status}:\n{answer[:2000]}")


FIGURE = Figure("intake", "recording a complaint over HTTP, against a bare insert", f"at most {GOAL:g} times", measure)
FIGURE_ON_POSTGRESQL = Figure(
    "intake-pg",
    "the same on PostgreSQL, against SQLite",
    f"at most {GOAL_ON_POSTGRESQL:g} times",
    measure_on_postgresql,
)
