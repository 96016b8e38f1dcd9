"""The wall screen: numbers and names of projects only, for whoever may read the reports of the scope."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from tests.world import World


def test_it_shows_what_burns_and_nobodys_data(world: World, client: Client) -> None:
    world.lodge(at=timezone.now() - timedelta(days=3))
    client.force_login(world.he)
    for address in ("/centre/wall/", "/centre/wall/?project=CH"):
        response = client.get(address)
        text = response.content.decode()
        assert [number for number, _label, tone in response.context["figures"] if tone == "hot"] == [1]
        assert world.project.name in text
        for personal in (world.chen.name, world.chen.phone, "3-1502", "老人被困"):
            assert personal not in text
        assert 'hx-trigger="every' in text


def test_another_project_is_not_on_the_screen(world: World, client: Client) -> None:
    client.force_login(world.wu)
    assert world.project.name not in client.get("/centre/wall/").content.decode()
    assert client.get("/centre/wall/?project=CH").status_code == 404
    client.force_login(world.zhou)
    assert client.get("/centre/wall/").status_code == 404
