"""A report on a schedule as a letter or a message to a group: its main numbers, a link, and the file (R102, R103).

Written when it is sent, of what the receiver and the owner of the schedule may both see then. Importing this module
makes it known to the delivery of notices.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from heed.actions.reports.schedules import REPORT_DUE, record_sending
from heed.notices.message_id import message_id
from heed.notices.transport import Message, NamedFile, Undeliverable
from heed.notices.writers import register_writer
from heed.process.roles import READS_REPORTS
from heed.process.words import N_, ReportFile, ReportKind
from heed.queries.access import access_of
from heed.queries.regions import region_rows
from heed.queries.reports.schedules import may_be_told, projects_of_schedule, tells_of_all
from heed.queries.tallies.daily import day_figures
from heed.queries.tallies.soundness import counts_anew
from heed.records.models import Account, Notice, Project, ReportSchedule, ReportSending
from heed.reports.contents import MAIN, contents_of
from heed.reports.days import heads, rows_of_days
from heed.reports.files import days_file, table_file
from heed.reports.period import Period, PeriodAsked
from heed.reports.scope import Scope
from heed.ui import humanize

REMOVED = N_("This schedule was paused, removed or has ended.")
NOT_ALLOWED = N_("The receiver may not see these numbers any more.")
#: So many codes of projects stand in a title.
MOST_CODES = 6


@dataclass(frozen=True, slots=True)
class ToldReport:
    """A report in words: its title, the main numbers with their labels, its address, and what makes its file."""

    title: str
    numbers: Sequence[tuple[str, str]]
    address: str
    make: Callable[[ReportFile, str], NamedFile]


def write_report(notice: Notice, language: str, address: str) -> Message:
    """Return the message of a notice about a report. Raises Undeliverable where the receiver may not have it."""
    sending = _sending(notice)
    if sending is None:
        raise Undeliverable(REMOVED)
    schedule = sending.schedule
    projects = _projects(notice, schedule)
    if not projects:
        raise Undeliverable(NOT_ALLOWED)
    with translation.override(language):
        told = _told(schedule, projects, sending.begins_on)
        files = (told.make(ReportFile(schedule.file), _taken(notice.account, schedule)),) if notice.account else ()
        return _message(notice, language, address, told, schedule, files)


def record_report(notice: Notice) -> None:
    """Put down in the audit log that a report goes out now, once however often it is tried."""
    sending = _sending(notice)
    if sending is not None:
        schedule = sending.schedule
        record_sending(notice, schedule, None if _is_whole(notice, schedule) else _projects(notice, schedule))


register_writer(REPORT_DUE, write_report, record_report)


def _sending(notice: Notice) -> ReportSending | None:
    """What it brings; None where the schedule was paused or removed, or has ended."""
    goes_on = {"schedule__ended": "", "schedule__next_at__isnull": False}
    found = ReportSending.objects.select_related("schedule__owner", "schedule__project")
    return found.filter(pk=notice.facts["sending"], **goes_on).first()


def _projects(notice: Notice, schedule: ReportSchedule) -> list[Project]:
    """What the receiver may be told of now."""
    if notice.account is not None:
        return projects_of_schedule(schedule, schedule.owner, notice.account)
    projects = projects_of_schedule(schedule, schedule.owner)
    assert notice.robot is not None
    return projects if may_be_told(notice.robot, schedule.owner, projects) else []


def _is_whole(notice: Notice, schedule: ReportSchedule) -> bool:
    """Whether it tells of the whole company."""
    readers = [schedule.owner, *([notice.account] if notice.account else [])]
    everything = all(access_of(reader).projects(READS_REPORTS) is None for reader in readers)
    return everything and schedule.project_id is None and schedule.region_id is None


def _told(schedule: ReportSchedule, projects: list[Project], on: date) -> ToldReport:
    regions = region_rows()
    region = next((row for row in regions if row.region.pk == schedule.region_id), None)
    named = "" if tells_of_all(schedule, projects) else _named(projects)
    scope = Scope(on.replace(day=1), projects, projects, regions, schedule.project, region, named)
    report = ReportKind(schedule.report)
    if report is ReportKind.MONTH:
        return _told_month(scope)
    return _told_days(PeriodAsked(Period(report.value), on, scope))


def _named(projects: Sequence[Project]) -> str:
    """Some projects in a title: the name of the only one, else codes."""
    if len(projects) == 1:
        return projects[0].name
    more = len(projects) - MOST_CODES
    return ", ".join(one.code for one in projects[:MOST_CODES]) + (f" +{more}" if more > 0 else "")


def _told_month(scope: Scope) -> ToldReport:
    contents = contents_of(scope)
    numbers = [(_(cell.column.label), cell.text) for cell in contents.rows[-1].cells if cell.column.code in MAIN]
    title = _title(_("Monthly table"), scope.name, humanize.month(scope.on))
    address = f"{reverse('centre:month')}?{scope.address()}"
    return ToldReport(title, numbers, address, lambda kind, taken: table_file(contents, kind, taken))


def _told_days(asked: PeriodAsked) -> ToldReport:
    rows = list(rows_of_days(asked, day_figures(asked.scope.ids, asked.first, asked.last)))
    numbers = [(label, cell.text) for (label, _formula), cell in zip(heads(), rows[-1].cells, strict=True)]
    title = _title(_(asked.period.label), asked.scope.name, asked.name)
    address = f"{reverse(f'centre:{asked.period.value}')}?{asked.address()}"
    return ToldReport(title, numbers, address, lambda kind, taken: days_file(asked, rows, kind, taken))


def _title(*parts: str) -> str:
    return " · ".join(parts)


def _taken(receiver: Account, schedule: ReportSchedule) -> str:
    """The line at the foot of every page: to whom it was sent, and when."""
    at = timezone.localtime().strftime("%Y-%m-%d %H:%M")
    said = {"name": receiver.name, "at": f"{at} ({timezone.get_current_timezone_name()})", "by": schedule.owner.name}
    return _("Sent to %(name)s on %(at)s, on the schedule of %(by)s") % said


def _message(
    notice: Notice, language: str, address: str, told: ToldReport, schedule: ReportSchedule,
    files: tuple[NamedFile, ...],
) -> Message:  # fmt: skip
    link = settings.HEED_URL + told.address
    short = "\n".join([told.title, " · ".join(f"{label} {text}" for label, text in told.numbers), *_missing(), link])
    lines = [
        told.title,
        "",
        *(_("%(label)s: %(text)s") % {"label": label, "text": text} for label, text in told.numbers),
    ]
    lines += ["", *_missing(), _("On the page each number opens what it counts:"), link, ""]
    lines += [_("%(name)s has this sent on a schedule. Who does not want it any more asks %(name)s to change that.")
              % {"name": schedule.owner.name}, ""]  # fmt: skip
    facts: dict[str, Any] = {
        "type": "notice.report", "timestamp": notice.made_at.isoformat(), "about": notice.about,
        "data": {"report": schedule.report, "on": notice.facts["on"], "link": link},
    }  # fmt: skip
    return Message(message_id(notice), address, language, told.title, "\n".join(lines), short, facts, files)


def _missing() -> list[str]:
    """A sentence while the numbers are being counted anew."""
    missing = counts_anew()
    if not missing:
        return []
    return [_("The numbers are being counted anew: %(n)s changes are still missing.") % {"n": missing}]
