"""Asking for the password again before what would harm most in the wrong hands, at a screen that was left open."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from heed.actions.staff.kept_forms import keep_form
from heed.config.accounts import signed_in_lately
from heed.queries.audit import reveals_many
from heed.records.models import Account
from heed.ui.failures import typed_fields
from heed.ui.requests import View, account_of

#: In the address of the kept form: the person was asked again, no session has ended.
CONFIRMED = "confirmed"


def ask_again(view: View | None = None, *, when: Callable[[Account], bool] | None = None) -> Any:
    """Ask for the password again where the last sign-in is older than `HEED_ASK_AGAIN_MINUTES`.

    What was typed is kept meanwhile and comes back. `when`: only for accounts of which this is true. The view is behind
    `login_required`, or redirects visitors itself.
    """

    def guarded(inner: View) -> View:
        @wraps(inner)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated or signed_in_lately(request):
                return inner(request, *args, **kwargs)
            if when is not None and not when(account_of(request)):
                return inner(request, *args, **kwargs)
            return _asked(request)

        return answer

    return guarded if view is None else guarded(view)


def ask_again_for_many_reveals(view: View) -> Any:
    """Ask again a person who has revealed many contacts within an hour."""
    return ask_again(view, when=reveals_many)


def _asked(request: HttpRequest) -> HttpResponse:
    """Go to the page that asks; from there back to this page, or to what was typed here."""
    account = account_of(request)
    methods = get_adapter(request).get_reauthentication_methods(account)
    back = request.get_full_path()
    if htmx := getattr(request, "htmx", None):
        back = htmx.current_url_abs_path or "/"
    elif request.method == "POST":
        keep_form(account.pk, back, typed_fields(request))
        back = f"{reverse('ui:kept_form')}?{CONFIRMED}"
    to = f"{methods[0]['url']}?{urlencode({'next': back})}"
    return HttpResponse(headers={"HX-Redirect": to}) if htmx else redirect(to)
