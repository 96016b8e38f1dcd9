"""The form of any move: asked, made, or refused with what was typed kept."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from heed.move_forms.form import Attempt, MoveForm
from heed.process.move import Move
from heed.process.moves import MOVES
from heed.process.workflow import is_open_to, refusals
from heed.queries.access import complaints_visible_to
from heed.queries.actor import staff
from heed.queries.complaints.case import case_of
from heed.records.models import Complaint
from heed.rooms.complaint import move_fields
from heed.rooms.complaint.coaching import coach_panel, known_facts
from heed.rooms.complaint.timeline import TimelineBuilder
from heed.ui.requests import account_of, staff_only


@never_cache
@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """The form of a move; a POST executes the move.

    Status 422: a field is missing or wrong; 409: refused, not open, or the complaint has changed meanwhile. Neither
    reads the dossier: the form reads what its move needs.
    """
    row, complaint, by = _row(name), _complaint(request, number), staff(account_of(request))
    if request.method != "POST":
        known = known_facts(complaint, account_of(request))
        form = MoveForm(complaint, name, by, initial=move_fields.initial(row, request.GET, known))
        if not is_open_to(row, form.case, form.actor):
            return _barred(request, complaint, row)
        return _asked(request, form, Attempt(200))
    form = MoveForm(complaint, name, by, request.POST, request.FILES)
    attempt = form.attempt()
    if attempt.complaint is None:
        return _asked(request, form, attempt)
    messages.success(request, _("Recorded: %(move)s") % {"move": _(row.label)})
    return _onward(request, attempt.complaint)


@staff_only
@require_POST
def advise(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """What could be said better in the words being typed: never a refusal (R63, R69, C14)."""
    _complaint(request, number)
    found = move_fields.advised(_row(name), request.POST)
    return render(request, "complaint/parts/advice.html", {"advice": found})


def _complaint(request: HttpRequest, number: str) -> Complaint:
    """The complaint of this number with what its form shows. Http404 where the reader may not see it."""
    visible = complaints_visible_to(account_of(request)).select_related("project", "person", "place", "case_owner")
    return get_object_or_404(visible, number=number.upper())


def _row(name: str) -> Move:
    """The row of this name; a complaint on record has no other moves."""
    row = MOVES.get(name)
    if row is None or not row.at:
        raise Http404
    return row


def _asked(request: HttpRequest, form: MoveForm, attempt: Attempt) -> HttpResponse:
    """The form with what was typed, what others did meanwhile, and the coach panel."""
    fresh = Complaint.objects.get(pk=form.complaint.pk) if attempt.entries else form.complaint
    closed = attempt.status == 409 and _why_closed(request, fresh, form.move)
    builder = TimelineBuilder(form.complaint, form.case.policy, whole=False)
    context = {
        "complaint": form.complaint,
        "move": form.move,
        "form": form,
        "rows": move_fields.rows(form),
        "obstacles": [] if attempt.status == 409 else move_fields.obstacles(form),
        "wide": len(form.move.asks) > move_fields.FEW,
        "meanwhile": [builder.entry(entry) for entry in attempt.entries],
        "closed": closed,
        "files_lost": attempt.status != 200 and bool(request.FILES),
        "coach": coach_panel(form.complaint, form.move, account_of(request)),
        "next": _next(request) or "",
        "back": _next(request) or reverse("complaint:page", args=[form.complaint.number]),
    }
    template = "complaint/move_dialog.html" if getattr(request, "htmx", None) else "complaint/move.html"
    return render(request, template, context, status=attempt.status)


def _barred(request: HttpRequest, complaint: Complaint, row: Move) -> HttpResponse:
    """A move that is not open to the reader now, in words."""
    context = {"complaint": complaint, "move": row, "closed": _why_closed(request, complaint, row)}
    dialog = getattr(request, "htmx", None)
    return render(request, "complaint/barred_dialog.html" if dialog else "complaint/barred.html", context, status=409)


def _why_closed(request: HttpRequest, complaint: Complaint, row: Move) -> str:
    """Why the move is not open to the reader at all; empty where it is."""
    case, actor = case_of(complaint, staff(account_of(request)), timezone.now())
    if is_open_to(row, case, actor):
        return ""
    against = [refusal for refusal in refusals(row, case, actor, {}) if not refusal.fact]
    return (
        _(against[0].text) % against[0].params if against else _("This step is no longer possible for this work order.")
    )


def _onward(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    """Back to where the person came from, or to the complaint as it stands now."""
    visible = complaints_visible_to(account_of(request)).filter(pk=complaint.pk).exists()
    own = reverse("complaint:page", args=[complaint.number]) if visible else "/"
    there = _next(request) or own
    if getattr(request, "htmx", None):
        return HttpResponse(headers={"HX-Redirect": there})
    return HttpResponseRedirect(there)


def _next(request: HttpRequest) -> str | None:
    """The address to go on to, if it is one of ours."""
    there = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(there, {request.get_host()}, require_https=request.is_secure())
    return there if safe else None
