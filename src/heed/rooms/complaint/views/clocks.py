"""Why a clock is due when it is, line by line."""

from datetime import date, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from heed.process.clock_explanation import Reason
from heed.process.policy import Policy
from heed.process.words import ClockEventKind, ClockKind, Role, Word
from heed.queries.access import complaints_visible_to
from heed.queries.clocks.clock_state import why_due
from heed.queries.policies import policy_of
from heed.records.models import Clock, ClockEvent
from heed.rooms.complaint.progress import label_of
from heed.ui import humanize
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
    context = {
        "clock": found,
        "complaint": found.complaint,
        "label": label_of(found, policy),
        "reasons": [line(why) for why in why_due(found, timezone.now(), _calendar(found))],
        "events": [
            (found.started_at, _("Started")),
            *((event.at, _event(event, policy, found)) for event in found.events.order_by("at", "pk")),
        ],
    }
    dialog = getattr(request, "htmx", None)
    return render(request, "complaint/clock_dialog.html" if dialog else "complaint/clock.html", context)


def line(reason: Reason) -> str:
    """One line of an explanation in the reader's language, its instants, days and lengths in words."""
    return _(reason.msgid) % {name: _param(value) for name, value in reason.params.items()}


def _param(value: object) -> object:
    if isinstance(value, datetime):
        return humanize.instant(value)
    if isinstance(value, date):
        return humanize.day(value)
    if isinstance(value, timedelta):
        return humanize.duration(value)
    return _(value.label) if isinstance(value, Word) else value


def _calendar(clock: Clock) -> str:
    """What the open time of a clock is called: a version of the project's calendar, or the policy's hours."""
    if clock.calendar is None:
        return _("default hours of the policy")
    return _("project hours, version %(number)s") % {"number": clock.calendar.number}


def _event(event: ClockEvent, policy: Policy, clock: Clock) -> str:
    """One event in words; an escalation with whom it went to, others with their reason."""
    said = _(ClockEventKind(event.kind).label)
    if event.kind == ClockEventKind.ESCALATED:
        rungs = policy.rule(ClockKind(clock.kind), clock.level).rungs
        return " · ".join([said, *(_(Role(rung.to).label) for rung in rungs if rung.number == event.rung)])
    if event.kind == ClockEventKind.BREACHED and event.rung:
        return _("Another day without a progress report: miss %(number)s") % {"number": event.rung + 1}
    if event.reason and event.kind != ClockEventKind.STOPPED:
        return f"{said} · {event.reason}"
    return said
