"""What a page costs: CPU of the server for one request, counted in bare views.

A bare view is a Django view that answers "hello" on the same server in the same run, through the same middleware, to a
reader without cookies. Counted so, a cost holds on any machine.
"""

import statistics
from collections.abc import Iterator
from dataclasses import dataclass

from bench.figure import Figure, Measured, cpu_seconds
from bench.served import Instance, Reader

SIZE = 1_000
ROUNDS, EACH = 9, 12


@dataclass(frozen=True)
class Page:
    """A page: who reads it, at which address, and the cost in bare views that it may have."""

    name: str
    path: str
    reader: str
    budget: float


PAGES = (
    Page("account and sidebar", "/bare/signed-in/", "s1-director", 2),
    Page("list of 50", "/oversight/", "s1-director", 15),
    Page("complaint", "/complaints/{entries}/", "s1-director", 20),
    Page("search", "/oversight/?q=%E7%94%B5%E6%A2%AF", "s1-director", 15),
    Page("desk", "/desk/", "s1-receptionist", 10),
    Page("field", "/field/", "s1-operator", 12),
    Page("care", "/care/", "s1-follow_up", 12),
    Page("promises", "/promises/", "s1-director", 15),
    Page("inbox", "/inbox/", "s1-director", 10),
    Page("portal form", "/p/measuring-s1/", "", 5),
)


def measure(size: int) -> Measured:
    """Measure every page among so many complaints and print its line; all are met together or not at all."""
    with Instance() as instance:
        instance.seed_data(size)
        with instance.served() as reader:
            costs = dict(_costs(reader))
    for page in PAGES:
        print(f"  {page.name:<20} {costs[page]:6.1f} of {page.budget:g}")
    missed = [page.name for page in PAGES if costs[page] > page.budget]
    return Measured(f"over the budget: {', '.join(missed) or 'none'}", not missed)


def _costs(reader: Reader) -> Iterator[tuple[Page, float]]:
    for page in PAGES:
        reader.sign_out()
        if page.reader:
            reader.sign_in(page.reader)
        path = page.path.format(entries=longest(reader)) if "{" in page.path else page.path
        yield page, statistics.median(_turns(reader, path))


def _turns(reader: Reader, path: str) -> Iterator[float]:
    """The page's cost in bare views, round by round: each counts its neighbours in time, so that load cancels out."""
    for turn in range(ROUNDS + 1):
        ratio = _cpu(reader, path) / _cpu(reader, "/bare/hello/", signed_in=False)
        if turn:
            yield ratio


def _cpu(reader: Reader, path: str, *, signed_in: bool = True) -> float:
    """The server's seconds of CPU for some requests of this page. Raises RuntimeError for any answer but 200."""
    before = cpu_seconds(reader.process)
    for _ in range(EACH):
        status, text = reader.get(path) if signed_in else reader.get_without_cookies(path)
        if status != 200:
            raise RuntimeError(f"{path} answered {status}:\n{text[:500]}")
    return cpu_seconds(reader.process) - before


def longest(reader: Reader) -> str:
    """The number of a complaint with about twenty entries."""
    status, number = reader.get("/bare/twenty-entries/")
    if status != 200:
        raise RuntimeError("no complaint has twenty entries")
    return number


FIGURE = Figure("pages", "CPU of each page, in bare views", "each page its budget", size=SIZE, sized=measure)
