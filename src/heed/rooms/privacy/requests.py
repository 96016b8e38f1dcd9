"""The requests of the privacy room: the signed-in account and what it does for data protection."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from heed.queries.privacy.duty import DataDuty, data_duty_of
from heed.records.models import Account
from heed.ui.requests import account_with_duties

P = ParamSpec("P")
View = Callable[..., HttpResponseBase]


class PrivacyRequest(HttpRequest):
    """A request of an account that may enter the room, with its `duty`."""

    account: Account
    duty: DataDuty


def reading_page(view: Callable[Concatenate[PrivacyRequest, P], HttpResponseBase]) -> View:
    """Open the view to those who read the table of purposes. Http404 for any other account."""
    return _page(view, lambda duty: duty.reads)


def answering_page(view: Callable[Concatenate[PrivacyRequest, P], HttpResponseBase]) -> View:
    """Open the view to those who answer requests of an estate. Http404 for any other account."""
    return _page(view, lambda duty: duty.answers_anywhere)


def _page(view: Callable[Concatenate[PrivacyRequest, P], HttpResponseBase], opens: Callable[[DataDuty], bool]) -> View:
    @login_required
    @wraps(view)
    def page(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        request.account = account_with_duties(request)
        request.duty = data_duty_of(request.account)
        if not opens(request.duty):
            raise Http404
        return view(request, *args, **kwargs)

    return page
