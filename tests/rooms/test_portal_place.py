"""Reporting at a place by its code: what the form knows there, what others reported, joining it (R10, R68)."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from heed.actions.setup.place_codes import make_place_codes, renew_place_code
from heed.process.words import Channel, Method, Stage
from heed.queries.place_codes import code_of
from heed.records.models import Complaint, Notice, Place, PlaceCode
from heed.records.owner_keys import link_hash_of
from tests.world import MORNING, World


def code_at(world: World, place: Place | None = None) -> str:
    place = place or world.lift
    make_place_codes([place], by=world.lin)
    code = code_of(place)
    assert code
    return f"/at/{code.code}/"


def told(**fields: Any) -> dict[str, Any]:
    return {
        "content": "又停了",
        "name": "黄先生",
        "unit": "3-1602",
        "contact": "13900006611",
        "client_key": "k" * 20,
    } | fields


def complaint_after(answer: Any) -> Complaint:
    assert answer.status_code == 302, answer.context["form"].errors
    return Complaint.objects.get(link_hash=link_hash_of(answer["Location"].split("/")[2]))


@pytest.fixture
def at_noon() -> Any:
    with time_machine.travel(MORNING + timedelta(hours=2), tick=False):
        yield


@pytest.mark.rule("R1", "R5", "R20")
def test_the_code_of_a_lift_knows_estate_and_place_and_one_word_is_enough(
    client: Client, world: World, at_noon: None
) -> None:
    url = code_at(world)
    page = client.get(url).content.decode()
    assert world.lift.path in page
    assert 'name="where"' not in page
    assert 'value="lift_stopped"' in page, "what is usual at a lift is offered"
    complaint = complaint_after(client.post(url, told(content="", kind="lift_stopped")))
    assert (complaint.place, complaint.where, complaint.category) == (world.lift, world.lift.path, "lift_stopped")
    assert complaint.channel == Channel.WEB
    assert world.lift.path in complaint.content
    door = code_at(world, world.home)
    assert f'value="{world.home.number}"' in client.get(door).content.decode(), "the code of a door knows the home"
    at_home = complaint_after(client.post(door, told(unit="3-1502", client_key="d" * 20)))
    assert at_home.place == world.home, "the home is that of the person, wherever the code hangs"


@pytest.mark.rule("R10", "R68")
def test_what_is_open_at_the_place_shows_kind_stage_and_time_and_nothing_personal(
    client: Client, world: World, at_noon: None
) -> None:
    main = world.to_handling(world.lodge(place=world.lift, where="二号电梯"))
    due_at = timezone.now() + timedelta(hours=1)
    world.make("new_date", main, by=world.lin, due_at=due_at, words="我 13:00 前修好", consent=True, reason="等配件")
    about_staff = world.lodge(place=world.lift, content="保安骂人", client_key="s" * 20)
    world.verify(about_staff, category="rude_words")
    page = client.get(code_at(world) + "?language=zh-hans", follow=True).content.decode()
    assert "电梯停运" in page
    assert "正在处理，预计 13:00 前完成" in page
    assert "1 人反映" in page
    assert f'value="{about_staff.pk}"' not in page
    for hidden in ("陈", "13800002207", main.number, main.secret, "门刀", "保安骂人", "林"):
        assert hidden not in page, hidden
    home = world.lodge(content="家里漏水", client_key="h" * 20)
    world.verify(home, category="leak_upstairs")
    door = client.get(code_at(world, world.home)).content.decode()
    assert "joins" in door
    assert f'value="{home.pk}"' not in door, "what happens inside a home is not told at its door"


@pytest.mark.rule("R10", "R68", "R76")
def test_me_too_is_one_press_and_all_who_joined_are_told_the_result(
    client: Client, world: World, at_noon: None
) -> None:
    main = world.to_handling(world.lodge(place=world.lift))
    url = code_at(world)
    press = {"joins": main.pk, "anonymous": "on", "client_key": "j" * 20}
    nameless = complaint_after(client.post(url, press))
    assert complaint_after(client.post(url, press)) == nameless, "a second press is the same"
    neighbour = complaint_after(client.post(url, told(content="", joins=main.pk)))
    assert {one.merged_into for one in (nameless, neighbour)} == {main}
    assert nameless.anonymous
    assert "2" in client.get(url).content.decode()
    again = complaint_after(client.post(url, told(joins=main.pk, contact=world.chen.phone, unit="3-1502", name="陈")))
    assert (again.stage, again.merged_into) == (Stage.MERGED, main), "the same owner goes on in the own complaint"
    world.order_done(main)
    world.make(
        "complete",
        main,
        result="门刀已换",
        method=Method.PHONE,
        for_others="电梯已修好",
        at=timezone.now() + timedelta(minutes=9),
    )
    for one in (nameless, neighbour):
        one.refresh_from_db()
        assert one.stage == Stage.HANDLED
    told_of = Notice.objects.filter(complaint=neighbour, account=None).values_list("about", flat=True)
    assert "pass_on_result" in told_of
    closed = client.post(url, told(content="", joins=main.pk, client_key="z" * 20))
    assert closed.status_code == 422, "what is over is not joined: one says what is wrong now"


@pytest.mark.rule("R10")
def test_a_renewed_code_ends_the_former_and_many_are_made_at_once(client: Client, world: World) -> None:
    url = code_at(world)
    places = list(Place.objects.filter(project=world.project))
    assert make_place_codes(places, by=world.lin) == len(places) - 1
    assert make_place_codes(places, by=world.lin) == 0
    renew_place_code(world.lift, by=world.lin)
    answer = client.get(url)
    assert answer.status_code == 410
    assert "/p/cuihu/" in answer.content.decode()
    assert PlaceCode.objects.filter(place=world.lift, ended_at=None).count() == 1
    assert client.get("/at/nosuchcode/").status_code == 404


def test_a_page_at_a_place_costs_a_fixed_number_of_queries(client: Client, world: World, at_noon: None) -> None:
    url = code_at(world)
    client.get(url)
    with CaptureQueriesContext(connection) as before:
        client.get(url)
    for count in range(5):
        world.verify(world.lodge(place=world.lift, client_key=f"{count}" * 20, name=f"甲{count}", person=None,
                                 contact=f"1390000000{count}", unit="3-1602"))  # fmt: skip
    with CaptureQueriesContext(connection) as after:
        client.get(url)
    assert len(after) <= len(before) + 1
