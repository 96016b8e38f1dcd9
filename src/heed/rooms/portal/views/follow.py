"""The secret page of one complaint (R56, R68, R76): the promise, what happened, what comes next, the one question."""

from datetime import time, timedelta

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from heed.insight.filetypes import PICTURES, PLAYED
from heed.process.moves import MOVES
from heed.process.owner_questions import OWNER_QUESTIONS
from heed.process.words.base import N_
from heed.queries.community.news import news_for
from heed.queries.complaints.owner_files import files_visible_to_owner
from heed.queries.complaints.owner_view import owner_view
from heed.queries.incidents.told import told_to_owner
from heed.queries.notices.reach import lacks_gateway
from heed.queries.policies import policy_of
from heed.queries.triage.danger import may_be_emergency
from heed.records.models import Complaint
from heed.rooms.portal import wording
from heed.rooms.portal.pages import EMERGENCY, owners_page, show
from heed.ui.calendar_file import CalendarEvent, calendar_response
from heed.ui.file_response import file_response
from heed.ui.in_app import app_around
from heed.ui.names import in_words
from heed.ui.owners_pages import lost
from heed.ui.qr import square

#: Of a longer life the earlier part is folded away.
UNFOLDED = 8
#: How long a promised time takes in a calendar.
EVENT = timedelta(minutes=30)
#: A calendar is read on any day: seen from so long before, a title has its date and never "tomorrow".
ANOTHER_DAY = timedelta(days=7)
PASSED = N_("Things have changed in the meantime, so this could not be sent. This is the current state.")


@owners_page
def follow(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    """`/f/<secret>/`."""
    now = timezone.now()
    view = owner_view(complaint, now)
    lines = wording.lines(view.told)
    fold = len(lines) - UNFOLDED + 2 if len(lines) > UNFOLDED else 0
    context = {
        "project": complaint.project,
        "secret": complaint.secret,
        "view": view,
        "received": wording.received(view),
        "card": wording.card(view, complaint.project, now),
        "earlier": wording.by_day(lines[:fold]),
        "earlier_count": fold,
        "days": wording.by_day(lines[fold:]),
        "coming": wording.coming(view),
        "reopen_until": wording.on_day(view.reopen_until, now) if view.reopen_until else "",
        "incident_told": told_to_owner(complaint) if view.is_open else "",
        "thanks": _thanks(request.GET.get("done", "")),
        "passed": request.GET.get("done") == "passed",
        "bodies": _bodies(complaint),
        "news": news_for(complaint, get_language() or "", now),
        "news_from": "own",
    }
    return show(request, "follow", context)


@owners_page
def calendar(request: HttpRequest, complaint: Complaint) -> HttpResponseBase:
    """`/f/<secret>/calendar.ics`: the time that is promised now, for the owner's own calendar (R68, R76)."""
    now = timezone.now()
    view = owner_view(complaint, now)
    card = wording.card(view, complaint.project, now)
    if card is None or card.due_at is None or card.is_late:
        return lost(request)
    begins_at = view.awaited.visit.at if view.awaited and view.awaited.visit else card.due_at
    if timezone.localtime(begins_at).time() == time.min:  # the end of a day belongs to that day
        begins_at -= EVENT
    dated = wording.card(view, complaint.project, begins_at - ANOTHER_DAY) or card
    url = request.build_absolute_uri(reverse("portal:follow", args=[complaint.secret]))
    event = CalendarEvent(
        uid=f"{complaint.number}@heed", sequence=complaint.version, stamped_at=now, begins_at=begins_at,
        ends_at=begins_at + EVENT, title=f"{dated.what} · {complaint.project}", place=complaint.project.address,
        about=f"{complaint.number} {complaint.project.hotline}".strip(), url=url,
    )  # fmt: skip
    return calendar_response(event, f"{complaint.number}.ics")


@owners_page
def sent(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    """`/f/<secret>/sent/`: the number, the secret address, and what happens by when."""
    now = timezone.now()
    view = owner_view(complaint, now)
    url = request.build_absolute_uri(reverse("portal:follow", args=[complaint.secret]))
    context = {
        "project": complaint.project,
        "secret": complaint.secret,
        "view": view,
        "url": url,
        "square": square(url),
        "steps": wording.promised_steps(view, now),
        "no_gateway": lacks_gateway(complaint),
        "in_danger": may_be_emergency(complaint, complaint.content),
        "emergency": EMERGENCY.get(complaint.project.timezone, ""),
    }
    return show(request, "sent", context)


@owners_page
def file(request: HttpRequest, complaint: Complaint, pk: int) -> HttpResponseBase:
    """`/f/<secret>/files/<pk>/`: a picture is shown, a recording played, anything else saved; a file never runs.

    Inside of an app that saves no files a page says how.
    """
    found = files_visible_to_owner(complaint).filter(pk=pk).first()
    if found is None:
        return lost(request)
    opened = found.mime in (*PICTURES, *PLAYED)
    if not opened and (app := app_around(request)):
        return show(request, "saved_elsewhere", {"project": complaint.project, "secret": complaint.secret, "app": app})
    try:
        answer = file_response(request, found, opened=opened)
    except FileNotFoundError:
        return lost(request)
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _bodies(complaint: Complaint) -> list[tuple[str, str]]:
    """The bodies outside to which an owner may turn once there is a result, each with its number."""
    if complaint.stage not in MOVES["ask_review"].at:
        return []
    return [(in_words(body.names), body.number) for body in policy_of(complaint.policy_id).outside_bodies]


def _thanks(done: str) -> str:
    if done == "passed":
        return _(PASSED)
    return _(OWNER_QUESTIONS[done].thanks) if done in OWNER_QUESTIONS else ""
