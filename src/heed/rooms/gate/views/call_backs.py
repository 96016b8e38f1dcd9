"""Missed calls at the gate: the list to call back, who calls back, each try, and the call itself (R41).

The rules are those of the desk. A guard calls back within a shift, which begins with it.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from heed.actions.engine.errors import Refused
from heed.actions.reception.call_backs import reach, record_try, take_call_back
from heed.actions.reception.gate import begin_shift
from heed.move_forms.call_back import TryForm, missed_call_page
from heed.queries.calls import calls_to_return_at, missed_calls, page_to_return
from heed.queries.gate import gate_projects
from heed.records.models import Account, Call
from heed.rooms.gate.lookup import callers
from heed.rooms.gate.views.context import gates_of
from heed.ui.paging import pager
from heed.ui.refusals import add_refusals, sentences
from heed.ui.requests import account_of, page_asked


@login_required
@require_safe
def to_return(request: HttpRequest) -> HttpResponse:
    """The calls to return at the guard's gates, the oldest first."""
    found = calls_to_return_at(frozenset(project.pk for project in gates_of(account_of(request))))
    page = pager(request, page_to_return(found, page_asked(request)))
    room = {"room_home": "gate:home", "room_label": _("Gate"), "missed_page": "gate:missed_call"}
    return render(request, "ui/missed_calls.html", page | room)


@login_required
def missed_call(request: HttpRequest, pk: int) -> HttpResponse:
    """One missed call: what was done about it; a POST records a try."""
    account = account_of(request)
    call, form = _missed(account, pk), TryForm(request.POST or None)
    if request.method != "POST":
        return _page(request, account, call, form)
    if not form.is_valid():
        return _page(request, account, call, form, 422)
    try:
        begin_shift(call.project, by=account)
        record_try(call, by=account, **form.cleaned_data)
    except Refused as refused:
        add_refusals(form, refused)
        return _page(request, account, call, form, 409)
    messages.success(request, _("Recorded."))
    return redirect("gate:to_return")


@login_required
@require_POST
def take_call(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one calls back; the number is shown to this person from then on."""
    account = account_of(request)
    call = _missed(account, pk)
    try:
        begin_shift(call.project, by=account)
        take_call_back(call, by=account, number=request.POST.get("number", ""))
    except Refused as refused:
        return _page(request, account, call, TryForm(), 409, sentences(refused))
    return redirect("gate:missed_call", pk=pk)


@login_required
@require_POST
def reach_caller(request: HttpRequest, pk: int) -> HttpResponse:
    """The caller is on the line: the conversation begins, and the page of the call takes it in."""
    account = account_of(request)
    call = _missed(account, pk)
    try:
        begin_shift(call.project, by=account)
        talk = reach(call, by=account)
    except Refused as refused:
        return _page(request, account, call, TryForm(), 409, sentences(refused))
    return redirect("gate:call", pk=talk.pk)


def _missed(account: Account, pk: int) -> Call:
    return get_object_or_404(missed_calls(gate_projects(account)), pk=pk)


def _page(
    request: HttpRequest, account: Account, call: Call, form: TryForm, status: int = 200, refusals: object = ()
) -> HttpResponse:
    context = missed_call_page(call, account, form, refusals)
    context["people"] = callers(call.project, call.number)[:3] if context["is_mine"] and call.number else ()
    return render(request, "gate/missed_call.html", context, status=status)
