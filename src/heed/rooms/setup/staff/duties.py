"""Giving and taking duties."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heed.actions.engine.errors import Refused
from heed.actions.staff.accounts import add_duty, remove_duty
from heed.actions.staff.regional import give_region, take_region
from heed.queries.setup_access import accounts_set_up_by
from heed.records.models import Account, Duty, RegionalDuty
from heed.rooms.setup.requests import SetupRequest, setup_page
from heed.rooms.setup.staff.accounts import account_page
from heed.rooms.setup.staff.forms import DutyForm
from heed.ui.refusals import add_refusals, sentence


@setup_page
@require_POST
def give(request: SetupRequest, key: int) -> HttpResponse:
    """Give an account another duty."""
    account = _account(request, key)
    form = DutyForm(request.may, request.POST)
    if not form.is_valid():
        return account_page(request, account, form, 422)
    cleaned = form.cleaned_data
    where = {name: cleaned[name] for name in ("project", "department")}
    try:
        if cleaned["region"] is not None:
            give_region(account, cleaned["region"], by=request.account)
        else:
            add_duty(account, cleaned["role"], by=request.account, **where)
    except Refused as refused:
        add_refusals(form, refused)
        return account_page(request, account, form, 409)
    messages.success(request, _("Saved."))
    return redirect("setup:account", key=key)


@setup_page
@require_POST
def take(request: SetupRequest, key: int, duty: int) -> HttpResponse:
    """Take a duty away."""
    found = get_object_or_404(Duty.objects.select_related("account"), pk=duty, account=_account(request, key))
    form = DutyForm(request.may)
    try:
        remove_duty(found, by=request.account)
    except Refused as refused:
        for refusal in refused.refusals:
            messages.error(request, sentence(refusal))
        return account_page(request, found.account, form, 409)
    messages.success(request, _("The duty has been removed."))
    if accounts_set_up_by(request.may).filter(pk=key).exists():
        return redirect("setup:account", key=key)
    return redirect("setup:staff")


@setup_page
@require_POST
def take_of_region(request: SetupRequest, key: int, held: int) -> HttpResponse:
    """Take a region away from its manager."""
    found = get_object_or_404(RegionalDuty.objects.select_related("region"), pk=held, account=_account(request, key))
    try:
        take_region(found, by=request.account)
    except Refused as refused:
        for refusal in refused.refusals:
            messages.error(request, sentence(refusal))
        return account_page(request, found.account, DutyForm(request.may), 409)
    messages.success(request, _("The duty has been removed."))
    return redirect("setup:account", key=key)


def _account(request: SetupRequest, key: int) -> Account:
    return get_object_or_404(accounts_set_up_by(request.may), pk=key)
