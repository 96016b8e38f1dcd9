"""The people called or asked to a visit or a call: how it stands, their banner, and their answer (R35, R36, R46)."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from heed.actions.engine.errors import Refused
from heed.actions.reception.called import (
    KnownAtCall,
    mark_arrived,
    mark_not_taken,
    mark_seen,
    report_outcome,
)
from heed.coach import Coach, KnownFacts, colleague
from heed.coach.from_record import called_facts
from heed.insight.numbers import whole_number
from heed.process import facts
from heed.process.roles import SUPERIORS
from heed.process.words import Channel
from heed.queries.access import complaints_visible_to, projects_of, without_conflicts_of
from heed.queries.reception import (
    WITH_THE_MATTER,
    Meeting,
    channel_of,
    current_meeting,
    state_of,
    summonses_of,
    summonses_to,
)
from heed.records.models import Account, Complaint, Person, Summons
from heed.rooms.desk.lookup import card_of
from heed.rooms.desk.views.context import desks_of
from heed.ui.refusals import sentences
from heed.ui.requests import account_of, next_address


def dialog_page(request: HttpRequest, context: Mapping[str, object], name: str) -> HttpResponse:
    """The form of a call in its dialog, opened or refused, or (without scripts) on a page of its own."""
    part, refused = request.headers.get("HX-Request"), request.method == "POST"
    response = render(request, f"desk/parts/{name}_form.html" if part else f"desk/{name}.html", dict(context))
    response.status_code = 422 if refused else 200
    if part and refused:
        response.headers["HX-Retarget"] = f"#{name}-fields"
        response.headers["HX-Reswap"] = "outerHTML"
    return response


def called_part(request: HttpRequest, account: Account, meeting: Meeting) -> HttpResponse:
    """The answer to a call from the dialog: it closes, and the page shows who is called."""
    response = state_part(request, account, meeting, seen=request.POST.get("version", ""))
    response.headers["HX-Trigger"] = '{"dialog:close": "", "summons-changed": ""}'
    return response


def coach_of(account: Account, meeting: Meeting) -> Coach:
    """The words around the call, by the superior who would be called first."""
    now = timezone.now()
    return Coach(KnownFacts(now=now, channel=channel_of(meeting), **called_facts(meeting, account, now)))


def known_in(typed: QueryDict, account: Account) -> KnownAtCall:
    """What stands in the intake beside the dialog: who it is and what it is about, as far as it is typed."""
    name = "" if typed.get("anonymous") else typed.get("name", "")
    return KnownAtCall(
        name=name.strip()[:80],
        home=typed.get("unit", "").strip()[:120],
        matter=typed.get("content", "").strip()[:2_000],
        person=_person(typed, account),
        wants=typed.get("wants", "").strip()[:200],
        **{field: typed.get(field, "").strip()[:120] for field in Summons.TYPED if field != "wants"},
    )


def _person(typed: QueryDict, account: Account) -> Person | None:
    """The person whom the desk found and chose."""
    chosen = None if typed.get("anonymous") else whole_number(typed.get("person", ""))
    if chosen is None or card_of(account, list(desks_of(account)), chosen) is None:
        return None
    return Person.objects.get(pk=chosen)


@login_required
@require_GET
def called(request: HttpRequest) -> HttpResponse:
    """How the calls to superiors and colleagues stand; polled by the desk until they have come."""
    account = account_of(request)
    desks_of(account)
    meeting = current_meeting(account)
    if meeting is None:
        return HttpResponse("", status=286)  # htmx: stop polling
    if request.GET.get("state") == state_of(summonses_of(meeting)):
        return HttpResponse(status=204)
    response = state_part(request, account, meeting)
    response.headers["HX-Trigger"] = "summons-changed"
    return response


def state_part(request: HttpRequest, account: Account, meeting: Meeting, seen: str = "") -> HttpResponse:
    """The part with the people called. A page that had `seen` the latest version gets the new number."""
    summonses, version = summonses_of(meeting), None
    complaint = meeting.complaint
    if complaint is not None and seen == str(complaint.version):
        complaint.refresh_from_db()
        version = complaint.version
    context = {"summonses": summonses, "meeting": meeting, "state": state_of(summonses), "version": version}
    return render(request, "desk/parts/called.html", context)


@login_required
@require_GET
def call_banner(request: HttpRequest) -> HttpResponse:
    """The banner of the account that is called; read when a notice comes, and often while it shows a call."""
    return _banner(request)


@login_required
@require_POST
def answer(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Record that the person called has seen it, has come or takes the call, or does not."""
    account = account_of(request)
    others = Summons.objects.filter(project__in=projects_of(account, SUPERIORS), to_colleague=False)
    own = Summons.objects.filter(Q(asked_by=account) | Q(to=account))
    summons = get_object_or_404(others | own, pk=pk)
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
    """Lead who came to what it is about."""
    address = (
        reverse("desk:home") if current_meeting(account) is not None else reverse("desk:summoned", args=[summons.pk])
    )
    if not request.headers.get("HX-Request"):
        return redirect(address)
    return HttpResponse(headers={"HX-Redirect": address})


@login_required
@require_safe
def summoned(request: HttpRequest, pk: int) -> HttpResponse:
    """The matter to which one is called: the complaint, or what is known of it; nothing of one about oneself (C3).

    The page without a complaint asks again and again, and opens it once it is recorded.
    """
    account = account_of(request)
    summons = get_object_or_404(Summons.objects.filter(to=account).select_related(*WITH_THE_MATTER), pk=pk)
    complaint = summons.complaint
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204) if complaint is None else HttpResponse(headers={"HX-Redirect": request.path})
    if complaint is not None and complaints_visible_to(account).filter(pk=complaint.pk).exists():
        return redirect("complaint:page", number=complaint.number)
    if complaint is not None and not summons.to_colleague:
        raise Http404
    return _matter(request, account, summons)


@login_required
@require_POST
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what the colleague who took the call told the owner, or did."""
    account = account_of(request)
    mine = Summons.objects.filter(to=account, to_colleague=True).select_related(*WITH_THE_MATTER)
    summons = get_object_or_404(mine, pk=pk)
    words = request.POST.get("words", "")[:2_000]
    if not _is_needed(summons, account):
        return _matter(request, account, summons, words)
    try:
        report_outcome(summons, words, by=account)
    except Refused as refused:
        return _matter(request, account, summons, words, sentences(refused))
    messages.success(request, _("Recorded."))
    return redirect("desk:summoned", pk=pk)


def _is_needed(summons: Summons, account: Account) -> bool:
    """Whether the matter is at hand: while the owner waits, and until the report; never for whom it is about (C3)."""
    talk = summons.reception or summons.call
    is_over = talk is None or talk.ended_at is not None
    if summons.declined_at or (is_over and not (summons.call and summons.arrived_at and not summons.outcome)):
        return not summons.to_colleague
    if summons.complaint_id is None:
        return True
    return without_conflicts_of(account, Complaint.objects.filter(pk=summons.complaint_id)).exists()


def _matter(
    request: HttpRequest, account: Account, summons: Summons, words: str = "", refusals: Sequence[str] = ()
) -> HttpResponse:
    if not _is_needed(summons, account):
        return render(request, "desk/summoned_over.html", {"summons": summons})
    channel = Channel.VISIT if summons.reception_id else Channel.PHONE
    at_hand: dict[str, Any] = dict(summons.at_hand)
    known = KnownFacts(now=timezone.now(), channel=channel, speaker=account.name, name=summons.owner, **at_hand)
    labels = {fact.name: _(fact.label) for fact in (facts.HAPPENED, facts.WHERE, facts.ABOUT, facts.WANTS)}
    context = {
        "summons": summons,
        "at_hand": [(labels[name], value) for name, value in at_hand.items()],
        "first_words": colleague.taking_over(known) if summons.to_colleague else "",
        "words": words,
        "refusals": refusals,
    }
    return render(request, "desk/summoned.html", context, status=409 if refusals else 200)


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
