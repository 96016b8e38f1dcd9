"""Middleware: compression, security headers, the language of the signed-in account, the change of a given password."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation

GetResponse = Callable[[HttpRequest], HttpResponse]

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
COMPRESSED = ("text/html", "text/csv", "application/json")
PERMISSIONS_POLICY = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"


class PageCompression(GZipMiddleware):
    """Compress pages and data; photos are compressed already, and live streams go out word by word.

    Django lengthens each answer at random, so that its size tells nothing of a secret beside what a visitor sent
    (BREACH); its own token against forged requests is masked anew for each page.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Return the answer, compressed where it is text and the browser understands it."""
        if not response.headers.get("Content-Type", "").startswith(COMPRESSED):
            return response
        return super().process_response(request, response)


def security_headers(get_response: GetResponse) -> GetResponse:
    """Allow no foreign content in pages, no page in a frame, and no page in a cache: any may hold personal data.

    A header that a view has set is kept.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def account_language(get_response: GetResponse) -> GetResponse:
    """Use the language of the signed-in account; for visitors that of the cookie or the browser."""
    known = {code for code, _ in settings.LANGUAGES}

    def middleware(request: HttpRequest) -> HttpResponse:
        language = getattr(request.user, "language", "")
        if language not in known:
            return get_response(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response

    return middleware


#: The pages that are open before the change of a given password.
_OPEN_PAGES = ("account_change_password", "account_logout", "ui:look")


def own_password_first(get_response: GetResponse) -> GetResponse:
    """Redirect an account whose password was given by another person, who knows it, to the change of its password."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not getattr(request.user, "password_is_given", False):
            return get_response(request)
        if request.path in map(reverse, _OPEN_PAGES):
            return get_response(request)
        if request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Redirect": reverse("account_change_password")})
        return redirect("account_change_password")

    return middleware
