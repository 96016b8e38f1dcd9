"""Due times that were agreed: of a promise, a part, a visit, a call, a body, or the day of the agreement."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from heed.actions.engine.change import Change
from heed.process.moves import BODY_CLOCKS
from heed.process.settling import CALL_AT
from heed.process.words import ClockKind
from heed.records.models import Project


def agreed_due_at(change: Change, kind: ClockKind) -> datetime | None:
    """Return the time agreed for a promise, a return visit or a body, or the end of the day of agreement (R55, R60)."""
    if kind in BODY_CLOCKS:
        return change.facts.get(BODY_CLOCKS[kind].name) or None
    if kind is ClockKind.FRIENDLY_CALL:
        return change.facts.get(CALL_AT.name) or None
    if kind is ClockKind.PROMISE:
        assert change.promise is not None
        return change.promise.due_at
    if kind in (ClockKind.PART, ClockKind.DEMAND) or (kind is ClockKind.VISIT and kind in change.move.starts):
        due_at: datetime = change.facts["due_at"]
        return due_at
    if kind is ClockKind.FINISH:
        return end_of_day(change.complaint.project, change.at)
    return None


def end_of_day(project: Project, at: datetime) -> datetime:
    """Return the end of the project's local day in which `at` lies."""
    zone = ZoneInfo(project.timezone)
    following = at.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(following, time.min, zone)
