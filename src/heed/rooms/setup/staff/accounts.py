"""Accounts of staff: who works here, adding, changing, closing (R150)."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from heed.actions.engine.errors import Refused
from heed.actions.staff.accounts import add_staff, change_account, reopen_account
from heed.actions.staff.leaving import close_account
from heed.actions.staff.passwords import link_way, one_time_password, reset_password
from heed.actions.staff.second_factor import take_factors
from heed.queries.complaints.rows import cases_of
from heed.queries.policies import current_policy
from heed.queries.setup_access import accounts_set_up_by, may_change, projects_set_up_by
from heed.queries.staff.left_behind import left_behind_by
from heed.queries.staff.second_factor import has_second_factor
from heed.records.models import Account, Duty
from heed.rooms.setup.requests import SetupRequest, require, setup_page
from heed.rooms.setup.staff.duty_text import staff_with_duties, where
from heed.rooms.setup.staff.forms import ONE_TIME, AccountForm, CloseForm, ContractorForm, DutyForm
from heed.rooms.setup.staff.identity_form import IdentityForm, sign_ins_of
from heed.ui.ask_again import ask_again
from heed.ui.refusals import add_refusals, sentence


@setup_page
def listed(request: SetupRequest) -> HttpResponse:
    """The staff of the account's projects; for the administrator all staff."""
    require(_staffs(request))
    projects = list(projects_set_up_by(request.may).order_by("code"))
    chosen = next((one for one in projects if one.code == request.GET.get("project")), None)
    sought = request.GET.get("q", "").strip()[:80]
    accounts = accounts_set_up_by(request.may).filter(Q(name__icontains=sought) | Q(username__icontains=sought))
    accounts = accounts.filter(is_active="closed" not in request.GET)
    duties = Duty.objects.filter(account__in=accounts).select_related(
        "account", "project", "department", "regional__region"
    )
    if chosen:
        duties = duties.filter(project=chosen)
    people = staff_with_duties(duties.order_by("pk"), within=chosen)
    idle = [] if chosen else list(accounts.filter(duties__isnull=True).order_by("name"))
    filters = {"projects": projects, "chosen": chosen, "sought": sought, "closed": "closed" in request.GET}
    return render(request, "setup/staff/staff.html", {"people": people, "idle": idle, **filters})


@setup_page
@never_cache
@sensitive_post_parameters("password")
def add(request: SetupRequest) -> HttpResponse:
    """A new account with its first duty; a password made by Heed is shown on the next page, once."""
    require(_staffs(request))
    project = projects_set_up_by(request.may).filter(code=request.GET.get("project", "")).first()
    form = AccountForm(request.may, None, request.POST if request.method == "POST" else None, project)
    if not form.is_bound or not form.is_valid():
        return render(request, "setup/staff/account_form.html", {"form": form}, status=422 if form.is_bound else 200)
    made = form.cleaned_data
    password = one_time_password() if made["way"] == ONE_TIME else made["password"]
    duty = {name: made[name] for name in ("role", "project", "department", "region")}
    try:
        account = add_staff(by=request.account, password=password, **duty, **form.facts())
    except Refused as refused:
        add_refusals(form, refused)
        return render(request, "setup/staff/account_form.html", {"form": form}, status=409)
    if made["way"] == ONE_TIME:
        return render(request, "setup/staff/password_shown.html", {"one": account, "password": password, "new": True})
    messages.success(request, _("%(name)s can sign in now.") % {"name": account.name})
    return redirect("setup:account", key=account.pk)


@setup_page
def show(request: SetupRequest, key: int) -> HttpResponse:
    """One account: how it signs in, its duties, and the cases it answers for."""
    return account_page(request, account_to_set_up(request, key))


@setup_page
def edit(request: SetupRequest, key: int) -> HttpResponse:
    """Change the facts of an account."""
    account = account_to_set_up(request, key)
    require(may_change(request.may, account))
    kind = ContractorForm if account.by_link else AccountForm
    form = kind(request.may, account, request.POST if request.method == "POST" else None)
    template = "setup/staff/contractor_form.html" if account.by_link else "setup/staff/account_form.html"
    page = {"form": form, "one": account}
    if not form.is_bound or not form.is_valid():
        return render(request, template, page, status=422 if form.is_bound else 200)
    try:
        change_account(account, by=request.account, **form.facts())
    except Refused as refused:
        add_refusals(form, refused)
        return render(request, template, page, status=409)
    messages.success(request, _("Saved."))
    return redirect("setup:account", key=account.pk)


@setup_page
@never_cache
@ask_again
def password(request: SetupRequest, key: int) -> HttpResponse:
    """Reset the password of a person who forgot it: the link goes to the person, not to this page."""
    account = account_to_set_up(request, key)
    require(may_change(request.may, account))
    if account.pk == request.account.pk:
        return redirect("account_change_password")
    page = {"one": account, "way": link_way(account)}
    if request.method != "POST":
        return render(request, "setup/staff/password_form.html", page)
    try:
        temporary = reset_password(account, by=request.account)
    except Refused as refused:
        messages.error(request, sentence(refused.refusals[0]))
        return redirect("setup:account", key=account.pk)
    if temporary is not None:
        return render(request, "setup/staff/password_shown.html", {"one": account, "password": temporary})
    messages.success(request, _("The link is on its way to %(name)s.") % {"name": account.name})
    return redirect("setup:account", key=account.pk)


@setup_page
def close(request: SetupRequest, key: int) -> HttpResponse:
    """Close an account, handing over the open complaints it answers for: none is left without an owner (R68)."""
    account = account_to_set_up(request, key)
    require(may_change(request.may, account) and account.is_active)
    cases = list(cases_of(account).select_related("project").order_by("next_due_at")[:50])
    projects = set(cases_of(account).order_by().values_list("project", flat=True))
    form = CloseForm(account, projects, request.POST if request.method == "POST" else None)
    left = left_behind_by(account, timezone.now())
    page = {"form": form, "one": account, "cases": cases, "count": cases_of(account).count(), "left": left}
    if not form.is_bound or not form.is_valid():
        return render(request, "setup/staff/account_close.html", page, status=422 if form.is_bound else 200)
    try:
        handed = close_account(account, by=request.account, successor=form.cleaned_data.get("successor"))
    except Refused as refused:
        add_refusals(form, refused)
        return render(request, "setup/staff/account_close.html", page, status=409)
    said = {"name": account.name, "count": handed}
    messages.success(request, _("The account of %(name)s has been closed. Complaints handed over: %(count)s.") % said)
    return redirect("setup:staff")


@setup_page
@require_POST
@ask_again
def take_factor(request: SetupRequest, key: int) -> HttpResponse:
    """Take away a second factor that was lost."""
    account = account_to_set_up(request, key)
    try:
        take_factors(account, by=request.account)
    except Refused as refused:
        messages.error(request, sentence(refused.refusals[0]))
    else:
        messages.success(request, _("%(name)s signs in with the password alone now.") % {"name": account.name})
    return redirect("setup:account", key=account.pk)


@setup_page
@require_POST
def reopen(request: SetupRequest, key: int) -> HttpResponse:
    """Open a closed account again."""
    account = account_to_set_up(request, key)
    require(may_change(request.may, account))
    try:
        reopen_account(account, by=request.account)
    except Refused as refused:
        messages.error(request, sentence(refused.refusals[0]))
    else:
        messages.success(request, _("%(name)s can sign in again.") % {"name": account.name})
    return redirect("setup:account", key=account.pk)


def account_page(
    request: SetupRequest,
    account: Account,
    form: DutyForm | None = None,
    status: int = 200,
    *,
    identity: IdentityForm | None = None,
) -> HttpResponse:
    """The page of an account, with the forms for one more duty and one more linked sign-in."""
    policy = current_policy()
    duties = [
        {"duty": duty, "where": where(duty, policy), "mine": request.may.may_give(duty.role, duty.project_id)}
        for duty in account.duties.filter(regional=None).select_related("project", "department").order_by("pk")
    ]
    page = {
        "one": account,
        "duties": duties,
        "regions": account.regional_duties.select_related("region").order_by("pk"),
        "form": form or DutyForm(request.may),
        "cases": cases_of(account).count(),
        "changes": may_change(request.may, account),
        "is_self": account.pk == request.account.pk,
        "has_factor": has_second_factor(account),
        "sign_ins": None if account.by_link else sign_ins_of(account, identity),
    }
    return render(request, "setup/staff/account.html", page, status=status)


def account_to_set_up(request: SetupRequest, key: int) -> Account:
    """Return an account that the signed-in one sees. Http404 for any other."""
    require(_staffs(request))
    return get_object_or_404(accounts_set_up_by(request.may), pk=key)


def _staffs(request: SetupRequest) -> bool:
    return request.may.projects is None or bool(request.may.projects)
