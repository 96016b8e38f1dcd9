"""The form of any move: shown, executed, or refused with what was typed kept."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from heed.move_forms.form import Attempt, MoveForm
from heed.process.move import Move
from heed.process.moves import MOVES
from heed.process.workflow import barred, is_open_to
from heed.queries.access import complaints_visible_to
from heed.queries.actor import staff
from heed.queries.complaints.case import case_of
from heed.records.models import Complaint
from heed.rooms.complaint import move_fields
from heed.rooms.complaint.approval_panel import approval_panel
from heed.rooms.complaint.coaching import coach_panel, known_facts
from heed.rooms.complaint.review_panel import to_look_at
from heed.rooms.complaint.timeline import TimelineBuilder
from heed.ui.refusals import sentence
from heed.ui.requests import account_of, complaint_asked, next_address, staff_only


@never_cache
@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """The form of a move; a POST executes the move.

    Status 422: a field is missing or wrong; 409: refused, not open, or the complaint has changed meanwhile. Neither
    reads the dossier: the form reads what its move needs.
    """
    row, complaint, by = _row(name), complaint_asked(request, number), staff(account_of(request))
    if request.method != "POST":
        known = known_facts(complaint, account_of(request))
        form = MoveForm(complaint, name, by, initial=move_fields.initial(row, request.GET, known))
        if not is_open_to(row, form.case, form.actor):
            return _not_open(request, complaint, row)
        return _form_page(request, form, Attempt(200))
    form = MoveForm(complaint, name, by, request.POST, request.FILES)
    attempt = form.attempt()
    if attempt.complaint is None:
        return _form_page(request, form, attempt)
    messages.success(request, _("Recorded: %(move)s") % {"move": _(row.label)})
    return _onward(request, attempt.complaint)


@staff_only
@require_POST
def advise(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """What could be said better in the words being typed: never a refusal (R63, R69, C14)."""
    complaint_asked(request, number)
    found = move_fields.advised(_row(name), request.POST)
    return render(request, "complaint/parts/advice.html", {"advice": found})


def _row(name: str) -> Move:
    """The row of this name; a complaint on record has no other moves."""
    row = MOVES.get(name)
    if row is None or not row.at:
        raise Http404
    return row


def _form_page(request: HttpRequest, form: MoveForm, attempt: Attempt) -> HttpResponse:
    """The form with what was typed, what others did meanwhile, and the coach panel."""
    fresh = Complaint.objects.get(pk=form.complaint.pk) if attempt.entries else form.complaint
    closed = attempt.status == 409 and _why_closed(request, fresh, form.move)
    builder = TimelineBuilder(form.complaint, form.case.policy, whole=False)
    context = {
        "complaint": form.complaint,
        "move": form.move,
        "form": form,
        "rows": move_fields.rows(form),
        "obstacles": [] if attempt.status == 409 and not form.refused else move_fields.obstacles(form),
        "wide": len(form.move.asks) > move_fields.FEW,
        "meanwhile": [builder.entry(entry) for entry in attempt.entries],
        "closed": closed,
        "files_lost": attempt.status != 200 and bool(request.FILES),
        "coach": coach_panel(form.complaint, form.move, account_of(request)),
        "to_approve": approval_panel(form.complaint, form.move),
        "to_look_at": to_look_at(form.complaint, form.move),
        "next": next_address(request),
        "back": next_address(request) or reverse("complaint:page", args=[form.complaint.number]),
    }
    template = "complaint/move_dialog.html" if getattr(request, "htmx", None) else "complaint/move.html"
    return render(request, template, context, status=attempt.status)


def _not_open(request: HttpRequest, complaint: Complaint, row: Move) -> HttpResponse:
    """The reason why the move is not open to the reader now; status 409."""
    context = {"complaint": complaint, "move": row, "closed": _why_closed(request, complaint, row)}
    dialog = getattr(request, "htmx", None)
    return render(request, "complaint/barred_dialog.html" if dialog else "complaint/barred.html", context, status=409)


def _why_closed(request: HttpRequest, complaint: Complaint, row: Move) -> str:
    """Why the move is not open to the reader; "" where it is open."""
    case, actor = case_of(complaint, staff(account_of(request)), timezone.now())
    if is_open_to(row, case, actor):
        return ""
    against = barred(row, case, actor)
    return sentence(against) if against else _("This step is no longer possible for this work order.")


def _onward(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    """Send the browser back to where it came from, or to the page of the complaint."""
    visible = complaints_visible_to(account_of(request)).filter(pk=complaint.pk).exists()
    own = reverse("complaint:page", args=[complaint.number]) if visible else "/"
    there = next_address(request) or own
    if getattr(request, "htmx", None):
        return HttpResponse(headers={"HX-Redirect": there})
    return HttpResponseRedirect(there)
