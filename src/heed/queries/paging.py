"""Pages by key: the next page begins where the last row stood, so the thousandth costs what the first does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import F, Q, QuerySet

R = TypeVar("R")
#: Rows as dicts, of any table.
Values = QuerySet[Any, dict[str, Any]]
PAGE = 50


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """Some rows and, where there are more, the key `after` which the next page comes ("" on the last)."""

    rows: tuple[R, ...] = ()
    after: str = ""

    def __iter__(self) -> Iterator[R]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Key:
    """Where a page ended: at an instant (None: among the rows without one) and an id."""

    at: datetime | None
    id: int

    def __str__(self) -> str:
        return f"{self.at.isoformat() if self.at else ''}~{self.id}"


def key_of(after: str) -> Key | None:
    """The key that stands in an address; None for the first page, also where somebody spoilt it."""
    at, _, pk = after.rpartition("~")
    if not pk.isascii() or not pk.isdigit() or len(pk) > 18:
        return None
    try:
        instant = datetime.fromisoformat(at) if at else None
    except ValueError:
        return None
    return None if instant and instant.tzinfo is None else Key(instant, int(pk))


def soonest_first(found: Values, column: str, after: str, size: int, *, dated: bool = False) -> list[dict[str, Any]]:
    """One more than a page of rows by (column, id); those without an instant come last.

    One query; where the page reaches the rows without an instant (`dated`: there are none) a second one.
    """
    key = key_of(after)
    rows: list[dict[str, Any]] = []
    if key is None or key.at is not None:
        due = found.filter(**{f"{column}__isnull": False})
        if key is not None:
            due = due.filter(_behind(column, "gt", key), **{f"{column}__gte": key.at})
        rows = list(due.order_by(column, "pk")[: size + 1])
    if len(rows) <= size and not dated:
        undated = found.filter(**{f"{column}__isnull": True})
        if key is not None and key.at is None:
            undated = undated.filter(pk__gt=key.id)
        rows += undated.order_by("pk")[: size + 1 - len(rows)]
    return rows


def latest_first(found: Values, column: str, after: str, size: int) -> list[dict[str, Any]]:
    """One more than a page of rows by (column, id), the latest first; rows without an instant are left out."""
    key = key_of(after)
    dated = found.filter(**{f"{column}__isnull": False})
    if key is not None and key.at is not None:
        dated = dated.filter(_behind(column, "lt", key), **{f"{column}__lte": key.at})
    return list(dated.order_by(F(column).desc(), "-pk")[: size + 1])


def _behind(column: str, beyond: str, key: Key) -> Q:
    return Q(**{f"{column}__{beyond}": key.at}) | Q(**{f"pk__{beyond}": key.id})


def page_of(rows: Sequence[R], keys: Sequence[Key], size: int) -> Page[R]:
    """A page of the first `size` rows; `keys` are those of all that were fetched."""
    more = len(keys) > size
    return Page(tuple(rows[:size]), str(keys[size - 1]) if more else "")
