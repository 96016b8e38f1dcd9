"""Half-sent requests are hung up on, and never keep others from an answer."""

import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn

from heed.config import connections
from heed.config.connections import Connection
from tests.commands.terminal import until

pytestmark = pytest.mark.once

WHOLE = b"GET / HTTP/1.1\r\nHost: heed.example\r\n\r\n"
HALF_A_HEAD = b"GET / HTTP/1.1\r\nHost: heed"
HALF_A_BODY = b"POST / HTTP/1.1\r\nHost: heed.example\r\nContent-Length: 9\r\n\r\nwords"


async def app(scope: Any, receive: Any, send: Any) -> None:
    """Answer once the request is here whole."""
    while (message := await receive())["type"] == "http.request" and message.get("more_body"):
        pass
    if message["type"] == "http.request":
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"ok"})


@pytest.fixture
def port() -> Iterator[int]:
    """Where a server listens that uses these connections."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(app, http=Connection, lifespan="off", log_config=None, timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        until(lambda: server.started)
        yield listener.getsockname()[1]
        server.should_exit = True
        thread.join(30)


def opened(port: int, sent: bytes) -> socket.socket:
    """A connection on which this much was sent; reading from it fails after a minute."""
    connected = socket.create_connection(("127.0.0.1", port), timeout=60)
    connected.sendall(sent)
    return connected


def is_hung_up_on(connected: socket.socket) -> bool:
    try:
        return connected.recv(100) == b""
    except ConnectionError:
        return True


def is_answered(port: int) -> bool:
    with opened(port, WHOLE) as connected:
        return connected.recv(1000).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("sent", [b"", HALF_A_HEAD, HALF_A_BODY])
def test_a_request_that_does_not_arrive_is_hung_up_on(port: int, sent: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "LOOK", 0.2)
    with opened(port, sent) as connected:
        assert is_hung_up_on(connected)
    assert is_answered(port)
    until(lambda: not Connection.unfinished)


def test_a_request_that_comes_slowly_but_steadily_is_answered(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "LOOK", 1.0)
    monkeypatch.setattr(connections, "SLOWEST", 0)
    looks: list[Connection] = []
    look = Connection._look

    def counted(self: Connection) -> None:
        looks.append(self)
        look(self)

    monkeypatch.setattr(Connection, "_look", counted)
    with opened(port, HALF_A_BODY) as connected:
        until(lambda: len(looks) > 1)
        connected.sendall(b" end")
        assert connected.recv(1000).startswith(b"HTTP/1.1 200")


def test_of_too_many_half_sent_requests_the_oldest_make_room(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "MOST_UNFINISHED", 3)
    many = []
    for _ in range(5):
        many.append(opened(port, HALF_A_HEAD))
        until(lambda: len(many) > 3 or len(Connection.unfinished) == len(many))
    assert is_hung_up_on(many[0])
    assert is_hung_up_on(many[1])
    assert is_answered(port)
    for connected in many:
        connected.close()
    until(lambda: not Connection.unfinished)
