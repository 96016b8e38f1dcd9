"""The server's application: the whole request or none, the right sender, and streams that end with the server."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

import pytest

from heed.config import incoming, server
from heed.config.incoming import Message, RequestAborted, RequestTooLarge, receive_whole, with_real_sender

Messages = list[dict[str, Any]]


def run(work: Coroutine[Any, Any, Any]) -> Any:
    """Run it in a thread of its own: in the test's, a browser may keep a loop running."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def scope(path: str = "/", **headers: str) -> dict[str, Any]:
    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {"type": "http", "path": path, "headers": named, "client": ("10.0.0.1", 5)}


def arriving(*pieces: bytes, whole: bool = True) -> Callable[[], Awaitable[Any]]:
    """A request's body as a server gives it; one that is not whole ends with its connection."""
    waiting: Messages = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    if whole:
        waiting[-1]["more_body"] = False

    async def receive() -> Any:
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    return receive


async def body_of(receive: Callable[[], Awaitable[Any]]) -> bytes:
    pieces: list[bytes] = []
    while True:
        message = await receive()
        pieces.append(message["body"])
        if not message["more_body"]:
            assert (await receive())["type"] == "http.disconnect"
            return b"".join(pieces)


@pytest.mark.parametrize(
    "pieces", [[b""], [b"words"], [b"a", b"b", b""], [b"x" * 65536, b"x" * 65536], [b"x" * 700_000] * 3]
)
def test_a_request_is_handed_on_as_it_came(pieces: list[bytes]) -> None:
    async def take() -> bytes:
        return await body_of(await receive_whole(scope(), arriving(*pieces), 3_000_000, 1000))

    assert run(take()) == b"".join(pieces)


def test_a_request_that_breaks_off_is_never_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str] = []

    async def pages(scope: Any, receive: Any, send: Any) -> None:
        begun.append(scope["path"])

    async def send(message: Any) -> None:
        raise AssertionError(message)

    monkeypatch.setattr(server, "pages", pages)
    run(server.app(scope("/cut"), arriving(b"words that", whole=False), send))
    run(server.app(scope("/whole"), arriving(b"words that", b" end"), send))
    assert begun == ["/whole"]
    with pytest.raises(RequestAborted):
        run(receive_whole(scope(), arriving(b"words that", whole=False), 100, 100))


def test_a_request_larger_than_allowed_is_refused_even_if_it_does_not_say_its_length() -> None:
    with pytest.raises(RequestTooLarge):
        run(receive_whole(scope(content_length="101"), arriving(b""), 100, 100))
    with pytest.raises(RequestTooLarge):
        run(receive_whole(scope(), arriving(b"x" * 60, b"x" * 60), 100, 100))


def _form(photo: bytes) -> bytes:
    head = b'--b\r\nContent-Disposition: form-data; name="'
    return (
        head + b'content"\r\n\r\nthe lamp\r\n' + head + b'files"; filename="a.png"\r\n\r\n' + photo + b"\r\n"
        + head + b'unit"\r\n\r\n3-1502\r\n--b--\r\n'
    )  # fmt: skip


@pytest.mark.parametrize(
    ("declared", "why", "room", "cuts"),
    [
        (True, b"large", True, (1500, 2500)),
        (False, b"large", True, (1500, 2500)),
        (False, b"large", True, (100, 200)),
        (False, b"full", False, (1500, 2500)),
    ],
)
def test_of_a_form_too_large_or_without_room_on_the_disk_what_was_typed_goes_on(
    monkeypatch: pytest.MonkeyPatch, declared: bool, why: bytes, room: bool, cuts: tuple[int, int]
) -> None:
    seen: list[Any] = []

    async def pages(scope: Any, receive: Any, send: Any) -> None:
        seen.extend([dict(scope["headers"]), await body_of(receive)])

    class FullDisk(BytesIO):
        def __init__(self, *_: Any) -> None:
            super().__init__()

        def write(self, piece: Any) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(server, "pages", pages)
    monkeypatch.setattr(server, "_largest", lambda: 2000)
    if not room:
        monkeypatch.setattr(incoming, "SpooledTemporaryFile", FullDisk)
    body = _form(b"x" * 3000)
    length = {"content_length": str(len(body))} if declared else {}
    sent = scope(content_type="multipart/form-data; boundary=b", x_heed_cut="forged", **length)
    first, second = cuts
    run(server.app(sent, arriving(body[:first], body[first:second], body[second:]), None))  # type: ignore[arg-type]
    headers, text = seen
    assert headers[b"x-heed-cut"] == why
    assert int(headers[b"content-length"]) == len(text)
    assert b"the lamp" in text
    assert b"3-1502" in text
    assert b"xxx" not in text


@pytest.mark.parametrize(
    ("proxies", "sender"), [(0, "10.0.0.1"), (1, "3.3.3.3"), (2, "2.2.2.2"), (3, "1.1.1.1"), (4, "10.0.0.1")]
)
def test_only_trusted_proxies_may_say_who_sends(proxies: int, sender: str) -> None:
    assert with_real_sender(scope(x_forwarded_for="1.1.1.1, 2.2.2.2, 3.3.3.3"), proxies)["client"][0] == sender


def test_a_header_with_an_underscore_cannot_pass_for_one_of_a_proxy() -> None:
    sent = scope(host="heed")
    sent["headers"].append((b"x_forwarded_proto", b"https"))
    assert with_real_sender(sent, 1)["headers"] == [(b"host", b"heed")]


def test_live_streams_end_when_the_server_does(monkeypatch: pytest.MonkeyPatch) -> None:
    async def live(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        while (await receive())["type"] != "http.disconnect":
            pass

    async def follow() -> Messages:
        monkeypatch.setattr(server, "live", live)
        monkeypatch.setattr(server, "_closing", asyncio.Event())
        sent: Messages = []

        async def never() -> Any:
            await asyncio.Event().wait()

        async def send(message: Message) -> None:
            sent.append(dict(message))

        stream = asyncio.ensure_future(server.app(scope("/live/desk"), never, send))
        while not sent:
            await asyncio.sleep(0)
        assert not stream.done()
        server.end_streams()
        await stream
        return sent

    started, ended = run(follow())
    assert started["type"] == "http.response.start"
    assert ended == {"type": "http.response.body", "body": b"", "more_body": False}


def test_the_server_may_start_and_end() -> None:
    waiting: Messages = [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}]
    said: list[str] = []

    async def receive() -> Any:
        return waiting.pop(0)

    async def send(message: Message) -> None:
        said.append(message["type"])

    run(server.app({"type": "lifespan"}, receive, send))
    assert said == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
