"""Statements that Django writes once: the same query runs again with other values, without its SQL being made anew.

Half of what a page cost was the ORM writing SQL. `@prepared` goes above a function that returns a queryset made of its
arguments alone:

    @prepared
    def duties_of(account: int) -> QuerySet[Duty]:
        return Duty.objects.filter(account=account)

    duties_of(7)  # a list

The first call builds the queryset with marks in the place of the arguments and keeps its SQL; each call then puts its
values in the place of the marks. Arguments are whole numbers, text, days, instants, or tuples and sets of these. The
length of a tuple, None, the truth values and all other values, such as what an account may see, are the shape of the
statement; each shape is built once.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet

from heed.config.often_run import OftenRun
from heed.records.reading import Written, reader_of

M = TypeVar("M", bound=Model)
R = TypeVar("R")
P = ParamSpec("P")
SHAPES = 1_024
"""So many shapes of one statement are kept; the one that rested longest is built again when it is asked for."""


_KINDS = (datetime, date, int, str)
"""The types of values that have marks; each is tried before those that it is a kind of."""


_TRACE = re.compile(r"2111222\d{3}|9987-|253005\d{12}|9876-|\uf8ff")
"""What is seen of a mark wherever it went."""


class NotPrepared(Exception):
    """An argument does not come out of the statement as it went in, so that it cannot be run with other values."""


def prepared(build: Callable[P, QuerySet[M, R]]) -> Callable[P, list[R]]:
    """Let a function that returns a queryset return its rows, and write its SQL once for each shape of its arguments.

    Arguments are given by their places. Raises NotPrepared, at the first call of a shape, where a parameter of the SQL
    is made of an argument, as a pattern is, an argument stands in the SQL itself, or a column is too small for marks.
    """

    @lru_cache(maxsize=SHAPES)
    def of_shape(_vendor: str, shape: tuple[Any, ...]) -> tuple[_Text | None, Callable[[Written], list[R]]]:
        marks = _Marks()
        built = build(*map(marks.like, shape))  # type: ignore[call-arg]
        compiler = built.query.get_compiler(built.db)
        try:
            text = _Text(compiler.as_sql(), marks.given)
        except EmptyResultSet:
            _check_that_it_is_empty(build, shape)
            return None, _nothing
        return text, reader_of(built, compiler)

    @wraps(build)
    def run(*args: P.args, **named: P.kwargs) -> list[R]:
        assert not named, "a prepared statement takes its arguments by their places"
        text, read = of_shape(connection.vendor, tuple(map(_shape, args)))
        return [] if text is None else read(text.with_values(args))

    return run


def _nothing(_written: Written) -> list[Any]:
    return []


def _check_that_it_is_empty(build: Callable[..., QuerySet[M, R]], shape: tuple[Any, ...]) -> None:
    """Raise NotPrepared where a statement gives nothing only because a mark is too large for its column."""
    built = build(*map(_Marks(first=1).like, shape))
    try:
        built.query.get_compiler(built.db).as_sql()
    except EmptyResultSet:
        return
    raise NotPrepared("an argument is compared with a column that holds only small numbers")


def prepared_sql(build: Callable[P, Written]) -> Callable[P, Written]:
    """The same for a function that returns SQL and its parameters."""

    @lru_cache(maxsize=SHAPES)
    def of_shape(_vendor: str, shape: tuple[Any, ...]) -> _Text:
        marks = _Marks()
        return _Text(build(*map(marks.like, shape)), marks.given)  # type: ignore[call-arg]

    @wraps(build)
    def run(*args: P.args, **named: P.kwargs) -> Written:
        assert not named, "a prepared statement takes its arguments by their places"
        return of_shape(connection.vendor, tuple(map(_shape, args))).with_values(args)

    return run


def keep_related(of: Model, name: str, rows: Sequence[Model]) -> None:
    """Let `of.name.all()` give these rows without a query, as a prefetch does; each row of a foreign key knows `of`."""
    manager = getattr(of, name)
    found = manager.all()
    found._result_cache, found._prefetch_done = list(rows), True
    if not hasattr(of, "_prefetched_objects_cache"):
        of._prefetched_objects_cache = {}  # type: ignore[attr-defined]
    of._prefetched_objects_cache[name] = found  # type: ignore[attr-defined]
    link = getattr(type(of), name).rel.field
    if link.many_to_one:
        for row in rows:
            link.set_cached_value(row, of)


class _Text:
    """SQL, and where among its parameters each argument stands.

    Text that is no argument stands in the SQL itself: SQLite makes its plan anew at each call where a parameter could
    decide on an index with a condition, which costs more than most statements.
    """

    def __init__(self, written: Written, marks: list[Any]) -> None:
        sql, params = written
        if _TRACE.search(sql):
            raise NotPrepared(f"an argument is no parameter of: {sql}")
        places = {_adapted(mark, connection.ops): place for place, mark in enumerate(marks)}
        kept = [(_place_of(param, places), param) for param in params]
        if changed := [param for place, param in kept if place is None and _TRACE.search(str(param))]:
            raise NotPrepared(f"{changed} are made of arguments in: {sql}")
        first, *others = sql.split("%s")
        stands = [_quoted(param) if place is None and isinstance(param, str) else "%s" for place, param in kept]
        self.sql = OftenRun(first + "".join(f"{place}{other}" for place, other in zip(stands, others, strict=True)))
        self.params = [pair for pair, place in zip(kept, stands, strict=True) if place == "%s"]

    def with_values(self, args: tuple[Any, ...]) -> Written:
        operations = connection.ops  # a look through several proxies, once for all values
        values = [_adapted(value, operations) for value in _flat(args)]
        return self.sql, tuple(
            param if place is None else _of_kind(param, values[place]) for place, param in self.params
        )


class _Marks:
    """Values that no row holds, given out one by one; whole numbers from `first` on."""

    def __init__(self, first: int = 2_111_222_000) -> None:
        self.given: list[Any] = []
        self.first = first

    def like(self, shape: Any) -> Any:
        """Return a mark for a type, marks for a tuple of types, and any other part of the shape as it is."""
        if isinstance(shape, _Many):
            return shape.kind(map(self.like, shape.of))
        if not isinstance(shape, type):
            return shape
        step = len(self.given)
        mark: Any
        if issubclass(shape, datetime):
            mark = datetime(9987, 6, 5, tzinfo=UTC) + timedelta(seconds=step)
        elif issubclass(shape, date):
            mark = date(9876, 5, 4) + timedelta(days=step)
        else:
            mark = self.first + step if issubclass(shape, int) else f"\uf8ff mark {step} \uf8ff"
        self.given.append(mark)
        return mark


@dataclass(frozen=True, slots=True)
class _Many:
    """The shape of a tuple or a set of values."""

    kind: type
    of: tuple[Any, ...]


def _shape(value: Any) -> Any:
    """What a value has in common with all that give the same SQL."""
    if type(value) in _KINDS:
        return type(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, tuple | frozenset):
        return _Many(type(value), tuple(_shape(one) for one in sorted(value)))
    return next((kind for kind in _KINDS if isinstance(value, kind)), value)


def _flat(args: tuple[Any, ...]) -> list[Any]:
    """The values of the arguments in the order in which their marks were given."""
    flat: list[Any] = []
    for value in args:
        if isinstance(value, tuple | frozenset):
            flat += sorted(value)
        elif isinstance(value, _KINDS) and not isinstance(value, bool):
            flat.append(value)
    return flat


def _adapted(value: Any, operations: Any) -> Any:
    """The value as the database with these operations takes it."""
    if isinstance(value, datetime):
        return operations.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return operations.adapt_datefield_value(value)
    return str(value) if isinstance(value, str) else int(value)


def _place_of(param: Any, places: dict[Any, int]) -> int | None:
    """Which argument the parameter is; None for none."""
    return places.get(param) if isinstance(param, str | int | date) else None


def _quoted(text: str) -> str:
    """The text as it stands in SQL that has places for parameters."""
    return "'" + text.replace("'", "''").replace("%", "%%") + "'"


def _of_kind(param: Any, value: Any) -> Any:
    """A whole number in the width in which PostgreSQL was given the mark."""
    return type(param)(value) if isinstance(param, int) else value
