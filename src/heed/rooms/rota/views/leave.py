"""Leave: who is away, entering it, handing over what is open, and coming back (R65, R67, R68)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heed.actions.engine.errors import Refused
from heed.actions.staff import leave
from heed.process.roles import PLANS_ROTA
from heed.queries.access import access_of
from heed.queries.rota.planning import colleagues
from heed.records.models import Absence, Account
from heed.rooms.rota.forms import LeaveForm
from heed.rooms.rota.handover import hand_all, to_hand
from heed.ui.refusals import add_refusals, sentence
from heed.ui.requests import account_with_duties, number_asked

#: How many ended absences are listed.
ENDED = 10


@login_required
def listed(request: HttpRequest) -> HttpResponse:
    """The people on leave now or soon, and those who came back lately."""
    found, now = _absences(_planner(request)), timezone.now()
    page = {
        "ahead": list(found.filter(ends_at__gt=now).order_by("starts_at", "pk")),
        "ended": list(found.filter(ends_at__lte=now).order_by("-ends_at", "-pk")[:ENDED]),
        "now": now,
    }
    return render(request, "rota/leave.html", page)


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Enter leave; the next page shows the open work of the person."""
    account = _planner(request)
    key = number_asked(request, "account")
    person = colleagues(account).filter(pk=key).first() if key is not None else None
    form = LeaveForm(account, person, request.POST or None)
    if not form.is_bound or not form.is_valid():
        return render(request, "rota/leave_form.html", {"form": form}, status=422 if form.is_bound else 200)
    try:
        absence = leave.enter_leave(form.cleaned_data.pop("account"), by=account, **form.cleaned_data)
    except Refused as refused:
        add_refusals(form, refused)
        return render(request, "rota/leave_form.html", {"form": form}, status=409)
    messages.success(request, _("Leave of %(name)s is recorded.") % {"name": absence.account.name})
    return redirect("rota:absence", key=absence.pk)


@login_required
def shown(request: HttpRequest, key: int) -> HttpResponse:
    """One absence and the open work of the person, each item with a field for the person who takes it over."""
    account, now = _planner(request), timezone.now()
    absence = get_object_or_404(_absences(account), pk=key)
    is_over, projects = absence.ends_at <= now, access_of(account).projects(PLANS_ROTA)
    if request.method != "POST":
        return _page(request, absence, [] if is_over else to_hand(absence, now, projects))
    if is_over:
        messages.error(request, _("This leave has already ended."))
        return redirect("rota:absence", key=key)
    matters = to_hand(absence, now, projects, request.POST)
    handed = hand_all(absence, matters, account)
    if handed:
        messages.success(request, _("Handed over: %(count)s.") % {"count": handed})
    if not any(one.errors for one in matters):
        return redirect("rota:absence", key=key)
    refused = {one.matter.complaint.pk: one.errors for one in matters}
    again = to_hand(absence, now, projects, request.POST)
    for one in again:
        one.errors = refused.get(one.matter.complaint.pk, [])
    return _page(request, absence, again, status=409)


def _page(request: HttpRequest, absence: Absence, matters: list, status: int = 200) -> HttpResponse:  # type: ignore[type-arg]
    page = {"one": absence, "matters": matters, "is_over": absence.ends_at <= timezone.now(), "now": timezone.now()}
    return render(request, "rota/absence.html", page, status=status)


@login_required
@require_POST
def back(request: HttpRequest, key: int) -> HttpResponse:
    """End the absence: the person is back, or does not go."""
    account = _planner(request)
    absence = get_object_or_404(_absences(account), pk=key)
    try:
        leave.end_leave(absence, by=account)
    except Refused as refused:
        messages.error(request, sentence(refused.refusals[0]))
    else:
        messages.success(request, _("%(name)s is back from leave.") % {"name": absence.account.name})
    return redirect("rota:absence", key=key)


def _planner(request: HttpRequest) -> Account:
    """The signed-in account. Http404 where it plans no rota."""
    account = account_with_duties(request)
    projects = access_of(account).projects(PLANS_ROTA)
    if projects is not None and not projects:
        raise Http404
    return account


def _absences(account: Account) -> QuerySet[Absence]:
    """The absences of the colleagues whose leave the account may enter."""
    return Absence.objects.filter(account__in=colleagues(account)).select_related("account", "stand_in", "made_by")
