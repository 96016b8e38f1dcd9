"""Keyset pagination: the next page begins after the last row, so that every page costs the same."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import F, Model, Q, QuerySet

from heed.insight.numbers import instant_of, whole_number

R = TypeVar("R")
M = TypeVar("M", bound=Model)
#: Rows as dicts, of any table.
Values = QuerySet[Any, dict[str, Any]]
PAGE = 50


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """Some rows, and the key `after` which the next page comes ("" on the last page)."""

    rows: tuple[R, ...] = ()
    after: str = ""

    def __iter__(self) -> Iterator[R]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Key:
    """The last row of a page: its instant (None: a row without one) and its id."""

    at: datetime | None
    id: int

    def __str__(self) -> str:
        return f"{self.at.isoformat() if self.at else ''}~{self.id}"


def key_of(after: str) -> Key | None:
    """Return the key in an address; None for the first page and for an invalid key."""
    at, _, pk = after.rpartition("~")
    number = whole_number(pk)
    if number is None:
        return None
    instant = instant_of(at) if at else None
    return None if at and instant is None else Key(instant, number)


def is_key(after: str) -> bool:
    """Whether a text is the key of a page: an id, or an instant and an id."""
    return (whole_number(after) if "~" not in after else key_of(after)) is not None


def soonest_first(found: Values, column: str, after: str, size: int, *, dated: bool = False) -> list[dict[str, Any]]:
    """Return one row more than a page, by (column, id); rows without an instant come last.

    One query; a second one where the page reaches rows without an instant (`dated`: there are none).
    """
    return dated_then_undated(
        lambda key: dated_after(found, column, key)[: size + 1],
        None if dated else lambda key: undated_after(found, column, key)[: size + 1],
        after,
        size,
    )


Rows = Iterable[dict[str, Any]]


def dated_then_undated(
    dated: Callable[[Key | None], Rows], undated: Callable[[Key | None], Rows] | None, after: str, size: int
) -> list[dict[str, Any]]:
    """Return one row more than a page of the rows with an instant, and of those without where it reaches them.

    Each function returns its rows behind a key.
    """
    key = key_of(after)
    rows = list(dated(key))[: size + 1] if key is None or key.at is not None else []
    if len(rows) <= size and undated is not None:
        rows += undated(key if key is not None and key.at is None else None)
    return rows[: size + 1]


def dated_after(found: Values, column: str, key: Key | None) -> Values:
    """The rows with an instant, behind the key, by (column, id)."""
    due = found.filter(**{f"{column}__isnull": False})
    if key is not None:
        due = due.filter(_behind(column, "gt", key), **{f"{column}__gte": key.at})
    return due.order_by(column, "pk")


def undated_after(found: Values, column: str, key: Key | None) -> Values:
    """The rows without an instant, behind the key, by id."""
    undated = found.filter(**{f"{column}__isnull": True})
    return (undated if key is None else undated.filter(pk__gt=key.id)).order_by("pk")


def latest_first(found: Values, column: str, after: str, size: int) -> list[dict[str, Any]]:
    """Return one row more than a page, by (column, id), the latest first; without rows that have no instant."""
    key = key_of(after)
    dated = found.filter(**{f"{column}__isnull": False})
    if key is not None and key.at is not None:
        dated = dated.filter(_behind(column, "lt", key), **{f"{column}__lte": key.at})
    return list(dated.order_by(F(column).desc(), "-pk")[: size + 1])


def newest_first(found: QuerySet[M], after: str, size: int = PAGE) -> Page[M]:
    """Return a page by id downward; `after` is the id that ended the page before ("" for the first page). One query."""
    if (below := whole_number(after)) is not None:
        found = found.filter(pk__lt=below)
    return page_by_id(list(found.order_by("-pk")[: size + 1]), size)


def page_by_id(rows: Sequence[M], size: int) -> Page[M]:
    """Return a page by id downward, from one row more than it holds."""
    return Page(tuple(rows[:size]), str(rows[size - 1].pk) if len(rows) > size else "")


def _behind(column: str, beyond: str, key: Key) -> Q:
    return Q(**{f"{column}__{beyond}": key.at}) | Q(**{f"pk__{beyond}": key.id})


def page_of(rows: Sequence[R], keys: Sequence[Key], size: int) -> Page[R]:
    """Return a page of the first `size` rows; `keys` are those of all rows that were fetched."""
    more = len(keys) > size
    return Page(tuple(rows[:size]), str(keys[size - 1]) if more else "")
