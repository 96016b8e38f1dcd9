"""The community room: who enters it."""

import pytest
from django.test import Client

from heed.records.models import Account
from tests.world import World

pytestmark = pytest.mark.django_db


def status(account: Account) -> int:
    client = Client()
    client.force_login(account)
    return client.get("/community/").status_code


def test_who_sees_complaints_of_an_estate_enters_and_an_operator_does_not(world: World) -> None:
    assert status(world.zhou) == 200  # the receptionist
    assert status(world.lin) == 200  # the director
    assert status(world.wang) == 404
