"""The reports of months: what one would say now, and where those of some projects stand (R103)."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from heed.insight.tallies.frozen import Frozen, Remarks, RowFigures, cells_differ, cells_of, digest_of
from heed.process.roles import RECEIVES_MONTHS, REPORTS_MONTHS
from heed.process.words import MonthState
from heed.queries.access import projects_of
from heed.queries.policies import current_version_id
from heed.queries.tallies.breakdown import breakdown
from heed.queries.tallies.monthly import MonthFigures, month_figures
from heed.records.models import Account, ComplaintToTally, MonthReport, MonthToReport, Project


@dataclass(frozen=True, slots=True)
class MonthStanding:
    """Where the report of a project's month stands. `differs`: today its numbers would be others."""

    month: MonthToReport | None = None
    latest: MonthReport | None = None
    differs: bool = False

    @property
    def state(self) -> str:
        """The code of `MonthState`; "" where nothing was submitted."""
        return self.latest.state if self.latest else ""

    @property
    def due_at(self) -> datetime | None:
        """Until when the first version was to come; None: no time was set."""
        return self.month.due_at if self.month else None

    def is_late(self, now: datetime) -> bool:
        """Whether nothing has come although it was due."""
        return not self.state and self.due_at is not None and self.due_at <= now


def reports_months_of(account: Account) -> QuerySet[Project]:
    """Return the projects whose months the account writes and submits."""
    return projects_of(account, REPORTS_MONTHS)


def receives_months_of(account: Account) -> QuerySet[Project]:
    """Return the projects whose months the account receives for the company centre."""
    return projects_of(account, RECEIVES_MONTHS)


def row_figures(figures: MonthFigures) -> RowFigures:
    """Return what a row of the table is made of, in plain values."""
    sizes = [size for size, _count in figures.sizes]
    size = float(sum(one.amount for one in sizes)) if sizes else None
    return RowFigures(figures.figures, figures.per_size(), size, figures.before)


def report_now(project: Project, on: date, remarks: Remarks | None = None) -> Frozen:
    """Return what a report of the month would say now; some queries."""
    parts = {
        measure.value: {part.key: part.count for part in found}
        for measure, found in breakdown([project.pk], on).items()
    }
    return Frozen(
        project.name,
        project.code,
        f"{on:%Y-%m}",
        cells_of(row_figures(month_figures([project], on)[project.pk])),
        parts,
        current_version_id(),
        remarks or Remarks(),
    )


def waits_to_be_counted(project: Project) -> bool:
    """Whether a change of one of its complaints is not in its numbers yet."""
    return ComplaintToTally.objects.filter(complaint__project=project).exists()


def standings(projects: Collection[int], on: date, figures: dict[int, MonthFigures]) -> dict[int, MonthStanding]:
    """Return where the reports of the month of these projects stand; two queries."""
    months = {month.pk: month for month in MonthToReport.objects.filter(project__in=projects, month_on=on)}
    newest = {report.month_id: report for report in _versions(months).order_by("version")}
    return {
        month.project_id: MonthStanding(month, report, _differs(report, figures.get(month.project_id)))
        for month in months.values()
        for report in [newest.get(month.pk)]
    }


def newest_reports(projects: Collection[int], on: date) -> dict[int, MonthReport]:
    """Return the newest version of the report of the month of each of these projects that has reported; one query."""
    found = MonthReport.objects.filter(month__project__in=projects, month__month_on=on).order_by("version")
    people = ("month", "submitted_by", "answered_by", "event")
    return {report.month.project_id: report for report in found.select_related(*people)}


def _versions(months: Iterable[int]) -> QuerySet[MonthReport]:
    return MonthReport.objects.filter(month__in=list(months))


def _differs(report: MonthReport | None, figures: MonthFigures | None) -> bool:
    if report is None or figures is None:
        return False
    return cells_differ(Frozen.of(report.document).cells, cells_of(row_figures(figures)))


def to_report(projects: Collection[int], now: datetime) -> QuerySet[MonthToReport]:
    """Return the months of these projects that wait for the projects: late, or sent back; the oldest first."""
    late = Q(state="", due_at__lte=now)
    waiting = MonthToReport.objects.filter(late | Q(state=MonthState.SENT_BACK.value), project__in=projects)
    return waiting.select_related("project").order_by("month_on", "project__code")


def to_receive(projects: Collection[int]) -> QuerySet[MonthToReport]:
    """Return the months of these projects that wait for the company centre, the oldest first."""
    waiting = MonthToReport.objects.filter(state=MonthState.SUBMITTED.value, project__in=projects)
    return waiting.select_related("project").order_by("month_on", "project__code")


def is_unchanged(report: MonthReport) -> bool:
    """Whether a report still says what was submitted: by its digest, and by the sealed event of the audit log."""
    digest = digest_of(report.document)
    sealed = json.loads(report.event.facts or "{}")
    return bool(digest == report.digest == sealed.get("digest"))
