"""What the pages share that open without signing in: their language, and that their address stays a secret."""

from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import translation

from heed.i18n.languages import BY_CODE

R = TypeVar("R", bound=HttpResponseBase)
YEAR = 365 * 24 * 3600
#: The address of such a page is its key: it is not kept, not passed on, not found by searching.
PRIVATE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


def chosen_language(request: HttpRequest) -> HttpResponseBase | None:
    """Remember the language that was just chosen, and go on without it in the address."""
    if request.GET.get("language") not in BY_CODE:
        return None
    rest = request.GET.copy()
    language = str(rest.pop("language")[-1])
    response = HttpResponseRedirect(request.path + (f"?{rest.urlencode()}" if rest else ""))
    name, secure = settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_COOKIE_SECURE
    response.set_cookie(name, language, max_age=YEAR, samesite="Lax", secure=secure)
    return response


def in_language(request: HttpRequest, own: str, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Answer in the language chosen here, else in the reader's `own`, else as the browser asks."""
    wanted = [request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""), own, translation.get_language() or ""]
    language = next((code for code in wanted if code in BY_CODE), settings.LANGUAGE_CODE)
    with translation.override(language):
        response = answer()
        response.headers["Content-Language"] = language
        return response


def as_private(response: R) -> R:
    """The response of a page whose address is its key, with the headers that keep it so."""
    for name, value in PRIVATE.items():
        response.headers[name] = value
    return response
