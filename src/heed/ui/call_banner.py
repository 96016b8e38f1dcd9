"""The banner that calls the signed-in person to a counter, on every page of staff (R35, R46); a context processor."""

from django.http import HttpRequest
from django.utils import timezone

from heed.queries.reception import is_superior, may_be_asked, state_of, summonses_to
from heed.ui.context import Once
from heed.ui.navigation import counts_of


def call_banner(request: HttpRequest) -> dict[str, object]:
    """Give `is_called` (may be called), `is_waited_for` (by the desk: a superior), `banner_calls`, `banner_state`."""
    account = getattr(request, "user", None)
    if account is None or not account.is_authenticated:
        return {}
    calls = Once(lambda: summonses_to(account, timezone.now()) if counts_of(account).summonses else [])
    return {
        "is_called": Once(lambda: may_be_asked(account)),
        "is_waited_for": lambda: is_superior(account),
        "banner_calls": calls,
        "banner_state": lambda: state_of(calls()),
    }
