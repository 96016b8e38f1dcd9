"""Oversight and care: lists of what is open, what is to be visited, what was closed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from heed.actions.complaints.intake import lodge
from heed.actions.setup import founding
from heed.process.words import Tenure
from heed.queries.complaints.counts import day_ends
from heed.records.models import Account, Complaint
from heed.ui.navigation import shown_to
from tests.world import World


def cost(client: Client, address: str) -> int:
    """How many queries a page costs."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.rule("R89", "R149")
def test_a_director_sees_every_open_matter_of_her_project_by_what_is_due_next(client: Client, world: World) -> None:
    now = timezone.now()
    later = world.lodge(at=now, content="楼道灯不亮", case_owner=world.zhou)
    sooner = world.lodge(at=now - timedelta(days=2), content="地下室漏水", case_owner=world.zhou)
    client.force_login(world.lin)
    text = client.get("/oversight/").content.decode()
    assert text.index(sooner.title) < text.index(later.title)


@pytest.mark.rule("R149")
def test_another_projects_matters_are_not_there_by_list_filter_or_search(client: Client, world: World) -> None:
    world.lodge(content="楼道灯不亮")
    client.force_login(world.wu)
    for address in ("/oversight/", f"/oversight/?project={world.project.pk}", "/oversight/?q=楼道"):
        assert "楼道灯不亮" not in client.get(address).content.decode()
    assert client.get("/oversight/find/?q=楼道").json() == []


def test_the_centre_sees_every_project_and_can_choose_one(client: Client, world: World) -> None:
    world.lodge(content="楼道灯不亮")
    lodge(world.elsewhere, by=world.wu, channel="phone", content="停车场积水", anonymous=True)
    client.force_login(world.he)
    text = client.get("/oversight/").content.decode()
    assert "楼道灯不亮" in text
    assert "停车场积水" in text
    assert "停车场积水" not in client.get(f"/oversight/?project={world.project.pk}").content.decode()


def test_filters_narrow_the_list_and_nonsense_in_the_address_is_passed_over_but_a_page_that_is_none(
    client: Client, world: World
) -> None:
    world.lodge(content="楼道灯不亮")
    verified = world.verify(world.lodge(content="地下室漏水"))
    client.force_login(world.lin)
    text = client.get("/oversight/?stage=verified").content.decode()
    assert verified.title in text
    assert "楼道灯不亮" not in text
    assert client.get("/oversight/?stage=nonsense&view=yy&project=zz").status_code == 200
    assert client.get("/oversight/?after=xx").status_code == 404


def test_late_matters_have_a_list_of_their_own(client: Client, world: World) -> None:
    world.lodge(at=timezone.now(), content="楼道灯不亮")
    world.lodge(at=timezone.now() - timedelta(days=4), content="地下室漏水")
    client.force_login(world.lin)
    text = client.get("/oversight/?view=late").content.decode()
    assert "地下室漏水" in text
    assert "楼道灯不亮" not in text


def test_each_figure_on_top_opens_the_matters_that_it_counts(client: Client, world: World) -> None:
    now = timezone.now()
    world.lodge(at=now - timedelta(days=4), content="地下室漏水")
    fresh = world.lodge(at=now, content="楼道灯不亮")
    Complaint.objects.filter(pk=fresh.pk).update(next_due_at=day_ends(now) - timedelta(seconds=1))
    later = world.lodge(at=now, content="停车场积水")
    Complaint.objects.filter(pk=later.pk).update(next_due_at=day_ends(now))
    client.force_login(world.lin)
    page = client.get("/oversight/?view=today")
    assert [row.title for row in page.context["page"]] == [fresh.title]
    assert [(view, number) for view, number, *_rest in page.context["figures"]] == [
        ("due", "3"),
        ("late", "1"),
        ("today", "1"),
        ("unverified", "3"),
    ]
    for view, number, *_rest in page.context["figures"]:
        assert len(client.get(f"/oversight/?view={view}").context["page"]) == int(number)


def test_a_search_also_finds_what_has_ended_and_nothing_of_another_project(client: Client, world: World) -> None:
    ended = world.lodge(content="楼道灯不亮")
    world.make("withdraw", ended, owner_words="灯亮了，不用了", method="phone")
    client.force_login(world.lin)
    assert [row.number for row in client.get("/oversight/?q=楼道").context["ended"]] == [ended.number]
    assert client.get("/oversight/").context["ended"] == []
    client.force_login(world.wu)
    assert client.get("/oversight/?q=楼道").context["ended"] == []


def test_what_is_handled_waits_in_care_with_its_attempts(client: Client, world: World) -> None:
    complaint = world.to_handled(world.lodge(at=timezone.now() - timedelta(hours=2)))
    world.make("visit", complaint, by=world.zhou, outcome="not_reached", method="phone")
    client.force_login(world.zhou)
    text = client.get("/care/").content.decode()
    assert complaint.title in text
    assert f"/care/{complaint.number}/" in text


@pytest.mark.rule("R93")
def test_a_declined_visit_stands_in_the_silent_week(client: Client, world: World) -> None:
    complaint = world.to_handled(world.lodge(at=timezone.now() - timedelta(hours=2)))
    world.make("visit", complaint, by=world.zhou, outcome="declined", method="phone")
    client.force_login(world.zhou)
    assert complaint.title in client.get("/care/?tab=silent").content.decode()
    assert complaint.title not in client.get("/care/?tab=visits").content.decode()


@pytest.mark.parametrize("address", ["/oversight/", "/care/"])
def test_a_list_costs_the_same_with_one_matter_as_with_twenty(client: Client, world: World, address: str) -> None:
    client.force_login(world.lin)
    world.to_handled(world.lodge(at=timezone.now() - timedelta(hours=2)))
    cost(client, address)  # what a process learns once
    of_one = cost(client, address)
    for _turn in range(19):
        world.to_handled(world.lodge(at=timezone.now() - timedelta(hours=2)))
    assert cost(client, address) == of_one


@pytest.mark.rule("R25")
def test_the_list_tells_what_comes_from_the_work_and_what_from_communication(client: Client, world: World) -> None:
    work = world.verify(world.lodge(content="三号梯门夹了人"), nature="harm")
    talk = world.verify(world.lodge(content="请问车位月租"), nature="consult")
    client.force_login(world.lin)
    for origin, shown, hidden in (("work", work, talk), ("talk", talk, work)):
        text = client.get(f"/oversight/?origin={origin}").content.decode()
        assert shown.title in text
        assert hidden.title not in text


@pytest.mark.rule("R49")
def test_reception_processing_and_supervision_are_three_places_of_work(client: Client, world: World) -> None:
    rooms = {account.username: {room.url for room in shown_to(account)} for account in (world.zhou, world.wang)}
    assert {"/desk/", "/oversight/"} <= rooms["zhou"]
    assert rooms["wang"] == {"/field/", "/inbox/", "/rota/"}
    client.force_login(world.wang)
    assert client.get("/field/").status_code == 200
    assert client.get("/oversight/").context["page"].rows == ()


@pytest.mark.rule("R149")
def test_the_palette_finds_people_homes_and_estates_only_where_the_account_may_see_them(
    client: Client, world: World
) -> None:
    world.lodge()

    def found(account: Account, words: str) -> str:
        client.force_login(account)
        return " ".join(f"{hit['text']} {hit['sub']}" for hit in client.get("/oversight/find/", {"q": words}).json())

    for words in ("3栋1502", "陈美玲", "2207"):
        assert world.chen.name in found(world.zhou, words), words
        assert world.chen.phone not in found(world.zhou, words)
        assert world.chen.name not in found(world.he, words), "the centre has no call to make"
        assert world.chen.name not in found(world.wu, words)
    assert world.home.path in found(world.he, "3-1502")
    assert world.home.path not in found(world.wu, "3-1502")
    assert world.elsewhere.name in found(world.wu, "阳光")
    assert world.elsewhere.name not in found(world.zhou, "阳光")
    assert world.elsewhere.name in found(world.he, "yg")
    client.force_login(world.zhou)
    costs = []
    for _more in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get("/oversight/find/", {"q": "陈美玲"})
        costs.append(len(queries))
        for number in range(3):
            other = founding.add_person("陈美玲", f"1380000990{number}")
            founding.add_occupancy(other, world.home, Tenure.TENANT)
            world.lodge(person=other)
    assert costs[0] == costs[1] <= 20
