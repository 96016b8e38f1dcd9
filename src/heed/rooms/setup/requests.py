"""Who asks, and what they may set up."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from heed.queries.setup_access import SetupAccess, projects_set_up_by, setup_access_of
from heed.records.models import Account, Project

P = ParamSpec("P")


class Asking(HttpRequest):
    """A request of somebody who may enter: `account`, and what it `may` set up."""

    account: Account
    may: SetupAccess


def setting_up(view: Callable[Concatenate[Asking, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of this room: signed in, and with something to set up; else it is not there."""

    @login_required
    @wraps(view)
    def page(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request.account, request.may = request.user, setup_access_of(request.user)
        if not request.may.enters:
            raise Http404
        return view(request, *args, **kwargs)

    return page


def project_for(request: Asking, code: str) -> Project:
    """The project whose places, people and duties the account sets up, or 404."""
    return get_object_or_404(projects_set_up_by(request.may), code__iexact=code)


def needs(allowed: bool) -> None:
    """404 where the account's duties do not reach."""
    if not allowed:
        raise Http404
