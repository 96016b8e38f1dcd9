"""How many complaints a second `heed seed` makes."""

import re

from bench.figure import Figure, Found
from bench.served import Instance

GOAL = 2000
MANY = 20_000


def measure() -> Found:
    """The rate that the command itself tells, on an instance that has its estate already."""
    with Instance() as instance:
        instance.heed("seed", "500")
        said = instance.heed("seed", str(MANY))
    found = re.search(r"(\d+) a second", said)
    assert found is not None, said
    return Found(f"{found[1]} complaints a second", int(found[1]) >= GOAL)


FIGURE = Figure("seed", "complaints a second that `heed seed` makes", f"at least {GOAL}", measure)
