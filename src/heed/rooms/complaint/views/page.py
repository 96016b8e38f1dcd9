"""The page of a complaint, what is fresh on it, and its contact in full."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from heed.actions.engine.errors import Refused
from heed.actions.residents.reveal import reveal_contact, reveal_for_reason, reveal_representative
from heed.process.moves import MOVES
from heed.process.words import Stage
from heed.queries.access import complaints_visible_to, may_reveal, may_reveal_for_reason
from heed.records.models import Complaint, Entry
from heed.rooms.complaint import open_moves, progress, timeline
from heed.rooms.complaint.body import body_panel
from heed.rooms.complaint.demand_panel import demand_panel
from heed.rooms.complaint.dossier import Dossier, dossier_of
from heed.rooms.complaint.escalation_state import answer_during_pause, escalated_clocks
from heed.rooms.complaint.head import ComplaintHeader
from heed.rooms.complaint.review_panel import review_panel
from heed.rooms.complaint.sidebar import Sidebar
from heed.ui.ask_again import ask_again_for_many_reveals
from heed.ui.requests import account_of, number_asked, staff_only
from heed.ui.widgets import FileDrop


@never_cache
@staff_only
@require_safe
def page(request: HttpRequest, number: str) -> HttpResponse:
    """The complaint: stages, one timeline, the sidebar, the open moves."""
    return render(request, "complaint/page.html", shown(request, dossier_of(account_of(request), number)))


def shown(request: HttpRequest, dossier: Dossier) -> dict[str, Any]:
    """The context of the page's templates. `contact` is filled only where the reader revealed it, which is recorded."""
    complaint, line = dossier.complaint, request.GET.get("line", "")
    builder = timeline.TimelineBuilder(
        complaint, dossier.policy, whole=dossier.may_reveal, seen=number_asked(request, "since")
    )
    entries = builder.entries(dossier.entries)
    clocks = progress.clocks(complaint.clocks.all(), dossier.policy, dossier.entries)
    return {
        "complaint": complaint,
        "dossier": dossier,
        "sidebar": Sidebar(dossier),
        "body": body_panel(dossier),
        "contact": "",
        "head": ComplaintHeader(dossier),
        "stage_line": progress.stage_line(Stage(complaint.stage), dossier.entries),
        "days": timeline.by_day([one for one in entries if line in ("", one.line) or line not in timeline.LINES]),
        "filters": timeline.filters(entries, line),
        "line": line,
        "count": len(entries),
        "clocks": clocks,
        "escalated": list(escalated_clocks(dossier)),
        "answered": answer_during_pause(dossier),
        "demanded": demand_panel(dossier),
        "review": review_panel(dossier),
        "next_clock": clocks.running[0] if clocks.running else None,
        "next_moves": open_moves.next_moves(dossier.moves, dossier.case),
        "more_key": open_moves.MORE_KEY,
        "may_attach": MOVES["attach"] in dossier.moves,
        "drop": FileDrop().render("files", None, {"id": "id_drop", "aria-label": _("Add files")}),
        "reveal_url": reverse("complaint:reveal", args=[complaint.number]) if dossier.may_reveal else "",
    }


@never_cache
@staff_only
@require_safe
def fresh(request: HttpRequest, number: str) -> HttpResponse:
    """What others did since the version the page shows; 204 where nothing happened since the last request."""
    complaint = _seen(request, number)
    since, seen = (number_asked(request, name) or 0 for name in ("since", "seen"))
    if complaint.version <= max(since, seen):
        return HttpResponse(status=204)
    entries = Entry.objects.filter(complaint=complaint, seq__gt=since).select_related("account").order_by("seq")
    context = {"complaint": complaint, "since": since, "fresh": list(entries)}
    return render(request, "complaint/parts/fresh.html", context)


@never_cache
@staff_only
@require_POST
@ask_again_for_many_reveals
def reveal(request: HttpRequest, number: str) -> HttpResponse:
    """The contact in full, which is recorded; 409 where the reader's duties do not require it.

    Who watches from afar sees name and contact for a reason, which is recorded too; 422 without one.
    """
    account, complaint = account_of(request), _seen(request, number)
    if may_reveal(account, complaint) or not may_reveal_for_reason(account, complaint):
        return _revealed(request, number, reveal_contact, "contact")
    reason = request.POST.get("reason", "").strip()
    if not reason:
        context = shown(request, dossier_of(account, number)) | {"no_reason": True}
        return render(request, "complaint/page.html", context, status=422)
    return _revealed(request, number, partial(reveal_for_reason, reason=reason), "contact")


@never_cache
@staff_only
@require_POST
@ask_again_for_many_reveals
def representative(request: HttpRequest, number: str) -> HttpResponse:
    """The telephone of the owner's representative in full, which is recorded."""
    return _revealed(request, number, reveal_representative, "representative_phone")


def _revealed(request: HttpRequest, number: str, action: Callable[..., str], name: str) -> HttpResponse:
    """What the action reveals: for htmx alone, else on the page, under this name of its context."""
    complaint = _seen(request, number)
    try:
        text = action(complaint, by=account_of(request))
    except Refused as refused:
        back = reverse("complaint:page", args=[complaint.number])
        return render(request, "ui/409.html", {"reasons": refused.refusals, "back": back}, status=409)
    if getattr(request, "htmx", None):
        return render(request, "complaint/parts/contact.html", {"contact": text})
    context = shown(request, dossier_of(account_of(request), number)) | {name: text}
    return render(request, "complaint/page.html", context)


def _seen(request: HttpRequest, number: str) -> Complaint:
    found = complaints_visible_to(account_of(request)).filter(number=number.upper()).first()
    if found is None:
        raise Http404
    return found
