"""What was typed survives the end of a session, and comes back to the same person only."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_noop as N_
from django.views.decorators.http import require_POST

from heed.actions.staff.kept_forms import forget_form, keep_form, kept_form_of
from heed.ui.failures import Failure, failure_page, typed_fields
from heed.ui.requests import account_of

#: The cookie that names the account which last worked in this browser, signed; and the field of a form sent again.
PERSON_COOKIE, KEPT_FIELD = "heed_person", "kept_form"
_MONTH = 30 * 24 * 60 * 60
ENDED = Failure(
    200,
    N_("Your session had ended: what you typed is here"),
    N_("It has not been saved yet. Send it again, or discard it. Nobody else can see it."),
)
CONFIRMED = Failure(
    200,
    N_("Thank you. What you began is here"),
    N_("It has not been done yet. Send it again, or discard it."),
)
GetResponse = Callable[[HttpRequest], HttpResponseBase]


def keep_typed_text(get_response: GetResponse) -> GetResponse:
    """Keep a form that is sent without a session for the account that worked in this browser."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.user.is_authenticated:
            _remember(request, response)
        elif request.method == "POST" and (header := _sign_in_header(response)):
            person, fields = _person(request), typed_fields(request)
            if person and fields and keep_form(person, request.get_full_path(), fields):
                response.headers[header] = f"{reverse('account_login')}?next={reverse('ui:kept_form')}"
        return response

    return middleware


@login_required
def show_kept(request: HttpRequest) -> HttpResponse:
    """The newest form that is kept for the account, to send again; its first page where there is none."""
    kept = kept_form_of(account_of(request))
    if kept is None:
        return redirect("/")
    fields = [(name, value) for name, value in kept.fields if name != KEPT_FIELD]
    return failure_page(
        request,
        CONFIRMED if "confirmed" in request.GET else ENDED,
        fields=[*fields, (KEPT_FIELD, str(kept.pk))],
        path=kept.path,
    )


@login_required
@require_POST
def discard(request: HttpRequest) -> HttpResponse:
    """Delete a kept form that is not wanted any more."""
    forget_form(account_of(request), request.POST.get(KEPT_FIELD, ""))
    return redirect("ui:kept_form")


def _remember(request: HttpRequest, response: HttpResponseBase) -> None:
    """Name the account in the cookie, and forget a kept form once it was sent again and taken."""
    account = account_of(request)
    if request.method == "POST" and response.status_code < 400 and (name := request.POST.get(KEPT_FIELD)):
        forget_form(account, name)
    if _person(request) != account.pk:
        signed = _signer().sign(str(account.pk))
        response.set_cookie(
            PERSON_COOKIE, signed, max_age=_MONTH, httponly=True, secure=settings.HEED_HTTPS, samesite="Lax"
        )


def _person(request: HttpRequest) -> int | None:
    return _signed_for(request.COOKIES.get(PERSON_COOKIE, ""), date.today())  # noqa: DTZ011  # it ends in about a month


@lru_cache(maxsize=4_096)
def _signed_for(cookie: str, _on: date) -> int | None:
    """The account that the cookie names, if it is ours and not too old; the same one comes with every request."""
    try:
        return int(_signer().unsign(cookie, max_age=_MONTH))
    except (signing.BadSignature, ValueError):
        return None


def _signer() -> signing.TimestampSigner:
    return signing.get_cookie_signer(salt=PERSON_COOKIE)


def _sign_in_header(response: HttpResponseBase) -> str:
    """Return the header that leads to the sign-in page; "" where the response does not."""
    to = reverse("account_login")
    return next((name for name in ("Location", "HX-Redirect") if response.headers.get(name, "").startswith(to)), "")
