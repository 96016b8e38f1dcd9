"""What the pages for owners share, in whatever room: language, the project of the address, plain words for nothing.

No such page needs cookies, so none asks for a CSRF token: what stands in the form or the address is what authorises,
and nothing is lost because a browser keeps no cookies or sends no referrer.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from heed.queries.raw_sql import rows_where
from heed.records.models import Project
from heed.ui.open_page import chosen_language, in_language

View = Callable[..., HttpResponseBase]


def open_page(view: View) -> View:
    """A page for everybody, in the language they chose: `?language=` is remembered, and leaves the address."""

    @wraps(view)
    def page(request: HttpRequest, **named: Any) -> HttpResponseBase:
        return chosen_language(request) or in_language(request, "", lambda: view(request, **named))

    return csrf_exempt(page)


def project_page(view: View) -> View:
    """A page of one project, in its time zone: `view(request, project, …)`; 404 in plain words for an unknown one."""

    @wraps(view)
    def page(request: HttpRequest, slug: str, **named: Any) -> HttpResponseBase:
        found = rows_where(Project, "slug = %s AND is_active", slug)
        if not found:
            return lost(request)
        with timezone.override(found[0].timezone):
            return view(request, found[0], **named)

    return open_page(page)


def show_to_owner(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """A page for owners; without a CSRF token, so that reading sets no cookie."""
    return render(request, template, {**(context or {}), "csrf_token": None}, status=status)


def lost(request: HttpRequest) -> HttpResponseBase:
    """Nothing is here, in plain words."""
    return show_to_owner(request, "portal/lost.html", status=404)
