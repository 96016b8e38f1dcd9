"""The rota room: weeks for all of the staff, planning for superiors, swaps and gaps."""

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from heed.actions.rota.planning import add_change
from heed.actions.rota.swaps import Slot, request_swap
from heed.actions.setup import founding
from heed.actions.staff.leave import enter_leave
from heed.process.words import SwapState
from heed.queries.rota.on_duty import on_duty
from heed.records.models import Account, RotaChange, RotaShift, RotaSwap
from tests.rooms.at_the_rota import DAY, DESK, GUARD, ZONE, plan, seen, today, whole
from tests.world import World


@pytest.mark.rule("R41", "R150")
def test_everybody_with_a_duty_sees_the_rota_of_their_projects_and_their_own_shifts(
    client: Client, world: World
) -> None:
    whole(world)
    for account in (world.zhou, world.wang, world.sun, world.qian, world.he, world.admin):
        page = seen(client, account, duty="telephone", project="CH")
        assert "周晓" in page
        assert "孙强" in page
        assert "20:00-08:00" in page
    page = seen(client, world.zhou)
    assert re.search(r'rota-mine">.*?08:00-20:00', page, re.DOTALL)
    assert "/rota/leave/" not in page
    assert "/pattern/" not in page
    assert "周晓" not in seen(client, world.wu, project="CH")
    nobody = founding.add_account("nobody", "无职")
    client.force_login(nobody)
    assert client.get("/rota/").status_code == 404


@pytest.mark.rule("R41")
def test_gaps_in_the_cover_are_shown_ahead(client: Client, world: World) -> None:
    assert "电话接听尚未排班" in seen(client, world.lin)
    whole(world)
    assert "未来 14 天电话昼夜有人接听" in seen(client, world.lin, duty="telephone")
    add_change(world.project, GUARD, world.sun, today() + timedelta(days=3), is_on=False, by=world.lin, note="调休")
    page = seen(client, world.lin, duty="telephone", week=(today() + timedelta(days=3)).isoformat())
    assert "未来 14 天以下时段无人接听电话" in page
    assert 'class="rota-strip__bare"' in page
    assert "调休" in page
    assert "调休" not in seen(client, world.zhou, week=(today() + timedelta(days=3)).isoformat()), "only for planners"
    assert "未来 14 天内" in seen(client, world.lin, duty="director"), "whatever duty is looked at"


def test_the_week_is_planned_in_one_form_and_shifts_may_pass_midnight(client: Client, world: World) -> None:
    client.force_login(world.lin)
    address = "/rota/CH/receptionist/pattern/"
    page = client.get(address).content.decode()
    token = re.search(r'name="seen" value="(\w+)"', page)
    assert token
    key = world.zhou.pk
    typed = {
        "seen": token[1],
        "since_on": today().isoformat(),
        f"{key}.0": "8-12, 13:30-18:00",
        f"{key}.4": "22:00-06:00",
    }
    answer = client.post(address, typed | {f"{key}.1": "morning"})
    assert answer.status_code == 422
    assert "时段请写成" in answer.content.decode()
    assert client.post(address, typed).status_code == 302
    found = RotaShift.objects.order_by("weekday", "starts").values_list("weekday", "starts", "ends")
    assert list(found) == [(0, 480, 720), (0, 810, 1080), (4, 1320, 1800)]
    assert 'value="22:00-06:00"' in client.get(address).content.decode()
    answer = client.post(address, typed)
    assert answer.status_code == 409
    assert "其间有人改过每周排班" in answer.content.decode()
    for account, path in ((world.zhou, address), (world.wu, address), (world.lin, "/rota/CH/admin/pattern/")):
        client.force_login(account)
        assert client.get(path).status_code == 404


def test_a_day_is_changed_and_the_change_taken_back(client: Client, world: World) -> None:
    whole(world)
    client.force_login(world.zhao)
    on = today() + timedelta(days=2)
    typed = {"account": world.zhou.pk, "what": "off", "on": on.isoformat(), "hours": "", "note": ""}
    assert client.post("/rota/CH/receptionist/change/", typed).status_code == 302
    change = RotaChange.objects.get()
    assert (change.is_on, change.starts, change.ends, change.made_by) == (False, *DAY, world.zhao)
    page = seen(client, world.zhao, duty="receptionist", week=on.isoformat())
    assert f"/rota/change/{change.pk}/drop/" in page
    assert client.post("/rota/CH/receptionist/change/", typed).status_code == 409
    client.force_login(world.zhou)
    assert client.post(f"/rota/change/{change.pk}/drop/").status_code == 404
    client.force_login(world.zhao)
    client.post(f"/rota/change/{change.pk}/drop/")
    assert not RotaChange.objects.exists()


@pytest.fixture
def tan(world: World) -> Account:
    account = founding.add_account("tan", "谭月", language="zh-hans")
    founding.give_duty(account, DESK, world.project)
    return account


@pytest.mark.rule("R41")
def test_a_swap_is_asked_seen_in_the_sidebar_and_answered(client: Client, world: World, tan: Account) -> None:
    on = today() + timedelta(days=1)
    plan(world, world.zhou)
    client.force_login(world.zhou)
    shift = f"{world.project.pk}.receptionist.{on}.480.1200"
    assert shift in client.get("/rota/swap/").content.decode()
    assert client.post("/rota/swap/", {"shift": shift, "of": ""}).status_code == 422
    assert client.post("/rota/swap/", {"shift": shift, "of": tan.pk, "reason": "家长会"}).status_code == 302
    swap = RotaSwap.objects.get()
    page = seen(client, tan)
    assert "周晓请您换班" in page
    assert re.search(r'href="/rota/".*?sidebar__count" data-hot data-tone="hot">1<', page, re.DOTALL)
    assert client.post(f"/rota/swap/{swap.pk}/nonsense/").status_code == 404
    client.force_login(world.sun)
    assert client.post(f"/rota/swap/{swap.pk}/agree/").status_code == 404
    client.force_login(tan)
    client.post(f"/rota/swap/{swap.pk}/agree/")
    swap.refresh_from_db()
    assert swap.state == SwapState.AGREED
    noon = datetime(on.year, on.month, on.day, 12, tzinfo=ZONE)
    assert on_duty(DESK, world.project, noon) == [tan]
    assert "已同意" in seen(client, world.zhou)


def test_a_swap_is_refused_with_words_or_taken_back(client: Client, world: World, tan: Account) -> None:
    plan(world, world.zhou)
    swaps = [
        request_swap(world.project, DESK, Slot(today() + timedelta(days=n), *DAY), by=world.zhou, of=tan)
        for n in (1, 2)
    ]
    client.force_login(tan)
    client.post(f"/rota/swap/{swaps[0].pk}/refuse/", {"words": "那天要带孩子"})
    assert "那天要带孩子" in seen(client, world.zhou)
    client.post(f"/rota/swap/{swaps[1].pk}/withdraw/")
    assert list(RotaSwap.objects.order_by("pk").values_list("state", flat=True)) == ["refused", "withdrawn"]


def test_the_rota_is_in_the_sidebar_but_nobody_is_led_there_first(client: Client, world: World) -> None:
    for account in (world.zhou, world.sun, world.wang, world.qian, world.lin, world.he, world.admin):
        client.force_login(account)
        first = client.get("/")["Location"]
        assert first != "/rota/"
        assert 'href="/rota/"' in client.get(first, follow=True).content.decode()


def test_the_page_costs_a_fixed_number_of_queries(client: Client, world: World) -> None:
    def cost(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    whole(world)
    client.force_login(world.lin)
    absence = enter_leave(
        world.wang, by=world.lin, starts_at=timezone.now() - timedelta(hours=1),
        ends_at=timezone.now() + timedelta(days=1), reason="leave",
    )  # fmt: skip

    def lodged() -> None:
        complaint = world.to_handling(world.lodge(at=timezone.now() - timedelta(hours=1)))
        due_at = timezone.now() + timedelta(hours=8)
        world.make("order", complaint, department=world.engineering, account=world.wang, work="换", due_at=due_at)

    lodged()
    paths = ("/rota/?duty=telephone", f"/rota/leave/{absence.pk}/", "/rota/leave/")
    before = [cost(path) for path in paths]
    for number in range(4):
        account = founding.add_account(f"r{number}", f"员工{number}")
        founding.give_duty(account, DESK, world.project)
        add_change(world.project, DESK, account, today(), is_on=True, hours=[(0, 60), (120, 180)], by=world.lin)
        lodged()
        enter_leave(
            account, by=world.lin, starts_at=timezone.now() - timedelta(hours=1),
            ends_at=timezone.now() + timedelta(days=1), reason="leave", stand_in=world.zhou,
        )  # fmt: skip
    assert [cost(path) for path in paths] == before
