"""Robots may not reach the company's own network: not by an address, not by a name, not by a name that changes."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from ipaddress import ip_network
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import LazySettings

from heed.actions.engine.errors import Refused
from heed.actions.notices.robots import save_robot
from heed.notices import http
from heed.notices.transport import SendFailed, Undeliverable
from heed.process.robots import PRIVATE_ADDRESS, RobotKind
from tests.notices.door import Door
from tests.world import World

pytestmark = pytest.mark.once


@pytest.fixture
def door(settings: LazySettings) -> Iterator[Door]:
    """A machine inside, which nothing allows to call."""
    settings.HEED_ROBOT_NETWORKS = []
    with Door() as door:
        yield door


def post(address: str) -> http.Response:
    return http.post(http.Request(address, b"{}", {}))


def resolving_to(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Every name stands for these addresses, one look-up after the other. Gives the names that were looked up."""
    asked, look_up = [], socket.getaddrinfo
    left = list(answers)

    def answer(host: str, port: Any, *given: Any, **named: Any) -> Any:
        if host.replace(".", "").isdigit():
            return look_up(host, port, *given, **named)
        asked.append(host)
        return look_up(left.pop(0) if len(left) > 1 else left[0], port, *given, **named)

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return asked


def port_of(door: Door) -> int:
    port = urlsplit(door.address).port
    assert port is not None
    return port


def test_an_address_inside_is_never_called(door: Door) -> None:
    with pytest.raises(Undeliverable, match="private network"):
        post(door.address)
    assert door.posted == []


def test_a_name_that_stands_for_a_machine_inside_is_never_called(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    resolving_to(monkeypatch, "127.0.0.1")
    with pytest.raises(Undeliverable, match="private network"):
        post(f"http://robot.example.com:{port_of(door)}/")
    assert door.posted == []


def test_a_name_is_looked_up_once_so_it_cannot_change_in_between(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first answer is public, and it is what is called: nobody listens there in a test."""
    asked = resolving_to(monkeypatch, "8.8.8.8", "127.0.0.1")
    called: list[Any] = []

    def refuse(address: Any, *_: Any) -> Any:
        called.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", refuse)
    with pytest.raises(SendFailed):
        post(f"http://robot.example.com:{port_of(door)}/")
    assert asked == ["robot.example.com"]
    assert called == [("8.8.8.8", port_of(door))]
    assert door.posted == []


def test_a_network_that_the_settings_allow_is_called(door: Door, settings: LazySettings) -> None:
    settings.HEED_ROBOT_NETWORKS = [ip_network("127.0.0.0/8")]
    assert post(door.address).status == 200
    assert len(door.posted) == 1


@pytest.mark.parametrize("address", ["http://127.0.0.1/", "https://[::1]/", "https://localhost/x", "http://10.0.0.8/"])
def test_a_proxy_is_not_asked_for_a_machine_inside(door: Door, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.setenv(name, door.address)
    monkeypatch.setenv("no_proxy", "")
    with pytest.raises(Undeliverable, match="private network"):
        post(address)
    assert door.posted == []


def test_a_proxy_of_the_company_may_stand_inside(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", door.address)
    monkeypatch.setenv("no_proxy", "")
    assert post("http://robot.example.com/hook").status == 200
    assert [posted.path for posted in door.posted] == ["http://robot.example.com/hook"]


def test_an_address_inside_cannot_be_saved(world: World, door: Door) -> None:
    with pytest.raises(Refused) as refused:
        save_robot(
            by=world.admin, kind=RobotKind.WECOM, name="inside", address=door.address, per_minute=20, language="en"
        )
    assert [(refusal.fact, refusal.text) for refusal in refused.value.refusals] == [("address", PRIVATE_ADDRESS)]


@pytest.mark.parametrize(
    ("status", "text", "shown"),
    [
        (200, '{"errcode": 93000, "errmsg": "the password of the router is 1234"}', "200, code 93000"),
        (500, "<h1>inside of the router</h1>", "500"),
        (200, '{"code": "inside"}', "200"),
        (200, '["inside"]', "200"),
    ],
)
def test_what_a_machine_answers_is_shown_to_nobody(status: int, text: str, shown: str) -> None:
    assert http.Response(status, text).shown == shown
