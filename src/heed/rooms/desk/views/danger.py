"""Help first: the short intake of an emergency, and the page from which help is sent (R20, R71, R75)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from heed.actions.engine.errors import Refused
from heed.process.roles import TAKES_IN
from heed.queries.access import projects_of
from heed.queries.complaints.case import is_in_danger
from heed.queries.policies import current_policy
from heed.queries.reception import current_meeting
from heed.records.models import Account, Complaint, Reception
from heed.rooms.desk.danger import Danger
from heed.rooms.desk.danger_forms import EmergencyForm
from heed.rooms.desk.intake import take_in_danger
from heed.ui.refusals import add_refusals
from heed.ui.requests import account_of, complaint_asked


@login_required
def emergency(request: HttpRequest) -> HttpResponse:
    """Ask what, where, who is hurt and a telephone; record it, which calls all on duty; then offer the work order."""
    account = account_of(request)
    meeting = current_meeting(account)
    projects = [meeting.project] if meeting is not None else list(projects_of(account, TAKES_IN))
    if not projects:
        raise Http404
    form = EmergencyForm(account, projects, current_policy(), request.POST or None)
    status = 200
    if form.is_first_look:
        form.errors.clear()
    elif form.is_bound:
        status = 422
        if form.is_valid():
            try:
                complaint = take_in_danger(form.cleaned_data, form.said(), by=account, meeting=meeting)
            except Refused as refused:
                status = 409
                add_refusals(form, refused)
            else:
                return redirect("desk:danger", number=complaint.number)
    return render(request, "desk/emergency.html", {"form": form, "projects": projects}, status=status)


@login_required
def danger(request: HttpRequest, number: str) -> HttpResponse:
    """Send help, say what calms, dial for more, and record that everybody is safe."""
    account = account_of(request)
    complaint = complaint_asked(request, number)
    if not is_in_danger(complaint):
        return _onward(account, complaint)
    return _page(request, Danger(complaint, account))


@login_required
@require_POST
def make(request: HttpRequest, number: str, move: str) -> HttpResponse:
    """Send a work order, record that everybody is safe, or add files."""
    account = account_of(request)
    given = Danger(complaint_asked(request, number), account, move, request.POST, request.FILES)
    attempt = given.attempt()
    if attempt.complaint is None:
        return _page(request, given, attempt.status)
    messages.success(request, given.notice)
    return redirect("desk:danger", number=attempt.complaint.number)


def _onward(account: Account, complaint: Complaint) -> HttpResponse:
    """To the desk's next step; for a guard back to the own intake, or to the gate."""
    if projects_of(account).filter(pk=complaint.project_id).exists():
        return redirect("desk:case", number=complaint.number)
    if complaint.received_by_id == account.pk:
        return redirect("gate:taken", number=complaint.number)
    return redirect("gate:home")


def _page(request: HttpRequest, given: Danger, status: int = 200) -> HttpResponse:
    meeting = current_meeting(given.account)
    mine = meeting if meeting is not None and meeting.complaint_id == given.complaint.pk else None
    kind = "visit" if isinstance(mine, Reception) else "call"
    context = {"danger": given, "complaint": given.complaint, "meeting": mine, "meeting_kind": kind}
    return render(request, "desk/danger.html", context, status=status)
