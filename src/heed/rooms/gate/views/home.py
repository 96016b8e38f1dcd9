"""The first page of the gate: what to take over, the telephone, the shift's log, and what was taken in (R41, R87)."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from heed.queries.calls import calls_to_return_at
from heed.queries.complaints.case import is_in_danger
from heed.queries.gate import KEPT, shifts_to_take_over, telephone_duty
from heed.queries.reception import intake_of, ringing_calls
from heed.rooms.gate.coaching import with_ticks
from heed.rooms.gate.forms import NoteForm
from heed.rooms.gate.log import log_of
from heed.rooms.gate.views.context import call_in_hand, gate_in, gates_of, shift_of
from heed.ui.requests import account_of

ON_LIST = 20


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The page; it says who answers the telephone by the rota."""
    account, now = account_of(request), timezone.now()
    projects, shift = gates_of(account), shift_of(account)
    project = gate_in(request, projects, shift)
    taken = list(intake_of(account, now - KEPT).select_related("case_owner", "person", "project")[:ON_LIST])
    context = {
        "projects": projects,
        "project": project,
        "shift": shift,
        "duty": telephone_duty(project, account, now),
        "ringing": ringing_calls([project]),
        "call": call_in_hand(account),
        "to_return": calls_to_return_at(frozenset({project.pk}), now).count(),
        "to_take_over": shifts_to_take_over(account),
        "last": account.gate_shifts.filter(ended_at__isnull=False).select_related("handed_to").order_by("-pk").first(),
        "lines": log_of(shift, account) if shift is not None else (),
        "note": NoteForm(),
        "taken": with_ticks(taken, account),
        "in_danger": {complaint.pk for complaint in taken if is_in_danger(complaint)},
    }
    return render(request, "gate/home.html", context)
