"""How often a call rang: asked of the one who answered where telephony does not say it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from heed.records.models import Call
from tests.world import World


@pytest.fixture
def zhou(world: World, client: Client) -> Client:
    """Zhou, receptionist, signed in."""
    client.force_login(world.zhou)
    return client


@pytest.mark.rule("R40")
def test_rings_are_asked_of_the_one_who_answered_and_shown_once_known(world: World, zhou: Client) -> None:
    zhou.post("/desk/ring/")
    call = Call.objects.get()
    Call.objects.update(rang_at=timezone.now() - timedelta(minutes=2))
    zhou.post(f"/desk/call/{call.pk}/take/")
    page = zhou.get("/desk/")
    assert (page.context["rings"], list(page.context["ring_choices"])) == (None, [1, 2, 3, 4])
    address = f"/desk/calls/{call.pk}/rings/"
    assert address in page.content.decode()
    assert zhou.post(address, {"rings": "9"}).status_code == 409
    zhou.post(address, {"rings": "2"})
    page = zhou.get("/desk/")
    assert page.context["rings"].count == 2
    assert address not in page.content.decode()
    sun = Client()
    sun.force_login(world.sun)
    assert sun.post(address, {"rings": "1"}).status_code == 404, "another's call"
