"""People who arrive at their browsers, and leave them when the test ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from heed.records.models import Account
from tests.journeys.people import Arrives, Somebody

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture
def arrives(chromium: Browser, live_server: Any) -> Iterator[Arrives]:
    """Sign somebody in, in a browser of their own."""
    people: list[Somebody] = []

    def arrive(account: Account, width: int = 1440) -> Somebody:
        people.append(Somebody(chromium, live_server.url, account, width))
        return people[-1]

    yield arrive
    for somebody in people:
        somebody.leaves()
