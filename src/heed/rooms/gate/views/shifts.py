"""The shift log: begin, note, hand over, take over, and read it later (R41, R87)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from heed.actions.engine.errors import Refused
from heed.actions.reception.gate import begin_shift, hand_over, take_over, write_note
from heed.queries.gate import (
    by_number,
    may_take_over,
    next_at_gate,
    open_at_gate,
    shifts_to_take_over,
    shifts_visible_to,
)
from heed.queries.paging import newest_first
from heed.rooms.gate.forms import HandoverForm, NoteForm
from heed.rooms.gate.log import log_of
from heed.rooms.gate.views.context import gate_in, gates_of, shift_of
from heed.ui.paging import pager
from heed.ui.refusals import add_refusals, sentences
from heed.ui.requests import account_of, page_asked

A_PAGE = 30


@login_required
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin the shift."""
    account = account_of(request)
    begin_shift(gate_in(request, gates_of(account), None), by=account)
    return redirect("gate:home")


@login_required
@require_POST
def note(request: HttpRequest) -> HttpResponse:
    """Write a line in the log."""
    account = account_of(request)
    gates_of(account)
    shift, form = shift_of(account), NoteForm(request.POST)
    form.is_valid()
    if shift is not None:
        try:
            write_note(shift, form.cleaned_data.get("text", ""), by=account)
        except Refused as refused:
            messages.error(request, " ".join(sentences(refused)))
    return redirect("gate:home")


@login_required
def handover(request: HttpRequest) -> HttpResponse:
    """Hand the running shift over: to whom, what is open, and what the next one has to know."""
    account, now = account_of(request), timezone.now()
    gates_of(account)
    shift = shift_of(account)
    if shift is None:
        return redirect("gate:home")
    following = next_at_gate(shift.project, account, now)
    first = {"to": following.pk if following is not None else None}
    form = HandoverForm(may_take_over(shift.project, account), request.POST or None, initial=first)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                hand_over(shift, to=form.cleaned_data["to"], words=form.cleaned_data["words"], by=account)
            except Refused as refused:
                status = 409
                add_refusals(form, refused)
            else:
                messages.success(request, _("Handed over. It is acknowledged when the next one takes it over."))
                return redirect("gate:home")
    context = {"shift": shift, "form": form, "open": open_at_gate(shift, account_of(request)), "following": following}
    return render(request, "gate/handover.html", context, status=status)


@login_required
@require_safe
def shift(request: HttpRequest, pk: int) -> HttpResponse:
    """One shift with its log, what was handed over, and whether it was acknowledged."""
    account = account_of(request)
    found = get_object_or_404(shifts_visible_to(account), pk=pk)
    context = {
        "shift": found,
        "lines": log_of(found, account),
        "open": by_number(found.numbers, account),
        "is_mine": shifts_to_take_over(account).filter(pk=pk).exists(),
    }
    return render(request, "gate/shift.html", context)


@login_required
@require_POST
def take_over_here(request: HttpRequest, pk: int) -> HttpResponse:
    """Acknowledge a handover; a guard's own shift begins with it."""
    account = account_of(request)
    found = get_object_or_404(shifts_visible_to(account), pk=pk)
    try:
        take_over(found, by=account)
    except Refused as refused:
        return render(request, "ui/409.html", {"reasons": refused.refusals, "back": "/gate/"}, status=409)
    messages.success(request, _("Taken over."))
    return redirect("gate:home") if shift_of(account) is not None else redirect("gate:shift", pk=pk)


@login_required
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """The shifts of the reader's projects, the latest first."""
    account = account_of(request)
    page = newest_first(shifts_visible_to(account).order_by(), page_asked(request), A_PAGE)
    return render(request, "gate/log.html", pager(request, page))
