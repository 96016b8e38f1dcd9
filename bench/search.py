"""A search among many complaints: a two-character word, and a telephone however it is written.

Seconds of the statements and of making the rows, as a reader of a quiet machine waits for them.
"""

import json
from collections.abc import Iterator

from bench.figure import Figure, Measured
from bench.postgres import cluster
from bench.served import Instance

SIZE = 1_000
GOAL = 0.050
"""Seconds: below, an answer comes as one types."""


def measure(size: int) -> Measured:
    """Measure on SQLite, among so many complaints."""
    return _measure("", size)


def measure_on_postgresql(size: int) -> Measured:
    """Measure on a PostgreSQL of its own. Raises Skipped."""
    with cluster() as address:
        return _measure(address, size)


def _measure(database: str, size: int) -> Measured:
    """Measure every way of writing and print its line; met where all are quick, and find what the first way finds."""
    with Instance(database) as instance:
        instance.seed_data(size)
        with instance.answering("bench.searching") as process:
            slowest, others = 0.0, list[str]()
            for ways in json.loads(process.ask('""')):
                answers = {query: json.loads(process.ask(json.dumps(query))) for query in ways}
                slowest = max(slowest, *(max(one["seconds"].values()) for one in answers.values()))
                first = answers[ways[0]]["found"]
                others += [query for query, one in answers.items() if one["found"] != first or not first["search"]]
                print(*_lines(answers), sep="\n")
    words = f"at most {slowest * 1000:.0f} ms; {', '.join(others) or 'none'} found something else"
    return Measured(words, slowest <= GOAL and not others)


def _lines(answers: dict[str, dict[str, dict[str, float]]]) -> Iterator[str]:
    for query, one in answers.items():
        page, listed = (one["seconds"][name] * 1000 for name in ("search", "list"))
        yield f"  {query:<20} search {page:6.1f} ms, list {listed:6.1f} ms"


FIGURE = Figure(
    "search", "a search, and the list narrowed by words, on a quiet machine", "50 ms", size=SIZE, sized=measure
)
FIGURE_ON_POSTGRESQL = Figure("search-pg", "the same on PostgreSQL", "50 ms", size=SIZE, sized=measure_on_postgresql)
