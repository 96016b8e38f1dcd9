"""Going to a provider and coming back, and the page of one's own linked identities."""

from allauth.account.utils import get_next_redirect_url
from allauth.decorators import rate_limit
from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from heed.actions.engine.errors import Refused
from heed.actions.staff.identities import unlink_identity
from heed.config.sign_on import Provider, provider_of, providers
from heed.queries.staff.identities import identities_of
from heed.ui.ask_again import ask_again
from heed.ui.refusals import sentence
from heed.ui.requests import account_of


@require_POST
@rate_limit(action="login")  # type: ignore[untyped-decorator]
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Show the page that goes on to the provider, to sign in there."""
    return _to_provider(request, _known(code))


@login_required
@require_POST
@ask_again
def link(request: HttpRequest, code: str) -> HttpResponse:
    """Show the page that goes on to the provider, to link the identity there to the own account."""
    return _to_provider(request, _known(code), "link")


@login_required
@require_safe
def again(request: HttpRequest) -> HttpResponse:
    """Ask a person without a password to confirm at a provider who it is."""
    linked = {one.provider for one in identities_of(account_of(request))}
    page = {"providers": [provider for provider in providers() if provider.id in linked]}
    return render(request, "entrance/sign_on_again.html", page | {"next": get_next_redirect_url(request) or ""})


@login_required
@require_POST
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Show the page that goes on to the provider, to confirm there who it is."""
    return _to_provider(request, _known(code), "confirm")


@require_safe
def back(request: HttpRequest, code: str) -> HttpResponse:
    """The provider sends the browser here, with a code that proves who the person is."""
    provider = _known(code)
    from heed.rooms.entrance.sign_on import exchange  # loads requests

    return exchange.finish(request, provider)


@login_required
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """The identities that one's own account signs in with, and the providers that it has none of."""
    linked = identities_of(account_of(request))
    taken = {one.provider for one in linked}
    rows = [{"identity": one, "provider": provider_of(one.provider)} for one in linked]
    free = [provider for provider in providers() if provider.id not in taken]
    return render(request, "entrance/identities.html", {"rows": rows, "free": free})


@login_required
@require_POST
@ask_again
def unlink(request: HttpRequest, key: int) -> HttpResponse:
    """Take one of one's own linked identities away."""
    account = account_of(request)
    try:
        unlink_identity(get_object_or_404(SocialAccount, pk=key, user=account), by=account)
    except Refused as refused:
        messages.error(request, sentence(refused.refusals[0]))
    else:
        messages.success(request, _("Removed. You sign in with your password now."))
    return redirect("account_identities")


def _known(code: str) -> Provider:
    provider = provider_of(code)
    if provider is None:
        raise Http404
    return provider


def _to_provider(request: HttpRequest, provider: Provider, purpose: str = "") -> HttpResponse:
    """The page that goes on by itself: browsers refuse a form that a redirect takes to another site."""
    from heed.rooms.entrance.sign_on import exchange  # loads requests

    answer = exchange.begin(request, provider, purpose)
    if "Location" not in answer.headers:
        return answer
    return render(request, "entrance/sign_on_go.html", {"provider": provider, "to": answer.headers["Location"]})
