"""The audit log: what is in it, who reads it, and that nobody changes it."""

import csv
import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from heed.actions.residents.reveal import reveal_contact
from heed.actions.setup import founding
from heed.actions.setup.policy import publish
from heed.actions.staff.accounts import add_duty, add_staff, change_account, remove_duty
from heed.actions.staff.leaving import close_account
from heed.actions.staff.passwords import reset_password
from heed.process.policy import default_policy
from heed.process.words import AuditKind, Role
from heed.queries.record.integrity import changed_audit_events
from heed.records import triggers
from heed.records.models import Account, AuditEvent, Notice
from tests.world import MORNING, PASSWORD, World


def kinds(**columns: object) -> list[str]:
    """The kinds of the events with these columns, in their order."""
    return list(AuditEvent.objects.filter(**columns).order_by("pk").values_list("kind", flat=True))


@pytest.fixture
def auditor(world: World) -> Account:
    """Meng, who audits the whole company."""
    account = founding.add_account("meng", "孟岩", PASSWORD, language="en")
    founding.give_duty(account, Role.AUDITOR)
    return account


def test_sign_ins_and_failures_are_in_the_audit_log_with_their_address(client: Client, world: World) -> None:
    client.post("/account/login/", {"login": "zhou", "password": "wrong"})
    client.post("/account/login/", {"login": "zhou", "password": PASSWORD})
    client.post("/account/logout/")
    found = AuditEvent.objects.filter(account=world.zhou, address="127.0.0.1").order_by("pk")
    assert [event.kind for event in found] == [AuditKind.SIGN_IN_FAILED, AuditKind.SIGN_IN, AuditKind.SIGN_OUT]
    assert [event.by for event in found] == [None, world.zhou, world.zhou]


def test_nothing_typed_at_a_failed_sign_in_is_recorded(client: Client, world: World) -> None:
    client.post("/account/login/", {"login": "my-secret-word", "password": "another-secret"})
    event = AuditEvent.objects.get(kind=AuditKind.SIGN_IN_FAILED.value)
    assert event.account is None
    assert "secret" not in event.facts


def test_accounts_duties_resets_and_policies_are_in_the_audit_log(world: World) -> None:
    made = add_staff(
        by=world.lin, username="new", name="新人", password=PASSWORD, role=Role.GUARD, project=world.project
    )
    change_account(made, by=world.lin, name="新同事")
    duty = add_duty(made, Role.RECEPTIONIST, by=world.lin, project=world.project)
    remove_duty(duty, by=world.lin)
    reset_password(made, by=world.lin)
    close_account(made, by=world.lin)
    assert kinds(account=made, by=world.lin) == [
        "account_added", "duty_given", "account_changed", "duty_given", "duty_removed", "password_reset",
        "account_closed",
    ]  # fmt: skip
    document = default_policy().model_dump(mode="json")
    publish(document, by=world.admin, seen=1, same=True)
    event = AuditEvent.objects.get(by=world.admin, kind=AuditKind.POLICY.value)
    assert json.loads(event.facts) == {"number": 2}


def test_only_auditors_and_administrators_read_the_audit_log(world: World, auditor: Account) -> None:
    for account, status in ((auditor, 200), (world.admin, 200), (world.he, 404), (world.zhao, 404), (world.zhou, 404)):
        browser = Client()
        browser.force_login(account)
        assert browser.get("/audit/").status_code == status, account
        assert browser.post("/audit/export/").status_code == status, account
    browser = Client()
    browser.force_login(auditor)
    assert browser.get("/home/").headers["Location"] == "/centre/"


def test_the_audit_log_is_filtered_by_person_kind_and_day(client: Client, world: World, auditor: Account) -> None:
    client.force_login(auditor)
    reset_password(world.zhou, by=world.lin)

    def found(**filters: str | int) -> list[str]:
        return [row["event"].kind for row in client.get("/audit/", filters).context["rows"]]

    for person in (world.zhou, world.lin):
        assert "password_reset" in found(account=person.pk)
    assert "password_reset" not in found(account=world.wang.pk)
    assert found(kind="password_reset") == ["password_reset"]
    assert found(kind="password_reset", until="2020-01-01") == []
    assert client.get("/audit/", {"since": "2026-02-31"}).status_code == 404
    assert client.get("/audit/", {"after": "x"}).status_code == 404


def test_pages_of_the_audit_log_follow_one_another_without_a_gap(
    client: Client, world: World, auditor: Account
) -> None:
    client.force_login(auditor)
    for _time in range(60):
        change_account(world.zhou, by=world.admin, phone="1")
    first = client.get("/audit/", {"kind": "account_changed"})
    second = client.get(f"/audit/{first.context['older']}")
    ids = [row["event"].pk for answer in (first, second) for row in answer.context["rows"]]
    assert ids == sorted(ids, reverse=True)
    assert len(set(ids)) == 60


def test_the_export_of_the_audit_log_is_in_the_audit_log(client: Client, world: World, auditor: Account) -> None:
    Account.objects.filter(pk=world.zhou.pk).update(name="=SUM(A1)")
    client.force_login(auditor)
    reset_password(Account.objects.get(pk=world.zhou.pk), by=world.lin)
    answer = client.post("/audit/export/", {"kind": "password_reset"})
    lines = list(csv.reader(b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()))  # type: ignore[attr-defined]
    assert [line[4] for line in lines[1:]] == ["'=SUM(A1)"], "no formula"
    assert kinds(by=auditor)[-1] == AuditKind.EXPORT


def test_prints_of_personal_data_are_in_the_audit_log(client: Client, world: World) -> None:
    complaint = world.lodge()
    client.force_login(world.zhou)
    assert client.get(reverse("complaint:print", args=[complaint.number])).status_code == 200
    assert kinds(by=world.zhou, complaint=complaint) == [AuditKind.PRINT]


def test_many_reveals_within_an_hour_alarm_auditors_and_administrators_once(
    world: World, auditor: Account, settings: object
) -> None:
    settings.HEED_REVEALS_HOURLY = 3  # type: ignore[attr-defined]
    complaint = world.lodge()
    for minute in range(3):
        reveal_contact(complaint, by=world.zhou, at=MORNING + timedelta(minutes=minute))
    reveal_contact(complaint, by=world.zhou, at=MORNING + timedelta(minutes=90))
    alarms = Notice.objects.filter(about="many_reveals").order_by("account__username")
    assert not alarms.exists(), "three in one hour and one in another"
    for minute in range(91, 97):
        reveal_contact(complaint, by=world.zhou, at=MORNING + timedelta(minutes=minute))
    assert [notice.account for notice in alarms] == [world.admin, auditor]
    assert AuditEvent.objects.filter(kind=AuditKind.MANY_REVEALS.value, by=world.zhou).count() == 1


@pytest.mark.parametrize(
    "statement", ["UPDATE records_auditevent SET kind = 'export'", "DELETE FROM records_auditevent"]
)
def test_the_database_refuses_to_change_or_delete_an_event(world: World, statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="never changed or deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert AuditEvent.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE records_auditevent SET by_id = NULL WHERE id = %s",
        "UPDATE records_auditevent SET at = '2020-01-01 00:00:00+00:00' WHERE id = %s",
        "DELETE FROM records_auditevent WHERE id = %s",
    ],
)
def test_an_event_that_was_changed_or_taken_out_without_the_triggers_is_found(world: World, statement: str) -> None:
    close_account(world.sun, by=world.admin)
    change_account(world.zhou, by=world.admin, phone="2")
    assert changed_audit_events() == []
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement, [AuditEvent.objects.get(kind=AuditKind.ACCOUNT_CLOSED.value).pk])
    assert len(changed_audit_events()) == 1
