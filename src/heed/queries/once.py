"""Questions that many moves at one instant ask alike: who stands above them, who is absent."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
_known: ContextVar[dict[Hashable, Any] | None] = ContextVar("known", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """Within this, a question that was asked before has the same answer, without a query: nothing of it may change."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def answer(question: Hashable, ask: Callable[[], T]) -> T:
    """Return what `ask` returns; within `asked_once` what it returned to this question before."""
    known = _known.get()
    if known is None:
        return ask()
    if question not in known:
        known[question] = ask()
    found: T = known[question]
    return found
