"""Receives HTTP requests before Django sees them: the complete body, and the address of the real sender.

A page runs in one of a few threads. If it began while its request is still on the way, a handful of phones on
a bad line would hold all the threads, and a form that was cut off would look like a short one. So the body is
taken in whole first, on disk when it is large, and a request that breaks off is never begun. Of a form that is too
large, or that finds no room on the disk, the text fields are kept and the files dropped: a page then shows them again.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from heed.config.text_parts import TextParts, boundary_of

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
    """The request is larger than Heed takes.

    `text` holds the text fields read so far (None: it is no such form); `ended`, whether all of it has arrived.
    """

    def __init__(self, text: TextParts | None, *, ended: bool = False) -> None:
        super().__init__()
        self.text, self.ended = text, ended


class NoRoom(RequestTooLarge):
    """The disk has no room for the request."""


CUT = b"x-heed-cut"
"""The header by which a page learns that the files of its form were dropped: `large` or `full`."""


async def receive_whole(scope: Scope, receive: Receive, largest: int, most_text: int) -> Receive:
    """Take the body in; the answer gives it again, piece by piece. `largest` and `most_text` are in bytes.

    Raises RequestAborted, RequestTooLarge or NoRoom.
    """
    boundary = boundary_of(header(scope, b"content-type"))
    text = TextParts(boundary, most_text) if boundary else None
    if int(header(scope, b"content-length") or 0) > largest:
        raise RequestTooLarge(text)
    message = await receive()
    if message["type"] == "http.request" and not message.get("more_body"):
        return _again_at_once(message, receive)
    body: IO[bytes] = SpooledTemporaryFile(KEPT_IN_MEMORY)  # noqa: SIM115  # closed with the last reference
    ended = False
    while not ended:
        if message["type"] != "http.request":
            raise RequestAborted
        ended = not message.get("more_body")
        _take_in(body, text, message.get("body", b""), ended=ended, largest=largest)
        message = message if ended else await receive()
    body.seek(0)
    return _again_in_pieces(body, receive)


def _take_in(body: IO[bytes], text: TextParts | None, piece: bytes, *, ended: bool, largest: int) -> None:
    """Write a piece of the body to its file, and read its text fields. Raises RequestTooLarge or NoRoom."""
    if text is not None:
        text.feed(piece)
    try:
        body.write(piece)
    except OSError:
        raise NoRoom(text, ended=ended) from None
    if body.tell() > largest:
        raise RequestTooLarge(text, ended=ended)


async def text_alone(receive: Receive, text: TextParts, *, ended: bool) -> bytes:
    """The form without its files, once the rest of it has arrived. Raises RequestAborted."""
    while not ended:
        message = await receive()
        if message["type"] != "http.request":
            raise RequestAborted
        text.feed(message.get("body", b""))
        ended = not message.get("more_body")
    return text.body()


def cut_to(scope: Scope, body: bytes, why: bytes) -> tuple[Scope, Receive]:
    """The request with this body instead, and why it was cut."""
    replaced = (CUT, b"content-length", b"transfer-encoding")
    kept = [(name, value) for name, value in scope["headers"] if name not in replaced]
    kept += [(b"content-length", str(len(body)).encode()), (CUT, why)]

    async def nothing_more() -> Message:
        return {"type": "http.disconnect"}

    message = {"type": "http.request", "body": body, "more_body": False}
    return {**scope, "headers": kept}, _again_at_once(message, nothing_more)


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
    sent = [(name, value) for name, value in scope["headers"] if b"_" not in name and name != CUT]
    scope = {**scope, "headers": sent}
    passed_on = [value.decode("latin-1") for name, value in scope["headers"] if name == b"x-forwarded-for"]
    senders = [sender.strip() for sender in ",".join(passed_on).split(",") if sender.strip()]
    if proxies and len(senders) >= proxies:
        scope["client"] = (senders[-proxies], 0)
    return scope
