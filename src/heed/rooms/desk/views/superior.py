"""Calling the director: the owner's answer and the reason (R33 to R35, C7, C8)."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.reception.called import KnownAtCall
from heed.actions.reception.superior import call_superior
from heed.queries.reception import Meeting, current_meeting
from heed.queries.rota.on_duty import roles_to_call
from heed.records.models import Account
from heed.rooms.desk.call_forms import SuperiorForm
from heed.rooms.desk.views.called import called_part, coach_of, dialog_page, known_in
from heed.rooms.desk.views.context import desks_of
from heed.ui.refusals import add_refusals
from heed.ui.requests import account_of


@login_required
def call(request: HttpRequest) -> HttpResponse:
    """Record the owner's consent and call the superior: a dialog with scripts, a page without."""
    account = account_of(request)
    desks_of(account)
    meeting = current_meeting(account)
    if meeting is None:
        return redirect("desk:home")
    form = SuperiorForm(roles_to_call(meeting.project, account, timezone.now()), meeting, request.POST or None,
                        auto_id="id_superior_%s")  # fmt: skip
    if (
        request.method == "POST"
        and form.is_valid()
        and _called(form, meeting, account, known_in(request.POST, account))
    ):
        if request.headers.get("HX-Request"):
            return called_part(request, account, meeting)
        return redirect("desk:home")
    context = {"form": form, "superior_form": form, "meeting": meeting, "coach": coach_of(account, meeting)}
    return dialog_page(request, context, "superior")


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
