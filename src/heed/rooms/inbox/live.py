"""How many notices wait, told to open pages as it changes: server-sent events at /live/inbox.

One loop a process looks for all its listeners: it asks for the newest notice of all, which is one step into an index,
and counts only where something came, where somebody begins to listen, and now and then for what was read elsewhere.
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
"""Seconds between two looks."""
RECOUNT = 5
"""Looks between two counts though nothing came."""
BEAT = 20.0
"""Seconds after which a silent stream says that it lives."""
LONGEST = 15 * 60.0
"""Seconds that a stream lasts; its browser comes back, and is asked again who it is."""
MOST, MOST_OF_ONE = 400, 8
"""Streams of a process, and of one account."""

_log = logging.getLogger(__name__)
_watches: "weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, Watch]" = weakref.WeakKeyDictionary()


class Seat:
    """One open page: the number that it was told last, and whether there is another."""

    def __init__(self, account_id: int) -> None:
        self.account_id = account_id
        self.told: int | None = None
        self.count: int | None = None
        self.news = asyncio.Event()

    def tell(self, count: int) -> None:
        """There are so many now."""
        self.count = count
        if count != self.told:
            self.news.set()

    async def next(self) -> int:
        """The next number that differs from the last."""
        await self.news.wait()
        self.news.clear()
        assert self.count is not None
        self.told = self.count
        return self.count


class Watch:
    """The loop of one process, which lives as long as somebody listens."""

    def __init__(self) -> None:
        self.seats: dict[int, set[Seat]] = defaultdict(set)
        self._newest, self._looks = -1, 0
        self._task: asyncio.Task[None] | None = None
        self._soon = asyncio.Event()

    def has_room(self, account_id: int) -> bool:
        """Whether one more page of this account may listen."""
        return sum(map(len, self.seats.values())) < MOST and len(self.seats.get(account_id, ())) < MOST_OF_ONE

    def enter(self, seat: Seat) -> None:
        """Begin to listen; the number comes at once."""
        self.seats[seat.account_id].add(seat)
        self._newest = -1
        self._soon.set()
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run())

    def leave(self, seat: Seat) -> None:
        """Listen no more."""
        self.seats[seat.account_id].discard(seat)
        if not self.seats[seat.account_id]:
            del self.seats[seat.account_id]
            self._soon.set()

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        with ThreadPoolExecutor(1, "inbox") as thread:
            while self.seats:
                self._soon.clear()
                for account_id, count in (await loop.run_in_executor(thread, self._look, list(self.seats))).items():
                    for seat in self.seats.get(account_id, ()):
                        seat.tell(count)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._soon.wait(), PAUSE)
            await loop.run_in_executor(thread, _let_go)

    def _look(self, accounts: list[int]) -> dict[int, int]:
        """What each account has not read, where it may have changed; in a thread with a connection of its own."""
        try:
            close_old_connections()
            newest, self._looks = newest_id(), self._looks + 1
            if newest == self._newest and self._looks % RECOUNT:
                return {}
            counts = unread_counts(accounts)
            self._newest = newest
        except Error:
            _log.warning("The unread notices cannot be counted just now.", exc_info=True)
            connection.close()
            return {}
        return counts


def _let_go() -> None:
    """Close the connection of the thread that this runs in."""
    connection.close()


async def follow(request: HttpRequest) -> HttpResponseBase:
    """The stream of whoever is signed in. Nobody else's: 204, and their browser asks no more; no room: 503."""
    account = await request.auser()
    if not account.is_authenticated or not isinstance(request, ASGIRequest):  # a server without streams
        return HttpResponse(status=204)
    watch = _watches.setdefault(asyncio.get_running_loop(), Watch())
    if not watch.has_room(account.pk):
        return HttpResponse(status=503, headers={"Retry-After": "60"})
    await sync_to_async(_let_go)()  # or every stream would hold one for as long as it lasts
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingHttpResponse(_events(watch, account.pk), content_type="text/event-stream", headers=headers)


async def _events(watch: Watch, account_id: int) -> AsyncIterator[bytes]:
    seat, loop = Seat(account_id), asyncio.get_running_loop()
    watch.enter(seat)
    ends = loop.time() + LONGEST
    try:
        yield b"retry: 5000\n\n"
        while (left := ends - loop.time()) > 0:
            try:
                count = await asyncio.wait_for(seat.next(), min(BEAT, left))
            except TimeoutError:
                yield b": here\n\n"
                continue
            said = {"count": count, "shown": shown_count(count)}
            yield f"event: unread\ndata: {json.dumps(said)}\n\n".encode()
    finally:
        watch.leave(seat)
