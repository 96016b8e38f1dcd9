"""What a complaint costs that `python -m bench seed-data` makes: CPU, counted in bare views."""

import resource

from bench.figure import Figure, Measured, cpu_seconds
from bench.served import Instance

GOAL = 0.7
FEW, MANY = 500, 20_000
VIEWS = 2_000


def measure() -> Measured:
    """Measure the CPU of the command itself, on an instance that has its estate already."""
    with Instance() as instance:
        instance.seed_data(FEW)
        less, more = _seconds(instance, FEW), _seconds(instance, MANY)
        with instance.served() as reader:
            before = cpu_seconds(reader.process)
            for _ in range(VIEWS):
                reader.get("/bare/hello/")
            view = (cpu_seconds(reader.process) - before) / VIEWS
    each = (more - less) / (MANY - FEW)
    return Measured(
        f"{each / view:.2f} bare views ({1e6 * each:.0f} µs against {1e6 * view:.0f} µs)", each <= GOAL * view
    )


def _seconds(instance: Instance, many: int) -> float:
    """The CPU of the command, and of the processes that it started."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    instance.seed_data(many)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


FIGURE = Figure(
    "seed", "a complaint that `python -m bench seed-data` makes, in bare views", f"at most {GOAL:g}", measure
)
