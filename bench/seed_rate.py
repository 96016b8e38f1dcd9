"""How many complaints a second `python -m bench seed-data` makes."""

import re

from bench.figure import Figure, Measured
from bench.served import Instance

GOAL = 2000
MANY = 20_000


def measure() -> Measured:
    """Measure the rate that the command itself prints, on an instance that has its estate already."""
    with Instance() as instance:
        instance.seed_data(500)
        output = instance.seed_data(MANY)
    found = re.search(r"(\d+) a second", output)
    assert found is not None, output
    return Measured(f"{found[1]} complaints a second", int(found[1]) >= GOAL)


FIGURE = Figure("seed", "complaints a second that `python -m bench seed-data` makes", f"at least {GOAL}", measure)
