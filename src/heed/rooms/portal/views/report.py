"""Reporting to a project (R1, R3, R6): a report is taken in or comes back with every word, never lost."""

import math
import secrets
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from heed.actions.complaints.intake import lodge
from heed.actions.engine.errors import Refused
from heed.process.words import Channel, ClockKind
from heed.queries.actor import OWNER
from heed.queries.complaints.owner_lookup import complaint_sent_with
from heed.queries.policies import current_policy
from heed.queries.reception_days import has_invitation
from heed.queries.residents.matching import home_numbered, resident_with
from heed.records.models import Complaint, Project
from heed.rooms.portal import quota
from heed.rooms.portal.forms import ReportForm
from heed.rooms.portal.pages import show
from heed.ui.limits import Limit
from heed.ui.owners_pages import project_page
from heed.ui.refusals import add_refusals

HOUR = 3600
#: Whom to call first where life is in danger, by the project's time zone.
EMERGENCY = {
    "Asia/Shanghai": "119", "Asia/Chongqing": "119", "Asia/Urumqi": "119", "Asia/Taipei": "119",
    "Asia/Hong_Kong": "999", "Asia/Macau": "999",
}  # fmt: skip


@project_page
def report(request: HttpRequest, project: Project) -> HttpResponse:
    """`/p/<slug>/`: the form, and taking in what was written."""
    if request.method != "POST":
        initial = {"client_key": secrets.token_urlsafe(16), "where": request.GET.get("where", "")}
        return _show(request, project, ReportForm(initial=initial))
    form = ReportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, project, form, 422)
    if known := complaint_sent_with(form.key()):
        return redirect("portal:sent", secret=known.secret)
    limit = Limit("report", settings.HEED_REPORTS_HOURLY, HOUR)
    if minutes := limit.take(request):
        form.add_error(None, _too_many(project, minutes))
        return _show(request, project, form, 429)
    if not quota.take(request):
        limit.give_back(request)
        form.add_error("files", _(quota.USED_UP))
        return _show(request, project, form, 429)
    complaint = _take_in(project, form)
    if complaint is None:
        limit.give_back(request)
        quota.give_back(request)
        return _show(request, project, form, 409)
    return redirect("portal:sent", secret=complaint.secret)


def _show(request: HttpRequest, project: Project, form: ReportForm, status: int = 200) -> HttpResponse:
    answer = current_policy().rule(ClockKind.ANSWER).limit
    context = {
        "project": project,
        "has_days": has_invitation(project, timezone.now()),
        "form": form,
        "emergency": EMERGENCY.get(project.timezone, ""),
        "answer_hours": math.ceil(answer / 60) if answer else 0,
        "most_files": settings.HEED_MOST_FILES,
    }
    response = show(request, "report", context, status)
    response.headers["Cache-Control"] = "no-store"  # each page has a key of its own, against taking in twice
    return response


def _take_in(project: Project, form: ReportForm) -> Complaint | None:
    """The complaint; None where the workflow refuses it, with the reasons in the form."""
    facts = form.facts()
    known = {} if facts["anonymous"] else _known(project, facts)
    facts |= {"channel": Channel.WEB, "language": get_language(), "client_key": form.key(), **known}
    try:
        return lodge(project, by=OWNER, **facts)
    except Refused as refused:
        add_refusals(form, refused)
        return None


def _known(project: Project, facts: dict[str, Any]) -> dict[str, Any]:
    """The resident and the home, where what was written names just one: then repeats are seen at once (R10)."""
    home = home_numbered(project, facts["unit"])
    return {"person": resident_with(project, facts["contact"], facts["name"], home), "place": home}


def _too_many(project: Project, minutes: int) -> str:
    words = {"minutes": minutes, "hotline": project.hotline}
    if project.hotline:
        said = _("Many messages came from your network. Nothing is lost: wait %(minutes)s min and press Send again, or call %(hotline)s.")  # noqa: E501  # fmt: skip
    else:
        said = _("Many messages came from your network. Nothing is lost: wait %(minutes)s min and press Send again.")
    return said % words
