"""Linking sign-ins of a provider to an account, and removing them."""

from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heed.actions.engine.errors import Refused
from heed.actions.staff.identities import link_identity, unlink_identity
from heed.config.sign_on import providers
from heed.rooms.setup.requests import SetupRequest, setup_page
from heed.rooms.setup.staff.accounts import account_page, account_to_set_up
from heed.rooms.setup.staff.identity_form import IdentityForm
from heed.ui.ask_again import ask_again
from heed.ui.refusals import add_refusals, sentence


@setup_page
@require_POST
@ask_again
def link(request: SetupRequest, key: int) -> HttpResponse:
    """Link a sign-in of a provider to an account; one's own is linked by signing in there."""
    account = account_to_set_up(request, key)
    if account.pk == request.account.pk:
        return redirect("account_identities")
    form = IdentityForm(providers(), request.POST)
    if not form.is_valid():
        return account_page(request, account, status=422, identity=form)
    try:
        link_identity(account, form.chosen(), form.cleaned_data["identity"], by=request.account)
    except Refused as refused:
        add_refusals(form, refused)
        return account_page(request, account, status=409, identity=form)
    messages.success(request, _("Linked. %(name)s has been notified of it.") % {"name": account.name})
    return redirect("setup:account", key=key)


@setup_page
@require_POST
@ask_again
def unlink(request: SetupRequest, key: int, identity: int) -> HttpResponse:
    """Remove a linked sign-in from an account, which is signed out everywhere."""
    account = account_to_set_up(request, key)
    try:
        unlink_identity(get_object_or_404(SocialAccount, pk=identity, user=account), by=request.account)
    except Refused as refused:
        messages.error(request, sentence(refused.refusals[0]))
    else:
        messages.success(request, _("Removed. %(name)s has been notified of it.") % {"name": account.name})
    return redirect("setup:account", key=key)
