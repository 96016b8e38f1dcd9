"""Due times that were agreed: of a promise, a part, a visit, a call, a body, or the day of the agreement."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from heed.actions.engine.change import Change
from heed.process.clocks import times
from heed.process.moves import BODY_CLOCKS
from heed.process.settling import CALL_AT
from heed.process.words import ClockKind
from heed.queries.policies import hours_of
from heed.records.models import Project


def agreed_due_at(change: Change, kind: ClockKind) -> datetime | None:
    """Return the time agreed for a promise, a return visit or a body, or the end of the day of agreement (R55, R60)."""
    if kind in BODY_CLOCKS:
        return change.facts.get(BODY_CLOCKS[kind].name) or None
    if kind is ClockKind.VISIT and change.columns.get("questionnaire_until"):
        return _call_due_at(change, change.columns["questionnaire_until"])
    if kind is ClockKind.FRIENDLY_CALL:
        return change.facts.get(CALL_AT.name) or None
    if kind is ClockKind.PROMISE:
        assert change.promise is not None
        return change.promise.due_at
    if kind in (ClockKind.PART, ClockKind.DEMAND) or (kind is ClockKind.VISIT and change.move.agrees_time):
        due_at: datetime = change.facts["due_at"]
        return due_at
    if kind is ClockKind.FINISH:
        return end_of_day(change.complaint.project, change.at)
    return None


def _call_due_at(change: Change, silent_at: datetime) -> datetime:
    """Return when a silent owner is to be called: the target of a return visit, counted from `silent_at` (R91)."""
    level = str(change.columns.get("level", change.complaint.level))
    hours = hours_of(change.complaint.project.calendar_id, change.complaint.policy_id)
    due = times(change.case.policy.rule(ClockKind.VISIT, level), hours, silent_at)
    return due.target_at or due.limit_at or silent_at


def end_of_day(project: Project, at: datetime) -> datetime:
    """Return the end of the project's local day in which `at` lies."""
    zone = ZoneInfo(project.timezone)
    following = at.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(following, time.min, zone)
