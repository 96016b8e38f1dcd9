"""Where the signed-in person is wanted at once: the banner on every page of staff (R35), a context processor."""

from functools import cache

from django.http import HttpRequest
from django.utils import timezone

from heed.queries.reception import is_called, state_of, summonses_to


def wanted(request: HttpRequest) -> dict[str, object]:
    """Give `is_called` (may be called to a counter), `wanted` (the calls) and `wanted_state`; asked where shown."""
    account = getattr(request, "user", None)
    if account is None or not account.is_authenticated:
        return {}
    calls = cache(lambda: list(summonses_to(account, timezone.now())))
    return {
        "is_called": cache(lambda: is_called(account)),
        "wanted": calls,
        "wanted_state": lambda: state_of(calls()),
    }
