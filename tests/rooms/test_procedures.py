"""Written procedures: a new version reaches whom it concerns, who has read it is on record, work leads to it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from heed.actions.procedures.publishing import publish_procedure, remind_readers_due
from heed.records.models import Notice, ProcedureReading, ProcedureVersion
from tests.rooms.at_the_page import signed_in
from tests.world import World

TEXT = "一、五分钟内到场安抚被困人员。\n二、通知维保单位，三十分钟内到场。"


def publish(world: World, before: ProcedureVersion | None = None, **facts: Any) -> ProcedureVersion:
    usual: dict[str, Any] = {
        "by": world.lin, "project": world.project, "roles": ["receptionist", "operator"], "title": "电梯困人处置",
        "text": TEXT, "category": "lift_stopped", "read_by_on": timezone.localdate() + timedelta(days=7),
    }  # fmt: skip
    return publish_procedure(before.procedure if before else None, **(usual | facts))


def told_of(about: str) -> list[str]:
    """Whose inbox has such a notice."""
    found = Notice.objects.filter(about=about, channel="inbox")
    return list(found.values_list("account__username", flat=True))


def read(client: Client, version: ProcedureVersion) -> int:
    page = f"/community/procedures/{version.procedure_id}/versions/{version.number}/read/"
    return client.post(page).status_code


@pytest.mark.rule("R113")
def test_a_director_writes_a_procedure_and_sees_who_has_read_it(client: Client, world: World) -> None:
    desk = signed_in(client, world.lin)
    typed = {"project": world.project.pk, "title": "电梯困人处置", "text": TEXT, "roles": ["receptionist", "operator"],
             "category": "lift_stopped", "read_by_on": f"{timezone.localdate() + timedelta(days=7)}"}  # fmt: skip
    assert desk.post("/community/procedures/new/", typed | {"roles": []}).status_code == 422
    assert desk.post("/community/procedures/new/", typed).status_code == 302
    version = ProcedureVersion.objects.get()
    told = set(told_of("procedure_new"))
    assert {"zhou", "wang", "liu"} <= told
    assert not told & {"lin", "sun", "wu"}, "neither who wrote it, nor other duties, nor another estate"
    operator = Client()
    operator.force_login(world.wang)
    page = f"/community/procedures/{version.procedure_id}/"
    assert "五分钟内到场" in operator.get(page).content.decode(), "also staff without the room"
    assert [read(operator, version), read(operator, version)] == [302, 302]
    assert ProcedureReading.objects.count() == 1
    shown = desk.get(page).content.decode()
    assert "Who has read it" in shown
    assert shown.index(world.zhou.name) < shown.index(world.wang.name), "first those who have not read it"
    assert "Who has read it" not in operator.get(page).content.decode()
    stranger = Client()
    stranger.force_login(world.wu)
    assert (stranger.get(page).status_code, read(stranger, version)) == (404, 404)


@pytest.mark.rule("R113")
def test_a_new_version_says_what_is_new_and_is_read_again(client: Client, world: World) -> None:
    first = publish(world)
    desk = signed_in(client, world.zhou)
    read(desk, first)
    assert "Please read" not in desk.get("/community/procedures/").content.decode()
    director = Client()
    director.force_login(world.lin)
    edit = f"/community/procedures/{first.procedure_id}/edit/"
    typed = {"title": first.title, "text": TEXT + "\n三、当天回访。", "roles": ["receptionist"], "category": "",
             "read_by_on": f"{timezone.localdate() + timedelta(days=7)}"}  # fmt: skip
    assert director.post(edit, typed).status_code == 422
    assert director.post(edit, typed | {"changed": "增加当天回访"}).status_code == 302
    assert "Please read" in desk.get("/community/procedures/").content.decode()
    page = desk.get(f"/community/procedures/{first.procedure_id}/").content.decode()
    assert ("增加当天回访" in page, "三、当天回访" in page, "I have read and understood it" in page) == (True,) * 3
    read(desk, first)
    second = ProcedureVersion.objects.get(number=2)
    assert not second.readings.exists(), "the old version is not read in its place"
    old = desk.get(f"/community/procedures/{first.procedure_id}/versions/1/").content.decode()
    assert ("This is an older version" in old, "三、当天回访" in old) == (True, False)


@pytest.mark.rule("R113")
def test_who_has_not_read_it_by_its_day_is_reminded_once(world: World) -> None:
    version = publish(world, roles=["receptionist"])
    day = timezone.now() + timedelta(days=8)
    assert (remind_readers_due(timezone.now()), remind_readers_due(day), remind_readers_due(day)) == (0, 1, 0)
    assert told_of("procedure_reminded") == ["zhou"]
    version.refresh_from_db()
    assert version.reminded_at == day


@pytest.mark.rule("R113")
def test_a_complaint_leads_to_the_procedure_of_its_category(client: Client, world: World) -> None:
    version = publish(world)
    publish(world, by=world.wu, project=world.elsewhere, title="别的小区的规程")
    complaint = world.verify(world.lodge())
    page = signed_in(client, world.zhou).get(f"/complaints/{complaint.number}/").content.decode()
    assert f"/community/procedures/{version.procedure_id}/" in page
    assert "别的小区的规程" not in page


@pytest.mark.rule("R113")
def test_a_withdrawn_procedure_is_read_no_more_and_stays_on_record_with_its_readers(
    client: Client, world: World
) -> None:
    version = publish(world)
    desk, page = signed_in(client, world.zhou), f"/community/procedures/{version.procedure_id}/"
    read(desk, version)
    director = signed_in(Client(), world.lin)
    assert "Its versions and who has read them stay on record." in director.get(page).content.decode()
    assert director.post(f"{page}withdraw/").status_code == 302
    assert version.title not in director.get("/community/procedures/").content.decode()
    assert version.title in director.get("/community/procedures/?withdrawn=1").content.decode()
    kept = director.get(page).content.decode()
    assert f"{world.lin.name} withdrew it on" in kept
    assert world.zhou.name in kept, "who has read it"
    assert "Remind those who have not read it" not in kept
    reader = desk.get(page).content.decode()
    assert ("五分钟内到场" in reader, "I have read and understood it" in reader) == (True, False)
    assert desk.post(f"{page}versions/1/read/").status_code == 404
    assert director.get(f"{page}edit/").status_code == 404
