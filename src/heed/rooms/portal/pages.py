"""What every page of the portal shares: language, time zone, privacy, and plain words where nothing is found.

No page here needs cookies, so none asks for a CSRF token: what stands in the form or the address is what authorises,
and no complaint is lost because a browser keeps no cookies or sends no referrer.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from heed.queries.complaints.owner_lookup import complaint_of_secret, link_is_open
from heed.queries.raw_sql import rows_where
from heed.records.models import Project
from heed.rooms.portal.ended_link import link_ended
from heed.ui.open_page import PRIVATE, chosen_language, in_language

View = Callable[..., HttpResponseBase]


def open_page(view: View) -> View:
    """A page for everybody, in the language they chose: `?language=` is remembered, and leaves the address."""

    @wraps(view)
    def page(request: HttpRequest, **named: Any) -> HttpResponseBase:
        return chosen_language(request) or in_language(request, "", lambda: view(request, **named))

    return csrf_exempt(page)


def project_page(view: View) -> View:
    """A page of one project, in its time zone: `view(request, project)`; 404 in plain words for an unknown one."""

    @wraps(view)
    def page(request: HttpRequest, slug: str) -> HttpResponseBase:
        found = rows_where(Project, "slug = %s AND is_active", slug)
        if not found:
            return lost(request)
        with timezone.override(found[0].timezone):
            return view(request, found[0])

    return open_page(page)


def owners_page(view: View) -> View:
    """A secret page: `view(request, complaint, …)`, in the owner's language, never cached; 404 in plain words."""

    @wraps(view)
    def page(request: HttpRequest, secret: str, **named: Any) -> HttpResponseBase:
        response = chosen_language(request) or _owners(
            request, secret, lambda complaint: view(request, complaint, **named)
        )
        for name, value in PRIVATE.items():
            response.headers[name] = value
        return response

    return csrf_exempt(page)


def show(request: HttpRequest, template: str, context: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    """A page of the portal; without a CSRF token, so that reading sets no cookie."""
    return render(request, f"portal/{template}.html", {**(context or {}), "csrf_token": None}, status=status)


def lost(request: HttpRequest) -> HttpResponseBase:
    """Nothing is here, in plain words."""
    return show(request, "lost", status=404)


def _owners(request: HttpRequest, secret: str, answer: Callable[[Any], HttpResponseBase]) -> HttpResponseBase:
    complaint = complaint_of_secret(secret)
    if complaint is None:
        return in_language(request, "", lambda: lost(request))
    now = timezone.now()
    with timezone.override(complaint.project.timezone):
        if not link_is_open(complaint, now):
            return in_language(request, complaint.language, lambda: link_ended(request, complaint, now))
        return in_language(request, complaint.language, lambda: answer(complaint))
