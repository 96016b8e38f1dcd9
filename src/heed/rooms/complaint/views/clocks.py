"""Why a clock is due when it is, line by line."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from heed.queries.access import complaints_visible_to
from heed.queries.clocks.clock_state import why_due
from heed.queries.policies import policy_of
from heed.records.models import Clock, Entry
from heed.rooms.complaint.clock_words import calendar_name, course_in_words, line_of
from heed.rooms.complaint.progress import label_of, outcome_of
from heed.ui.requests import account_of, staff_only


@never_cache
@staff_only
@require_safe
def clock(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The explanation of one clock: a page, or a dialog over the complaint."""
    complaints = complaints_visible_to(account_of(request)).filter(number=number.upper())
    clocks = Clock.objects.select_related("complaint", "policy", "calendar", "order__department")
    found = get_object_or_404(clocks, pk=pk, complaint__in=complaints)
    policy = policy_of(found.policy_id)
    ended_with = Entry.objects.filter(complaint=found.complaint_id, at=found.stopped_at) if found.stopped_at else ()
    context = {
        "clock": found,
        "complaint": found.complaint,
        "label": label_of(found, policy),
        "outcome": outcome_of(found, ended_with),
        "reasons": [line_of(why) for why in why_due(found, timezone.now(), calendar_name(found))],
        "events": course_in_words(found, policy),
    }
    dialog = getattr(request, "htmx", None)
    return render(request, "complaint/clock_dialog.html" if dialog else "complaint/clock.html", context)
