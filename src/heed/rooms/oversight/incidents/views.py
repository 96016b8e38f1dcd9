"""The pages of incidents (R10, R148)."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heed.actions.engine.errors import Refused
from heed.actions.incidents import making, membership
from heed.insight.numbers import whole_number
from heed.queries.access import access_of
from heed.queries.incidents.lists import (
    Progress,
    incidents_visible_to,
    latest_text,
    page_of_incidents,
    page_of_parts,
    progress_of,
    taken_out_of,
    to_make_of,
)
from heed.queries.policies import policy_of
from heed.queries.warnings.lists import warnings_visible_to
from heed.records.models import Account, Complaint, EarlyWarning, Incident, Order
from heed.rooms.oversight.bulk import MOST
from heed.rooms.oversight.incidents.forms import IncidentWordsForm, NewIncidentForm
from heed.rooms.oversight.incidents.steps import may_work_on, steps_for, take
from heed.rooms.oversight.incidents.words import state_of
from heed.rooms.oversight.views import frame
from heed.ui.names import department_name
from heed.ui.paging import pager
from heed.ui.refusals import add_refusals
from heed.ui.requests import account_of, complaint_asked, page_asked


@login_required
@require_safe
def incidents(request: HttpRequest) -> HttpResponse:
    """A page of the incidents of the reader's projects, the latest first."""
    account = account_of(request)
    page = page_of_incidents(account, page_asked(request))
    progress = progress_of(page.rows)
    context = frame(account, "incidents") | pager(request, page) | {
        "incidents": [_shown(one, progress.get(one.pk, Progress())) for one in page],
    }  # fmt: skip
    return render(request, "oversight/incidents.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make an incident of the picked complaints (`?pick=`), or of those behind a hot spot (`?warning=`)."""
    account = account_of(request)
    warning = warnings_visible_to(account).filter(pk=whole_number(request.GET.get("warning")) or 0).first()
    picks = (text for text in request.GET.getlist("pick")[:MOST] if "\0" not in text)  # PostgreSQL refuses it
    numbers = [text.partition(":")[0].upper() for text in picks]
    found = to_make_of(account, numbers, warning)
    form = NewIncidentForm(found, request.POST or None) if found else None
    if form is not None and form.is_valid() and (made := _made(form, found, warning, account)) is not None:
        messages.success(request, _("One incident. Its owners read the text on their pages now."))
        return redirect("oversight:incident", pk=made.pk)
    return render(request, "oversight/incident_new.html", {"form": form}, status=_status(form))


def _made(form: NewIncidentForm, found: list[Complaint], warning: EarlyWarning | None, by: Account) -> Incident | None:
    """The incident that the form asks for; None where that is refused, for which the form says the reasons."""
    given, by_pk = form.cleaned_data, {str(one.pk): one for one in found}
    others = [by_pk[pk] for pk in given["others"] if pk != given["main"]]
    texts = {name: given[name] for name in ("cause", "told", "words")}
    try:
        return making.make(by_pk[given["main"]], others, **texts, by=by, warning=warning)
    except Refused as refused:
        add_refusals(form, refused)
        return None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def incident(request: HttpRequest, pk: int) -> HttpResponse:
    """One incident with its complaints; what is posted acts on it. Http404 where it is not the reader's."""
    account = account_of(request)
    found = get_object_or_404(incidents_visible_to(account).select_related("project", "main", "made_by"), pk=pk)
    name = request.POST.get("step", "") if request.method == "POST" else ""
    texts, progress = latest_text(found), progress_of([found]).get(found.pk, Progress())
    shown = steps_for(found, texts[0], progress, account, name, request.POST)
    form = shown.get(name)
    if form is not None and form.is_valid():
        given = form.cleaned_data
        if _tried(form, lambda: take(request, found, name, given, account)):
            return redirect("oversight:incident", pk=found.pk)
    page = page_of_parts(account, found, page_asked(request))
    context = pager(request, page) | _shown(found, progress) | {
        "forms": shown, "latest": texts[0], "earlier": texts[1:], "out": taken_out_of(account, found),
        "orders": _orders(found.main),
        "may": may_work_on(account, found), "names_whole": access_of(account).reads_names, "now": timezone.now(),
    }  # fmt: skip
    return render(request, "oversight/incident.html", context, status=_status(form, posted=bool(name)))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_out(request: HttpRequest, pk: str, number: str) -> HttpResponse:
    """Take a complaint out of its incident, with a reason. Http404 where either is not the reader's."""
    account = account_of(request)
    found = get_object_or_404(incidents_visible_to(account), pk=whole_number(pk) or 0)
    complaint = complaint_asked(request, number)
    form = IncidentWordsForm(request.POST or None, label=_("Why it does not belong to it"))
    if form.is_valid() and _tried(
        form, lambda: membership.take_out(found, complaint, form.cleaned_data["words"], by=account)
    ):
        messages.success(request, _("Taken out. It is followed on its own."))
        return redirect("oversight:incident", pk=found.pk)
    context = {"form": form, "complaint": complaint, "back": reverse("oversight:incident", args=[found.pk])}
    return render(request, "oversight/incident_out.html", context, status=_status(form))


def _shown(found: Incident, progress: Progress) -> dict[str, object]:
    return {"row": found, "progress": progress, "state": state_of(found, progress)}


def _orders(main: Complaint) -> list[tuple[str, Order]]:
    """The orders of the complaint at which the fix is made, each with the name of its department."""
    policy = policy_of(main.policy_id)
    orders = main.orders.select_related("department", "account").order_by("pk")
    return [(department_name(order.department, policy), order) for order in orders]


def _tried(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether it was done; refusals go to the form."""
    try:
        act()
    except Refused as refused:
        add_refusals(form, refused)
        return False
    return True


def _status(form: forms.Form | None, *, posted: bool = False) -> int:
    return 422 if posted or (form is not None and form.errors) else 200
