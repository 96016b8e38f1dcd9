"""The field room: an operator and the head of a department with their orders."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from heed.actions.registry import ACTIONS
from heed.process.words import OrderState
from heed.records.models import Entry, Order
from tests.photos import PNG
from tests.world import World, reveals


def sent(world: World, **facts: object) -> Order:
    """An order about Chen's lift, sent by Lin just now."""
    complaint = world.to_handling(world.lodge(at=timezone.now() - timedelta(hours=1)))
    usual: dict[str, Any] = {
        "department": world.engineering,
        "work": "更换门刀",
        "due_at": timezone.now() + timedelta(hours=5),
    }
    world.make("order", complaint, **(usual | facts))
    return complaint.orders.latest("pk")


def post(client: Client, order: Order, move: str, **facts: Any) -> Any:
    return client.post(f"/field/{order.pk}/{move}/", {"order": order.pk, **facts})


@pytest.mark.rule("R67", "R71")
def test_an_operator_accepts_arrives_and_is_done_with_a_photo(client: Client, world: World) -> None:
    order = sent(world, account=world.wang)
    client.force_login(world.wang)
    assert "更换门刀" in client.get("/field/").content.decode()
    for move in ("accept_order", "arrive"):
        assert post(client, order, move).status_code == 302
    photo = SimpleUploadedFile("门刀.png", PNG, content_type="image/png")
    assert post(client, order, "finish_order", result="已更换", files=photo).status_code == 302
    order.refresh_from_db()
    assert (order.state, order.result) == (OrderState.DONE, "已更换")
    assert order.complaint.attachments.get().mime == "image/png"


@pytest.mark.rule("R67")
def test_refusing_without_a_reason_is_told_beside_the_field_and_keeps_the_order(client: Client, world: World) -> None:
    order = sent(world, account=world.wang)
    client.force_login(world.wang)
    assert post(client, order, "refuse_order", reason="").status_code == 422
    assert post(client, order, "refuse_order", reason="今天休息").status_code == 302
    order.refresh_from_db()
    assert (order.state, order.reason) == (OrderState.REFUSED, "今天休息")


def test_what_comes_next_stands_out_from_the_other_steps(client: Client, world: World) -> None:
    order = sent(world, account=world.wang)
    client.force_login(world.wang)
    for leading, move in (("接单", "accept_order"), ("前往途中", "set_out"), ("已到场", "arrive"), ("完工", "")):
        foot = client.get(f"/field/{order.pk}/").content.decode().partition('class="way-forward"')[2]
        assert re.findall(r'btn--primary"[^>]*>([^<]+)<', foot) == [leading]
        assert not move or post(client, order, move).status_code == 302


def test_an_order_that_was_answered_meanwhile_is_refused_in_words(client: Client, world: World) -> None:
    order = sent(world, account=world.wang)
    client.force_login(world.wang)
    assert post(client, order, "accept_order").status_code == 302
    again = post(client, order, "accept_order")
    assert again.status_code in (409, 422)


def test_another_operators_order_is_not_there(client: Client, world: World) -> None:
    order = sent(world, account=world.wang)
    client.force_login(world.liu)
    assert client.get(f"/field/{order.pk}/").status_code == 404
    assert post(client, order, "accept_order").status_code == 404
    assert "更换门刀" not in client.get("/field/").content.decode()


def test_the_head_of_the_department_sees_and_may_answer_for_it(client: Client, world: World) -> None:
    order = sent(world)
    client.force_login(world.qian)
    assert post(client, order, "accept_order").status_code == 302
    order.refresh_from_db()
    assert order.account == world.qian


def test_a_move_that_is_not_of_the_field_is_not_there(client: Client, world: World) -> None:
    order = sent(world, account=world.wang)
    client.force_login(world.wang)
    assert client.get(f"/field/{order.pk}/complete/").status_code == 404


def test_looking_at_the_contact_is_on_record(client: Client, world: World) -> None:
    order = sent(world, account=world.wang)
    client.force_login(world.wang)
    assert world.chen.phone not in client.get(f"/field/{order.pk}/").content.decode()
    assert world.chen.phone in client.post(f"/field/{order.pk}/contact/reveal").content.decode()
    assert reveals().get().by == world.wang


def test_the_list_costs_the_same_with_one_order_as_with_ten(client: Client, world: World) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/field/").status_code == 200
        return len(queries)

    client.force_login(world.wang)
    sent(world, account=world.wang)
    cost()  # what a process learns once
    of_one = cost()
    for _turn in range(9):
        sent(world, account=world.wang)
    assert cost() == of_one


@pytest.mark.rule("R67")
def test_an_order_shows_its_photos_and_after_asking_a_number_to_dial(client: Client, world: World) -> None:
    order = sent(world, account=world.wang)
    client.force_login(world.wang)
    for move in ("accept_order", "arrive"):
        post(client, order, move)
    photo = SimpleUploadedFile("门刀.png", PNG, content_type="image/png")
    shown = client.post(f"/field/{order.pk}/contact/reveal", headers={"HX-Request": "true"}).content.decode()
    assert f'href="tel:{world.chen.phone}"' in shown
    assert "<html" not in shown
    post(client, order, "finish_order", result="已更换", files=photo)
    kept = order.complaint.attachments.get()
    page = client.get(f"/field/{order.pk}/").content.decode()
    assert f'src="/complaints/{order.complaint.number}/files/{kept.pk}/"' in page
    assert "contact/reveal" not in page  # the work is over, and so is the reason to call


def replay(client: Client, order: Order, move: str, made_at: datetime, key: str = "a", **facts: str) -> int:
    told = {"order": order.pk, "move": move, "key": key, "made_at": made_at.isoformat(), **facts}
    return client.post("/field/replay/", told).status_code


@pytest.mark.rule("R67", "R71")
def test_a_step_made_without_a_network_goes_by_when_it_was_made_and_its_entry_tells_both(
    client: Client, world: World
) -> None:
    order = sent(world, account=world.wang)
    made_at = order.sent_at + timedelta(minutes=2)
    client.force_login(world.wang)
    with time_machine.travel(order.sent_at + timedelta(minutes=50), tick=False):
        for _ in range(2):
            assert replay(client, order, "accept_order", made_at) == 200
    entry = Entry.objects.get(order=order, move="accept_order")
    assert entry.at == made_at
    assert {"claimed_at", "arrived_at"} <= set(entry.content.facts)
    clock = order.clocks.get(kind="accept")
    assert (clock.stopped_at, clock.outcome) == (made_at, "met")
    client.force_login(world.lin)
    assert "离线时记录" in client.get(f"/complaints/{order.complaint.number}/").content.decode()


def test_a_telephone_is_not_believed_about_the_future_nor_about_what_is_long_past(client: Client, world: World) -> None:
    order = sent(world, account=world.wang)
    now = order.sent_at + timedelta(hours=30)
    with time_machine.travel(now, tick=False):
        client.force_login(world.wang)
        assert replay(client, order, "accept_order", order.sent_at + timedelta(minutes=1)) == 200
        assert replay(client, order, "arrive", now + timedelta(days=3), key="b") == 200
    at = dict(Entry.objects.filter(order=order).values_list("move", "at"))
    assert at["accept_order"] == now - timedelta(hours=24)
    assert at["arrive"] == now


def test_a_step_that_arrives_after_what_others_did_later_is_recorded_after_it(client: Client, world: World) -> None:
    order = sent(world, account=world.wang)
    noted_at = order.sent_at + timedelta(minutes=20)
    world.make("note", order.complaint, words="业主来电催问", at=noted_at)
    client.force_login(world.wang)
    with time_machine.travel(order.sent_at + timedelta(minutes=40), tick=False):
        assert replay(client, order, "accept_order", order.sent_at + timedelta(minutes=5)) == 200
    entry = Entry.objects.get(order=order, move="accept_order")
    assert entry.at == noted_at
    assert datetime.fromisoformat(entry.content.facts["claimed_at"]) == order.sent_at + timedelta(minutes=5)


def test_a_replay_is_taken_from_whoever_the_order_is_for_and_from_nobody_else(client: Client, world: World) -> None:
    order = sent(world, account=world.wang)
    assert replay(client, order, "accept_order", order.sent_at) == 401
    assert client.get("/field/who/").status_code == 401
    client.force_login(world.liu)
    assert replay(client, order, "accept_order", order.sent_at) == 404
    client.force_login(world.wang)
    assert client.get("/field/who/").json()["account"] == world.wang.pk
    assert replay(client, order, "verify", order.sent_at) == 404
    for wrong in ({"made_at": "gestern"}, {"made_at": "2026-11-21T10:00:00"}, {"key": ""}, {"key": "k" * 99}):
        told = {"order": order.pk, "move": "accept_order", "key": "a", "made_at": order.sent_at.isoformat(), **wrong}
        assert client.post("/field/replay/", told).status_code == 422
    assert Entry.objects.filter(order=order).count() == 1


def test_the_room_can_be_installed(client: Client, world: World) -> None:
    client.force_login(world.wang)
    manifest = client.get("/field/manifest.webmanifest")
    assert manifest["Content-Type"] == "application/manifest+json"
    assert (manifest.json()["start_url"], manifest.json()["display"]) == ("/field/", "standalone")
    worker = client.get("/field/worker.js")
    assert worker["Content-Type"].startswith("text/javascript")
    assert worker["Service-Worker-Allowed"] == "/field/"
    assert 'rel="manifest"' in client.get("/field/").content.decode()


@pytest.mark.rule("R67", "R75")
def test_where_people_are_in_danger_the_order_stands_first_and_says_so(client: Client, world: World) -> None:
    sent(world, account=world.wang, due_at=timezone.now() + timedelta(minutes=5))
    at = timezone.now() - timedelta(minutes=1)
    complaint = world.lodge(at=at, level="emergency", category="trapped_in_lift")
    due_at = timezone.now() + timedelta(minutes=30)
    facts: dict[str, Any] = {"department": world.engineering, "account": world.wang, "due_at": due_at}
    ACTIONS["order"](complaint, by=world.lin, work="电梯困人", **facts)
    client.force_login(world.wang)
    page = client.get("/field/").content.decode()
    assert 0 < page.index("电梯困人") < page.index("更换门刀")
    first, second = (
        page[page.index(words) : page.index("</li>", page.index(words))] for words in ("电梯困人", "更换门刀")
    )
    danger = re.compile(r'data-tone="hot"[^<]*(People in danger|有人遇险)')
    assert danger.search(first)
    assert not danger.search(second)


@pytest.mark.rule("R71", "R75")
def test_the_technician_on_the_spot_says_that_everybody_is_safe(client: Client, world: World) -> None:
    at = timezone.now() - timedelta(minutes=1)
    complaint = world.lodge(at=at, level="emergency", category="trapped_in_lift")
    due_at = timezone.now() + timedelta(minutes=30)
    ACTIONS["order"](
        complaint, by=world.lin, department=world.engineering, account=world.wang, work="电梯困人", due_at=due_at
    )
    order = complaint.orders.get()
    client.force_login(world.wang)
    assert f"/field/{order.pk}/all_safe/" in client.get(f"/field/{order.pk}/").content.decode()
    assert client.get(f"/field/{order.pk}/all_safe/").status_code == 200
    assert client.post(f"/field/{order.pk}/all_safe/", {"note": "老人已出电梯，无人受伤"}).status_code == 302
    complaint.refresh_from_db()
    assert complaint.safe_at is not None
    assert f"/field/{order.pk}/all_safe/" not in client.get(f"/field/{order.pk}/").content.decode()
