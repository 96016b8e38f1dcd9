"""The active language, kept where it is read in a fifth of the time: a list asks for it some four hundred times.

Django keeps it in a `Local` of asgiref, which takes a lock and looks at the thread for each question. A context
variable belongs to one thread or one task by itself.
"""

from contextvars import ContextVar
from typing import Any

from django.utils.translation import trans_real


class Active:
    """What Django's translations need of the `Local` in which they keep theirs: `value`, which may be missing."""

    def __init__(self) -> None:
        self._held: ContextVar[Any] = ContextVar("heed.translation")

    @property
    def value(self) -> Any:
        """The translation that is active. Raises AttributeError where there is none."""
        if (held := self._held.get(None)) is None:
            raise AttributeError("value")
        return held

    @value.setter
    def value(self, translation: Any) -> None:
        self._held.set(translation)

    @value.deleter
    def value(self) -> None:
        self._held.set(None)


def install() -> None:
    """Let Django keep the active translation here; none is active then."""
    trans_real._active = Active()  # type: ignore[attr-defined]
