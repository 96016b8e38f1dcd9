"""Setup: the first account, projects, places, staff, residents; who may enter, and what is not there for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from heed.actions.setup import founding
from heed.actions.staff.accounts import add_staff
from heed.config.first_link import make_token
from heed.process.words import PlaceKind, Role
from heed.records.models import Account, Calendar, Project
from tests.world import PASSWORD, World

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

FIRST = {
    "name": "陈总", "username": "chen", "password": "a-first-password-2026", "project_name": "翠湖天地", "code": "ch",
    "hotline": "400-800-1502", "directs": "on",
}  # fmt: skip


def text_of(client: Client, address: str, status: int = 200) -> str:
    """The page behind an address below /setup/."""
    answer = client.get(f"/setup/{address}")
    assert answer.status_code == status, address
    return answer.content.decode()


def cost(client: Client, address: str) -> int:
    """How many queries a page costs."""
    with CaptureQueriesContext(connection) as queries:
        text_of(client, address)
    return len(queries)


# The first account


@pytest.mark.django_db
def test_the_first_link_makes_account_and_project_and_signs_in() -> None:
    client = Client()
    address = f"/setup/first/{make_token()}/"
    assert client.get(address).status_code == 200
    answer = client.post(address, FIRST, follow=True)
    assert answer.redirect_chain[-1][0] == "/setup/"
    assert Project.objects.get().code == "CH"
    assert answer.wsgi_request.user == Account.objects.get()
    assert "翠湖天地" in answer.content.decode()
    assert client.get(address).status_code == 404
    assert client.post(address, FIRST | {"username": "second", "code": "yg"}).status_code == 404
    assert Account.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["first", "first:1xUsyQ:K7thAl4Un1o5BNkvC2"])
def test_a_made_up_link_leads_nowhere(client: Client, token: str) -> None:
    assert client.post(f"/setup/first/{token}/", FIRST).status_code == 404
    assert not Account.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "status"), [({"password": "12345678"}, 409), ({"code": "翠湖"}, 422), ({"username": "a b"}, 422)]
)
def test_what_is_ill_typed_is_told_and_the_rest_stays(client: Client, wrong: dict[str, str], status: int) -> None:
    answer = client.post(f"/setup/first/{make_token()}/", FIRST | wrong)
    assert answer.status_code == status
    text = answer.content.decode()
    assert "field__error" in text
    assert "翠湖天地" in text
    assert "a-first-password-2026" not in text
    assert not Account.objects.exists()


@pytest.mark.django_db
def test_the_checklist_stays_until_all_is_done(client: Client, world: World) -> None:
    client.force_login(world.admin)
    assert "setup-steps" in text_of(client, "")
    client.post("/setup/policy/confirm/")
    assert "setup-steps" in text_of(client, "")
    hours = {f"week_{day}": "09:00-18:00" for day in range(7)}
    client.post("/setup/projects/CH/hours/", hours | {"seen": "0", "confirmed": "1"})
    assert "setup-steps" not in text_of(client, "")


# Who may


@pytest.mark.rule("R150")
@pytest.mark.parametrize("name", ["zhou", "wang", "qian", "sun"])
def test_who_sets_nothing_up_finds_no_room(client: Client, world: World, name: str) -> None:
    client.force_login(getattr(world, name))
    for address in ("", "staff/", "people/", "policy/", "projects/CH/", "projects/CH/list/"):
        text_of(client, address, 404)


@pytest.mark.rule("R150")
def test_the_centre_reads_projects_and_policy_and_changes_nothing(client: Client, world: World) -> None:
    client.force_login(world.he)
    for address in ("", "projects/CH/", "projects/CH/places/", "projects/CH/poster/", "policy/", "policy/history/"):
        text_of(client, address)
    for address in (
        "projects/new/", "projects/CH/edit/", "projects/CH/hours/", "projects/CH/list/", "projects/CH/places/new/",
        "policy/edit/telephone/", "staff/", "staff/new/", "people/", f"people/{world.chen.pk}/",
    ):  # fmt: skip
        text_of(client, address, 404)
    assert client.post("/setup/policy/confirm/").status_code == 404


@pytest.mark.rule("R149", "R150")
def test_another_projects_director_finds_nothing_of_this_one(client: Client, world: World) -> None:
    occupancy = world.chen.occupancies.get()
    client.force_login(world.wu)
    for address in (
        "projects/CH/", "projects/CH/edit/", "projects/CH/hours/", "projects/CH/places/", "projects/CH/places/new/",
        f"projects/CH/places/{world.home.pk}/", f"projects/YG/places/{world.home.pk}/", "projects/CH/list/",
        "projects/CH/list/template/", "projects/CH/departments/", "projects/CH/poster/", "policy/",
        f"staff/{world.lin.pk}/", f"staff/{world.lin.pk}/edit/", f"staff/{world.lin.pk}/password/",
        f"staff/{world.lin.pk}/close/", f"people/{world.chen.pk}/", f"people/{world.chen.pk}/edit/",
        f"people/{world.chen.pk}/homes/{occupancy.pk}/",
    ):  # fmt: skip
        text_of(client, address, 404)
        assert client.post(f"/setup/{address}").status_code == 404, address
    for address in (
        f"people/{world.chen.pk}/reveal/", f"people/{world.chen.pk}/homes/", f"staff/{world.lin.pk}/duties/",
        f"staff/{world.lin.pk}/duties/{world.lin.duties.get().pk}/", f"staff/{world.lin.pk}/reopen/",
    ):  # fmt: skip
        assert client.post(f"/setup/{address}").status_code == 404, address
    assert "林秋" not in text_of(client, "staff/?q=林")
    assert "陈美玲" not in text_of(client, "people/?q=陈")
    assert "翠湖天地" not in text_of(client, "")


@pytest.mark.rule("R150")
def test_a_director_may_not_change_the_manager(client: Client, world: World) -> None:
    client.force_login(world.lin)
    text_of(client, f"staff/{world.zhao.pk}/")
    for page in ("edit", "password", "close"):
        text_of(client, f"staff/{world.zhao.pk}/{page}/", 404)


# Projects and hours


def test_a_project_is_added_and_changed(client: Client, world: World) -> None:
    client.force_login(world.admin)
    facts = {"name": "星河湾", "code": "xh", "timezone": "Asia/Shanghai", "language": "zh-hant"}
    assert client.post("/setup/projects/new/", facts).status_code == 302
    assert client.post("/setup/projects/new/", facts).status_code == 409
    assert client.post("/setup/projects/new/", facts | {"code": "xy", "timezone": "Moon/Base"}).status_code == 422
    changed = facts | {"slug": "xinghe", "name": "星河湾二期", "is_active": "on"}
    assert client.post("/setup/projects/XH/edit/", changed).status_code == 302
    assert Project.objects.get(code="XH").name == "星河湾二期"


def test_hours_are_looked_at_before_they_are_kept(client: Client, world: World) -> None:
    client.force_login(world.lin)
    typed = {f"week_{day}": "8:30-12 13:30～18：00" for day in range(5)} | {
        "seen": "0", "day_0": "2027-10-01", "hours_0": "", "day_1": "2027-10-10", "hours_1": "09:00-12:00",
    }  # fmt: skip
    assert client.post("/setup/projects/CH/hours/", typed).status_code == 200
    assert not Calendar.objects.exists()
    assert client.post("/setup/projects/CH/hours/", typed | {"confirmed": "1"}).status_code == 302
    document = Calendar.objects.get().document
    assert document["week"][0] == ["08:30-12:00", "13:30-18:00"]
    assert document["days"] == {"2027-10-01": [], "2027-10-10": ["09:00-12:00"]}
    answer = client.post("/setup/projects/CH/hours/", typed | {"confirmed": "1", "week_6": "10:00-12:00"})
    assert answer.status_code == 409
    assert "10:00-12:00" in answer.content.decode()


@pytest.mark.rule("R50")
def test_hours_in_which_clocks_contradict_each_other_are_named_before_they_are_kept(
    client: Client, world: World
) -> None:
    world.lin.language = "en"
    world.lin.save()
    client.force_login(world.lin)
    weekdays = {f"week_{day}": "9:00-18:00" for day in range(5)} | {"seen": "0"}
    assert "contradict each other" in client.post("/setup/projects/CH/hours/", weekdays).content.decode()
    daily = {f"week_{day}": "9:00-18:00" for day in range(7)} | {"seen": "0"}
    assert "contradict each other" not in client.post("/setup/projects/CH/hours/", daily).content.decode()


@pytest.mark.parametrize(
    "typed", [{"week_0": "morning"}, {"week_0": "18:00-9:00"}, {"hours_0": "09:00-10:00", "day_0": ""}, {}]
)
def test_hours_that_cannot_be_are_told_beside_their_day(client: Client, world: World, typed: dict[str, str]) -> None:
    client.force_login(world.lin)
    answer = client.post("/setup/projects/CH/hours/", typed | {"seen": "0"})
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()


def test_the_poster_carries_the_address_as_words_and_as_a_picture(client: Client, world: World) -> None:
    client.force_login(world.lin)
    text = text_of(client, "projects/CH/poster/")
    assert "/p/cuihu/" in text
    assert "<svg" in text
    assert "style=" not in text


# What a page costs


@pytest.mark.parametrize("address", ["", "staff/", "projects/CH/", "projects/CH/places/", "people/?q=138"])
def test_a_page_costs_the_same_with_one_as_with_thirty(client: Client, world: World, address: str) -> None:
    client.force_login(world.admin)
    cost(client, address)  # what a process learns once
    of_one = cost(client, address)
    for number in range(30):
        founding.add_project(f"P{number}", f"项目{number}")
        home = founding.add_place(
            world.project, PlaceKind.UNIT, f"16{number:02}", world.home.parent, f"3-16{number:02}"
        )
        founding.add_occupancy(founding.add_person(f"住户{number}", f"138111100{number:02}"), home, "owner")  # type: ignore[arg-type]
        add_staff(
            by=world.admin, username=f"staff{number}", name=f"员工{number}", password=PASSWORD,
            role=Role.OPERATOR, department=world.engineering,
        )  # fmt: skip
    assert cost(client, address) == of_one


def test_somebody_new_sets_heed_up_in_a_browser(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/setup/first/{make_token()}/")
    for name in ("name", "username", "password", "project_name", "hotline", "code"):
        page.fill(f"[name={name}]", FIRST[name])
    page.click("form button.btn--primary")
    page.wait_for_url("**/setup/")
    assert page.locator(".setup-steps li[data-done]").count() == 0
    page.click(".setup-steps a[href*='/list/']")
    rows = "楼栋,房号,姓名,电话\n3号楼,1502,陈美玲,13800002207\n"
    page.set_input_files("[name=file]", {"name": "名册.csv", "mimeType": "text/csv", "buffer": rows.encode()})
    page.click("form[enctype] button.btn--primary")
    page.click("form button.btn--l")
    page.wait_for_url("**/places/")
    assert page.locator(".home", has_text="1502").count() == 1
    assert Account.objects.get().username == "chen"
