"""The connections of one web worker: a request that does not arrive in time, or one too many, is hung up on.

Without it a single client with some thousand half-sent requests would leave everybody else without an answer. The
measures are those of Apache's mod_reqtimeout: `header=20 body=20,MinRate=500`.
"""

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

LOOK = 20.0
"""Seconds between two looks at a request that is on its way. By the first its head must be here whole."""
SLOWEST = 500
"""Bytes a second that the rest of it must bring, and that a reader must take."""
MOST_UNFINISHED = 512
"""Requests on their way at the same time in one process; the one that waits longest makes room."""


class Connection(H11Protocol):
    """One connection of a browser. `unfinished` holds those of the process whose request is not here whole."""

    unfinished: dict["Connection", None] = {}  # in the order in which they began

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._looking: asyncio.TimerHandle | None = None
        self._reading: asyncio.TimerHandle | None = None
        self._arrived = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A request is expected from now on."""
        super().connection_made(transport)
        self._expect()

    def data_received(self, data: bytes) -> None:
        """A piece of a request."""
        self._arrived += len(data)
        super().data_received(data)
        if self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            self._has_arrived()

    def on_response_complete(self) -> None:
        """The next request is expected on the same connection."""
        super().on_response_complete()
        if not self.transport.is_closing() and self.conn.their_state is h11.IDLE:
            self._expect()

    def pause_writing(self) -> None:
        """The reader takes nothing just now."""
        super().pause_writing()
        self._reading = self.loop.call_later(LOOK, self.transport.abort)

    def resume_writing(self) -> None:
        """The reader goes on."""
        super().resume_writing()
        if self._reading is not None:
            self._reading.cancel()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more is expected."""
        self._has_arrived()
        super().connection_lost(exc)
        if self._reading is not None:
            self._reading.cancel()

    def _expect(self) -> None:
        self._has_arrived()
        self._arrived = 0
        self.unfinished[self] = None
        self._looking = self.loop.call_later(LOOK, self._look)
        if len(self.unfinished) > MOST_UNFINISHED:
            oldest = next(iter(self.unfinished))
            oldest._has_arrived()
            oldest.transport.abort()

    def _has_arrived(self) -> None:
        self.unfinished.pop(self, None)
        if self._looking is not None:
            self._looking.cancel()

    def _look(self) -> None:
        """Hang up on a request whose head is not here, or whose rest comes too slowly."""
        if self.conn.their_state is h11.IDLE or self._arrived < LOOK * SLOWEST:
            self.transport.abort()
            return
        self._arrived = 0
        self._looking = self.loop.call_later(LOOK, self._look)
