"""The addresses of views: a page asks for the same ones again and again, so that they are kept."""

from functools import lru_cache
from typing import Any

from django.urls import reverse


def address(view: str, *args: Any, **named: Any) -> str:
    """Return the address of a view, as `reverse` does. Raises NoReverseMatch for an unknown one."""
    return _reversed(view, args, tuple(named.items()))


def is_at(path: str, url: str) -> bool:
    """Whether the page at `path` lies at or under `url`."""
    return path == url or (len(url) > 1 and path.startswith(url.rstrip("/") + "/"))


@lru_cache(maxsize=4_096, typed=True)
def _reversed(view: str, args: tuple[Any, ...], named: tuple[tuple[str, Any], ...]) -> str:
    return reverse(view, args=args, kwargs=dict(named))
