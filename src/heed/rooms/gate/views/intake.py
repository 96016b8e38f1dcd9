"""Taking a complaint in, and what was done at intake (R81 to R87)."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed.actions.engine.errors import Refused
from heed.coach.ticks import Tick
from heed.insight.numbers import whole_number
from heed.move_forms.ending import EndingForm
from heed.process.facts import DONE_AT_INTAKE
from heed.process.words import Emotion
from heed.queries.complaints.case import is_said_safe
from heed.queries.complaints.clarified import clarified
from heed.queries.gate import open_of_caller, residents_at
from heed.queries.notices.reach import lacks_gateway
from heed.records.models import Account, Call, Complaint, Project
from heed.rooms.gate.coaching import coach_after, coach_before, with_ticks
from heed.rooms.gate.forms import GateForm
from heed.rooms.gate.intake import danger_in, record_marks, take_in
from heed.rooms.gate.lookup import caller, callers
from heed.rooms.gate.views.context import call_in_hand, gate_in, gates_of, shift_of
from heed.ui.names import NO_GATEWAY
from heed.ui.refusals import add_refusals, sentences
from heed.ui.requests import account_of, number_asked
from heed.ui.rings import rings_context


@login_required
def record(request: HttpRequest) -> HttpResponse:
    """A complaint at the gate, or of the call in hand; then what is still to be said and ticked."""
    account = account_of(request)
    gates = gates_of(account)
    call = _call_meant(request, account)
    project = call.project if call is not None else gate_in(request, gates, shift_of(account))
    if request.method != "POST":
        return _form_page(request, account, project, call, form_for(account, project, call))
    form = form_for(account, project, call, request)
    if not form.is_valid():
        return _form_page(request, account, project, call, form, 422)
    said = [form.cleaned_data[name] for name in ("content", "where")]
    if (danger := danger_in(*said)) and not request.POST.get("no_danger"):
        return _form_page(request, account, project, call, form, 409, danger)
    try:
        complaint = take_in(form.cleaned_data, by=account, call=call)
    except Refused as refused:
        add_refusals(form, refused)
        return _form_page(request, account, project, call, form, 409)
    if lacks_gateway(complaint):
        messages.warning(request, _(NO_GATEWAY))
    return redirect("gate:taken", number=complaint.number)


def _call_meant(request: HttpRequest, account: Account) -> Call | None:
    """The call in hand, where the form was filled in for it and it has no complaint yet."""
    call = call_in_hand(account)
    meant = call is not None and call.complaint_id is None and request.POST.get("call") == str(call.pk)
    return call if meant else None


def _form_page(
    request: HttpRequest,
    account: Account,
    project: Project,
    call: Call | None,
    form: GateForm,
    status: int = 200,
    danger: str = "",
) -> HttpResponse:
    on_telephone = call is not None
    context = (rings_context(call) if call is not None else {}) | {
        "form": form,
        "project": project,
        "call": call,
        "ending": EndingForm(account, links=False) if on_telephone else None,
        "chosen": chosen_in(project, form),
        "coach": coach_before(project, account, call),
        "danger": danger,
        "title": _("On the telephone") if on_telephone else _("Record a complaint at the gate"),
    }
    return render(request, "gate/record.html", context, status=status)


def form_for(account: Account, project: Project, call: Call | None, sent: HttpRequest | None = None) -> GateForm:
    """The form, empty or as it was sent; a complaint of the same caller is offered as the earlier one (R10)."""
    posted: tuple[Any, ...] = (sent.POST, sent.FILES) if sent is not None else (None, None)
    person = whole_number(sent.POST.get("person")) if sent is not None else None
    earlier = open_of_caller(account, person) if person is not None else []
    number = call.number if call is not None else ""
    first = {"q": number, "contact": number}
    return GateForm([project], residents_at([project]), earlier, *posted, initial=first)


def chosen_in(project: Project, form: GateForm) -> object:
    """The card of the resident who is chosen in the form; None for none."""
    person = whole_number(form["person"].value())
    return caller(project, person) if person is not None else None


@login_required
@require_safe
def who(request: HttpRequest) -> HttpResponse:
    """The residents behind a whole telephone number or home; with `person`, what this one has open already."""
    account = account_of(request)
    project = gate_in(request, gates_of(account), shift_of(account))
    person = number_asked(request, "person")
    if person is not None and (known := caller(project, person)) is not None:
        earlier = open_of_caller(account, person)
        form = GateForm([project], residents_at([project]), earlier, initial={"repeat_of": ""})
        return render(request, "gate/parts/chosen.html", {"chosen": known, "earlier": earlier, "form": form})
    hits = callers(project, request.GET.get("q", ""))
    return render(request, "gate/parts/hits.html", {"hits": hits, "q": request.GET.get("q", "").strip()})


@login_required
def taken(request: HttpRequest, number: str) -> HttpResponse:
    """A complaint that the guard took in: its number, what to explain, the six ticks, and reporting upward."""
    account = account_of(request)
    gates_of(account)
    mine = Complaint.objects.filter(received_by=account).select_related(
        "case_owner", "person", "project", "merged_into"
    )
    complaint = get_object_or_404(mine, number=number.upper())
    refusals: list[str] = []
    if request.method == "POST":
        try:
            record_marks(complaint, {fact.name: request.POST.get(fact.name) for fact in DONE_AT_INTAKE}, by=account)
        except Refused as refused:
            refusals = sentences(refused)
        else:
            messages.success(request, _("Recorded."))
            return redirect("gate:taken", number=complaint.number)
    marks = clarified([complaint])[complaint.pk].marks
    open_one, clear = _still_open(complaint), with_ticks([complaint], account)[0][1]
    context = {
        "complaint": complaint,
        "open_one": open_one,
        "said_safe": complaint.is_open and is_said_safe(complaint),
        "must_report": open_one is not None and _must_be_reported(complaint, clear),
        "coach": coach_after(complaint, account),
        "ticks": clear,
        "said": [_(fact.label) for fact in DONE_AT_INTAKE if fact.name in marks],
        "unsaid": [(fact.name, _(fact.label)) for fact in DONE_AT_INTAKE if fact.name not in marks],
        "call": call_in_hand(account),
        "refusals": refusals,
    }
    return render(request, "gate/taken.html", context, status=409 if refusals else 200)


def _must_be_reported(complaint: Complaint, clear: Sequence[Tick]) -> bool:
    """Whether the owner is agitated, and no superior knows it yet (R33, R86)."""
    return complaint.emotion == Emotion.AGITATED and not any(tick.code == "report" and tick.done for tick in clear)


def _still_open(complaint: Complaint) -> Complaint | None:
    """The complaint itself, or the earlier one of the same owner in which it goes on; None where both have ended."""
    return next((one for one in (complaint, complaint.merged_into) if one is not None and one.is_open), None)
