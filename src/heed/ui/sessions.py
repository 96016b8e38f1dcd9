"""Sessions last while their account works, and end after a time without work (`HEED_SESSION_MINUTES`)."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from heed.actions.staff.sessions import prolong


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
