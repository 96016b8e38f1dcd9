"""Schedules of reports that pause, go on, are removed or end: what waits is not sent, and the owner reads why."""

import json
from datetime import timedelta
from typing import Any

import pytest

from heed.actions.engine.errors import Refused
from heed.actions.notices import delivery
from heed.actions.reports import schedules
from heed.actions.reports.again import send_last_again
from heed.actions.reports.schedules import send_due_reports
from heed.actions.staff.leaving import close_account
from heed.clockwork.deliver import Delivered, deliver_due
from heed.notices.deliver import NO_ADDRESS
from heed.process.words import AuditKind
from heed.records.models import Account, AuditEvent, Duty, Notice, Project, ReportSchedule
from heed.reports.letters import REMOVED
from tests.clockwork.post_office import PostOffice
from tests.clockwork.scheduled import daily, due
from tests.world import World

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def failures() -> list[dict[str, Any]]:
    """What the audit log says of reports that were not delivered."""
    events = AuditEvent.objects.filter(kind=AuditKind.REPORT_FAILED.value).order_by("pk")
    return [json.loads(event.facts) | {"by": event.by, "to": event.account} for event in events]


@pytest.mark.rule("R102", "R103")
def test_a_report_that_cannot_be_delivered_is_in_the_audit_log_with_why_and_to_whom(
    addressed: World, office: PostOffice
) -> None:
    at = due(daily(addressed.lin, addressed.lin, addressed.zhao, project=addressed.project))
    send_due_reports(at)
    Account.objects.filter(pk=addressed.zhao.pk).update(email="")
    assert deliver_due(at) == Delivered(sent=1, set_aside=1)
    (failure,) = failures()
    assert failure == {
        "data": "daily_record", "month": "2026-11-21", "project": "CH", "error": NO_ADDRESS,
        "by": addressed.lin, "to": addressed.zhao,
    }  # fmt: skip


@pytest.mark.rule("R102", "R103")
def test_a_report_whose_sending_began_and_never_succeeded_is_in_the_audit_log_once(
    addressed: World, office: PostOffice
) -> None:
    at = due(daily(addressed.lin, addressed.lin))
    send_due_reports(at)
    office.drops = 100
    for pause in delivery.PAUSES:
        assert deliver_due(at) == Delivered(delayed=1)
        assert failures() == [], "it is tried again"
        at += pause
    assert deliver_due(at) == Delivered(set_aside=1)
    assert [one["to"] for one in failures()] == [addressed.lin]
    office.drops = 0
    schedule = ReportSchedule.objects.get()
    assert send_last_again(schedule, by=addressed.lin, at=at) == 1
    assert deliver_due(at) == Delivered(sent=1)
    with pytest.raises(Refused):
        send_last_again(schedule, by=addressed.lin, at=at)
    assert len(failures()) == 1


def test_a_schedule_that_goes_on_never_sends_the_same_time_again(addressed: World) -> None:
    schedule = daily(addressed.lin, addressed.lin)
    at = due(schedule)
    send_due_reports(at)
    schedules.pause(schedule)
    schedules.resume(schedule, at=at - MINUTE)
    assert due(schedule) == at + DAY


def test_the_schedules_of_a_leaver_end_and_what_waits_is_not_sent(addressed: World, office: PostOffice) -> None:
    schedule = daily(addressed.zhao, addressed.lin)
    at = due(schedule)
    send_due_reports(at)
    close_account(addressed.zhao, by=addressed.admin, at=at)
    schedule.refresh_from_db()
    assert (schedule.next_at, schedule.ended) == (None, schedules.LEFT)
    assert deliver_due(at) == Delivered(set_aside=1)
    assert Notice.objects.get(about=schedules.REPORT_DUE).error == REMOVED
    with pytest.raises(Refused):
        schedules.resume(schedule)


def test_what_waits_is_not_sent_while_its_schedule_is_paused(addressed: World, office: PostOffice) -> None:
    schedule = daily(addressed.lin, addressed.lin)
    at = due(schedule)
    send_due_reports(at)
    schedules.pause(schedule)
    assert deliver_due(at) == Delivered(set_aside=1)
    assert Notice.objects.get(about=schedules.REPORT_DUE).error == REMOVED
    assert not office.letters
    assert not failures(), "its owner stopped it"


def test_a_schedule_ends_when_its_owner_reads_no_report_any_more(addressed: World) -> None:
    schedule = daily(addressed.lin, addressed.lin)
    at = due(schedule)
    Duty.objects.filter(account=addressed.lin).delete()
    assert send_due_reports(at) == 0
    schedule.refresh_from_db()
    assert (schedule.next_at, schedule.ended) == (None, schedules.SEES_NOTHING)


def test_a_schedule_whose_project_is_closed_ends_and_says_so(addressed: World) -> None:
    schedule = daily(addressed.he, addressed.he, project=addressed.project)
    at = due(schedule)
    Project.objects.filter(pk=addressed.project.pk).update(is_active=False)
    assert send_due_reports(at) == 0
    schedule.refresh_from_db()
    assert (schedule.next_at, schedule.ended) == (None, schedules.CLOSED)


def test_a_paused_schedule_sends_nothing_and_goes_on_with_the_next_time(addressed: World) -> None:
    schedule = daily(addressed.lin, addressed.lin)
    at = due(schedule)
    schedules.pause(schedule)
    assert send_due_reports(at + 5 * DAY) == 0
    schedule.refresh_from_db()
    schedules.resume(schedule, at=at + 5 * DAY)
    assert due(schedule) == at + 6 * DAY


def test_a_removed_schedule_takes_back_what_was_not_sent_yet(addressed: World) -> None:
    schedule = daily(addressed.lin, addressed.lin)
    at = due(schedule)
    send_due_reports(at)
    schedules.remove(schedule)
    assert deliver_due(at) == Delivered(set_aside=1)
