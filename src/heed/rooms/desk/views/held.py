"""Reports that wait at the desk for a look: taken in as complaints, or refused with a reason that the owner reads."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from heed.actions.complaints.held import accept_report, refuse_report
from heed.actions.engine.errors import Refused
from heed.queries.held import held_reports_seen_by, held_reports_waiting
from heed.records.models import Account, HeldFile
from heed.rooms.desk.views.context import desks_of
from heed.ui.file_response import file_response
from heed.ui.refusals import sentences
from heed.ui.requests import account_of

#: So many are shown at once; what was decided makes room for the next.
MOST = 30


@login_required
@require_safe
def held(request: HttpRequest) -> HttpResponse:
    """`/desk/held/`: what waits, the oldest first."""
    account = account_of(request)
    desks_of(account)
    return _page(request, account)


@login_required
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a report in; where a colleague has done so, lead to the complaint."""
    account = account_of(request)
    report = get_object_or_404(held_reports_seen_by(account).select_related("complaint"), pk=pk)
    if report.complaint is not None:
        return redirect("complaint:page", number=report.complaint.number)
    try:
        complaint = accept_report(report, by=account)
    except Refused as refused:
        messages.error(request, " ".join(sentences(refused)))
        return _page(request, account, status=409)
    messages.success(request, _("It has been taken in as %(number)s.") % {"number": complaint.number})
    return redirect("desk:held")


@login_required
@require_POST
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Refuse a report, with the reason that its owner reads."""
    account = account_of(request)
    report = get_object_or_404(held_reports_seen_by(account), pk=pk)
    reason = request.POST.get("reason", "")
    try:
        refuse_report(report, by=account, reason=reason)
    except Refused as refused:
        against = sentences(refused)
        status = 422 if any(one.fact == "reason" for one in refused.refusals) else 409
        return _page(request, account, status, {"pk": report.pk, "reason": reason, "problem": " ".join(against)})
    messages.success(request, _("Refused. The owner reads why."))
    return redirect("desk:held")


@login_required
@require_safe
def file(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    """One file of a report that waits."""
    report = get_object_or_404(held_reports_seen_by(account_of(request)), pk=pk)
    found = get_object_or_404(HeldFile, report=report, pk=file)
    try:
        return file_response(request, found, opened=True)
    except FileNotFoundError as gone:
        raise Http404 from gone


def _page(
    request: HttpRequest, account: Account, status: int = 200, tried: dict[str, object] | None = None
) -> HttpResponse:
    found = list(held_reports_waiting(account).prefetch_related("files")[: MOST + 1])
    context = {"reports": found[:MOST], "more": len(found) > MOST, "tried": tried or {}}
    return render(request, "desk/held.html", context, status=status)
