"""Reporting to a project (R1, R3, R6): a report is taken in or comes back with every word, never lost."""

import math
import secrets
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heed.process.policy import Policy
from heed.process.words import ClockKind
from heed.queries.community.news import news_of
from heed.queries.complaints.at_place import reported_at, usual_at
from heed.queries.complaints.owner_lookup import complaint_sent_with
from heed.queries.place_codes import code_called
from heed.queries.policies import current_policy
from heed.queries.reception_days import has_invitation
from heed.queries.triage.danger import speaks_of_danger
from heed.records.models import Place, Project
from heed.rooms.portal import quota, wording
from heed.rooms.portal.forms import LONGEST
from heed.rooms.portal.pages import EMERGENCY, show
from heed.rooms.portal.report_form import ReportForm, home_at
from heed.rooms.portal.suspicion import reasons_to_hold
from heed.rooms.portal.taking_in import facts_of, hold, take_in
from heed.ui.limits import Limit
from heed.ui.owners_pages import lost, open_page, project_page
from heed.ui.widgets import MEGABYTE

HOUR = 3600


@project_page
def report(request: HttpRequest, project: Project) -> HttpResponse:
    """`/p/<slug>/`: the form, and taking in what was written."""
    return _report(request, project, None)


@open_page
def at_place(request: HttpRequest, code: str) -> HttpResponseBase:
    """`/at/<code>/`: the same at the place of a code; one that was replaced says so and leads to the estate's form."""
    found = code_called(code)
    if found is None:
        return lost(request)
    project = found.place.project
    with timezone.override(project.timezone):
        if found.ended_at is not None:
            return show(request, "code_ended", {"project": project}, status=410)
        return _report(request, project, found.place)


@project_page
@require_POST
def danger(request: HttpRequest, project: Project) -> HttpResponse:
    """`/p/<slug>/danger/`: whether what is being typed speaks of danger; nothing of it is kept."""
    said = [request.POST.get(name, "")[:LONGEST] for name in ("content", "where")]
    return JsonResponse({"danger": speaks_of_danger(current_policy(), *said)})


def _report(request: HttpRequest, project: Project, place: Place | None) -> HttpResponse:
    policy = current_policy()
    asked = (place, usual_at(place, policy), reported_at(place, policy, timezone.now()))
    if request.method != "POST":
        initial = {"client_key": secrets.token_urlsafe(16), "where": request.GET.get("where", ""),
                   "unit": home_at(place), "joins": request.GET.get("joins", "")[:20]}  # fmt: skip
        return _show(request, project, policy, ReportForm(*asked, initial=initial))
    form = ReportForm(*asked, request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, project, policy, form, 422)
    if known := complaint_sent_with(form.key()):
        return redirect("portal:sent", secret=known.secret)
    limit = Limit("report", settings.HEED_REPORTS_HOURLY, HOUR)
    if minutes := limit.take(request):
        form.add_error(None, _too_many(project, minutes))
        return _show(request, project, policy, form, 429)
    if not quota.take(request):
        limit.give_back(request)
        form.add_error("files", _(quota.USED_UP))
        return _show(request, project, policy, form, 429)
    facts = facts_of(project, form)
    why = reasons_to_hold(request, project, place, policy, facts)
    address = hold(project, form, facts, why) if why else take_in(project, form, facts)
    if not address:
        limit.give_back(request)
        quota.give_back(request)
        return _show(request, project, policy, form, 409)
    return redirect(address)


def _show(request: HttpRequest, project: Project, policy: Policy, form: ReportForm, status: int = 200) -> HttpResponse:
    answer = policy.rule(ClockKind.ANSWER).limit
    now = timezone.now()
    context: dict[str, Any] = {
        "project": project,
        "has_days": has_invitation(project, now),
        "form": form,
        "place": form.place,
        "address": request.path,
        "here": [wording.here(one, now) for one in form.here.values()],
        "joined": wording.here(form.joined, now) if form.joined else None,
        "emergency": EMERGENCY.get(project.timezone, ""),
        "in_danger": speaks_of_danger(policy, *(str(form.data.get(name, "")) for name in ("content", "where"))),
        "answer_hours": math.ceil(answer / 60) if answer else 0,
        "most_bytes": settings.HEED_UPLOAD_MB * MEGABYTE,
        "most_media_bytes": settings.HEED_MEDIA_MB * MEGABYTE,
        "whole_form": reverse("portal:project", args=[project.slug]) if form.place else "",
        "news": news_of(project, get_language() or "", now, policy),
    }
    response = show(request, "report", context, status)
    response.headers["Cache-Control"] = "no-store"  # each page has a key of its own, against taking in twice
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _too_many(project: Project, minutes: int) -> str:
    words = {"minutes": minutes, "hotline": project.hotline}
    if project.hotline:
        said = _("Many messages came from your network. Nothing is lost: wait %(minutes)s min and press Send again, or call %(hotline)s.")  # noqa: E501  # fmt: skip
    else:
        said = _("Many messages came from your network. Nothing is lost: wait %(minutes)s min and press Send again.")
    return said % words
