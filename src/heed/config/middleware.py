"""What every answer carries: the policy for the browser, and the language of the person who reads it.

And what comes before every page: a password of one's own.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation

Next = Callable[[HttpRequest], HttpResponse]

CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
PERMISSIONS_POLICY = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"


def policies(next_step: Next) -> Next:
    """Nothing from elsewhere runs in a page, and no page of ours is framed. A view's own header is left as it is."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = next_step(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response

    return answer


def language_of_the_person(next_step: Next) -> Next:
    """A signed-in account reads its own language, wherever it sits; others the browser's or the cookie's."""
    known = {code for code, _ in settings.LANGUAGES}

    def answer(request: HttpRequest) -> HttpResponse:
        language = getattr(request.user, "language", "")
        if language not in known:
            return next_step(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = next_step(request)
            response.headers.setdefault("Content-Language", language)
            return response

    return answer


#: What is open to somebody who still has the password that another chose for them.
_BEFORE_AN_OWN_PASSWORD = ("account_change_password", "account_logout", "ui:look")


def own_password_first(next_step: Next) -> Next:
    """Somebody else knows a password that was given: its account chooses an own one before any other page."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not getattr(request.user, "password_is_given", False):
            return next_step(request)
        if request.path in map(reverse, _BEFORE_AN_OWN_PASSWORD):
            return next_step(request)
        if request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Redirect": reverse("account_change_password")})
        return redirect("account_change_password")

    return answer
