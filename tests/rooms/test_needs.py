"""What owners need: by discipline, against the quarter before, and in their own words (R106, R107)."""

from __future__ import annotations

import pytest
from django.test import Client

from heed.clockwork.rollups import count
from heed.process.words import Nature
from tests.rooms.test_centre import at
from tests.world import World


@pytest.mark.rule("R106", "R107")
def test_needs_stand_by_discipline_with_the_quarter_before_and_the_words_of_owners(
    world: World, client: Client
) -> None:
    for months in (0, 1, 4):
        world.verify(world.lodge(at=at(3, months)), wants=f"彻底修好{months}")
    guard = world.verify(world.neighbour(at=at(5)), category="reception_manner", nature=Nature.VENT, wants="道歉")
    world.make("name_accused", guard, account=world.he, by=world.zhao)
    count()
    client.force_login(world.he)
    page = client.get("/centre/needs/")
    found = {need.name: need for one in page.context["disciplines"] for need in one.needs}
    lift = next(need for need in found.values() if need.count == 2)
    assert (lift.before, [wish.words for wish in lift.wishes]) == (1, ["彻底修好0", "彻底修好1"])
    assert "道歉" not in page.content.decode(), "a complaint about the reader (C3)"
    assert client.get("/centre/needs/", {"project": "YG"}).context["disciplines"] == []
    client.force_login(world.zhou)
    assert client.get("/centre/needs/").status_code == 404
