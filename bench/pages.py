"""What a page costs: CPU of the server for one request, counted in bare views.

A bare view is a Django view that answers "hello" on the same server in the same run, through the same middleware, to a
reader without cookies. Counted so, a cost holds on any machine. What PostgreSQL's own processes use stands beside it,
outside the budget.
"""

import secrets
import statistics
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bench.figure import Figure, Measured, cpu_seconds
from bench.intake import FIELDS, SLUG
from bench.postgres import cluster, cpu_of_server
from bench.served import Instance, Reader

SIZE = 1_000
ROUNDS, EACH = 9, 12
ON_POSTGRESQL = 1.3
"""So many times its budget may a page cost there."""


@dataclass(frozen=True, eq=False)
class Page:
    """A page: who reads it, at which address, and the cost in bare views that it may have; the form `sent` to it."""

    name: str
    path: str
    reader: str
    budget: float
    sent: Mapping[str, str] | None = None


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
    Page("portal form", f"/p/{SLUG}/", "", 5),
    Page("a move sent", "/complaints/{open}/note/", "s1-receptionist", 20, {"words": "已联系业主，明天上午回复。"}),
    Page("portal report sent", f"/p/{SLUG}/", "", 10, FIELDS),
)


def measure(size: int) -> Measured:
    """Measure on SQLite, among so many complaints."""
    return _measure("", 1, size)


def measure_on_postgresql(size: int) -> Measured:
    """Measure on a PostgreSQL of its own."""
    with cluster() as address:
        return _measure(address, ON_POSTGRESQL, size)


def _measure(database: str, times: float, size: int) -> Measured:
    """Measure every page and print its line; all are met together or not at all."""
    with Instance(database) as instance:
        instance.seed_data(size)
        with instance.served() as reader:
            costs = {page: _cost(page, reader, database) for page in PAGES}
    for page, (cost, beside) in costs.items():
        in_database = f", and {beside:.1f} in PostgreSQL" if database else ""
        print(f"  {page.name:<20} {cost:6.1f} of {page.budget * times:g}{in_database}")
    missed = [page.name for page, (cost, _) in costs.items() if cost > page.budget * times]
    return Measured(f"over the budget: {', '.join(missed) or 'none'}", not missed)


def _cost(page: Page, reader: Reader, database: str) -> tuple[float, float]:
    """What the page costs in Heed and in the database's own processes."""
    path = address_of(page, reader)
    reader.sign_out()
    if page.reader:
        reader.sign_in(page.reader)
    reader.get(path)  # a form is sent from its page
    here, beside = zip(*_turns(reader, path, page.sent, database), strict=True)
    return statistics.median(here), statistics.median(beside)


def _turns(reader: Reader, path: str, sent: Mapping[str, str] | None, database: str) -> Iterator[tuple[float, float]]:
    """Both costs in bare views, round by round: each counts its neighbours in time, so that load cancels out."""
    for turn in range(ROUNDS + 1):
        before = cpu_of_server(database)
        page = _cpu(reader, _read, path) if sent is None else _cpu(reader, _send, path, sent)
        beside = cpu_of_server(database) - before
        bare = _cpu(reader, _read_without_cookies, "/bare/hello/")
        if turn:
            yield page / bare, beside / bare


def _cpu(reader: Reader, ask: Callable[..., None], *given: object) -> float:
    """The server's seconds of CPU for asking some times."""
    before = cpu_seconds(reader.process)
    for _ in range(EACH):
        ask(reader, *given)
    return cpu_seconds(reader.process) - before


def _read(reader: Reader, path: str) -> None:
    _expect(200, path, *reader.get(path))


def _read_without_cookies(reader: Reader, path: str) -> None:
    _expect(200, path, *reader.get_without_cookies(path))


def _send(reader: Reader, path: str, fields: Mapping[str, str]) -> None:
    _expect(302, path, *reader.post(path, {**fields, "client_key": secrets.token_urlsafe(16)}))


def _expect(wanted: int, path: str, status: int, text: str) -> None:
    """Raise RuntimeError for any other answer."""
    if status != wanted:
        raise RuntimeError(f"{path} answered {status}:\n{text[:500]}")


def address_of(page: Page, reader: Reader) -> str:
    """The path of a page, with the number of a complaint where it names one."""
    return page.path.format(entries=longest(reader), open=_number(reader, "open")) if "{" in page.path else page.path


def longest(reader: Reader) -> str:
    """The number of a complaint with about twenty entries."""
    return _number(reader, "twenty-entries")


def _number(reader: Reader, which: str) -> str:
    status, number = reader.get(f"/bare/{which}/")
    if status != 200:
        raise RuntimeError(f"there is no such complaint: {which}")
    return number


FIGURE = Figure("pages", "CPU of each page, in bare views", "each page its budget", size=SIZE, sized=measure)
FIGURE_ON_POSTGRESQL = Figure(
    "pages-pg",
    "the same on PostgreSQL",
    f"each page {ON_POSTGRESQL:g} times its budget",
    size=SIZE,
    sized=measure_on_postgresql,
)
