"""Reports on a schedule go out when they are due: once, to whoever may still see them, over real SMTP."""

from __future__ import annotations

import json
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.notices import delivery
from heed.actions.notices.robots import save_robot
from heed.actions.reports import schedules
from heed.actions.reports.schedules import ScheduleFacts, add_schedule, send_due_reports
from heed.actions.setup import founding
from heed.actions.setup.regions import add_region
from heed.clockwork.deliver import Delivered, deliver_due
from heed.clockwork.rollups import count
from heed.notices.messages import to_staff
from heed.notices.writers import record_going_out
from heed.process.words import AuditKind, ReportFile, ReportKind, Role
from heed.queries.reports.schedules import projects_of_schedule
from heed.records.models import Account, AuditEvent, Duty, Notice, Project, ReportSchedule, ReportSending, Robot
from heed.reports.letters import NOT_ALLOWED
from tests.clockwork.post_office import PostOffice
from tests.clockwork.scheduled import daily, due
from tests.world import MORNING, World

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def letters(office: PostOffice) -> list[EmailMessage]:
    return [message_from_bytes(one.encode(), policy=policy.default) for one in office.letters]


def robot(world: World, **facts: Any) -> Robot:
    usual: dict[str, Any] = {
        "kind": "wecom",
        "name": "项目群",
        "address": "https://qyapi.weixin.qq.com/x",
        "per_minute": 20,
    }
    return save_robot(by=world.admin, **(usual | {"project": world.project, "language": "zh-hans"} | facts))


def _die(_schedule: ReportSchedule) -> None:
    raise SystemExit


@pytest.mark.rule("R102", "R103")
def test_the_record_of_the_day_comes_by_mail_with_its_numbers_a_link_and_the_file(
    addressed: World, office: PostOffice
) -> None:
    addressed.lodge()
    count()
    schedule = daily(addressed.lin, addressed.lin)
    at = due(schedule)
    assert send_due_reports(at - MINUTE) == 0
    assert send_due_reports(at) == 1
    assert deliver_due(at).sent == 1
    (letter,) = letters(office)
    assert "翠湖天地" in str(letter["Subject"])
    body = letter.get_body()
    assert body is not None
    text = body.get_content()
    assert "/centre/day/?day=2026-11-21" in text
    (file,) = letter.iter_attachments()
    content = file.get_content()
    with ZipFile(BytesIO(content)) as book:
        said = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert "林秋" in said, "the file says to whom it was sent"
    assert due(schedule) == at + DAY


def test_a_report_goes_out_once_however_often_and_late_the_worker_looks(addressed: World, office: PostOffice) -> None:
    schedule = daily(addressed.lin, addressed.lin)
    at = due(schedule)
    assert [send_due_reports(at), send_due_reports(at), send_due_reports(at + MINUTE)] == [1, 0, 0]
    later = at + 3 * DAY + MINUTE
    assert send_due_reports(later) == 1, "of the days that passed the last one is told"
    sending = ReportSending.objects.latest("due_at")
    assert (sending.due_at, sending.skipped) == (at + 3 * DAY, 2)
    assert deliver_due(later) == Delivered(sent=2)
    assert deliver_due(later) == Delivered()
    assert len(office.letters) == 2


def test_a_worker_that_dies_before_the_end_leaves_it_to_the_next_one(
    addressed: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    schedule = daily(addressed.lin, addressed.lin)
    at = due(schedule)
    with monkeypatch.context() as broken, pytest.raises(SystemExit):
        broken.setattr(schedules, "_forget_old", _die)
        send_due_reports(at)
    assert (due(schedule), Notice.objects.filter(about=schedules.REPORT_DUE).count()) == (at, 0)
    assert send_due_reports(at) == 1
    assert Notice.objects.filter(about=schedules.REPORT_DUE).count() == 1


def test_a_schedule_that_cannot_be_sent_stops_neither_the_other_ones_nor_the_checkpoints(
    addressed: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = daily(addressed.lin, addressed.lin), daily(addressed.he, addressed.he)
    at, usual = due(bad), projects_of_schedule

    def projects(schedule: ReportSchedule, *readers: Account) -> list[Project]:
        if schedule == bad:
            raise ValueError("a fault")
        return usual(schedule, *readers)

    monkeypatch.setattr(schedules, "projects_of_schedule", projects)
    assert send_due_reports(at) == 1
    assert (due(bad), due(good)) == (at, at + DAY)


def test_a_worker_that_dies_while_it_sends_repeats_the_letter_under_the_same_id(
    addressed: World, office: PostOffice
) -> None:
    at = due(daily(addressed.lin, addressed.lin))
    send_due_reports(at)
    office.cuts = 1
    assert deliver_due(at) == Delivered(delayed=1)
    assert deliver_due(at + MINUTE) == Delivered(sent=1)
    assert list(office.received.values()) == [2]
    assert AuditEvent.objects.filter(kind=AuditKind.EXPORT.value).count() == 1


def test_every_report_that_goes_out_is_in_the_audit_log_with_owner_and_receiver(
    addressed: World, office: PostOffice
) -> None:
    at = due(daily(addressed.he, addressed.he, addressed.lin))
    send_due_reports(at)
    deliver_due(at)
    events = AuditEvent.objects.filter(kind=AuditKind.EXPORT.value).order_by("account__username")
    found = [(event.by, event.account, json.loads(event.facts)["project"]) for event in events]
    assert found == [(addressed.he, addressed.he, ""), (addressed.he, addressed.lin, "CH")]


@pytest.mark.rule("R150")
def test_each_receiver_gets_only_the_projects_that_both_may_see(addressed: World, office: PostOffice) -> None:
    at = due(daily(addressed.he, addressed.lin, addressed.wu))
    send_due_reports(at)
    deliver_due(at)
    found = {str(letter["To"]): str(letter["Subject"]) for letter in letters(office)}
    assert "翠湖天地" in found["lin@heed.example"]
    assert "阳光花园" in found["wu@heed.example"]
    assert "翠湖天地" not in found["wu@heed.example"]


def test_a_worker_that_has_lost_its_claim_puts_no_report_on_record(
    addressed: World, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = due(daily(addressed.lin, addressed.lin))
    send_due_reports(at)
    monkeypatch.setattr(delivery, "start_sending", lambda _notice: False)
    deliver_due(at)
    assert not office.letters
    assert not AuditEvent.objects.filter(kind=AuditKind.EXPORT.value).exists()


@pytest.mark.rule("R103")
def test_a_letter_over_some_projects_does_not_call_them_all_or_by_their_region(
    addressed: World, office: PostOffice
) -> None:
    region = add_region("华东", by=addressed.admin)
    Project.objects.update(region=region)
    founding.add_project("BH", "滨湖家园", slug="binhu")
    founding.give_duty(addressed.lin, Role.DIRECTOR, project=addressed.elsewhere)
    at = due(daily(addressed.he, addressed.lin))
    daily(addressed.he, addressed.wu, region=region)
    send_due_reports(at)
    deliver_due(at)
    found = {str(letter["To"]): str(letter["Subject"]) for letter in letters(office)}
    assert "CH, YG" in found["lin@heed.example"]
    assert "阳光花园" in found["wu@heed.example"]
    assert "华东" not in found["wu@heed.example"]


@pytest.mark.rule("R150")
def test_sight_is_looked_at_again_when_it_is_sent(addressed: World, office: PostOffice) -> None:
    at = due(daily(addressed.he, addressed.lin, project=addressed.project))
    send_due_reports(at)
    Duty.objects.filter(account=addressed.lin).delete()
    assert deliver_due(at) == Delivered(set_aside=1)
    assert Notice.objects.get(about=schedules.REPORT_DUE).error == NOT_ALLOWED
    assert not AuditEvent.objects.filter(kind=AuditKind.EXPORT.value).exists()
    send_due_reports(at + DAY)
    assert Notice.objects.filter(about=schedules.REPORT_DUE).count() == 1, "the next time nothing is made for her"


@pytest.mark.rule("R103")
def test_a_group_gets_the_numbers_and_a_link_and_no_file(addressed: World) -> None:
    schedule = add_schedule(
        ScheduleFacts(
            ReportKind.MONTH, ReportFile.PDF, 3, 480, project=addressed.project, robots=[robot(addressed)]
        ),
        by=addressed.lin, at=MORNING,
    )  # fmt: skip
    send_due_reports(due(schedule))
    notice = Notice.objects.get(about=schedules.REPORT_DUE)
    message = to_staff([notice], "zh-hans", "")
    assert not message.files
    assert message.short.splitlines()[-1].endswith("/centre/month/?month=2026-11&project=CH")
    assert len(message.short.encode()) < 2048
    record_going_out(notice)
    assert json.loads(AuditEvent.objects.get(kind=AuditKind.EXPORT.value).facts)["name"] == "项目群"


@pytest.mark.rule("R150")
def test_a_group_of_one_project_never_gets_the_numbers_of_another(addressed: World) -> None:
    group = robot(addressed)
    with pytest.raises(Refused):
        daily(addressed.he, robots=[group])
    with pytest.raises(Refused):
        daily(addressed.wu, robots=[group])
    with pytest.raises(Refused):
        daily(addressed.lin, robots=[robot(addressed, project=None)])
    assert daily(addressed.he, robots=[robot(addressed, project=None)])


@pytest.mark.rule("R150")
def test_nobody_is_a_receiver_who_may_not_read_the_report(addressed: World) -> None:
    for stranger in (addressed.zhou, addressed.wu):
        with pytest.raises(Refused):
            daily(addressed.lin, stranger)
    with pytest.raises(Refused):
        daily(addressed.wu, addressed.wu, project=addressed.project)
    with pytest.raises(Refused):
        daily(addressed.lin)


def test_a_report_waits_while_its_numbers_are_counted_anew_and_says_so_in_the_end(
    addressed: World, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("heed.actions.reports.schedules", "heed.reports.letters"):
        monkeypatch.setattr(f"{module}.counts_anew", lambda: 900)
    at = due(daily(addressed.lin, addressed.lin))
    assert send_due_reports(at + MINUTE) == 0
    assert send_due_reports(at + timedelta(hours=1)) == 1
    assert deliver_due(at + timedelta(hours=1)) == Delivered(sent=1)
    (letter,) = letters(office)
    body = letter.get_body()
    assert body is not None
    assert "900" in body.get_content()


def test_the_weekly_report_of_a_region_comes_as_pdf_with_its_projects_alone(
    addressed: World, office: PostOffice
) -> None:
    region = add_region("华东", by=addressed.admin)
    Project.objects.filter(pk=addressed.elsewhere.pk).update(region=region)
    facts = ScheduleFacts(ReportKind.WEEK, ReportFile.PDF, 1, 480, region=region, people=[addressed.he])
    at = due(add_schedule(facts, by=addressed.he, at=MORNING))
    assert timezone.localtime(at).weekday() == 0
    send_due_reports(at)
    assert deliver_due(at) == Delivered(sent=1)
    (letter,) = letters(office)
    assert "华东" in str(letter["Subject"])
    (file,) = letter.iter_attachments()
    assert file.get_content().startswith(b"%PDF")
    assert json.loads(AuditEvent.objects.get(kind=AuditKind.EXPORT.value).facts)["project"] == "YG"
