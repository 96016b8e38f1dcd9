"""The report of a month: written and submitted by the project, frozen, answered by the centre, corrected."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.reports.duty import begin
from heed.actions.reports.months import receive, submit
from heed.actions.setup.months import record_month
from heed.clockwork.rollups import count
from heed.insight.tallies.frozen import MajorRemark, OverdueRemark, Remarks
from heed.process.words import AuditKind
from heed.queries.reports.months import report_now
from heed.queries.tallies.monthly import months_before
from heed.records.models import AuditEvent, Complaint, MonthReport, MonthToReport, Notice
from tests.world import World

SHANGHAI = ZoneInfo("Asia/Shanghai")


def last_month() -> date:
    return months_before(timezone.localdate().replace(day=1), 1)


def at(day: int, months: int = 0) -> datetime:
    on = months_before(last_month(), months).replace(day=day)
    return datetime(on.year, on.month, on.day, 10, tzinfo=SHANGHAI)


@pytest.fixture
def old(world: World) -> Complaint:
    """Open since the month before the last."""
    complaint = world.lodge(at=at(20, months=1))
    count()
    return complaint


@pytest.fixture
def major(world: World, old: Complaint) -> Complaint:
    """A major one of the last month."""
    complaint = world.verify(world.neighbour(at=at(6)), level="major")
    count()
    return complaint


def address(*more: str, code: str = "CH") -> str:
    return "/".join(["/centre/months", code, f"{last_month():%Y-%m}", *more, ""])


def page(client: Client) -> Any:
    response = client.get(address())
    assert response.status_code == 200
    return response


def typed(client: Client, old: Complaint, major: Complaint, **more: str) -> dict[str, str]:
    seen = client.get(address("write")).context["seen"]
    return {
        "seen": seen, f"reason-{old.number}": "等待电梯配件", f"brief-{major.number}": "二号电梯停运",
        f"measure-{major.number}": "更换门刀", f"lesson-{major.number}": "每月检查门刀", "note": "", "submit": "1",
    } | more  # fmt: skip


def submitted(world: World, client: Client, old: Complaint, major: Complaint, **more: str) -> MonthReport:
    client.force_login(world.zhao)
    response = client.post(address("write"), typed(client, old, major, **more))
    assert response.status_code == 302, response.content.decode()
    return MonthReport.objects.latest("pk")


def new_of(client: Client) -> str:
    groups = page(client).context["groups"]
    return str(next(cell.text for group in groups for cell in group.cells if cell.code == "new"))


@pytest.mark.rule("R103")
def test_what_was_submitted_stays_as_it_was_and_the_page_says_that_today_it_would_differ(
    world: World, client: Client, old: Complaint, major: Complaint
) -> None:
    report = submitted(world, client, old, major)
    assert new_of(client) == "1"
    assert not page(client).context["differs"]
    world.lodge(at=at(9))
    count()
    assert new_of(client) == "1"
    shown = page(client)
    assert shown.context["differs"]
    assert [cell.now for group in shown.context["groups"] for cell in group.cells if cell.code == "new"] == ["2"]
    report.refresh_from_db()
    assert not shown.context["damaged"]
    client.force_login(world.he)
    rows = {row.name: row for row in client.get("/centre/month/").context["rows"]}
    assert (rows["翠湖天地"].standing.text, rows["翠湖天地"].standing.differs) == ("已上报", True)


@pytest.mark.rule("R103")
def test_a_report_that_was_changed_in_the_database_is_shown_as_damaged(
    world: World, client: Client, old: Complaint, major: Complaint
) -> None:
    report = submitted(world, client, old, major)
    MonthReport.objects.update(document=report.document.replace('"number":1', '"number":0'))
    assert page(client).context["damaged"]
    facts = AuditEvent.objects.get(kind=AuditKind.MONTH_SUBMITTED.value).facts
    assert report.digest in facts


@pytest.mark.rule("R103")
def test_the_lines_are_drafted_from_the_record_and_each_is_asked_for(
    world: World, client: Client, old: Complaint, major: Complaint
) -> None:
    client.force_login(world.zhao)
    form = client.get(address("write")).context["form"]
    assert [matter.number for matter, _field in form.overdue_lines()] == [old.number]
    assert [matter.number for matter, _fields in form.major_lines()] == [major.number]
    brief = form[f"brief-{major.number}"].value()
    assert "二号电梯" in brief
    assert len(brief) <= 20
    lacking = typed(client, old, major) | {f"reason-{old.number}": "", f"measure-{major.number}": " "}
    response = client.post(address("write"), lacking)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {f"reason-{old.number}", f"measure-{major.number}"}
    assert response.context["form"][f"brief-{major.number}"].value() == "二号电梯停运"
    too_long = typed(client, old, major) | {f"brief-{major.number}": "电" * 21}
    assert client.post(address("write"), too_long).status_code == 422
    assert not MonthReport.objects.exists()


def test_remarks_are_kept_and_submitted_later(world: World, client: Client, old: Complaint, major: Complaint) -> None:
    client.force_login(world.lin)
    kept = typed(client, old, major) | {f"reason-{old.number}": ""}
    del kept["submit"]
    assert client.post(address("write"), kept).status_code == 302
    assert not MonthReport.objects.exists()
    client.force_login(world.zhao)
    form = client.get(address("write")).context["form"]
    assert form[f"lesson-{major.number}"].value() == "每月检查门刀"


@pytest.mark.rule("R103")
def test_numbers_that_changed_while_they_were_looked_at_are_not_submitted(
    world: World, client: Client, old: Complaint, major: Complaint
) -> None:
    client.force_login(world.zhao)
    form = typed(client, old, major)
    world.lodge(at=at(9))
    response = client.post(address("write"), form)
    assert response.status_code == 409
    assert "还有变动正在统计" in response.content.decode()
    count()
    response = client.post(address("write"), form)
    assert response.status_code == 409
    assert "数字有了变化" in response.content.decode()
    assert client.post(address("write"), form | {"seen": response.context["seen"]}).status_code == 302


@pytest.mark.rule("R103")
def test_the_centre_receives_a_report_once_and_the_project_reads_it(
    world: World, client: Client, old: Complaint, major: Complaint
) -> None:
    report = submitted(world, client, old, major)
    assert client.post(address("answer"), {"version": report.pk, "receive": "1"}).status_code == 409
    client.force_login(world.he)
    assert client.post(address("answer"), {"version": report.pk, "receive": "1"}).status_code == 302
    report.refresh_from_db()
    assert (report.state, report.answered_by) == ("received", world.he)
    assert client.post(address("answer"), {"version": report.pk, "send_back": "1", "reason": "x"}).status_code == 409
    notice = Notice.objects.get(account=world.zhao, about="month_received")
    client.force_login(world.zhao)
    assert client.get(f"/inbox/{notice.pk}/").headers["Location"] == address()


@pytest.mark.rule("R103")
def test_sent_back_with_a_reason_it_is_corrected_by_a_version_that_shows_what_changed(
    world: World, client: Client, old: Complaint, major: Complaint
) -> None:
    report = submitted(world, client, old, major)
    client.force_login(world.he)
    assert client.post(address("answer"), {"version": report.pk, "send_back": "1"}).status_code == 409
    answer = {"version": report.pk, "send_back": "1", "reason": "入住户数似有误"}
    assert client.post(address("answer"), answer).status_code == 302
    client.force_login(world.zhao)
    assert "入住户数似有误" in page(client).content.decode()
    record_month(world.project, last_month(), homes=500, area=Decimal(0), by=world.lin)
    changes = client.get(address("write")).context["changes"]
    assert [(change.name, change.old, change.new) for change in changes] == [("千户投诉率", "–", "2.0 (1 ÷ 500)")]
    assert client.post(address("write"), typed(client, old, major)).status_code == 422  # no reason
    submitted(world, client, old, major, changed="入住户数已更正")
    history = page(client).context["history"]
    assert [one["version"].version for one in history] == [2, 1]
    assert [(change.name, change.new) for change in history[0]["changes"]] == [("千户投诉率", "2.0 (1 ÷ 500)")]
    assert Notice.objects.filter(account=world.he, about="month_corrected").exists()


@pytest.mark.rule("R103")
def test_a_correction_that_changes_nothing_is_refused(
    world: World, client: Client, old: Complaint, major: Complaint
) -> None:
    submitted(world, client, old, major)
    response = client.post(address("write"), typed(client, old, major, changed="再报一次"))
    assert response.status_code == 409
    assert MonthReport.objects.count() == 1


@pytest.mark.rule("R103")
def test_a_month_that_is_not_over_is_not_reported(world: World, old: Complaint) -> None:
    now = timezone.localdate().replace(day=1)
    seen = report_now(world.project, now).numbers
    remarks = Remarks((OverdueRemark(old.number, "等配件"),))
    with pytest.raises(Refused, match="not over"):
        submit(world.project, now, remarks, by=world.zhao, seen=seen)


@pytest.mark.rule("R103")
def test_the_centre_sees_who_is_late(world: World, client: Client, old: Complaint) -> None:
    month = begin(world.project, last_month())
    MonthToReport.objects.filter(pk=month.pk).update(due_at=timezone.now() - timedelta(days=1))
    client.force_login(world.he)
    rows = client.get("/centre/months/").context["rows"]
    shown = {project.code: standing.text for project, standing, _place in rows}
    assert shown == {"CH": "逾期未报", "YG": "未上报"}


@pytest.mark.rule("C3")
def test_a_line_about_the_manager_is_written_by_the_director_and_not_read_by_the_manager(
    world: World, client: Client, old: Complaint, major: Complaint
) -> None:
    hidden = world.verify(world.neighbour(at=at(7), accused=[world.zhao]), level="major")
    count()
    client.force_login(world.lin)
    kept = typed(client, old, major) | {f"brief-{hidden.number}": "经理态度", f"measure-{hidden.number}": "已调查"}
    del kept["submit"]
    assert client.post(address("write"), kept).status_code == 302
    client.force_login(world.zhao)
    assert hidden.number not in client.get(address("write")).content.decode()
    report = submitted(world, client, old, major)
    assert "经理态度" in report.document
    assert "经理态度" not in page(client).content.decode()
    client.force_login(world.he)
    assert "经理态度" in page(client).content.decode()


@pytest.mark.rule("R150")
def test_others_find_no_report(world: World, client: Client, old: Complaint) -> None:
    for account in (world.wu, world.zhou, world.wang, world.admin):
        client.force_login(account)
        assert client.get(address()).status_code == 404
        assert client.get(address("write")).status_code == 404
        assert client.post(address("answer"), {}).status_code == 404
    client.force_login(world.he)
    assert client.get(address("write")).status_code == 404
    assert client.get("/centre/months/CH/2999-01/").status_code == 404
    assert client.get("/centre/months/CH/x/").status_code == 404


def test_nobody_receives_the_own_report(world: World, client: Client, old: Complaint, major: Complaint) -> None:
    report = submitted(world, client, old, major)
    MonthReport.objects.update(submitted_by=world.he)
    with pytest.raises(Refused, match="yourself"):
        receive(report, by=world.he)


def test_the_list_costs_as_many_queries_for_two_projects_as_for_one(
    world: World, client: Client, old: Complaint, major: Complaint
) -> None:
    submitted(world, client, old, major)
    client.force_login(world.he)

    def cost(place: str) -> int:
        client.get(place)
        with CaptureQueriesContext(connection) as queries:
            client.get(place)
        return len(queries)

    assert cost("/centre/months/?project=CH") == cost("/centre/months/")


def test_a_major_line_reads_back_as_it_was_written() -> None:
    remarks = Remarks((OverdueRemark("CH-1", "a"),), (MajorRemark("CH-2", "b", "c", "d"),), "e")
    assert Remarks.of(asdict(remarks)) == remarks
