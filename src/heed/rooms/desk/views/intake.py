"""The intake: the person, the suggestions while it is typed, and recording it (R2 to R14, R48, R81 to R83)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from heed.actions.engine.errors import Refused
from heed.actions.reception.meetings import set_emotion
from heed.insight.numbers import whole_number
from heed.process.words import Emotion
from heed.queries.access import people_visible_to
from heed.queries.complaints.numbered import complaints_numbered
from heed.queries.complaints.old import search_old_complaints
from heed.queries.notices.reach import lacks_gateway
from heed.queries.reception import current_meeting
from heed.records.models import Complaint, Person
from heed.rooms.desk.forms import IntakeForm
from heed.rooms.desk.intake import take_in
from heed.rooms.desk.lookup import card_of, found
from heed.rooms.desk.steps import STEPS
from heed.rooms.desk.suggestions import IntakeReading
from heed.rooms.desk.views.context import desks_of
from heed.rooms.desk.views.page import chosen_project, intake_page
from heed.ui.names import NO_GATEWAY
from heed.ui.refusals import add_refusals
from heed.ui.requests import account_of


@login_required
@require_GET
def who(request: HttpRequest) -> HttpResponse:
    """People behind a telephone number, a room or a name, complaints behind theirs, and old ones, while it is typed."""
    account, text = account_of(request), request.GET.get("q", "").strip()
    desks = desks_of(account)
    context = {
        "hits": found(account, desks, text),
        "numbered": complaints_numbered(account, desks, text),
        "old": search_old_complaints(account, text, projects=[desk.pk for desk in desks]) if len(text) > 1 else (),
        "q": text,
    }
    return render(request, "desk/parts/hits.html", context)


@login_required
@require_GET
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """The card of the person chosen: home, past and open complaints."""
    account = account_of(request)
    known = card_of(account, desks_of(account), pk)
    if known is None:
        raise Http404
    return render(request, "desk/parts/person.html", {"known": known})


@login_required
@require_POST
def reading(request: HttpRequest) -> HttpResponse:
    """The suggestions for what is typed so far; also saves the mood of the visit or call (R11, R31)."""
    account = account_of(request)
    meeting, emotion = current_meeting(account), request.POST.get("emotion", "")
    if meeting is not None and emotion in list(Emotion) and emotion != meeting.emotion:
        meeting.emotion = set_emotion(meeting, emotion, by=account).emotion
    project = meeting.project if meeting is not None else chosen_project(request, desks_of(account))
    read = IntakeReading(
        account, project, request.POST.dict(), timezone.now(), request.POST.get("channel", ""), meeting,
        _person(request),
    )  # fmt: skip
    context = {"reading": read, "coach": read.coach, "meeting": meeting, "live": True, "project": project}
    return render(request, "desk/parts/reading.html", context)


def _person(request: HttpRequest) -> Person | None:
    chosen = whole_number(request.POST.get("person"))
    if chosen is None:
        return None
    return people_visible_to(account_of(request)).filter(pk=chosen).first()


@login_required
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Record the complaint; then go on to reading it back, settling or promising."""
    account = account_of(request)
    projects, meeting = desks_of(account), current_meeting(account)
    form = IntakeForm(account, projects, request.POST, request.FILES)
    status = 422
    if form.is_valid():
        try:
            complaint = take_in(form.cleaned_data, by=account, meeting=meeting)
        except Refused as refused:
            status = 409
            add_refusals(form, refused)
        else:
            step = request.POST.get("next", "")
            _say_what_became(request, complaint, merging=bool(form.cleaned_data.get("merge_into")))
            address = reverse("desk:case", kwargs={"number": complaint.number})
            return redirect(f"{address}?step={step}" if step in [row.name for row in STEPS] else address)
    return intake_page(request, account, projects, meeting, request.POST.get("channel", ""), form, status)


def _say_what_became(request: HttpRequest, complaint: Complaint, *, merging: bool) -> None:
    """Say whether it was merged, where that was asked for, and whether nothing can be sent to the owner."""
    if complaint.merged_into_id:
        messages.success(request, _("Recorded as %(number)s and merged.") % {"number": complaint.number})
    elif merging:
        said = _("Recorded as %(number)s. It could not be merged: try again on its page.")
        messages.warning(request, said % {"number": complaint.number})
    if lacks_gateway(complaint):
        messages.warning(request, _(NO_GATEWAY))
