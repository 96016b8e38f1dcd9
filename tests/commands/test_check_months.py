"""`heed check` holds the reports of months against the sealed audit log."""

from __future__ import annotations

import pytest
from django.test import Client

from heed.actions.record.audit import record_event
from heed.actions.reports.months import receive
from heed.commands import check
from heed.insight.tallies.frozen import digest_of
from heed.process.words import AuditKind, MonthState
from heed.records.models import Complaint, MonthReport
from tests.rooms.test_month_reports import last_month, major, old, submitted
from tests.world import World

__all__ = ["major", "old"]


@pytest.fixture
def report(world: World, client: Client, old: Complaint, major: Complaint) -> MonthReport:
    return submitted(world, client, old, major)


def said(capsys: pytest.CaptureFixture[str]) -> str:
    check.main([])
    return capsys.readouterr().out


@pytest.mark.rule("R103")
def test_reports_as_they_were_submitted_and_answered_are_well(
    world: World, report: MonthReport, capsys: pytest.CaptureFixture[str]
) -> None:
    receive(report, by=world.he)
    assert "The reports of months are as they were submitted: 1 versions." in said(capsys)


@pytest.mark.rule("R103")
def test_a_number_changed_in_the_database_is_named_even_with_a_digest_that_fits(
    report: MonthReport, capsys: pytest.CaptureFixture[str]
) -> None:
    text = report.document.replace('"number":1', '"number":0')
    MonthReport.objects.update(document=text, digest=digest_of(text))
    assert f"CH {last_month():%Y-%m} version 1 is not what was submitted" in said(capsys)


@pytest.mark.rule("R103")
def test_an_answer_that_nobody_gave_and_a_state_that_does_not_fit_are_named(
    report: MonthReport, capsys: pytest.CaptureFixture[str]
) -> None:
    MonthReport.objects.update(state=MonthState.RECEIVED.value)
    found = said(capsys)
    assert "version 1 was not answered so" in found
    assert "stands otherwise than its newest version" in found


@pytest.mark.rule("R103")
def test_a_version_of_which_only_the_audit_log_knows_is_named(
    world: World, report: MonthReport, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = {"project": "CH", "month": "2026-09", "number": 1, "digest": "0" * 64}
    record_event(AuditKind.MONTH_SUBMITTED, by=world.zhao, facts=facts)
    assert "CH 2026-09 version 1 is missing" in said(capsys)
