"""Who clicks twice, or reloads after sending, is answered with what is on record; other words are never lost."""

import re

import pytest
from django.test import Client

from heed.records.models import Promise
from tests.rooms.test_complaint_moves import of_today, promising
from tests.world import World


@pytest.fixture
def zhou(world: World, client: Client) -> Client:
    """Zhou, receptionist, signed in."""
    client.force_login(world.zhou)
    return client


def hidden(page: str, name: str) -> str:
    """The value of a hidden field of the page."""
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    assert found, name
    return found[1]


def test_ones_own_second_click_is_no_conflict_and_makes_nothing_twice(world: World, zhou: Client) -> None:
    complaint = of_today(world)
    address = f"/complaints/{complaint.number}/note/"
    page = zhou.get(address).content.decode()
    typed = {"version": hidden(page, "version"), "key": hidden(page, "key"), "words": "业主又来电"}
    assert [zhou.post(address, typed).status_code for _ in range(2)] == [302, 302]
    assert complaint.entries.filter(move="note").count() == 1
    assert zhou.post(address, typed | {"words": "不同的话"}).status_code == 409, "other words are not lost"
    assert complaint.entries.filter(move="note").count() == 1


def test_a_second_click_on_a_step_that_was_made_leads_on_as_the_first(world: World, zhou: Client) -> None:
    complaint = of_today(world)
    address = f"/complaints/{complaint.number}/promise/"
    page = zhou.get(address).content.decode()
    typed = promising(version=hidden(page, "version"), key=hidden(page, "key"))
    assert [zhou.post(address, typed).status_code for _ in range(2)] == [302, 302]
    assert Promise.objects.count() == 1
