"""Who has no desk: other projects, operators."""

from django.test import Client
from django.utils import timezone

from heed.records.models import Reception
from tests.world import World


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
