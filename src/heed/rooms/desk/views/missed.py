"""Missed calls: the list to call back, who calls back, each try, and the call itself (R41)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from heed.actions.engine.errors import Refused
from heed.actions.reception.call_backs import reach, record_try, take_call_back
from heed.move_forms.call_back import TryForm, missed_call_page
from heed.queries.calls import calls_to_return, missed_calls, page_to_return
from heed.queries.reception import desk_projects
from heed.records.models import Account, Call
from heed.rooms.desk.lookup import found
from heed.rooms.desk.views.context import desks_of
from heed.ui.paging import pager
from heed.ui.refusals import add_refusals, sentences
from heed.ui.requests import account_of, page_asked


@login_required
@require_safe
def missed(request: HttpRequest) -> HttpResponse:
    """The calls to return, the oldest first."""
    account = account_of(request)
    desks_of(account)
    page = pager(request, page_to_return(calls_to_return(account), page_asked(request)))
    room = {"room_home": "desk:home", "room_label": _("Desk"), "missed_page": "desk:missed_call"}
    return render(request, "ui/missed_calls.html", page | room)


@login_required
def missed_call(request: HttpRequest, pk: int) -> HttpResponse:
    """One missed call: what was done about it; a POST records a try."""
    account = account_of(request)
    call = get_object_or_404(missed_calls(desk_projects(account)), pk=pk)
    form = TryForm(request.POST or None)
    if request.method != "POST":
        return _page(request, account, call, form)
    if not form.is_valid():
        return _page(request, account, call, form, 422)
    try:
        record_try(call, by=account, **form.cleaned_data)
    except Refused as refused:
        add_refusals(form, refused)
        return _page(request, account, call, form, 409)
    messages.success(request, _("Recorded."))
    return redirect("desk:missed")


@login_required
@require_POST
def take_missed(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one calls back; the number is shown to this person from then on."""
    account = account_of(request)
    call = get_object_or_404(missed_calls(desk_projects(account)), pk=pk)
    try:
        take_call_back(call, by=account, number=request.POST.get("number", ""))
    except Refused as refused:
        return _page(request, account, call, TryForm(), 409, sentences(refused))
    return redirect("desk:missed_call", pk=pk)


@login_required
@require_POST
def reach_missed(request: HttpRequest, pk: int) -> HttpResponse:
    """The caller is on the line: the conversation begins, and the desk takes it in."""
    account = account_of(request)
    call = get_object_or_404(missed_calls(desk_projects(account)), pk=pk)
    try:
        reach(call, by=account)
    except Refused as refused:
        return _page(request, account, call, TryForm(), 409, sentences(refused))
    return redirect("desk:home")


def _page(
    request: HttpRequest, account: Account, call: Call, form: TryForm, status: int = 200, refusals: object = ()
) -> HttpResponse:
    context = missed_call_page(call, account, form, refusals)
    context["people"] = found(account, desks_of(account), call.number)[:3] if context["is_mine"] and call.number else ()
    return render(request, "desk/missed_call.html", context, status=status)
