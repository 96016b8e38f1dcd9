"""The fixture that signs staff in, each in a browser of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from heed.records.models import Account
from tests.journeys.people import Arrives, StaffBrowser

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture
def arrives(chromium: Browser, live_server: Any) -> Iterator[Arrives]:
    """A function that signs an account in, in a new browser; all are closed when the test ends."""
    people: list[StaffBrowser] = []

    def arrive(account: Account, width: int = 1440) -> StaffBrowser:
        people.append(StaffBrowser(chromium, live_server.url, account, width))
        return people[-1]

    yield arrive
    for person in people:
        person.leaves()
