"""Calling the director, and the director's answer (R33 to R36, C7, C8)."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST, require_safe

from heed.actions.engine.errors import Refused
from heed.actions.reception.superior import KnownAtCall, call_superior, mark_arrived, mark_not_taken, mark_seen
from heed.coach import Coach, KnownFacts
from heed.coach.from_record import superior_facts
from heed.insight.numbers import whole_number
from heed.process.roles import SUPERIORS
from heed.queries.access import projects_of
from heed.queries.reception import (
    WITH_THE_MATTER,
    Meeting,
    channel_of,
    current_meeting,
    state_of,
    summonses_of,
    summonses_to,
)
from heed.queries.rota.on_duty import superiors_to_call
from heed.records.models import Account, Person, Summons
from heed.rooms.desk.forms import SuperiorForm
from heed.rooms.desk.lookup import card_of
from heed.rooms.desk.views.context import desks_of
from heed.ui.refusals import add_refusals
from heed.ui.requests import account_of, next_address


@login_required
def call(request: HttpRequest) -> HttpResponse:
    """Record the owner's consent and call the superior: a dialog with scripts, a page without."""
    account = account_of(request)
    desks_of(account)
    meeting = current_meeting(account)
    if meeting is None:
        return redirect("desk:home")
    form = SuperiorForm(superiors_to_call(meeting.project, account, timezone.now()), request.POST or None,
                        auto_id="id_superior_%s")  # fmt: skip
    if request.method == "POST" and form.is_valid() and _called(form, meeting, account, _known(request.POST, account)):
        if request.headers.get("HX-Request"):
            response = _state(request, account, meeting, seen=request.POST.get("version", ""))
            response.headers["HX-Trigger"] = '{"dialog:close": "", "summons-changed": ""}'
            return response
        return redirect("desk:home")
    context = {"form": form, "superior_form": form, "meeting": meeting, "coach": _coach(account, meeting)}
    part = request.headers.get("HX-Request") and request.method == "POST"
    response = render(request, "desk/parts/superior_form.html" if part else "desk/superior.html", context)
    response.status_code = 422 if request.method == "POST" else 200
    if part:
        response.headers["HX-Retarget"] = "#superior-fields"
        response.headers["HX-Reswap"] = "outerHTML"
    return response


def _coach(account: Account, meeting: Meeting) -> Coach:
    """The words around the call, by the superior who would be called first."""
    now = timezone.now()
    return Coach(KnownFacts(now=now, channel=channel_of(meeting), **superior_facts(meeting, account, now)))


def _known(typed: QueryDict, account: Account) -> KnownAtCall:
    """What stands in the intake beside the dialog: who it is and what it is about, as far as it is typed."""
    said = [typed.get(name, "").strip() for name in ("content", "where", "wants")]
    name = "" if typed.get("anonymous") else typed.get("name", "").strip()
    return KnownAtCall(
        name[:80],
        typed.get("unit", "").strip()[:120],
        "\n".join(filter(None, said))[:2_000],
        _person(typed, account),
    )


def _person(typed: QueryDict, account: Account) -> Person | None:
    """The person whom the desk found and chose."""
    chosen = None if typed.get("anonymous") else whole_number(typed.get("person", ""))
    if chosen is None or card_of(account, list(desks_of(account)), chosen) is None:
        return None
    return Person.objects.get(pk=chosen)


def _called(form: SuperiorForm, meeting: Meeting, account: Account, known: KnownAtCall) -> bool:
    cleaned = form.cleaned_data
    try:
        call_superior(
            meeting, by=account, consent=cleaned["consent"] == "yes", reason=cleaned["said"], to=cleaned.get("to"),
            known=known,
        )  # fmt: skip
    except Refused as refused:
        add_refusals(form, refused)
        return False
    return True


@login_required
@require_GET
def called(request: HttpRequest) -> HttpResponse:
    """The state of the calls to superiors; polled by the desk until they have come."""
    account = account_of(request)
    desks_of(account)
    meeting = current_meeting(account)
    if meeting is None:
        return HttpResponse("", status=286)  # htmx: stop polling
    if request.GET.get("state") == state_of(list(summonses_of(meeting))):
        return HttpResponse(status=204)
    response = _state(request, account, meeting)
    response.headers["HX-Trigger"] = "summons-changed"
    return response


def _state(request: HttpRequest, account: Account, meeting: Meeting, seen: str = "") -> HttpResponse:
    """The part with the superiors called. A page that had `seen` the latest version gets the new number."""
    summonses, version = list(summonses_of(meeting)), None
    complaint = meeting.complaint
    if complaint is not None and seen == str(complaint.version):
        complaint.refresh_from_db()
        version = complaint.version
    context = {"summonses": summonses, "meeting": meeting, "state": state_of(summonses), "version": version}
    return render(request, "desk/parts/called.html", context)


@login_required
@require_GET
def call_banner(request: HttpRequest) -> HttpResponse:
    """The banner of the account that is called; polled by every page of staff who may be called."""
    return _banner(request)


@login_required
@require_POST
def answer(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Record that the superior has seen the call, or has come."""
    account = account_of(request)
    visible = Summons.objects.filter(project__in=projects_of(account, SUPERIORS)) | Summons.objects.filter(
        asked_by=account
    )
    summons = get_object_or_404(visible, pk=pk)
    try:
        {"seen": mark_seen, "here": mark_arrived, "no": mark_not_taken}[act](summons, by=account)
    except Refused as refused:
        return render(request, "ui/409.html", {"reasons": refused.refusals}, status=409)
    if act == "here" and summons.to_id == account.pk:
        return _to_the_matter(request, account, summons)
    if request.headers.get("HX-Request"):
        return _banner(request) if summons.asked_by_id != account.pk else called(_as_get(request))
    return redirect(next_address(request) or reverse("desk:home"))


def _to_the_matter(request: HttpRequest, account: Account, summons: Summons) -> HttpResponse:
    """Lead the superior who came to what it is about."""
    address = (
        reverse("desk:home") if current_meeting(account) is not None else reverse("desk:summoned", args=[summons.pk])
    )
    if not request.headers.get("HX-Request"):
        return redirect(address)
    return HttpResponse(headers={"HX-Redirect": address})


@login_required
@require_safe
def summoned(request: HttpRequest, pk: int) -> HttpResponse:
    """The matter to which a superior was called: the complaint, or what is known before there is one."""
    account = account_of(request)
    mine = Summons.objects.filter(to=account).select_related(*WITH_THE_MATTER)
    summons = get_object_or_404(mine, pk=pk)
    if summons.complaint is not None:
        return redirect("complaint:page", number=summons.complaint.number)
    return render(request, "desk/summoned.html", {"summons": summons})


def _as_get(request: HttpRequest) -> HttpRequest:
    request.method = "GET"
    return request


def _banner(request: HttpRequest) -> HttpResponse:
    calls = summonses_to(account_of(request), timezone.now())
    state = state_of(calls)
    if request.method == "GET" and request.GET.get("state") == state:
        return HttpResponse(status=204)
    context = {"banner_calls": calls, "banner_state": state, "is_called": True}
    return render(request, "ui/parts/call_banner.html", context)
