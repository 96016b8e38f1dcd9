"""The staff member behind a request."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode

from heed.records.models import Account

View = Callable[..., HttpResponseBase]


def account_of(request: HttpRequest) -> Account:
    """The account that is signed in. For views that ask for a signed-in account (`login_required`, `staff_only`)."""
    assert isinstance(request.user, Account)
    return request.user


def staff_only(view: View) -> View:
    """Send a visitor to sign in; a part of a page whose session has ended too, instead of answering into the page."""
    guarded = login_required(view)

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        htmx = getattr(request, "htmx", None)
        if htmx and not request.user.is_authenticated:
            back = urlencode({"next": htmx.current_url_abs_path or "/"})
            return HttpResponse(headers={"HX-Redirect": f"{reverse('account_login')}?{back}"})
        return guarded(request, *args, **kwargs)

    return answer
