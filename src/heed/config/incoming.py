"""What arrives over HTTP, before a page sees it: the whole request, and who really sent it.

A page runs in one of a few threads. If it began while its request is still on the way, a handful of phones on
a bad line would hold all the threads, and a form that was cut off would look like a short one. So the body is
taken in whole first, on disk when it is large, and a request that breaks off is never begun.
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
"""Bytes of a body that are not written to disk, and that are handed on at once."""


class BrokeOff(Exception):
    """The connection ended before the request did."""


class TooLarge(Exception):
    """The request is larger than Heed takes."""


async def whole(scope: Scope, receive: Receive, largest: int) -> Receive:
    """Take the body in; the answer gives it again, piece by piece. `largest` is in bytes.

    Raises BrokeOff or TooLarge.
    """
    if int(header(scope, b"content-length") or 0) > largest:
        raise TooLarge
    message = await receive()
    if message["type"] == "http.request" and not message.get("more_body"):
        return _again_at_once(message, receive)
    body: IO[bytes] = SpooledTemporaryFile(KEPT_IN_MEMORY)  # noqa: SIM115  # closed with the last reference
    while True:
        if message["type"] != "http.request":
            raise BrokeOff
        body.write(message.get("body", b""))
        if body.tell() > largest:
            raise TooLarge
        if not message.get("more_body"):
            break
        message = await receive()
    body.seek(0)
    return _again_in_pieces(body, receive)


def _again_at_once(message: Message, receive: Receive) -> Receive:
    """Give the one message, then what comes after it."""
    waiting = [message]

    async def again() -> Message:
        return waiting.pop() if waiting else await receive()

    return again


def _again_in_pieces(body: IO[bytes], receive: Receive) -> Receive:
    """Give the body from its file, then what comes after it."""
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
    """The value of a header, the last where there are several; empty where there is none."""
    values = [value for known, value in scope["headers"] if known == name]
    return values[-1].decode("latin-1") if values else ""


def as_sent(scope: Scope, proxies: int) -> Scope:
    """The request with the sender's own address, which `proxies` trusted proxies passed on.

    Headers with an underscore are dropped: in a page's eyes they would be the same as those with a hyphen,
    and so could pass for what a proxy says.
    """
    scope = {**scope, "headers": [(name, value) for name, value in scope["headers"] if b"_" not in name]}
    passed_on = [value.decode("latin-1") for name, value in scope["headers"] if name == b"x-forwarded-for"]
    senders = [sender.strip() for sender in ",".join(passed_on).split(",") if sender.strip()]
    if proxies and len(senders) >= proxies:
        scope["client"] = (senders[-proxies], 0)
    return scope
