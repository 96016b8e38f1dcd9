"""Leave in the rota room: entered, what is open handed over, and what only those who plan may read."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from heed.actions.complaints.intake import lodge
from heed.actions.setup import founding
from heed.actions.staff.leave import enter_leave
from heed.process.words import OrderState, Role
from heed.records.models import Absence, Account
from tests.rooms.at_the_rota import ZONE, seen
from tests.world import World


def typed_leave(world: World, account: Account, stand_in: Account | None = None) -> dict[str, Any]:
    now = timezone.now().astimezone(ZONE).replace(tzinfo=None, second=0, microsecond=0)
    return {
        "account": account.pk, "stand_in": stand_in.pk if stand_in else "", "reason": "sick", "note": "",
        "starts_at": (now - timedelta(minutes=1)).isoformat(), "ends_at": (now + timedelta(days=2)).isoformat(),
    }  # fmt: skip


@pytest.mark.rule("R67", "R68")
def test_entering_leave_shows_what_is_open_and_hands_it_over(client: Client, world: World) -> None:
    complaint = world.to_handling(world.lodge(at=timezone.now() - timedelta(hours=1)))
    due_at = timezone.now() + timedelta(hours=8)
    world.make("order", complaint, department=world.engineering, account=world.wang, work="更换门刀", due_at=due_at)
    order = complaint.orders.get()
    client.force_login(world.zhao)
    answer = client.post("/rota/leave/new/", typed_leave(world, world.wang, world.liu))
    absence = Absence.objects.get()
    assert answer["Location"] == f"/rota/leave/{absence.pk}/"
    page = client.get(answer["Location"]).content.decode()
    assert complaint.title in page
    assert re.search(rf'<option value="{world.liu.pk}" selected>', page)
    client.post(answer["Location"], {f"order-{order.pk}": str(world.liu.pk)})
    order.refresh_from_db()
    assert (order.account, order.state) == (world.liu, OrderState.SENT)
    assert "此人没有未完成的事项" in client.get(answer["Location"]).content.decode()
    assert client.post(f"/rota/leave/{absence.pk}/back/").status_code == 302
    assert "已结束" in client.get(f"/rota/leave/{absence.pk}/").content.decode()


@pytest.mark.rule("R79", "R68")
def test_what_the_law_refuses_stays_with_the_reason_and_the_rest_goes_over(client: Client, world: World) -> None:
    bounced = world.to_handling(world.lodge(at=timezone.now() - timedelta(hours=1)))
    due_at = timezone.now() + timedelta(hours=8)
    world.make("order", bounced, department=world.engineering, account=world.wang, work="更换", due_at=due_at)
    order = bounced.orders.get()
    world.make("accept_order", bounced, by=world.wang, order=order)
    for _time in range(2):
        world.make("finish_order", bounced, by=world.wang, order=order, result="已更换")
        world.make("send_back", bounced, order=order, reason="没修好")
    case = world.lodge(at=timezone.now() - timedelta(hours=1), case_owner=world.wang)
    client.force_login(world.admin)
    client.post("/rota/leave/new/", typed_leave(world, world.wang, world.liu))
    address = f"/rota/leave/{Absence.objects.get().pk}/"
    typed = {f"order-{order.pk}": str(world.liu.pk), f"case-{case.pk}": str(world.lin.pk)}
    answer = client.post(address, typed)
    assert answer.status_code == 409
    assert "由主任决定" in answer.content.decode()
    case.refresh_from_db()
    order.refresh_from_db()
    assert (case.case_owner, order.account) == (world.lin, world.wang)
    client.force_login(world.zhao)
    assert client.post(address, typed).status_code == 302
    order.refresh_from_db()
    assert order.account == world.liu


@pytest.mark.rule("C3", "R68")
def test_nobody_complained_of_is_offered_and_nothing_of_another_project_is_shown(client: Client, world: World) -> None:
    founding.give_duty(world.lin, Role.FOLLOW_UP, world.elsewhere)
    here = world.lodge(accused=[world.zhou])
    there = lodge(
        world.elsewhere, by=world.wu, channel="phone", content="水管爆了", name="李", contact="139", unit="1-1",
        case_owner=world.lin,
    )  # fmt: skip
    client.force_login(world.zhao)
    client.post("/rota/leave/new/", typed_leave(world, world.lin))
    absence = Absence.objects.get()
    page = client.get(f"/rota/leave/{absence.pk}/").content.decode()
    assert here.number in page
    assert there.number not in page
    offered = re.search(rf'name="case-{here.pk}">(.*?)</select>', page, re.DOTALL)
    assert offered
    assert "周晓" not in offered[1]
    assert "赵启明" in offered[1]
    client.post(f"/rota/leave/{absence.pk}/", {f"case-{here.pk}": world.zhou.pk, f"case-{there.pk}": world.zhao.pk})
    for complaint in (here, there):
        complaint.refresh_from_db()
        assert complaint.case_owner == world.lin
    assert there.number in seen(client, world.wu, f"/rota/leave/{absence.pk}/")


def test_leave_is_for_planners_and_why_somebody_is_away_for_them_alone(client: Client, world: World) -> None:
    now = timezone.now()
    given: dict[str, Any] = {
        "starts_at": now - timedelta(hours=1),
        "ends_at": now + timedelta(days=1),
        "reason": "sick",
        "note": "复查",
    }
    absence = enter_leave(world.zhou, by=world.lin, stand_in=world.sun, **given)
    assert "病假" in seen(client, world.lin, "/rota/leave/")
    assert "复查" in seen(client, world.lin, f"/rota/leave/{absence.pk}/")
    page = seen(client, world.sun)
    assert "由孙强代班" in page
    assert "病假" not in page
    assert "复查" not in page
    for path in ("/rota/leave/", "/rota/leave/new/", f"/rota/leave/{absence.pk}/"):
        client.force_login(world.sun)
        assert client.get(path).status_code == 404
    client.force_login(world.wu)
    assert client.get(f"/rota/leave/{absence.pk}/").status_code == 404
    assert "周晓（休假）" in seen(client, world.lin, f"/complaints/{world.lodge().number}/reassign/")
