"""A public page of an estate: in the reader's language and the estate's time zone, without cookies."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from heed.queries.raw_sql import rows_where
from heed.records.models import Project
from heed.ui.open_page import chosen_language, in_language

P = ParamSpec("P")
#: Anybody may keep such a page for a minute: it is the same for all, but for the language.
KEPT = {"Cache-Control": "public, max-age=60", "Vary": "Accept-Language, Cookie"}


def estate_page(
    view: Callable[Concatenate[HttpRequest, Project, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Answer `view(request, project, …)` of an active project, in its own language where none is asked for."""

    @require_safe
    @wraps(view)
    def page(request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        found = rows_where(Project, "slug = %s AND is_active", slug)
        if not found:
            raise Http404
        with timezone.override(found[0].timezone):
            return chosen_language(request) or in_language(
                request, "", lambda: view(request, found[0], *args, **kwargs)
            )

    return page


def show(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page that sets no cookie and is the same for everybody."""
    answer = render(request, f"community/estate/{template}.html", context | {"csrf_token": None})
    for name, value in KEPT.items():
        answer.headers[name] = value
    return answer
