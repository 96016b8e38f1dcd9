"""The whole server, with live streams, in this process: what `heed run` starts, on a free port."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from heed.commands.web import WebWorker
from heed.config import server as heed_server


@contextmanager
def serving() -> Iterator[str]:
    """Serve until the end of the block; yield the address."""
    heed_server._closing = asyncio.Event()  # each server has a loop of its own
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(heed_server.app, log_level="warning", lifespan="off", timeout_graceful_shutdown=5)
        server = WebWorker(config)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(20)
            assert not thread.is_alive(), "the server did not end"
