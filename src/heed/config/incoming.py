"""Receives HTTP requests before Django sees them: the complete body, and the address of the real sender.

A page runs in one of a few threads. If it began before its request had arrived, some phones on a bad line would hold
all threads, and a truncated form would look like a short one. So the body is received completely first, on disk when
it is large, and an aborted request never reaches a page.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from tempfile import SpooledTemporaryFile
from typing import IO, Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

KEPT_IN_MEMORY = 1024 * 1024
PIECE = 64 * 1024
"""Bytes of a body that are kept in memory, and bytes that are passed on at once."""


class RequestAborted(Exception):
    """The connection ended before the request was complete."""


class RequestTooLarge(Exception):
    """The request is larger than Heed accepts."""


async def receive_whole(scope: Scope, receive: Receive, largest: int) -> Receive:
    """Receive the complete body; return a `receive` that gives it again, in pieces. `largest` is in bytes.

    Raises RequestAborted or RequestTooLarge.
    """
    if int(header(scope, b"content-length") or 0) > largest:
        raise RequestTooLarge
    message = await receive()
    if message["type"] == "http.request" and not message.get("more_body"):
        return _again_at_once(message, receive)
    body: IO[bytes] = SpooledTemporaryFile(KEPT_IN_MEMORY)  # noqa: SIM115  # closed with the last reference
    while True:
        if message["type"] != "http.request":
            raise RequestAborted
        body.write(message.get("body", b""))
        if body.tell() > largest:
            raise RequestTooLarge
        if not message.get("more_body"):
            break
        message = await receive()
    body.seek(0)
    return _again_in_pieces(body, receive)


def _again_at_once(message: Message, receive: Receive) -> Receive:
    """Give this message, then the messages after it."""
    waiting = [message]

    async def again() -> Message:
        return waiting.pop() if waiting else await receive()

    return again


def _again_in_pieces(body: IO[bytes], receive: Receive) -> Receive:
    """Give the body from its file, then the messages after it."""
    more = True

    async def again() -> Message:
        nonlocal more
        if not more:
            return await receive()
        piece = body.read(PIECE)
        more = len(piece) == PIECE
        return {"type": "http.request", "body": piece, "more_body": more}

    return again


def header(scope: Scope, name: bytes) -> str:
    """The value of a header, the last one of several; "" where there is none."""
    values = [value for known, value in scope["headers"] if known == name]
    return values[-1].decode("latin-1") if values else ""


def with_real_sender(scope: Scope, proxies: int) -> Scope:
    """The request with the address of its sender, as `proxies` trusted proxies have passed it on.

    Headers with an underscore are dropped: Django does not distinguish them from those with a hyphen, so a client
    could forge the header of a proxy.
    """
    scope = {**scope, "headers": [(name, value) for name, value in scope["headers"] if b"_" not in name]}
    passed_on = [value.decode("latin-1") for name, value in scope["headers"] if name == b"x-forwarded-for"]
    senders = [sender.strip() for sender in ",".join(passed_on).split(",") if sender.strip()]
    if proxies and len(senders) >= proxies:
        scope["client"] = (senders[-proxies], 0)
    return scope
