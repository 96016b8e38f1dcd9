"""What `heed run` takes: CPU from its start until it is ready, and memory at rest of all its processes together.

Memory is counted as PSS: what several processes share is divided among them. The database is in place before.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.figure import Figure, Measured
from bench.served import ROOT, Instance

MOST_SECONDS, MOST_MEBIBYTES = 2.0, 150
REST = 15
"""Seconds until it is at rest."""
_TICKS = os.sysconf("SC_CLK_TCK")


def measure() -> Measured:
    """Measure one start with the usual two web processes and the worker."""
    with Instance() as instance, _running(instance) as supervisor:
        seconds = sum(map(_cpu, _family(supervisor)))
        time.sleep(REST)
        memory = sum(map(_memory, _family(supervisor)))
    words = f"{seconds:.1f} s of CPU, {memory:.0f} MiB"
    return Measured(words, seconds <= MOST_SECONDS and memory <= MOST_MEBIBYTES)


@contextmanager
def _running(instance: Instance) -> Iterator[int]:
    """Run Heed until the end of the block, and yield the supervisor's number once it is ready."""
    process = subprocess.Popen(
        [sys.executable, "-m", "heed.cli", "run", "--port", "0"],
        env=instance.environment, cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        if not any("Ctrl-C" in line for line in iter(process.stdout.readline, "")):
            raise RuntimeError("Heed did not start")
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def _family(process: int) -> Iterator[int]:
    """A process and all that it started."""
    yield process
    for thread in Path(f"/proc/{process}/task").iterdir():
        for child in (thread / "children").read_text().split():
            yield from _family(int(child))


def _cpu(process: int) -> float:
    """The seconds that a process used so far, with those of its children that have ended."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / _TICKS


def _memory(process: int) -> float:
    """The memory of a process in mebibytes, what it shares divided among those who share it."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


FIGURE = Figure(
    "start",
    "heed run until it is ready, and at rest",
    f"at most {MOST_SECONDS:g} s of CPU, {MOST_MEBIBYTES} MiB",
    measure,
)
