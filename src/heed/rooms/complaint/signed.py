"""Who may come in: people of staff who are signed in."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode

from heed.records.models import Account

View = Callable[..., HttpResponseBase]


def staff_only(view: View) -> View:
    """Send strangers to sign in, and a part of a page that outlived its session too, instead of into the page."""
    guarded = login_required(view)

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        htmx = getattr(request, "htmx", None)
        if htmx and not request.user.is_authenticated:
            back = urlencode({"next": htmx.current_url_abs_path or "/"})
            return HttpResponse(headers={"HX-Redirect": f"{reverse('account_login')}?{back}"})
        return guarded(request, *args, **kwargs)

    return answer


def reader(request: HttpRequest) -> Account:
    """The account that reads; `staff_only` has seen to it that there is one."""
    return cast(Account, request.user)
