"""A daily record on a schedule, for tests."""

from datetime import datetime
from typing import Any

from heed.actions.reports.schedules import ScheduleFacts, add_schedule
from heed.process.words import ReportFile, ReportKind
from heed.records.models import Account, ReportSchedule
from tests.world import MORNING


def daily(by: Account, *people: Account, **facts: Any) -> ReportSchedule:
    """A daily record at eight, added in the morning at ten."""
    usual: dict[str, Any] = {"people": people, "file": ReportFile.XLSX}
    return add_schedule(ScheduleFacts(ReportKind.DAY, day=0, minute=480, **(usual | facts)), by=by, at=MORNING)


def due(schedule: ReportSchedule) -> datetime:
    schedule.refresh_from_db()
    assert schedule.next_at is not None
    return schedule.next_at
