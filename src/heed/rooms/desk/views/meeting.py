"""Visitors and calls: arrival and reception (R26, R38 to R41)."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from heed.actions.engine.errors import Refused
from heed.actions.reception.meetings import answer, arrive, count_rings, receive, ring, set_checklist
from heed.insight.numbers import whole_number
from heed.process.words.counter import Manner
from heed.queries.reception import calls_visible_to, current_meeting, visits_visible_to
from heed.records.models import Call, Reception
from heed.rooms.desk.views.context import desks_of, queue
from heed.rooms.desk.views.page import chosen_project, guidance_before
from heed.ui.requests import account_of
from heed.ui.rings import rings_context


@login_required
@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """The queue at the counter and on the telephone; polled, 204 while nothing changes (R39, R40)."""
    account = account_of(request)
    projects = desks_of(account)
    context = queue(projects)
    if request.GET.get("state") == context["queue_state"]:
        return HttpResponse(status=204)
    context |= {"projects": projects, "meeting": current_meeting(account)}
    if "start" in request.GET:
        ringing, project = bool(context["calls"]), chosen_project(request, projects)
        context |= guidance_before(account, project, ringing=ringing) | {"start": project, "live": True}
    return render(request, "desk/parts/waiting.html", context)


@login_required
@require_POST
def begin_visit(request: HttpRequest) -> HttpResponse:
    """A visitor arrives: received at once by an account that is free, else waiting, with a clock (R39)."""
    account = account_of(request)
    visit = arrive(chosen_project(request, desks_of(account)), by=account)
    if current_meeting(account) is None:
        receive(visit, by=account)
    return redirect("desk:home")


@login_required
@require_POST
def begin_call(request: HttpRequest) -> HttpResponse:
    """Record that the telephone rings; the same key answers it (R40)."""
    account = account_of(request)
    project = chosen_project(request, desks_of(account))
    ring(project, by=account, number=request.POST.get("number", "")[:40])
    return redirect("desk:home")


@login_required
@require_POST
def take_on(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Receive a visitor, or answer a call."""
    account = account_of(request)
    try:
        if kind == "visit":
            receive(get_object_or_404(visits_visible_to(account), pk=pk), by=account)
        else:
            answer(get_object_or_404(calls_visible_to(account), pk=pk), by=account)
    except Refused as refused:
        return render(request, "ui/409.html", {"reasons": refused.refusals, "back": "/desk/"}, status=409)
    return redirect("desk:home")


@login_required
@require_POST
def rings(request: HttpRequest, pk: int) -> HttpResponse:
    """Save how often it rang, as the one who answered counted, at the desk or at the gate (R40)."""
    account = account_of(request)
    call = current_meeting(account)
    if not isinstance(call, Call) or call.pk != pk:
        raise Http404
    try:
        call = count_rings(call, whole_number(request.POST.get("rings")) or 0, by=account)
    except Refused as refused:
        return render(request, "ui/409.html", {"reasons": refused.refusals, "back": "/desk/"}, status=409)
    if request.headers.get("HX-Request"):
        return render(request, "ui/parts/rings.html", {"call": call, **rings_context(call)})
    return redirect("desk:home")


@login_required
@require_POST
def manners(request: HttpRequest) -> HttpResponse:
    """Save the checklist of the arrival: a smile, a seat, hot water (R37, R38)."""
    account = account_of(request)
    visit = current_meeting(account)
    if isinstance(visit, Reception):
        visit = set_checklist(visit, request.POST.getlist("manners"), by=account)
        return render(request, "desk/parts/manners.html", {"manners": Manner.choices(), "kept": visit.checklist})
    return HttpResponse(status=204)


__all__ = ["begin_call", "begin_visit", "manners", "rings", "take_on", "waiting"]
