"""Giving and taking duties."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heed.actions.engine.errors import Refused
from heed.actions.staff.accounts import add_duty, remove_duty
from heed.queries.setup_access import accounts_set_up_by
from heed.records.models import Account, Duty
from heed.rooms.setup.requests import Asking, setting_up
from heed.rooms.setup.staff.accounts import account_page
from heed.rooms.setup.staff.forms import DutyForm
from heed.ui.refusals import add_refusals, sentence


@setting_up
@require_POST
def give(request: Asking, key: int) -> HttpResponse:
    """One more duty for an account."""
    account = _account(request, key)
    form = DutyForm(request.may, request.POST)
    if not form.is_valid():
        return account_page(request, account, form, 422)
    told = form.cleaned_data
    try:
        add_duty(account, told["role"], by=request.account, project=told["project"], department=told["department"])
    except Refused as refused:
        add_refusals(form, refused)
        return account_page(request, account, form, 409)
    messages.success(request, _("Saved."))
    return redirect("setup:account", key=key)


@setting_up
@require_POST
def take(request: Asking, key: int, duty: int) -> HttpResponse:
    """Take a duty away."""
    found = get_object_or_404(Duty.objects.select_related("account"), pk=duty, account=_account(request, key))
    form = DutyForm(request.may)
    try:
        remove_duty(found, by=request.account)
    except Refused as refused:
        messages.error(request, sentence(refused.refusals[0]))
        return account_page(request, found.account, form, 409)
    messages.success(request, _("The duty has been removed."))
    if accounts_set_up_by(request.may).filter(pk=key).exists():
        return redirect("setup:account", key=key)
    return redirect("setup:staff")


def _account(request: Asking, key: int) -> Account:
    return get_object_or_404(accounts_set_up_by(request.may), pk=key)
