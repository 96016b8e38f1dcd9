"""The web server's application, `heed.config.server:app`: pages in threads, live events on the event loop.

Pages are ordinary Django over WSGI, in a few threads, which is the fastest way to serve them; server-sent events
(`/live…`) would block those threads, so they go to Django's ASGI side. Both share one port. Static files are
whitenoise's, in Django's middleware.
"""

import asyncio
from contextlib import suppress
from typing import Any, cast

from a2wsgi import WSGIMiddleware
from django.conf import settings

from heed.config.asgi import application as asgi
from heed.config.incoming import (
    BrokeOff,
    Message,
    NoRoom,
    Receive,
    Scope,
    Send,
    TooLarge,
    as_sent,
    cut_to,
    text_alone,
    whole,
)
from heed.config.wsgi import application as wsgi

THREADS = 4
LIVE = "/live"

live: Any = asgi
pages: Any = WSGIMiddleware(cast(Any, wsgi), workers=THREADS)
_closing = asyncio.Event()


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one request, or follow the server's life."""
    if scope["type"] == "lifespan":
        await _live_and_let_die(receive, send)
    elif scope["type"] == "http":
        scope = as_sent(scope, settings.HEED_PROXIES)
        answer = _stream if scope["path"].startswith(LIVE) else _page
        await answer(scope, receive, send)


def end_streams() -> None:
    """End the live streams, so that the server need not wait for people to leave; their browsers come back."""
    _closing.set()


async def _page(scope: Scope, receive: Receive, send: Send) -> None:
    """One page, once its request has arrived whole; where it is too large, with what was typed alone."""
    try:
        try:
            receive = await whole(scope, receive, _largest(), settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        except TooLarge as problem:
            if problem.text is None:
                await _refuse(send)
                return
            why = b"full" if isinstance(problem, NoRoom) else b"large"
            scope, receive = cut_to(scope, await text_alone(receive, problem.text, ended=problem.ended), why)
    except BrokeOff:
        return
    await pages(scope, receive, send)


async def _stream(scope: Scope, receive: Receive, send: Send) -> None:
    """One live stream, until its reader leaves or the server closes, which Django is told as if it were the first."""

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
        with suppress(RuntimeError):  # the answer was complete, or never begun
            await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _live_and_let_die(receive: Receive, send: Send) -> None:
    """Agree to the server's start and to its end."""
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
    """Say that the request is too large, in every language, for no page can read whose it is."""
    words = "发送的内容太大。\n傳送的內容太大。\nWhat was sent is too large.\n".encode()
    kind = (b"content-type", b"text/plain; charset=utf-8")
    headers = [kind, (b"content-length", str(len(words)).encode()), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": words})
