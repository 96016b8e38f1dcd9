"""What a proven identity leads to: the sign-in of its account, or a link to the own account."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.socialaccount.models import SocialLogin
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from heed.actions.engine.errors import Refused
from heed.actions.staff.identities import link_identity
from heed.actions.staff.sign_ins import record_refused_identity
from heed.config.accounts import signed_in_lately
from heed.config.sign_on import Provider, provider_of
from heed.queries.staff.identities import account_of_identity
from heed.rooms.entrance.sign_on.failure import ANOTHER, CLOSED, EXPIRED, UNKNOWN, UNTRUSTED, failed
from heed.ui.provider_calls import CLOCKS
from heed.ui.refusals import sentence
from heed.ui.requests import account_of


def finish_sign_on(request: HttpRequest, login: SocialLogin) -> HttpResponse:
    """Return the answer to a person whom a provider vouches for."""
    provider, identity = provider_of(login.account.provider), login.account.uid
    assert provider is not None
    if getattr(login, "nonce", None) != login.state.get("nonce"):
        return failed(request, provider, UNTRUSTED)
    purpose = login.state.get("purpose", "")
    if purpose and (not request.user.is_authenticated or request.user.pk != login.state["account"]):
        return failed(request, provider, EXPIRED)
    if purpose == "link":
        return _linked(request, provider, identity)
    if purpose == "confirm":
        return _confirmed(request, provider, identity, login)
    email = next((address.email for address in login.email_addresses if address.verified), "")
    return _signed_in(request, provider, identity, email, login.state.get("next"))


def _linked(request: HttpRequest, provider: Provider, identity: str) -> HttpResponse:
    """Link the identity to the account that went to the provider for it."""
    if not signed_in_lately(request):
        return failed(request, provider, EXPIRED)
    account = account_of(request)
    try:
        link_identity(account, provider, identity, by=account)
    except Refused as refused:
        messages.error(request, sentence(refused.refusals[0]))
    else:
        messages.success(request, _("Linked. You can sign in with %(provider)s now.") % {"provider": _(provider.name)})
    return redirect("account_identities")


def _confirmed(request: HttpRequest, provider: Provider, identity: str, login: SocialLogin) -> HttpResponse:
    """Go on where the person was asked again, if it is the person of the account who signed in there just now."""
    account = account_of(request)
    if account_of_identity(provider, identity) != account:
        record_refused_identity(request, account, provider.id, identity)
        return failed(request, provider, ANOTHER)
    if getattr(login, "signed_in_at", login.state["begun"]) < login.state["begun"] - CLOCKS:
        return failed(request, provider, UNTRUSTED)
    proof = {"provider": provider.id, "uid": identity, "reauthenticated": True}
    record_authentication(request, account, "socialaccount", **proof)
    return redirect(login.state.get("next") or "home")


def _signed_in(request: HttpRequest, provider: Provider, identity: str, email: str, to: str | None) -> HttpResponse:
    """Sign the account of this identity in; its second factor is still asked for."""
    account = account_of_identity(provider, identity, email)
    if account is None or account.by_link or not account.is_active:
        record_refused_identity(request, account, provider.id, identity)
        return failed(request, provider, UNKNOWN, identity) if account is None else failed(request, provider, CLOSED)
    if request.user.is_authenticated:
        logout(request)
    record_authentication(request, account, "socialaccount", provider=provider.id, uid=identity)
    answer: HttpResponse = perform_login(request, Login(user=account, redirect_url=to))
    return answer
