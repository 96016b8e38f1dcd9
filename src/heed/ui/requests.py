"""What every room reads from a request: the signed-in account, and the address to go on to."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from heed.insight.numbers import day_of, whole_number
from heed.queries.access import keep_duties, keep_duties_of_session
from heed.queries.complaints.numbered import complaint_numbered
from heed.queries.paging import is_key
from heed.records.models import Account, Complaint

View = Callable[..., HttpResponseBase]
M = TypeVar("M")


def account_of(request: HttpRequest) -> Account:
    """The signed-in account; where a page only reads, with its duties read once. Behind `login_required` alone."""
    assert isinstance(request.user, Account)
    if request.method in ("GET", "HEAD"):
        keep_duties_of_session(request.user)
    return request.user


def account_with_duties(request: HttpRequest) -> Account:
    """The same with its duties read once at most where a view also writes, and checks them several times."""
    account = account_of(request)
    keep_duties(account)
    return account


def complaint_asked(request: HttpRequest, number: str) -> Complaint:
    """The complaint of this number with what its pages show. Http404 where the reader sees none."""
    found = complaint_numbered(account_of(request), number)
    if found is None:
        raise Http404
    return found


def next_address(request: HttpRequest) -> str:
    """The address to go on to (`next` in the form or in the address); "" where it is missing or not one of ours."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if is_ours else ""


def number_asked(request: HttpRequest, name: str) -> int | None:
    """The number under this name in the address; None where there is none. Http404 where it is none."""
    text = request.GET.get(name)
    return _meant(text, whole_number(text))


def day_asked(request: HttpRequest, name: str) -> date | None:
    """The day under this name in the address; None where there is none. Http404 where it is none."""
    text = request.GET.get(name)
    return _meant(text, day_of(text or ""))


def page_asked(request: HttpRequest) -> str:
    """The key `after` which the page begins; "" for the first page. Http404 where it is no key of a page."""
    text = request.GET.get("after", "")
    _meant(text, is_key(text) or None)
    return text


def _meant(text: str | None, found: M | None) -> M | None:
    """What was found in a text. Http404 where there is a text and nothing was found in it."""
    if text and found is None:
        raise Http404
    return found


def staff_only(view: View) -> View:
    """Send a visitor without a session to the sign-in page; for a request by htmx the whole browser page goes there."""
    guarded = login_required(view)

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        htmx = getattr(request, "htmx", None)
        if htmx and not request.user.is_authenticated:
            back = urlencode({"next": htmx.current_url_abs_path or "/"})
            return HttpResponse(headers={"HX-Redirect": f"{reverse('account_login')}?{back}"})
        return guarded(request, *args, **kwargs)

    return answer
