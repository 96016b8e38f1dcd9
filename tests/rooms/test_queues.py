"""Queues on the list of complaints: saved, opened, changed, shared, counted; groups, order and columns."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from heed.records.models import Queue
from tests.world import World

SAVE = "/oversight/queues/save/?emotion=agitated"


@pytest.mark.rule("R89")
def test_a_filter_is_saved_under_a_name_and_opens_the_same_rows_with_its_number(client: Client, world: World) -> None:
    angry = world.verify(world.lodge(content="电梯困人"), emotion="agitated")
    world.lodge(content="楼道灯不亮")
    client.force_login(world.lin)
    there = client.post(SAVE, {"name": "情绪激动"}).headers["Location"]
    page = client.get(there)
    assert [row.number for row in page.context["page"]] == [angry.number]
    column = client.get("/oversight/queues/").content.decode()
    assert "情绪激动" in column
    assert ">1</span>" in "".join(column.split())
    assert ">1</span>" in "".join(client.get("/oversight/").content.decode().split("queues__list")[1].split())


def test_a_queue_shared_with_the_estate_is_there_for_a_colleague_who_cannot_change_it(
    client: Client, world: World
) -> None:
    client.force_login(world.lin)
    client.post(SAVE, {"name": "情绪激动", "shared": str(world.project.pk)})
    queue = Queue.objects.get()
    client.force_login(world.zhou)
    assert "情绪激动" in client.get("/oversight/").content.decode()
    assert client.get(f"/oversight/queues/{queue.pk}/").status_code == 404
    assert client.post(f"/oversight/queues/{queue.pk}/remove/").status_code == 404
    client.force_login(world.wu)
    assert "情绪激动" not in client.get("/oversight/").content.decode()


def test_a_queue_is_changed_to_what_the_list_shows_now_and_removed(client: Client, world: World) -> None:
    client.force_login(world.lin)
    client.post(SAVE, {"name": "情绪激动"})
    queue = Queue.objects.get()
    differing = client.get(f"/oversight/?queue={queue.pk}&emotion=agitated&level=major")
    assert differing.context["shelf"].differs
    client.post(f"/oversight/queues/{queue.pk}/?emotion=agitated&level=major", {"name": "严重且激动"})
    queue.refresh_from_db()
    assert (queue.name, queue.asks) == ("严重且激动", {"emotion": "agitated", "level": "major"})
    client.post(f"/oversight/queues/{queue.pk}/remove/")
    assert not Queue.objects.exists()


def test_a_refused_name_is_said_at_the_field_and_what_was_typed_stays(client: Client, world: World) -> None:
    client.force_login(world.lin)
    client.post(SAVE, {"name": "情绪激动"})
    again = client.post(SAVE, {"name": "情绪激动", "shared": str(world.project.pk)})
    assert again.status_code == 409
    assert again.context["form"].errors["name"]
    assert again.context["form"]["shared"].value() == str(world.project.pk)
    assert client.post(SAVE, {"name": ""}).status_code == 422


def test_the_form_of_filters_leads_to_the_list_that_was_chosen(client: Client, world: World) -> None:
    client.force_login(world.lin)
    assert client.get("/oversight/filters/?level=major").context["form"]["level"].value() == "major"
    chosen = {"shown": "1", "level": "major", "group": "stage", "emotion": "", "column": ["who", "word"]}
    there = client.get("/oversight/filters/", chosen).headers["Location"]
    assert there == "/oversight/?level=major&group=stage&columns=who%2Cword"
    page = client.get(there)
    assert page.context["columns"] == ("who", "word")
    assert [pill.without for pill in page.context["pills"]] == [
        "?level=major&columns=who%2Cword",
        "?level=major&group=stage",
    ]


def test_the_list_in_groups_leads_from_each_heading_to_the_group_alone(client: Client, world: World) -> None:
    grave = world.verify(world.lodge(content="电梯困人"), level="major")
    world.lodge(content="楼道灯不亮")
    client.force_login(world.lin)
    groups = client.get("/oversight/?group=level").context["groups"]
    assert [group.count for group in groups] == ["1", "1"]
    assert [row.number for row in client.get(f"/oversight/{groups[0].all}").context["page"]] == [grave.number]


def test_a_person_in_the_address_is_named_only_to_whom_the_filter_offers_that_person(
    client: Client, world: World
) -> None:
    client.force_login(world.zhao)
    assert [pill.label for pill in client.get(f"/oversight/?person={world.lin.pk}").context["pills"]] == ["林秋"]
    client.force_login(world.wu)
    assert not client.get(f"/oversight/?person={world.lin.pk}").context["pills"]


def test_what_is_not_assessed_yet_can_be_chosen_in_both_forms_of_the_filters(client: Client, world: World) -> None:
    client.force_login(world.lin)
    for address in ("/oversight/?category=-", "/oversight/filters/?category=-"):
        assert '<option value="-" selected>' in client.get(address).content.decode()


def test_the_heading_of_a_group_and_the_form_of_the_filters_keep_what_the_view_asks_for(
    client: Client, world: World
) -> None:
    world.lodge(at=timezone.now() - timedelta(days=9))
    world.lodge(at=timezone.now() - timedelta(minutes=1))
    client.force_login(world.lin)
    (group,) = client.get("/oversight/?view=late&group=project").context["groups"]
    alone = client.get(f"/oversight/{group.all}").context["page"]
    assert (group.count, len(list(alone))) == ("1", 1)
    assert client.get("/oversight/filters/?view=late").context["form"]["due"].value() == "late"


def test_an_open_list_asks_for_its_numbers_only_where_there_are_queues(client: Client, world: World) -> None:
    client.force_login(world.lin)
    poll = 'hx-get="/oversight/queues/'
    assert poll not in client.get("/oversight/").content.decode()
    client.post(SAVE, {"name": "情绪激动"})
    assert poll in client.get("/oversight/").content.decode()
    assert client.post("/oversight/queues/").status_code == 405, "a POST would count as work of the person"


def test_a_list_with_queues_costs_two_queries_more_than_none_however_many_they_are(
    client: Client, world: World
) -> None:
    world.lodge(at=timezone.now() - timedelta(hours=2))
    client.force_login(world.lin)

    def cost() -> int:
        client.get("/oversight/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/oversight/")
        return len(queries)

    before = cost()
    for turn in range(9):
        client.post(SAVE, {"name": f"第{turn}个"})
    assert cost() == before
