"""Who has no desk: the guard with a short form, other projects, operators."""

import pytest
from django.test import Client
from django.utils import timezone

from heed.records.models import Complaint, Reception
from tests.world import World


@pytest.mark.rule("R87")
def test_a_guard_takes_in_five_fields_and_sees_only_what_the_guard_took_in(world: World, client: Client) -> None:
    others = world.lodge()
    client.force_login(world.sun)
    assert client.get("/desk/").headers["Location"] == "/desk/guard/"
    page = client.get("/desk/guard/")
    assert others.title not in page.content.decode()
    sent = {"client_key": "g1", "project": world.project.pk, "contact": "13700001111", "name": "刘先生",
            "unit": "5-101", "content": "单元门口堆了建筑垃圾", "where": "今早，5号楼"}  # fmt: skip
    assert client.post("/desk/guard/", sent).status_code == 302
    complaint = Complaint.objects.latest("pk")
    assert (complaint.channel, complaint.received_by) == ("patrol", world.sun)
    assert "建筑垃圾" in client.get("/desk/guard/").content.decode()
    assert client.get(f"/desk/{others.number}/").status_code == 404
    assert client.get("/desk/who/", {"q": "2207"}).status_code == 404


def test_another_projects_people_find_nothing_here(world: World, client: Client) -> None:
    complaint = world.lodge()
    visit = Reception.objects.create(project=world.project, arrived_at=timezone.now())
    client.force_login(world.wu)
    assert client.get(f"/desk/{complaint.number}/").status_code == 404
    assert client.post(f"/desk/{complaint.number}/verify/", {}).status_code == 404
    assert client.post(f"/desk/visit/{visit.pk}/take/").status_code == 404
    assert client.get(f"/desk/person/{world.chen.pk}/").status_code == 404
    assert "陈美玲" not in client.get("/desk/who/", {"q": "2207"}).content.decode()
    sent = {"client_key": "k", "channel": "letter", "project": world.project.pk, "content": "x"}
    answer = client.post("/desk/take/", sent)
    assert answer.status_code == 422


def test_an_operator_has_no_desk(world: World, client: Client) -> None:
    client.force_login(world.wang)
    assert client.get("/desk/", follow=True).status_code == 404
