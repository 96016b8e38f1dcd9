"""A clock in words: why it is due when it is, line by line, and what happened to it."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from heed.process.clock_explanation import Reason
from heed.process.policy import Policy
from heed.process.words import ClockEventKind, ClockKind, Role, Word
from heed.records.models import Clock, ClockEvent
from heed.ui import humanize


def line_of(reason: Reason) -> str:
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


def calendar_name(clock: Clock) -> str:
    """What the open time of a clock is called: a version of the project's calendar, or the policy's hours."""
    if clock.calendar is None:
        return _("default hours of the policy")
    return _("project hours, version %(number)s") % {"number": clock.calendar.number}


def course_in_words(clock: Clock, policy: Policy) -> list[tuple[datetime, str]]:
    """What happened to a clock from its start to its end, each with its instant; its `events` may be prefetched."""
    events = sorted(clock.events.all(), key=lambda event: (event.at, event.pk))
    said = [(clock.started_at, _("Started")), *((event.at, _in_words(event, policy, clock)) for event in events)]
    if clock.stopped_at is not None:
        said.append((clock.stopped_at, _(ClockEventKind.STOPPED.label)))
    return said


def _in_words(event: ClockEvent, policy: Policy, clock: Clock) -> str:
    """One event in words; an escalation with whom it went to, others with their reason."""
    said = _(ClockEventKind(event.kind).label)
    if event.kind == ClockEventKind.ESCALATED:
        rungs = policy.rule(ClockKind(clock.kind), clock.level).rungs
        return " · ".join([said, *(_(Role(rung.to).label) for rung in rungs if rung.number == event.rung)])
    if event.kind == ClockEventKind.BREACHED and event.rung:
        return _("Another day without a progress report: miss %(number)s") % {"number": event.rung + 1}
    if event.reason:
        return f"{said} · {event.reason}"
    return said
