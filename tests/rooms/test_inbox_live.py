"""The live number over a real server: told at once, with room for as many as there is, and holding nothing back."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from heed.records.models import Account
from heed.rooms.inbox import live
from tests.journeys.server import serving
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def address(world: World) -> Iterator[str]:
    with serving() as opened:
        yield opened


def opened(address: str, path: str, account: Account | None) -> Any:
    """The answer to a request, not read yet."""
    headers = {}
    if account is not None:
        client = Client()
        client.force_login(account)
        headers["Cookie"] = f"heed_session={client.cookies['heed_session'].value}"
    return urllib.request.urlopen(urllib.request.Request(f"{address}{path}", headers=headers), timeout=30)


def told(stream: Any) -> int:
    """The next number of a stream."""
    for line in stream:
        if line.startswith(b"data: "):
            count: int = json.loads(line[6:])["count"]
            return count
    raise AssertionError("the stream ended")


def test_a_stream_tells_the_number_at_once_and_again_when_it_changes(world: World, address: str) -> None:
    world.lodge(at=timezone.now())
    with opened(address, "/live/inbox", world.lin) as stream, opened(address, "/live/inbox", world.zhou) as others:
        assert stream.headers["Content-Type"] == "text/event-stream"
        assert stream.headers["Cache-Control"] == "no-store"
        assert (told(stream), told(others)) == (1, 0)
        world.lodge(at=timezone.now())
        assert told(stream) == 2


def test_while_many_pages_listen_the_site_answers_all_the_same(world: World, address: str) -> None:
    with ExitStack() as streams:
        for account in (world.lin, world.zhao, world.zhou):
            for _ in range(5):
                assert told(streams.enter_context(opened(address, "/live/inbox", account))) == 0
        for _ in range(6):
            assert streams.enter_context(opened(address, "/inbox/", world.lin)).status == 200


def test_one_account_has_only_so_many_streams(world: World, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "MOST_OF_ONE", 2)
    with ExitStack() as streams:
        for _ in range(2):
            told(streams.enter_context(opened(address, "/live/inbox", world.lin)))
        with pytest.raises(urllib.error.HTTPError) as refused:
            opened(address, "/live/inbox", world.lin)
        assert (refused.value.code, refused.value.headers["Retry-After"]) == (503, "60")
        assert told(streams.enter_context(opened(address, "/live/inbox", world.zhou))) == 0


def test_a_stream_ends_after_its_time_and_says_meanwhile_that_it_lives(
    world: World, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "LONGEST", 0.5)
    monkeypatch.setattr(live, "BEAT", 0.1)
    with opened(address, "/live/inbox", world.lin) as stream:
        said = stream.read()
    assert said.startswith(b"retry: 5000")
    assert b": here" in said


def test_nobody_listens_without_signing_in(world: World, address: str) -> None:
    assert opened(address, "/live/inbox", None).status == 204
