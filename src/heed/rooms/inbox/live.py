"""The number of unread notices, sent to open pages as it changes: server-sent events at /live/inbox.

One loop a process polls for all its listeners. It reads the id of the newest notice, one step into an index, and counts
only where a notice came, where a listener was added, and now and then for notices that were read in another window.
"""

import asyncio
import json
import logging
import weakref
from collections import defaultdict
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.db import Error, close_old_connections, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from heed.queries.notices.inbox import newest_id, unread_counts
from heed.ui.navigation import shown_count

PAUSE = 2.0
"""Seconds between two polls."""
RECOUNT = 5
"""Polls after which the notices are counted even where none came."""
BEAT = 20.0
"""Seconds after which an idle stream sends a comment, so that proxies keep it open."""
LONGEST = 15 * 60.0
"""Seconds that a stream lasts; the browser connects again, and its session is checked again."""
MOST, MOST_OF_ONE = 400, 8
"""The most streams of a process, and of one account."""

_log = logging.getLogger(__name__)
_watches: "weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, UnreadWatch]" = weakref.WeakKeyDictionary()


class Listener:
    """One open page: the number sent last, and the number to send next."""

    def __init__(self, account_id: int) -> None:
        self.account_id = account_id
        self.sent: int | None = None
        self.count: int | None = None
        self.news = asyncio.Event()

    def offer(self, count: int) -> None:
        """Send this number next, if it differs from the last."""
        self.count = count
        if count != self.sent:
            self.news.set()

    async def next(self) -> int:
        """Wait for a number that differs from the last, and return it."""
        await self.news.wait()
        self.news.clear()
        assert self.count is not None
        self.sent = self.count
        return self.count


class UnreadWatch:
    """The loop of one process, which runs while there are listeners."""

    def __init__(self) -> None:
        self.listeners: dict[int, set[Listener]] = defaultdict(set)
        self._newest, self._polls = -1, 0
        self._task: asyncio.Task[None] | None = None
        self._soon = asyncio.Event()

    def has_room(self, account_id: int) -> bool:
        """Whether one more stream of this account is allowed."""
        return sum(map(len, self.listeners.values())) < MOST and len(self.listeners.get(account_id, ())) < MOST_OF_ONE

    def enter(self, listener: Listener) -> None:
        """Add a listener; it gets the number at once."""
        self.listeners[listener.account_id].add(listener)
        self._newest = -1
        self._soon.set()
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run())

    def leave(self, listener: Listener) -> None:
        """Remove a listener."""
        self.listeners[listener.account_id].discard(listener)
        if not self.listeners[listener.account_id]:
            del self.listeners[listener.account_id]
            self._soon.set()

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        with ThreadPoolExecutor(1, "inbox") as thread:
            while self.listeners:
                self._soon.clear()
                for account_id, count in (await loop.run_in_executor(thread, self._poll, list(self.listeners))).items():
                    for listener in self.listeners.get(account_id, ()):
                        listener.offer(count)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._soon.wait(), PAUSE)
            await loop.run_in_executor(thread, _close_connection)

    def _poll(self, accounts: list[int]) -> dict[int, int]:
        """The unread count of each account, where it may have changed; runs in a thread with its own connection."""
        try:
            close_old_connections()
            newest, self._polls = newest_id(), self._polls + 1
            if newest == self._newest and self._polls % RECOUNT:
                return {}
            counts = unread_counts(accounts)
            self._newest = newest
        except Error:
            _log.warning("The unread notices cannot be counted just now.", exc_info=True)
            connection.close()
            return {}
        return counts


def _close_connection() -> None:
    """Close the database connection of the current thread."""
    connection.close()


async def follow(request: HttpRequest) -> HttpResponseBase:
    """The stream of the signed-in account. 204 without a session (the browser stops); 503 where there are too many."""
    account = await request.auser()
    if not account.is_authenticated or not isinstance(request, ASGIRequest):  # a server without streams
        return HttpResponse(status=204)
    watch = _watches.setdefault(asyncio.get_running_loop(), UnreadWatch())
    if not watch.has_room(account.pk):
        return HttpResponse(status=503, headers={"Retry-After": "60"})
    await sync_to_async(_close_connection)()  # else each stream would keep a connection open
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingHttpResponse(_events(watch, account.pk), content_type="text/event-stream", headers=headers)


async def _events(watch: UnreadWatch, account_id: int) -> AsyncIterator[bytes]:
    listener, loop = Listener(account_id), asyncio.get_running_loop()
    watch.enter(listener)
    ends = loop.time() + LONGEST
    try:
        yield b"retry: 5000\n\n"
        while (left := ends - loop.time()) > 0:
            try:
                count = await asyncio.wait_for(listener.next(), min(BEAT, left))
            except TimeoutError:
                yield b": here\n\n"
                continue
            said = {"count": count, "shown": shown_count(count)}
            yield f"event: unread\ndata: {json.dumps(said)}\n\n".encode()
    finally:
        watch.leave(listener)
