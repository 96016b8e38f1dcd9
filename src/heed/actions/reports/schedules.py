"""Reports on a schedule: added, changed, paused, removed, and put in the outbox when they are due (R102, R103).

A report that is due becomes notices in one transaction with the next time, so that it goes out once whatever dies. Its
numbers and its file are made when it is sent, of what its receiver may see then.
"""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Max
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.engine.outbox import write
from heed.actions.record.audit import record_event
from heed.process.case import Refusal
from heed.process.preferences import NoticeWay
from heed.process.scheduling import days_offered
from heed.process.words import N_, AuditedData, AuditKind, ReportFile, ReportKind
from heed.queries.reports.schedules import (
    key_of,
    may_be_told,
    people_offered,
    projects_of_schedule,
    robots_offered,
    times_of_schedule,
)
from heed.queries.tallies.soundness import counts_anew
from heed.records.models import Account, Notice, Project, Region, ReportSchedule, ReportSending, Robot
from heed.records.models.notice import ROBOT_CHANNEL

#: What a notice that brings a report is about.
REPORT_DUE = "report_due"
#: So long a report waits while its numbers are being counted anew; then it says that some are missing.
PATIENCE = timedelta(hours=1)
#: So many schedules one person has at most, and so many of their sendings are kept.
MOST, KEPT = 40, 60
LEFT = N_("Its owner has left.")
CLOSED = N_("Its project is closed.")
SEES_NOTHING = N_("Its owner may not read these reports any more.")
HAS_ENDED = N_("This schedule has ended. Add a new one.")
_log = logging.getLogger(__name__)
_FULL = N_("You have %(most)s schedules: remove one first.")
#: As which data the audit log knows each report.
DATA = {
    ReportKind.MONTH: AuditedData.MONTHLY_TABLE,
    ReportKind.WEEK: AuditedData.WEEKLY_REPORT,
    ReportKind.DAY: AuditedData.DAILY_RECORD,
}


@dataclass(frozen=True, slots=True)
class ScheduleFacts:
    """What a person chose: the report, of which projects (neither: all), the file, when (`SendTimes`), and to whom."""

    report: ReportKind
    file: ReportFile
    day: int
    minute: int
    project: Project | None = None
    region: Region | None = None
    people: Collection[Account] = ()
    robots: Collection[Robot] = ()


@transaction.atomic
def add_schedule(facts: ScheduleFacts, *, by: Account, at: datetime | None = None) -> ReportSchedule:
    """Add a schedule. Raises Refused where it goes to nobody, to a stranger, or tells of what `by` may not read."""
    now = at or timezone.now()
    refusals = []
    if ReportSchedule.objects.filter(owner=by).count() >= MOST:
        refusals.append(Refusal(_FULL, params={"most": MOST}))
    made = ReportSchedule(owner=by, report=facts.report.value)
    _set(made, facts, by, now, refusals)
    made.next_at = times_of_schedule(made).next_after(now)
    _save(made, facts)
    return made


@transaction.atomic
def change_schedule(
    schedule: ReportSchedule, facts: ScheduleFacts, *, by: Account, at: datetime | None = None
) -> ReportSchedule:
    """Change what its owner chose; one that is paused stays so. Raises Refused as for a new one, and where it ended."""
    now = at or timezone.now()
    locked = ReportSchedule.objects.select_for_update(of=("self",)).get(pk=schedule.pk)
    _set(locked, facts, by, now, [Refusal(HAS_ENDED)] if locked.ended else [])
    if locked.next_at is not None:
        locked.next_at = _next_after(locked, now)
    _save(locked, facts)
    return locked


def _set(
    schedule: ReportSchedule, facts: ScheduleFacts, by: Account, now: datetime, refusals: Collection[Refusal]
) -> None:
    """Write what was chosen into the row. Raises Refused, with these refusals among others."""
    schedule.project, schedule.region, schedule.file = facts.project, facts.region, facts.file.value
    schedule.day, schedule.minute, schedule.made_at = facts.day, facts.minute, now
    schedule.zone = facts.project.timezone if facts.project else settings.TIME_ZONE
    if found := [*_wrong_times(facts), *_wrong_receivers(schedule, facts, by), *refusals]:
        raise Refused(found)


def _save(schedule: ReportSchedule, facts: ScheduleFacts) -> None:
    schedule.save()
    schedule.people.set(facts.people)
    schedule.robots.set(facts.robots)


def _next_after(schedule: ReportSchedule, now: datetime) -> datetime:
    """The next time of sending, later than any that has been."""
    last = schedule.sendings.aggregate(Max("due_at"))["due_at__max"]
    return times_of_schedule(schedule).next_after(max(now, last or now))


def _wrong_times(facts: ScheduleFacts) -> list[Refusal]:
    fits = facts.day in days_offered(facts.report) and 0 <= facts.minute < 24 * 60
    return [] if fits else [Refusal(N_("Choose one from the list."), "day")]


def _wrong_receivers(schedule: ReportSchedule, facts: ScheduleFacts, by: Account) -> list[Refusal]:
    found = []
    told = projects_of_schedule(schedule, by)
    if not told:
        found.append(Refusal(N_("You may not read the reports of these projects."), "scope"))
    if not facts.people and not facts.robots:
        found.append(Refusal(N_("Choose at least one person or group."), "people"))
    known = set(people_offered(by).values_list("pk", flat=True))
    if any(one.pk not in known or not projects_of_schedule(schedule, by, one) for one in facts.people):
        found.append(Refusal(N_("A person among them may not read these reports, or has no e-mail."), "people"))
    groups = set(robots_offered(by).values_list("pk", flat=True))
    if any(one.pk not in groups or not may_be_told(one, by, told) for one in facts.robots):
        found.append(Refusal(N_("A group of one project gets the reports of that project alone."), "robots"))
    return found


def pause(schedule: ReportSchedule) -> None:
    """Send nothing more until it goes on."""
    ReportSchedule.objects.filter(pk=schedule.pk).update(next_at=None)


def resume(schedule: ReportSchedule, *, at: datetime | None = None) -> None:
    """Go on with a paused schedule, from the next time on. Raises Refused for one that has ended."""
    if schedule.ended:
        raise Refused([Refusal(HAS_ENDED)])
    next_at = _next_after(schedule, at or timezone.now())
    ReportSchedule.objects.filter(pk=schedule.pk, next_at=None, ended="").update(next_at=next_at)


def remove(schedule: ReportSchedule) -> None:
    """Remove a schedule; what has not gone out yet is not sent."""
    schedule.delete()


def end_schedules_of(account: Account) -> None:
    """End the schedules of a person who leaves."""
    ReportSchedule.objects.filter(owner=account, ended="").update(next_at=None, ended=LEFT)


def send_due_reports(at: datetime | None = None) -> int:
    """Put the reports that are due in the outbox; return how many were. What is wrong with one stops no other."""
    now = at or timezone.now()
    due = ReportSchedule.objects.filter(next_at__lte=now).order_by("next_at", "pk").values_list("pk", flat=True)
    sent = 0
    for pk in list(due):
        try:
            sent += _send(pk, now)
        except (OperationalError, InterfaceError):  # the database does not answer: the worker waits for it
            raise
        except Exception:  # noqa: BLE001
            _log.exception("The report on schedule %s could not be put in the outbox.", pk)
    return sent


@transaction.atomic
def _send(pk: int, now: datetime) -> bool:
    """Put one report in the outbox, unless another worker has; of several times that passed the last one counts."""
    found = ReportSchedule.objects.select_for_update(of=("self",)).filter(pk=pk, next_at__lte=now)
    schedule = found.select_related("owner", "project").first()
    if schedule is None or schedule.next_at is None:
        return False
    told = projects_of_schedule(schedule, schedule.owner)
    if not told:
        ReportSchedule.objects.filter(pk=pk).update(next_at=None, ended=_why_nothing(schedule))
        return False
    if counts_anew() and now - schedule.next_at < PATIENCE:
        return False
    times = times_of_schedule(schedule)
    *skipped, due_at = times.due(schedule.next_at, now)
    sending = ReportSending.objects.create(
        schedule=schedule, due_at=due_at, made_at=now, begins_on=times.tells_of(due_at), skipped=len(skipped)
    )
    write(_notices(schedule, sending, told, now))
    ReportSchedule.objects.filter(pk=pk).update(next_at=times.next_after(now))
    _forget_old(schedule)
    return True


def _why_nothing(schedule: ReportSchedule) -> str:
    """Why its owner may read none of these reports."""
    if not schedule.owner.is_active:
        return LEFT
    return CLOSED if schedule.project is not None and not schedule.project.is_active else SEES_NOTHING


def _notices(
    schedule: ReportSchedule, sending: ReportSending, told: Collection[Project], now: datetime
) -> list[Notice]:
    """The notices for those who may see any of it now; what they see is looked at once more when it is sent."""
    facts = {"report": schedule.report, "on": sending.begins_on.isoformat(), "sending": sending.pk}
    common = {"about": REPORT_DUE, "facts": facts, "made_at": now, "due_at": now}
    letters = [
        Notice(key=key_of(sending, one), account=one, channel=NoticeWay.MAIL.value, **common)
        for one in schedule.people.all()
        if projects_of_schedule(schedule, schedule.owner, one)
    ]
    messages = [
        Notice(key=key_of(sending, one), robot=one, channel=ROBOT_CHANNEL, **common)
        for one in schedule.robots.all()
        if may_be_told(one, schedule.owner, told)
    ]
    return letters + messages


def _forget_old(schedule: ReportSchedule) -> None:
    old = schedule.sendings.order_by("-due_at").values_list("pk", flat=True)[KEPT:]
    ReportSending.objects.filter(pk__in=list(old)).delete()


@transaction.atomic
def record_sending(notice: Notice, schedule: ReportSchedule, projects: Collection[Project] | None) -> None:
    """Put down in the audit log, once, that a report goes to this receiver; `projects` None: of the whole company."""
    locked = Notice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
    if locked.facts.get("recorded"):
        return
    codes = "" if projects is None else ", ".join(one.code for one in projects)
    facts = {"data": DATA[ReportKind(schedule.report)].value, "project": codes, "month": notice.facts["on"]}
    if notice.robot is not None:
        facts["name"] = notice.robot.name
    record_event(AuditKind.EXPORT, by=schedule.owner, account=notice.account, facts=facts)
    Notice.objects.filter(pk=notice.pk).update(facts=locked.facts | {"recorded": True})
