"""How the page of a complaint tells that it has ended."""

import pytest
from django.test import Client

from heed.queries.actor import OWNER
from tests.rooms.at_the_page import shown, signed_in
from tests.world import World


@pytest.fixture
def lin(world: World, client: Client) -> Client:
    """Lin, director, signed in, reading English."""
    return signed_in(client, world.lin)


@pytest.mark.rule("R10")
def test_a_merged_complaint_leads_on_to_the_one_it_went_into(world: World, lin: Client) -> None:
    first, second = world.verify(world.lodge()), world.verify(world.neighbour())
    world.make("merge", second, other=first, reason="同一部电梯", by=world.lin)
    head = shown(lin, second).split("</header>")[0]
    assert f'href="/complaints/{first.number}/"' in head


@pytest.mark.rule("R92", "R96")
def test_how_a_complaint_was_closed_and_what_the_owner_said_stand_beside_it(world: World, lin: Client) -> None:
    complaint = world.to_handled(world.lodge())
    assert "Closed as" not in shown(lin, complaint)
    world.make("confirm", complaint, by=OWNER)
    page = shown(lin, complaint)
    assert "Closed as" in page
    assert "The owner says" in page
