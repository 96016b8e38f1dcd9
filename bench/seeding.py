"""How many complaints a second `heed seed` makes."""

import re

from bench.figure import Figure, Found
from bench.house import House

GOAL = 2000
MANY = 20_000


def measure() -> Found:
    """The rate that the command itself tells, in a house that knows its estate already."""
    with House() as house:
        house.heed("seed", "500")
        said = house.heed("seed", str(MANY))
    found = re.search(r"(\d+) a second", said)
    assert found is not None, said
    return Found(f"{found[1]} complaints a second", int(found[1]) >= GOAL)


FIGURE = Figure("seed", "complaints a second that `heed seed` makes", f"at least {GOAL}", measure)
