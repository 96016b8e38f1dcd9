"""The page of an owner's link that was revoked or has ended: a new one goes to the contact on record."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from heed.actions.engine.errors import Refused
from heed.actions.registry import ACTIONS
from heed.process.reach_guards import link_can_be_sent
from heed.queries.actor import OWNER
from heed.queries.complaints.case import case_of
from heed.records.models import Complaint
from heed.ui.limits import Limit

#: New links that one network may ask for in an hour.
ASKED = Limit("link-asked", 10, 3600)


def link_ended(request: HttpRequest, complaint: Complaint, now: datetime) -> HttpResponse:
    """Say what became of the link; a press of the button sends a new one to the contact on record."""
    page: dict[str, Any] = {"project": complaint.project, "complaint": complaint, "csrf_token": None}
    page["reachable"] = link_can_be_sent(case_of(complaint, OWNER, now)[0]) is None
    status = 410
    if request.method == "POST" and "new_link" in request.POST:
        status, more = _send_new(request, complaint)
        page |= more
    return render(request, "portal/link_ended.html", page, status=status)


def _send_new(request: HttpRequest, complaint: Complaint) -> tuple[int, dict[str, object]]:
    """Send a new link; return the status of the page, and what it says of it."""
    if minutes := ASKED.take(request):
        wait = _("Too many tries. Please wait %(minutes)s min, or call us.") % {"minutes": minutes}
        return 429, {"problem": wait}
    try:
        ACTIONS["renew_link"](complaint, by=OWNER)
    except Refused:
        return 410, {}
    return 200, {"is_sent": True}
