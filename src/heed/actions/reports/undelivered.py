"""A report on a schedule that could not be delivered: in the audit log, next to that it went out (R102, R103).

Sending it again is in `heed.actions.reports.again`, as delivery itself calls what stands here.
"""

from datetime import datetime

from heed.actions.record.audit import record_event
from heed.actions.reports.schedules import DATA, REPORT_DUE
from heed.process.words import AuditKind, ReportKind
from heed.records.models import Notice, ReportSending


def record_undelivered(notice: Notice, error: str, at: datetime) -> None:
    """Record, in the caller's transaction, that a report was set aside; nothing for another notice, or where its owner
    has stopped the schedule."""
    if notice.about != REPORT_DUE:
        return
    found = ReportSending.objects.select_related("schedule__owner", "schedule__project", "schedule__region")
    sending = found.filter(pk=notice.facts["sending"], schedule__next_at__isnull=False).first()
    if sending is None:
        return
    schedule = sending.schedule
    facts = {"data": DATA[ReportKind(schedule.report)].value, "month": notice.facts["on"], "error": error}
    if schedule.region is not None:
        facts["region"] = schedule.region.name
    else:
        facts["project"] = schedule.project.code if schedule.project is not None else ""
    if notice.robot is not None:
        facts["name"] = notice.robot.name
    record_event(AuditKind.REPORT_FAILED, by=schedule.owner, account=notice.account, at=at, facts=facts)
