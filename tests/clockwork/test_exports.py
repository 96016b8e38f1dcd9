"""Long exports are made in the background: whole or not at all, kept for a time, taken by their person alone."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from heed.actions import exports
from heed.actions.engine.errors import Refused
from heed.actions.setup import founding
from heed.clockwork import exports as making
from heed.clockwork.exports import Exported, make_exports
from heed.process.words import AuditedData, AuditKind, ExportKind, ExportState, Role
from heed.records.models import AuditEvent, Complaint, Duty, ExportJob
from heed.reports.drafts import draft_folder, empty_old_drafts
from heed.rooms.centre.exports import views as centre_views
from heed.rooms.oversight import exports as lists
from tests.rooms.test_month_files import sheets
from tests.world import World

HOME = "/exports/"


def case_files(world: World, client: Client, *complaints: Complaint) -> ExportJob:
    client.force_login(world.lin)
    picks = [complaint.number for complaint in complaints]
    assert client.post("/oversight/case-files/", {"pick": picks})["Location"] == HOME
    return ExportJob.objects.latest("pk")


def content(response: Any) -> bytes:
    return b"".join(response.streaming_content)


@pytest.mark.rule("R101")
def test_the_case_files_of_several_come_in_one_zip_and_each_is_in_the_audit_log(world: World, client: Client) -> None:
    one, two = world.lodge(), world.neighbour()
    job = case_files(world, client, one, two)
    assert client.get(f"{HOME}{job.pk}/")["Location"] == HOME, "nothing half is offered"
    assert make_exports() == Exported(made=1)
    taken = client.get(f"{HOME}{job.pk}/")
    with ZipFile(BytesIO(content(taken))) as files:
        assert sorted(files.namelist()) == sorted(f"{each.number}.pdf" for each in (one, two))
        assert all(files.read(name).startswith(b"%PDF") for name in files.namelist())
    events = AuditEvent.objects.filter(kind=AuditKind.EXPORT.value)
    assert {event.complaint for event in events} == {one, two}
    assert {event.by for event in events} == {world.lin}
    assert AuditEvent.objects.filter(kind=AuditKind.REVEAL.value).count() == 2


def test_a_short_list_comes_at_once_and_a_long_one_in_the_background_with_who_took_it(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    complaint = world.verify(world.lodge())
    world.neighbour()
    client.force_login(world.lin)
    short = client.post("/oversight/list.xlsx")
    assert complaint.number in sheets(short.content)
    monkeypatch.setattr(lists, "AT_ONCE", 1)
    assert client.post("/oversight/list.xlsx")["Location"] == HOME
    assert make_exports() == Exported(made=1)
    found = sheets(content(client.get(f"{HOME}{ExportJob.objects.get().pk}/")))
    assert complaint.number in found
    assert "林秋" in found
    events = AuditEvent.objects.filter(kind=AuditKind.EXPORT.value)
    assert [json.loads(event.facts) for event in events] == [
        {"data": AuditedData.COMPLAINT_LIST.value, "complaints": 2}
    ] * 2


@pytest.mark.parametrize(("words", "in_all"), [("", 2), ("老人被困", 1)])
def test_a_long_list_says_how_many_of_how_many_complaints_are_written(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch, words: str, in_all: int
) -> None:
    world.lodge()
    world.neighbour(course="今天早上")
    monkeypatch.setattr(lists, "AT_ONCE", 0)
    monkeypatch.setattr(making, "EVERY", 0)
    told: list[tuple[int, int]] = []

    def told_of(_job: ExportJob, done: int, total: int) -> bool:
        told.append((done, total))
        return True

    monkeypatch.setattr(making, "keep_claim", told_of)
    client.force_login(world.lin)
    client.post(f"/oversight/list.xlsx?q={words}")
    assert make_exports() == Exported(made=1)
    assert told == [(done, in_all) for done in range(in_all + 1)]


def test_the_centre_gets_the_list_with_masked_names(world: World, client: Client) -> None:
    world.lodge()
    client.force_login(world.he)
    assert "陈美玲" not in sheets(client.post("/oversight/list.xlsx").content)


def test_the_table_of_very_many_projects_is_made_in_the_background(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(centre_views, "AT_ONCE", 1)
    client.force_login(world.he)
    assert client.get("/centre/month/table.pdf")["Location"] == HOME
    assert client.get("/centre/month/table.pdf?project=CH").content.startswith(b"%PDF")
    make_exports()
    assert content(client.get(f"{HOME}{ExportJob.objects.get().pk}/")).startswith(b"%PDF")
    event = AuditEvent.objects.filter(kind=AuditKind.EXPORT.value).latest("pk")
    assert json.loads(event.facts)["data"] == AuditedData.MONTHLY_TABLE.value


def test_the_log_names_the_projects_that_the_table_tells_of_when_it_is_made(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(centre_views, "AT_ONCE", 0)
    client.force_login(world.lin)
    client.get("/centre/month/table.pdf")
    founding.give_duty(world.lin, Role.DIRECTOR, project=world.elsewhere)
    make_exports()
    assert content(client.get(f"{HOME}{ExportJob.objects.get().pk}/")).startswith(b"%PDF")
    event = AuditEvent.objects.filter(kind=AuditKind.EXPORT.value).latest("pk")
    assert json.loads(event.facts)["project"] == "CH, YG"


def test_an_export_whose_worker_died_is_made_by_the_next_one_and_given_up_after_some_times(
    world: World, client: Client
) -> None:
    job = case_files(world, client, world.lodge())
    now = timezone.now()
    assert exports.claim_export(now) == job
    assert exports.claim_export(now) is None, "the claim of another worker holds"
    later = now + exports.LEASE
    dead, second = job, exports.claim_export(later)
    dead.attempts = 1
    assert second is not None
    assert not exports.keep_claim(dead, 1, 1), "the first one has lost it"
    assert exports.claim_export(later + exports.LEASE) is not None
    assert exports.claim_export(later + 2 * exports.LEASE) is None
    job.refresh_from_db()
    assert (job.state, job.error) == (ExportState.FAILED, exports.INTERRUPTED)


def test_a_worker_that_has_lost_its_claim_and_fails_leaves_the_file_of_the_other_one(
    world: World, client: Client
) -> None:
    case_files(world, client, world.lodge())
    now = timezone.now()
    lost, second = exports.claim_export(now), exports.claim_export(now + exports.LEASE)
    assert lost is not None
    assert second is not None
    assert exports.finish_export(second, ContentFile(b"%PDF"), "1.zip", {})
    exports.fail_export(lost)
    second.refresh_from_db()
    assert (second.state, default_storage.exists(second.stored)) == (ExportState.READY, True)


def test_a_worker_that_is_asked_to_stop_leaves_the_export_to_the_next_one(world: World, client: Client) -> None:
    job = case_files(world, client, world.lodge())
    asked = iter([False, True])
    make_exports(lambda: next(asked, True))
    job.refresh_from_db()
    assert (job.state, job.attempts) == (ExportState.WAITING, 0)
    assert make_exports() == Exported(made=1)


def test_what_may_not_be_seen_any_more_says_so_and_leaves_no_file(world: World, client: Client) -> None:
    job = case_files(world, client, world.lodge())
    Duty.objects.filter(account=world.lin).delete()
    assert make_exports() == Exported(failed=1)
    job.refresh_from_db()
    assert (job.state, job.error, default_storage.exists(job.stored)) == (ExportState.FAILED, exports.UNSEEN, False)


def test_what_cannot_be_made_says_so(world: World) -> None:
    job = exports.start_export(ExportKind.CASE_FILES, {}, by=world.lin)
    assert make_exports() == Exported(failed=1)
    job.refresh_from_db()
    assert (job.state, job.error) == (ExportState.FAILED, exports.FAILED)


@pytest.mark.rule("R150")
def test_a_file_is_taken_by_its_person_alone_and_not_after_the_duties_have_changed(
    world: World, client: Client
) -> None:
    job = case_files(world, client, world.lodge())
    make_exports()
    client.force_login(world.zhao)
    assert client.get(f"{HOME}{job.pk}/").status_code == 404
    client.force_login(world.lin)
    assert client.get(HOME).status_code == 200
    Duty.objects.filter(account=world.lin).delete()
    assert client.get(f"{HOME}{job.pk}/")["Location"] == HOME
    assert not AuditEvent.objects.filter(kind=AuditKind.EXPORT.value).exists()


@pytest.mark.rule("R150")
def test_a_file_is_not_taken_by_whom_a_complaint_is_about_by_now(world: World, client: Client) -> None:
    complaint = world.lodge()
    Complaint.objects.update(case_owner=world.zhao)
    files, other = case_files(world, client, complaint), exports.start_export(ExportKind.CASE_FILES, {}, by=world.lin)
    ExportJob.objects.filter(pk=other.pk).update(asks={"numbers": [world.neighbour().number]})
    make_exports()
    world.make("name_accused", complaint, account=world.lin, by=world.zhao)
    for job in (files, other):
        assert client.get(f"{HOME}{job.pk}/")["Location"] == HOME
    assert not AuditEvent.objects.filter(kind=AuditKind.EXPORT.value).exists()


@pytest.mark.rule("R150")
def test_a_file_is_not_taken_where_the_person_was_named_while_it_was_made(world: World, client: Client) -> None:
    complaint = world.lodge()
    Complaint.objects.update(case_owner=world.zhao)
    pk = case_files(world, client, complaint).pk
    job = exports.claim_export()
    assert job is not None
    world.make("name_accused", complaint, account=world.lin, by=world.zhao)
    assert exports.finish_export(job, ContentFile(b"%PDF"), "1.zip", {})
    assert client.get(f"{HOME}{pk}/")["Location"] == HOME


@pytest.mark.rule("R150")
def test_case_files_are_not_taken_where_one_of_them_is_out_of_sight(world: World, client: Client) -> None:
    complaint = world.lodge()
    job = case_files(world, client, complaint)
    make_exports()
    Complaint.objects.update(project=world.elsewhere, case_owner=world.wu)
    assert client.get(f"{HOME}{job.pk}/")["Location"] == HOME


def test_a_file_is_deleted_when_its_time_is_over(world: World, client: Client) -> None:
    job = case_files(world, client, world.lodge())
    make_exports()
    assert default_storage.exists(job.stored)
    after = timezone.now() + exports.KEPT + timedelta(minutes=1)
    assert exports.delete_old_exports(after) == 1
    assert not default_storage.exists(job.stored)
    assert client.get(f"{HOME}{job.pk}/")["Location"] == HOME
    job.refresh_from_db()
    assert job.state == ExportState.DELETED


def test_what_a_killed_worker_left_half_written_is_deleted_and_what_is_being_written_stays() -> None:
    drafts = Path(settings.HEED_DATA) / "drafts"
    with draft_folder() as folder:
        (old := drafts / "killed").mkdir()
        (old / "sheet.xml").write_text("陈美玲")
        os.utime(old, (0, 0))
        empty_old_drafts()
        assert not old.exists()
        assert Path(folder).parent == drafts
        assert Path(folder).exists()
    assert not Path(folder).exists()


def test_a_worker_with_nothing_to_make_writes_nothing(world: World) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert make_exports() == Exported()
    assert asked.captured_queries
    assert all(query["sql"].startswith("SELECT") for query in asked.captured_queries)


def test_one_person_does_not_keep_the_worker_from_the_others(world: World, client: Client) -> None:
    for _number in range(exports.MOST):
        case_files(world, client, world.lodge())
    with pytest.raises(Refused):
        exports.start_export(ExportKind.LIST, {}, by=world.lin)
    assert exports.start_export(ExportKind.LIST, {}, by=world.zhao)
