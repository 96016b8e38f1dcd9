"""A public page of an estate: the same for everybody but for the language, read only, without cookies."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from heed.records.models import Project
from heed.ui.owners_pages import lost, project_page, show_to_owner

P = ParamSpec("P")


def estate_page(
    view: Callable[Concatenate[HttpRequest, Project, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Answer `view(request, project, …)` of an active project; 404 in plain words where there is nothing."""

    @wraps(view)
    def page(request: HttpRequest, project: Project, *args: P.args, **named: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, project, *args, **named)
        except Http404:
            return lost(request)

    return require_safe(project_page(page))


def show(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page that sets no cookie and is the same for everybody."""
    return show_to_owner(request, f"community/estate/{template}.html", context, status)


def over(request: HttpRequest, project: Project, listed: str) -> HttpResponse:
    """What was shown here is no longer; `listed` is the name of the page with what is."""
    return show(request, "over", {"project": project, "listed": listed}, 410)
