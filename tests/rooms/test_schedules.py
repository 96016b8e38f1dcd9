"""The page of a person's reports on a schedule."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from heed.actions.reports.schedules import LEFT, send_due_reports
from heed.clockwork.deliver import deliver_due
from heed.process.words import ReportKind
from heed.records.models import Account, ReportSchedule
from tests.clockwork.post_office import PostOffice
from tests.world import World

HOME = "/centre/schedule/"


@pytest.fixture
def reader(world: World, client: Client) -> Client:
    Account.objects.filter(username__in=["lin", "he", "zhao"]).update(email="someone@heed.example", language="en")
    client.force_login(world.lin)
    return client


def added(client: Client, report: str = "month", **facts: Any) -> Any:
    lin = Account.objects.get(username="lin")
    usual: dict[str, Any] = {"scope": "project-CH", "day": 3, "time": "08:00", "file": "pdf", "people": [lin.pk]}
    return client.post(f"{HOME}add/{report}/", usual | facts)


@pytest.mark.rule("R102", "R103")
@pytest.mark.parametrize("report", [kind.value for kind in ReportKind])
def test_a_report_is_put_on_a_schedule_and_listed_with_its_next_time(world: World, reader: Client, report: str) -> None:
    assert reader.get(f"{HOME}add/{report}/?project=CH").status_code == 200
    assert added(reader, report)["Location"] == HOME
    schedule = ReportSchedule.objects.get()
    assert (schedule.owner, schedule.project, schedule.report) == (world.lin, world.project, report)
    assert schedule.next_at is not None
    page = reader.get(HOME).content.decode()
    assert "Next time" in page
    assert "08:00" in page


def test_what_became_of_the_last_time_is_told_for_each_receiver(
    world: World, reader: Client, office: PostOffice
) -> None:
    added(reader, "day", people=[world.lin.pk, world.zhao.pk])
    ReportSchedule.objects.update(next_at=timezone.now())
    Account.objects.filter(pk=world.zhao.pk).update(email="")
    send_due_reports()
    deliver_due()
    page = reader.get(HOME).content.decode()
    assert "not to all" in page
    assert "Sent out" in page
    assert "There is no contact address any more." in page


@pytest.mark.rule("R102", "R103")
def test_the_owner_reads_to_whom_it_was_not_delivered_with_what_to_do_and_sends_it_again(
    world: World, reader: Client, client: Client, office: PostOffice
) -> None:
    added(reader, "day", people=[world.lin.pk, world.zhao.pk])
    ReportSchedule.objects.update(next_at=timezone.now())
    Account.objects.filter(pk=world.zhao.pk).update(email="")
    send_due_reports()
    deliver_due()
    page = reader.get(HOME).content.decode()
    again = f"{HOME}{ReportSchedule.objects.get().pk}/again/"
    assert "Not delivered to 赵启明" in page
    assert "Ask an administrator to enter an e-mail for this person in Setup" in page
    assert again in page
    client.force_login(world.he)
    assert client.post(again).status_code == 404, "a schedule of another"
    client.force_login(world.lin)
    Account.objects.filter(pk=world.zhao.pk).update(email="zhao@heed.example")
    assert reader.post(again)["Location"] == HOME
    deliver_due()
    assert len(office.letters) == 2
    page = reader.get(HOME).content.decode()
    assert "Not delivered" not in page
    assert "Every receiver has it" in reader.post(again, follow=True).content.decode()


def test_a_form_that_lacks_something_comes_back_with_what_was_typed(reader: Client) -> None:
    missing = added(reader, time="quarter past", day=5)
    assert missing.status_code == 422
    assert 'value="quarter past"' in missing.content.decode()
    nobody = added(reader, people=[])
    assert nobody.status_code == 409
    assert "Choose at least one person or group." in nobody.content.decode()
    assert added(reader, day=31).status_code == 422
    assert not ReportSchedule.objects.exists()


def test_a_schedule_is_paused_goes_on_and_is_removed_by_its_owner_alone(
    world: World, reader: Client, client: Client
) -> None:
    added(reader)
    schedule = ReportSchedule.objects.get()
    address = f"{HOME}{schedule.pk}"
    for name, active in (("pause", False), ("resume", True)):
        assert reader.post(f"{address}/{name}/")["Location"] == HOME
        schedule.refresh_from_db()
        assert (schedule.next_at is not None) is active
    client.force_login(world.he)
    assert client.post(f"{address}/remove/").status_code == 404
    client.force_login(world.lin)
    client.post(f"{address}/remove/")
    assert not ReportSchedule.objects.exists()


@pytest.mark.rule("R102", "R103")
def test_a_schedule_is_changed_by_its_owner_alone_and_what_was_typed_stays_at_errors(
    world: World, reader: Client, client: Client
) -> None:
    added(reader, people=[world.lin.pk])
    schedule = ReportSchedule.objects.get()
    address = f"{HOME}{schedule.pk}/"
    assert f'href="{address}"' in reader.get(HOME).content.decode()
    page = reader.get(address).content.decode()
    assert 'value="08:00"' in page
    assert '<option value="3" selected' in page
    typed = {"scope": "project-CH", "day": 5, "time": "09:30", "file": "xlsx", "people": [world.zhao.pk]}
    wrong = reader.post(address, typed | {"time": "noon"})
    assert wrong.status_code == 422
    assert '<option value="5" selected' in wrong.content.decode()
    nobody = reader.post(address, typed | {"people": []})
    assert nobody.status_code == 409
    assert 'value="09:30"' in nobody.content.decode()
    assert reader.post(address, typed)["Location"] == HOME
    before, schedule = schedule.next_at, ReportSchedule.objects.get()
    assert (schedule.day, schedule.minute, schedule.file) == (5, 570, "xlsx")
    assert list(schedule.people.all()) == [world.zhao]
    assert schedule.next_at not in (None, before)
    client.force_login(world.he)
    assert client.post(address, typed).status_code == 404


def test_a_paused_schedule_stays_paused_when_it_is_changed_and_one_that_has_ended_is_not_changed(
    world: World, reader: Client
) -> None:
    added(reader)
    address = f"{HOME}{ReportSchedule.objects.get().pk}/"
    typed = {"scope": "project-CH", "day": 9, "time": "10:00", "file": "pdf", "people": [world.lin.pk]}
    reader.post(f"{address}pause/")
    assert reader.post(address, typed)["Location"] == HOME
    assert ReportSchedule.objects.get().next_at is None
    ReportSchedule.objects.update(ended=LEFT)
    assert reader.get(address).status_code == 404
    assert reader.post(address, typed).status_code == 404


def test_who_gets_a_report_from_now_on_is_not_said_to_have_missed_the_last_one(
    world: World, reader: Client, office: PostOffice
) -> None:
    added(reader, "day")
    ReportSchedule.objects.update(next_at=timezone.now())
    send_due_reports()
    address = f"{HOME}{ReportSchedule.objects.get().pk}/"
    people = [world.lin.pk, world.zhao.pk]
    reader.post(address, {"scope": "project-CH", "time": "08:00", "file": "pdf", "people": people})
    assert "may not see these numbers" not in reader.get(HOME).content.decode()


@pytest.mark.rule("R150")
def test_who_reads_no_report_has_no_schedules_and_nobody_is_offered_what_is_not_theirs(
    world: World, client: Client, reader: Client
) -> None:
    offered = reader.get(f"{HOME}add/month/").content.decode()
    assert "阳光花园" not in offered
    assert "吴敏" not in offered
    assert added(reader, scope="project-YG").status_code == 422
    client.force_login(world.zhou)
    assert client.get(HOME).status_code == 404
    assert client.get(f"{HOME}add/month/").status_code == 404


def test_the_page_costs_the_same_however_many_schedules_there_are(
    world: World, reader: Client, django_assert_max_num_queries: Any
) -> None:
    for _number in range(6):
        added(reader, "day", people=[world.lin.pk, world.zhao.pk])
    ReportSchedule.objects.update(next_at=timezone.now())
    send_due_reports()
    with django_assert_max_num_queries(16):
        assert reader.get(HOME).content.decode().count("Next time") == 6
