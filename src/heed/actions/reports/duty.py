"""The duty to report a month: it begins when the month is over, and whoever forgets it is reminded (R103)."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from heed.actions.engine.outbox import Announcement, announce
from heed.actions.reports.months import month_facts
from heed.process.reporting import times_of
from heed.process.roles import RECEIVES_MONTHS, REPORTS_MONTHS
from heed.queries.policies import current_policy, current_version_id, hours_of
from heed.queries.staff.duties import holders
from heed.queries.tallies.monthly import months_before
from heed.records.models import MonthToReport, PolicyVersion, Project, Tally

REMINDED, LATE = "month_due", "month_late"


def watch_months(now: datetime | None = None) -> int:
    """Begin the duty for months that are over, and remind of those whose time has come; return how many notices."""
    at = now or timezone.now()
    if not PolicyVersion.objects.exists():
        return 0
    for project, on in _without_duty(at):
        begin(project, on)
    waiting = MonthToReport.objects.filter(act_at__lte=at, state="").order_by("act_at").values_list("pk", flat=True)
    return sum(_remind(pk, at) for pk in list(waiting))


def begin(project: Project, on: date) -> MonthToReport:
    """Fix when the report of the month is due: by the policy and the calendar of the project as they are now."""
    times = times_of(on, current_policy().reports, hours_of(project.calendar_id, current_version_id()))
    given = {"due_at": times.due_at, "act_at": times.remind_at}
    return MonthToReport.objects.update_or_create(project=project, month_on=on, defaults=given)[0]


def _without_duty(at: datetime) -> Iterator[tuple[Project, date]]:
    """The projects whose last month is over and has no duty yet, where there were complaints by then."""
    projects = list(Project.objects.filter(is_active=True))
    last = {one.pk: months_before(at.astimezone(ZoneInfo(one.timezone)).date().replace(day=1), 1) for one in projects}
    months = set(last.values())
    begun = MonthToReport.objects.filter(month_on__in=months).exclude(state="", due_at=None)  # a draft may come first
    known = set(begun.values_list("project", "month_on"))
    for project in projects:
        on = last[project.pk]
        if (project.pk, on) not in known and Tally.objects.filter(project=project, month_on__lte=on).exists():
            yield project, on


@transaction.atomic
def _remind(pk: int, at: datetime) -> bool:
    """Remind of one month, and note when next; whether there was still something to say."""
    month = MonthToReport.objects.select_for_update(of=("self",)).select_related("project").get(pk=pk)
    if month.act_at is None or month.act_at > at or month.state:
        return False
    is_late = month.due_at is None or month.due_at <= at
    MonthToReport.objects.filter(pk=pk).update(act_at=None if is_late else month.due_at)
    about, facts = LATE if is_late else REMINDED, month_facts(month.project, month.month_on)
    facts["due_at"] = month.due_at.isoformat() if month.due_at else ""
    readers = holders((*REPORTS_MONTHS, *RECEIVES_MONTHS) if is_late else REPORTS_MONTHS, month.project)
    announce(Announcement(f"month-{pk}-{about}", about, facts, month.project, at), readers)
    return True
