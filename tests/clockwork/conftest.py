"""What several tests of the worker need."""

import pytest

from heed.records.models import Account
from tests.world import World


@pytest.fixture
def addressed(world: World) -> World:
    """Those who read reports have an e-mail."""
    for one in (world.he, world.lin, world.zhao, world.wu):
        Account.objects.filter(pk=one.pk).update(email=f"{one.username}@heed.example")
        one.refresh_from_db()
    return world
