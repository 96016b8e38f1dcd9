"""The guard's short form, for a phone at the gate (R86, R87)."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from heed.actions.engine.errors import Refused
from heed.process.roles import TAKES_IN
from heed.queries.access import projects_of
from heed.queries.reception import intake_of
from heed.rooms.desk.forms import GuardForm
from heed.rooms.desk.intake import take_in_at_the_gate
from heed.ui.refusals import add_refusals
from heed.ui.requests import account_of

BACK = timedelta(days=14)
ON_LIST = 20


@login_required
def guard(request: HttpRequest) -> HttpResponse:
    """Five fields and a photograph; below them what the guard took in, and nothing else."""
    account = account_of(request)
    projects = list(projects_of(account, TAKES_IN))
    if not projects:
        raise Http404
    form = GuardForm(projects, request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                complaint = take_in_at_the_gate(form.cleaned_data, by=account)
            except Refused as refused:
                status = 409
                add_refusals(form, refused)
            else:
                messages.success(request, _("Recorded as %(number)s. Thank you.") % {"number": complaint.number})
                return redirect("desk:guard")
    taken = intake_of(account, timezone.now() - BACK).select_related("case_owner")[:ON_LIST]
    return render(request, "desk/guard.html", {"form": form, "taken": taken, "projects": projects}, status=status)
