"""The requests of Setup: the signed-in account, what it may set up, and the version that the browser showed."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from heed.insight.numbers import whole_number
from heed.queries.setup_access import SetupAccess, projects_set_up_by, setup_access_of
from heed.records.models import Account, Project
from heed.ui.requests import account_of

P = ParamSpec("P")


class SetupRequest(HttpRequest):
    """A request of an account that may enter Setup: `account`, and what it `may` set up."""

    account: Account
    may: SetupAccess


def setup_page(view: Callable[Concatenate[SetupRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Open the view only to a signed-in account that may set up something. Http404 for any other account."""

    @login_required
    @wraps(view)
    def page(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request.account = account_of(request)
        request.may = setup_access_of(request.account)
        require(request.may.enters)
        return view(request, *args, **kwargs)

    return page


def project_for(request: SetupRequest, code: str) -> Project:
    """The project of this code that the account sets up. Http404 where there is none."""
    return get_object_or_404(projects_set_up_by(request.may), code__iexact=code)


def require(allowed: bool) -> None:
    """Raise Http404 where the duties of the account do not allow it."""
    if not allowed:
        raise Http404


def version_seen(request: SetupRequest) -> int:
    """The number of the version that the browser showed (`seen` in the form); 0 where it names none."""
    return whole_number(request.POST.get("seen")) or 0
