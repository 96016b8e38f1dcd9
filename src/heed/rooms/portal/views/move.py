"""The owner's own moves: agree, decline, confirm, contest, write, withdraw, open again (R58, R66, R74, R78, R96)."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from heed.process.facts import FILES
from heed.process.owner_questions import OWNER_QUESTIONS
from heed.process.words import Stage
from heed.queries.complaints.case import owes_compensation
from heed.queries.complaints.owner_view import owner_moves, owner_view
from heed.records.models import Complaint
from heed.rooms.portal import quota
from heed.rooms.portal.owner_form import OwnerMoveForm
from heed.rooms.portal.pages import owners_page, show
from heed.ui.owners_pages import lost


@owners_page
def move(request: HttpRequest, complaint: Complaint, name: str) -> HttpResponseBase:
    """`/f/<secret>/<move>/`: one question, one page. What cannot be done any more says so and keeps what was typed."""
    if name not in OWNER_QUESTIONS:
        return lost(request)
    follow = reverse("portal:follow", args=[complaint.secret])
    if request.method != "POST":
        if name not in (row.name for row in owner_moves(complaint, timezone.now(), owes=owes_compensation(complaint))):
            return redirect(f"{follow}?done=passed")
        return _show(request, complaint, OwnerMoveForm(complaint, name), 200)
    form = OwnerMoveForm(complaint, name, request.POST, request.FILES)
    counted = FILES.name in form.fields and form.is_valid()
    if counted and not quota.take(request, complaint):
        form.add_error(FILES.name, _(quota.USED_UP))
        return _show(request, complaint, form, 429)
    attempt = form.attempt()
    if attempt.complaint is not None:
        return redirect(f"{follow}?done={name}")
    if counted:
        quota.give_back(request, complaint)
    return _show(request, complaint, form, attempt.status)


def _show(request: HttpRequest, complaint: Complaint, form: OwnerMoveForm, status: int) -> HttpResponse:
    answers_offer = form.move.at == (Stage.PROPOSED,)
    view = owner_view(complaint, timezone.now()) if answers_offer else None
    context = {
        "project": complaint.project,
        "secret": complaint.secret,
        "complaint": complaint,
        "form": form,
        "offer": view.offer if view else None,
        "changed": status == 409,
    }
    return show(request, "move", context, status)
