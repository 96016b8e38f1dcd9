"""The end of a visit or a call: what is typed is not lost, and the page says what really happened (R41, R48)."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heed.actions.engine.errors import Refused
from heed.actions.reception.meetings import end
from heed.coach import Coach
from heed.move_forms.ending import EndingForm, was_asked, words_typed
from heed.process.words import Stage
from heed.process.words.counter import NothingRecorded
from heed.queries.reception import Meeting, began_at, calls_visible_to, current_meeting, visits_visible_to
from heed.records.models import Account, Call
from heed.rooms.desk.forms import IntakeForm
from heed.rooms.desk.steps import DeskStep, facts_for_coach, step_of
from heed.rooms.desk.views.case import case_page
from heed.rooms.desk.views.context import desks_of
from heed.rooms.desk.views.page import intake_page
from heed.ui.refusals import add_refusals
from heed.ui.requests import account_of


@login_required
@require_POST
def end_here(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """End a visit or a call. Words typed and not recorded come back with a question first."""
    account = account_of(request)
    meeting = _meeting(account, kind, pk)
    if meeting.ended_at is not None:
        messages.info(request, _("This visit or call is over."))
        return redirect("desk:home")
    if meeting.complaint is not None:
        return _end_recorded(request, account, meeting)
    form = EndingForm(account, request.POST, typed=words_typed(request.POST, getattr(meeting, "number", "")))
    if began_at(meeting) is not None and not was_asked(request.POST):
        form = EndingForm(account, {}, typed=form.typed) if form.typed else EndingForm(account)
        return _ask(request, account, meeting, form)
    if not form.is_valid():
        return _ask(request, account, meeting, form)
    try:
        ended = end(meeting, by=account, **form.cleaned_data)
    except Refused as refused:
        add_refusals(form, refused)
        return _ask(request, account, meeting, form, refused)
    return _done(request, ended)


def _meeting(account: Account, kind: str, pk: int) -> Meeting:
    if kind == "visit":
        return get_object_or_404(visits_visible_to(account).select_related("complaint__case_owner"), pk=pk)
    return get_object_or_404(calls_visible_to(account).select_related("complaint__case_owner"), pk=pk)


def _ask(
    request: HttpRequest, account: Account, meeting: Meeting, ending: EndingForm, refused: Refused | None = None
) -> HttpResponse:
    """The intake as it was filled in, with the question why there is nothing to record."""
    if current_meeting(account) != meeting:
        reasons = refused.refusals if refused is not None else ()
        return render(request, "ui/409.html", {"reasons": reasons, "back": "/desk/"}, status=409)
    projects = desks_of(account)
    form = IntakeForm(account, projects, request.POST, request.FILES) if "client_key" in request.POST else None
    channel = request.POST.get("channel", "")
    return intake_page(request, account, projects, meeting, channel, form, 422, ending)


def _end_recorded(request: HttpRequest, account: Account, meeting: Meeting) -> HttpResponse:
    """End a visit or a call whose complaint is on record; words of a step that was not made are asked about."""
    complaint = meeting.complaint
    assert complaint is not None
    name = step_of(complaint, request.POST.get("step", ""))
    if name and "leave" not in request.POST and "version" in request.POST and current_meeting(account) == meeting:
        facts = facts_for_coach(complaint, account, meeting, timezone.now())
        step = DeskStep(complaint, name, account, facts, request.POST.dict(), request.FILES)
        if _has_new_words(step):
            return case_page(request, account, complaint, meeting, step, Coach(facts), 422, is_leaving=True)
    return _done(request, end(meeting, by=account))


def _has_new_words(step: DeskStep) -> bool:
    fields = [field for field in step.form if isinstance(field.field.widget, forms.Textarea | forms.TextInput)]
    return any(_folded(field.data) not in ("", _folded(field.initial)) for field in [*fields, *step.lacking])


def _folded(words: object) -> str:
    return "".join(str(words or "").split())


def _done(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    messages.success(request, _what_happened(meeting))
    return redirect("desk:home")


def _what_happened(meeting: Meeting) -> str:
    if began_at(meeting) is None:
        missed = _("Recorded as not answered. It is on the list of calls to return.")
        return missed if isinstance(meeting, Call) else _("The visitor left before being received.")
    ended = _("The call has ended.") if isinstance(meeting, Call) else _("The visit has ended.")
    complaint = meeting.complaint
    if complaint is None:
        why = _(NothingRecorded(meeting.nothing_because).label)
        return f"{ended} {_('Nothing to record: %(why)s') % {'why': why}}"
    said = {"number": complaint.number, "who": complaint.case_owner.name}
    if complaint.stage == Stage.RECEIVED:
        return f"{ended} {_('%(number)s has not been read back yet. Case owner: %(who)s') % said}"
    return f"{ended} {_('%(number)s is on record. Case owner: %(who)s') % said}"
