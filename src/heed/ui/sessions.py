"""Who is signed in; sessions last while their account works, and end after a time without (`HEED_SESSION_MINUTES`)."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth import middleware as auth
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import constant_time_compare

from heed.actions.staff.sessions import prolong
from heed.records.models import Account


class WhoIsSignedIn(auth.AuthenticationMiddleware):
    """Django's middleware, which gives the account itself as `request.user`: every request asks for it."""

    def process_request(self, request: HttpRequest) -> None:
        """Set `request.user`; no query besides that of the session."""
        super().process_request(request)
        request.user = _account_in(request.session) or auth.get_user(request)


def _account_in(session: Any) -> Account | None:
    """The account that was read with its session; None where Django has to look closer."""
    name = session.get(SESSION_KEY)
    account: Account | None = session.account
    if account is None or str(account.pk) != name or not account.is_active:
        return None
    if session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    is_same = constant_time_compare(session.get(HASH_SESSION_KEY, ""), _proof_of(account.password))
    return account if is_same else None


@lru_cache(maxsize=4_096)
def _proof_of(password: str) -> str:
    """What a session holds while the password of its account is this one; the same with every request."""
    return Account(password=password).get_session_auth_hash()


def prolong_by_work(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Prolong the session of each request that a person makes; what an open page fetches by itself is no work."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if _is_work(request) and request.user.is_authenticated:
            prolong(request.session)
        return get_response(request)

    return middleware


def _is_work(request: HttpRequest) -> bool:
    if request.method == "POST":
        return True
    by_itself = "HX-Request" in request.headers or request.path.startswith("/live/")
    return not by_itself and "text/html" in request.headers.get("Accept", "text/html")
