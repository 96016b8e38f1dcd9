"""Calls at the gate: ringing, answered, and ended with what they were about (R40, R41, R87)."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from heed.actions.engine.errors import Refused
from heed.actions.reception.gate import begin_shift
from heed.actions.reception.meetings import answer, end, ring
from heed.insight.numbers import whole_number
from heed.move_forms.ending import EndingForm, words_typed
from heed.queries.gate import calls_at, residents_at
from heed.records.models import Account, Call
from heed.rooms.gate.coaching import coach_before
from heed.rooms.gate.lookup import callers
from heed.rooms.gate.views.context import gate_in, gates_of, shift_of
from heed.rooms.gate.views.intake import chosen_in, form_for
from heed.ui.refusals import add_refusals
from heed.ui.requests import account_of
from heed.ui.rings import rings_context


@login_required
@require_POST
def ring_here(request: HttpRequest) -> HttpResponse:
    """The telephone rings, perhaps with the number that it shows; the shift begins with it, where none is running."""
    account = account_of(request)
    project = gate_in(request, gates_of(account), shift_of(account))
    begin_shift(project, by=account)
    call = ring(project, by=account, number=request.POST.get("number", "").strip()[:40])
    if request.POST.get("answered"):
        return _answered(request, account, call)
    return redirect("gate:home")


@login_required
@require_POST
def answer_here(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a call that rings."""
    account = account_of(request)
    call = get_object_or_404(calls_at(gates_of(account)), pk=pk)
    begin_shift(call.project, by=account)
    return _answered(request, account, call)


def _answered(request: HttpRequest, account: Account, call: Call) -> HttpResponse:
    try:
        answer(call, by=account)
    except Refused as refused:
        return render(request, "ui/409.html", {"reasons": refused.refusals, "back": "/gate/"}, status=409)
    return redirect("gate:call", pk=call.pk)


@login_required
@require_POST
def missed(request: HttpRequest, pk: int) -> HttpResponse:
    """A call that rang and that nobody answered; it stays in the log."""
    account = account_of(request)
    end(get_object_or_404(calls_at(gates_of(account)), pk=pk, answered_at__isnull=True), by=account)
    return redirect("gate:home")


@login_required
@require_safe
def in_call(request: HttpRequest, pk: int) -> HttpResponse:
    """The call in hand: who it may be, what to say, and the complaint."""
    account = account_of(request)
    call = get_object_or_404(calls_at(gates_of(account)).filter(account=account), pk=pk)
    if call.ended_at is not None:
        return redirect("gate:home")
    if call.complaint is not None:
        return redirect("gate:taken", number=call.complaint.number)
    return call_page(request, account, call, EndingForm(account, links=False))


@login_required
@require_POST
def end_here(request: HttpRequest, pk: int) -> HttpResponse:
    """End the call; one that became no complaint is asked what it was about."""
    account = account_of(request)
    call = get_object_or_404(calls_at(gates_of(account)).filter(account=account), pk=pk)
    if call.complaint_id is not None:
        end(call, by=account)
        return redirect("gate:home")
    form = EndingForm(account, request.POST, typed=words_typed(request.POST, call.number), links=False)
    if not form.is_valid():
        return call_page(request, account, call, form, status=422)
    resident = whole_number(request.POST.get("person"))
    person = residents_at([call.project]).filter(pk=resident).first() if resident else None
    try:
        end(call, by=account, person=person, **form.cleaned_data)
    except Refused as refused:
        add_refusals(form, refused)
        return call_page(request, account, call, form, status=409)
    return redirect("gate:home")


def call_page(
    request: HttpRequest, account: Account, call: Call, ending: EndingForm, status: int = 200
) -> HttpResponse:
    """The page of a call, with an empty form, or with what was typed in it."""
    form = form_for(account, call.project, call, request if "content" in request.POST else None)
    context = {
        "form": form,
        "chosen": chosen_in(call.project, form),
        "call": call,
        "project": call.project,
        "ending": ending,
        "hits": callers(call.project, call.number) if call.number else (),
        "coach": coach_before(call.project, account, call),
        "title": _("On the telephone"),
        **rings_context(call),
    }
    return render(request, "gate/record.html", context, status=status)
