"""Asking a colleague to take the call, or to the counter, with the owner's consent (R46)."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from heed.actions.engine.errors import Refused
from heed.actions.reception.called import KnownAtCall
from heed.actions.reception.colleague import ask_colleague
from heed.queries.reception import Meeting, current_meeting
from heed.records.models import Account
from heed.rooms.desk.call_forms import ColleagueForm, colleague_form
from heed.rooms.desk.views.called import called_part, coach_of, dialog_page, known_in
from heed.rooms.desk.views.context import desks_of
from heed.ui.refusals import add_refusals
from heed.ui.requests import account_of


@login_required
def ask(request: HttpRequest) -> HttpResponse:
    """Record the owner's consent and ask the colleague: a dialog with scripts, a page without."""
    account = account_of(request)
    desks_of(account)
    meeting = current_meeting(account)
    if meeting is None:
        return redirect("desk:home")
    form = colleague_form(meeting, account, request.POST or None)
    if request.method == "POST" and form.is_valid() and _asked(form, meeting, account, known_in(request.POST, account)):
        if request.headers.get("HX-Request"):
            return called_part(request, account, meeting)
        return redirect("desk:home")
    context = {"colleague_form": form, "meeting": meeting, "coach": coach_of(account, meeting)}
    return dialog_page(request, context, "colleague")


def _asked(form: ColleagueForm, meeting: Meeting, account: Account, known: KnownAtCall) -> bool:
    cleaned = form.cleaned_data
    try:
        ask_colleague(
            meeting,
            to=cleaned["to"],
            by=account,
            consent=cleaned["consent"] == "yes",
            reason=cleaned["said"],
            known=known,
        )
    except Refused as refused:
        add_refusals(form, refused)
        return False
    return True
