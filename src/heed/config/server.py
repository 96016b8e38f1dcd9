"""The application of the web server, `heed.config.server:app`: pages in threads, live events on the event loop.

Pages are served by Django over WSGI, in a few threads, which is fastest; server-sent events (`/live…`) would block
those threads, so they are served by Django over ASGI. Both share one port. Static files are served by whitenoise, in
Django's middleware.
"""

import asyncio
from contextlib import suppress
from typing import Any, cast

from a2wsgi import WSGIMiddleware
from django.conf import settings

from heed.config.asgi import application as asgi
from heed.config.incoming import (
    Message,
    NoRoom,
    Receive,
    RequestAborted,
    RequestTooLarge,
    Scope,
    Send,
    cut_to,
    receive_whole,
    text_alone,
    with_real_sender,
)
from heed.config.wsgi import application as wsgi

THREADS = 4
LIVE = "/live"

live: Any = asgi
pages: Any = WSGIMiddleware(cast(Any, wsgi), workers=THREADS)
_closing = asyncio.Event()


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """The ASGI application: answer a request, or a lifespan event."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "http":
        scope = with_real_sender(scope, settings.HEED_PROXIES)
        answer = _stream if scope["path"].startswith(LIVE) else _page
        await answer(scope, receive, send)


def end_streams() -> None:
    """End the live streams, so that the server can stop; browsers connect again by themselves."""
    _closing.set()


async def _page(scope: Scope, receive: Receive, send: Send) -> None:
    """One page, once its request has arrived whole; where it is too large, with what was typed alone."""
    try:
        try:
            receive = await receive_whole(scope, receive, _largest(), settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        except RequestTooLarge as problem:
            if problem.text is None:
                await _refuse(send)
                return
            why = b"full" if isinstance(problem, NoRoom) else b"large"
            scope, receive = cut_to(scope, await text_alone(receive, problem.text, ended=problem.ended), why)
    except RequestAborted:
        return
    await pages(scope, receive, send)


async def _stream(scope: Scope, receive: Receive, send: Send) -> None:
    """Serve a live stream until its reader or the server disconnects; Django sees both as the reader's disconnect."""

    async def receive_or_close() -> Message:
        coming = asyncio.ensure_future(receive())
        closing = asyncio.ensure_future(_closing.wait())
        await asyncio.wait({coming, closing}, return_when=asyncio.FIRST_COMPLETED)
        closing.cancel()
        if coming.done():
            return coming.result()
        coming.cancel()
        return {"type": "http.disconnect"}

    await live(scope, receive_or_close, send)
    if _closing.is_set():
        with suppress(RuntimeError):  # the response was complete, or has not begun
            await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _lifespan(receive: Receive, send: Send) -> None:
    """Confirm the start and the end of the server."""
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


def _largest() -> int:
    """Bytes of the largest request: as many of the largest files as one form may carry, a recording, and the form."""
    files = settings.HEED_MOST_FILES * settings.HEED_UPLOAD_MB + settings.HEED_MEDIA_MB
    return files * 1024 * 1024 + int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


async def _refuse(send: Send) -> None:
    """Answer that the request is too large, in every language, because the language of the user is unknown here."""
    words = "发送的内容太大。\n傳送的內容太大。\nWhat was sent is too large.\n".encode()
    kind = (b"content-type", b"text/plain; charset=utf-8")
    headers = [kind, (b"content-length", str(len(words)).encode()), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": words})
