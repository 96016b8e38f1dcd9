"""Whether the reports of months are those that were submitted and answered: for `heed check` (R103)."""

import json
from collections.abc import Iterator

from heed.process.words import AuditKind, MonthState
from heed.queries.reports.months import is_unchanged
from heed.records.models import AuditEvent, MonthReport, MonthToReport

BATCH = 200
#: What the audit log says where the newest version stands so.
_ANSWERS = {
    MonthState.RECEIVED.value: AuditKind.MONTH_RECEIVED.value,
    MonthState.SENT_BACK.value: AuditKind.MONTH_SENT_BACK.value,
}


def wrong_reports() -> Iterator[str]:
    """Name each version that is not what the sealed audit log says of it, as code of the project, month and version."""
    answered = set(_events(*_ANSWERS.values()))
    submitted = set(_events(AuditKind.MONTH_SUBMITTED.value))
    for report in MonthReport.objects.select_related("month__project", "event").order_by("pk").iterator(BATCH):
        name = report.month.project.code, f"{report.month.month_on:%Y-%m}", report.version
        submitted.discard((AuditKind.MONTH_SUBMITTED.value, *name))
        for fault in _faults(report, name, answered):
            yield f"{_named(*name)} {fault}"
    for _kind, *lost in sorted(submitted):
        yield f"{_named(*lost)} is missing"


def wrong_states() -> Iterator[str]:
    """Name each month whose state is not that of its newest version."""
    newest = dict(MonthReport.objects.order_by("version").values_list("month", "state"))
    for month in MonthToReport.objects.select_related("project").order_by("pk").iterator(BATCH):
        if month.state != newest.get(month.pk, ""):
            yield f"{month.project.code} {month.month_on:%Y-%m} stands otherwise than its newest version"


def _events(*kinds: str) -> Iterator[tuple[str, str, str, int]]:
    """The events of these kinds: each with its project, month and version."""
    for kind, text in AuditEvent.objects.filter(kind__in=kinds).values_list("kind", "facts").iterator(BATCH):
        facts = json.loads(text or "{}")
        yield kind, facts.get("project", ""), facts.get("month", ""), facts.get("number", 0)


def _faults(report: MonthReport, name: tuple[str, str, int], answered: set[tuple[str, str, str, int]]) -> Iterator[str]:
    facts = json.loads(report.event.facts or "{}")
    if not is_unchanged(report) or (facts.get("project"), facts.get("month"), facts.get("number")) != name:
        yield "is not what was submitted"
    kind = _ANSWERS.get(report.state)
    if kind is not None and (kind, *name) not in answered:
        yield "was not answered so"


def _named(code: object, month: object, version: object) -> str:
    return f"{code} {month} version {version}"
