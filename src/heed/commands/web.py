"""One web worker: `heed run` starts several, on one socket."""

import gc
import os
import socket

import uvicorn

from heed.commands.supervise import READY
from heed.config.connections import Connection
from heed.config.heartbeat import LifeSigns, beat

SIGNS = LifeSigns()
YOUNG = 20_000
"""So many new objects are there before the collector looks for garbage: a page makes thousands, nearly all without
cycles, and with Python's 700 the collector ran twenty times a page."""
GRACE = 10
"""Seconds for requests to finish after the worker is asked to end."""


class WebWorker(uvicorn.Server):
    """Uvicorn's server; it reports when it is ready, and ends its live streams first when it ends."""

    async def on_tick(self, counter: int) -> bool:
        """Called ten times a second while the event loop goes round."""
        SIGNS.seen("loop")
        return await super().on_tick(counter)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if ready := os.environ.pop(READY, ""):
            os.write(int(ready), b".")

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        from heed.config.server import end_streams  # Django is set up by now

        end_streams()
        await super().shutdown(sockets)


def main(arguments: list[str]) -> int:
    """Serve on the socket whose descriptor is the one argument.

    Addresses are not logged, because an owner's address is the key to the complaint. Headers of proxies are read by
    `heed.config.server` alone, as `HEED_PROXIES` allows.
    """
    beat(SIGNS)
    gc.set_threshold(YOUNG)
    listening = socket.socket(fileno=int(arguments[0]))
    config = uvicorn.Config(
        "heed.config.server:app",
        http=Connection,
        lifespan="on",
        ws="none",
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=GRACE,
    )
    WebWorker(config).run(sockets=[listening])
    return 0
