"""The report of a month: written by the project, submitted, and received or sent back by the company centre (R103).

What was submitted is never changed. A correction is a new version.
"""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.engine.outbox import Announcement, announce
from heed.actions.record.audit import record_event
from heed.insight.tallies.frozen import Frozen, MajorRemark, Remarks, differences, digest_of
from heed.process.case import Refusal
from heed.process.reporting import is_over
from heed.process.roles import RECEIVES_MONTHS, REPORTS_MONTHS
from heed.process.words import N_, AuditKind, MonthState
from heed.queries.reports.months import (
    receives_months_of,
    report_now,
    reports_months_of,
    waits_to_be_counted,
)
from heed.queries.reports.remarks import remarks_to_write, with_lines_of_others
from heed.queries.staff.duties import holders
from heed.records.models import Account, MonthReport, MonthToReport, Project

CORRECTED, RECEIVED, SENT_BACK = "month_corrected", "month_received", "month_sent_back"
#: What to say where a remark is missing, by its kind.
LACKING = {
    "reason": N_("Say why this complaint is still open."),
    "brief": N_("Say in a few words what it is about."),
    "measure": N_("Say what was done, or is being done."),
    "changed": N_("Say why there is a new version."),
}
_EVENTS = {MonthState.RECEIVED: AuditKind.MONTH_RECEIVED, MonthState.SENT_BACK: AuditKind.MONTH_SENT_BACK}


@transaction.atomic
def save_remarks(project: Project, on: date, remarks: Remarks, *, by: Account, at: datetime | None = None) -> None:
    """Keep remarks that are still being written. Raises Refused."""
    _refuse_strangers(project, by)
    month = _locked(project, on)
    _keep(month, with_lines_of_others(by, project, on, remarks, Remarks.of(month.remarks)), by, at or timezone.now())


@transaction.atomic
def submit(
    project: Project, on: date, remarks: Remarks, *, by: Account, seen: str, changed: str = "",
    at: datetime | None = None,
) -> MonthReport:  # fmt: skip
    """Submit the numbers as they are, with these remarks. `seen` is the mark of the numbers that the person saw.

    `changed` says why there is a new version. Raises Refused: the month is not over, the numbers are others meanwhile,
    a remark is missing, or a new version changes nothing.
    """
    now = at or timezone.now()
    _refuse_strangers(project, by)
    month = _locked(project, on)
    whole = with_lines_of_others(by, project, on, remarks, Remarks.of(month.remarks))
    report, last = report_now(project, on, whole), month.versions.order_by("-version").first()
    refusals = [
        *_too_early(project, on, now), *_other_numbers(project, report, seen), *_missing(by, project, on, remarks),
        *_no_correction(last, report, changed.strip()),
    ]  # fmt: skip
    if refusals:
        raise Refused(refusals)
    version, digest = last.version + 1 if last else 1, digest_of(report.text)
    event = record_event(
        AuditKind.MONTH_SUBMITTED, by=by, at=now,
        facts={"project": project.code, "month": report.month, "number": version, "digest": digest},
    )  # fmt: skip
    made = MonthReport.objects.create(
        month=month, version=version, document=report.text, digest=digest, event=event,
        changed=changed.strip() if last else "", submitted_by=by, submitted_at=now,
    )  # fmt: skip
    _keep(month, whole, by, now, state=MonthState.SUBMITTED.value, act_at=None)
    if last is not None:
        _announce(made, CORRECTED, project, by, now, to_centre=True)
    return made


def receive(report: MonthReport, *, by: Account, at: datetime | None = None) -> None:
    """Receive a report for the company centre. Raises Refused."""
    _answer(report, MonthState.RECEIVED, "", by, at or timezone.now())


def send_back(report: MonthReport, reason: str, *, by: Account, at: datetime | None = None) -> None:
    """Send a report back to its project with a reason. Raises Refused."""
    if not reason.strip():
        raise Refused([Refusal(N_("Say what is to be changed."), "reason")])
    _answer(report, MonthState.SENT_BACK, reason.strip(), by, at or timezone.now())


@transaction.atomic
def _answer(report: MonthReport, state: MonthState, answer: str, by: Account, now: datetime) -> None:
    month = MonthToReport.objects.select_for_update(of=("self",)).select_related("project").get(pk=report.month_id)
    last = month.versions.order_by("-version").first()
    assert last is not None
    if not receives_months_of(by).filter(pk=month.project_id).exists():
        raise Refused([Refusal(N_("Only the company centre receives reports."))])
    if last.pk != report.pk or last.state != MonthState.SUBMITTED:
        raise Refused([Refusal(N_("This report was answered already, or a newer version has come."))])
    if last.submitted_by_id == by.pk:
        raise Refused([Refusal(N_("You submitted this report yourself: a colleague answers it."))])
    facts = {"project": month.project.code, "month": f"{month.month_on:%Y-%m}", "number": last.version}
    record_event(_EVENTS[state], by=by, at=now, facts=facts)
    MonthReport.objects.filter(pk=last.pk).update(state=state.value, answer=answer, answered_by=by, answered_at=now)
    MonthToReport.objects.filter(pk=month.pk).update(state=state.value)
    about = RECEIVED if state is MonthState.RECEIVED else SENT_BACK
    _announce(last, about, month.project, by, now)


def _announce(
    report: MonthReport, about: str, project: Project, by: Account, now: datetime, *, to_centre: bool = False
) -> None:
    facts = month_facts(project, report.month.month_on) | {"by": by.name}
    readers = holders(RECEIVES_MONTHS if to_centre else REPORTS_MONTHS, project)
    event = Announcement(f"month-report-{report.pk}-{about}", about, facts, project, now)
    announce(event, readers.exclude(pk=by.pk))


def month_facts(project: Project, on: date) -> dict[str, str]:
    """What a notice about a month carries: nothing personal."""
    return {"project": project.name, "code": project.code, "month": f"{on:%Y-%m}"}


def _locked(project: Project, on: date) -> MonthToReport:
    month, _is_new = MonthToReport.objects.get_or_create(project=project, month_on=on)
    return MonthToReport.objects.select_for_update().get(pk=month.pk)


def _keep(month: MonthToReport, remarks: Remarks, by: Account, now: datetime, **columns: object) -> None:
    values = {"remarks": asdict(remarks), "remarks_by": by, "remarks_at": now} | columns
    MonthToReport.objects.filter(pk=month.pk).update(**values)


def _refuse_strangers(project: Project, by: Account) -> None:
    if not reports_months_of(by).filter(pk=project.pk).exists():
        raise Refused([Refusal(N_("Only the manager or the director of the project reports its months."))])


def _too_early(project: Project, on: date, now: datetime) -> Iterator[Refusal]:
    if not is_over(on, project.timezone, now):
        yield Refusal(N_("This month is not over yet: its numbers still change."))


def _other_numbers(project: Project, report: Frozen, seen: str) -> Iterator[Refusal]:
    if waits_to_be_counted(project):
        yield Refusal(N_("Some changes are still being counted. Look at the numbers again in a moment, then submit."))
    elif seen != report.numbers:
        yield Refusal(N_("The numbers have changed since you opened the page. Look at them again, then submit."))


def _missing(by: Account, project: Project, on: date, remarks: Remarks) -> Iterator[Refusal]:
    """What each complaint that the person is to write about still lacks."""
    asked = remarks_to_write(by, project, on, remarks)
    reasons = {line.number: line.reason for line in remarks.overdue}
    majors = {line.number: line for line in remarks.major}
    wanted = [("reason", matter.number, reasons.get(matter.number, "")) for matter in asked.overdue]
    for matter in asked.major:
        line = majors.get(matter.number) or MajorRemark(matter.number, "", "", "")
        wanted += [("brief", matter.number, line.brief), ("measure", matter.number, line.measure)]
    for kind, number, text in wanted:
        if not text.strip():
            yield Refusal(LACKING[kind], f"{kind}-{number}")


def _no_correction(last: MonthReport | None, report: Frozen, changed: str) -> Iterator[Refusal]:
    if last is None:
        return
    if not changed:
        yield Refusal(LACKING["changed"], "changed")
    if last.state != MonthState.SENT_BACK and not any(differences(Frozen.of(last.document), report)):
        yield Refusal(
            N_("Nothing has changed since version %(number)s: there is nothing to correct."),
            params={"number": last.version},
        )
