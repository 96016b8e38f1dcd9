"""The report that an address names, and what its reader may do with it."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest
from django.utils import timezone

from heed.insight.numbers import day_of
from heed.process.reporting import is_over
from heed.process.words import MonthState
from heed.queries.reports.months import receives_months_of, reports_months_of
from heed.queries.tallies.monthly import reported_projects
from heed.records.models import Account, MonthReport, MonthToReport, Project
from heed.ui.requests import account_of


@dataclass(frozen=True, slots=True)
class ReportAsked:
    """A project's month with its versions, the newest first, for one reader."""

    account: Account
    project: Project
    on: date
    month: MonthToReport | None
    versions: tuple[MonthReport, ...]

    @property
    def latest(self) -> MonthReport | None:
        """The newest version."""
        return self.versions[0] if self.versions else None

    @property
    def may_write(self) -> bool:
        """Whether the reader writes and submits it; not before the month is over."""
        over = is_over(self.on, self.project.timezone, timezone.now())
        return over and reports_months_of(self.account).filter(pk=self.project.pk).exists()

    @property
    def may_answer(self) -> bool:
        """Whether the reader receives it, or sends it back."""
        latest = self.latest
        waits = latest is not None and latest.state == MonthState.SUBMITTED
        own = latest is not None and latest.submitted_by_id == self.account.pk
        return waits and not own and receives_months_of(self.account).filter(pk=self.project.pk).exists()


def report_asked(request: HttpRequest, code: str, month: str) -> ReportAsked:
    """Read it from the address. Http404: no report that the reader reads, or a month that has not begun."""
    account, on = account_of(request), day_of(f"{month}-01")
    project = reported_projects(account).filter(code__iexact=code).first()
    if project is None or on is None or on > timezone.localdate():
        raise Http404
    found = MonthToReport.objects.filter(project=project, month_on=on).first()
    people = ("submitted_by", "answered_by", "event")
    versions = found.versions.select_related(*people).order_by("-version") if found else ()
    return ReportAsked(account, project, on, found, tuple(versions))
