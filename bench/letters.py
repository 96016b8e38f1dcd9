"""Letters to a mail server that takes 0.3 s for each: the worker's senders hand them over side by side."""

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bench.figure import Figure, Measured
from bench.served import Instance

DELAY = 0.3
"""Seconds until the mail server has taken a letter."""
MANY, MOST_SECONDS = 1_000, 60
ALL, MOST_SECONDS_FOR_ALL = 10_000, 600


def measure(many: int = MANY, most: float = MOST_SECONDS) -> Measured:
    """Measure how long the letters take, from the first to the last. Raises RuntimeError where one is missing."""
    with _mail_server() as server, Instance() as instance:
        del instance.environment["HEED_DEMO"]  # a demo sends nothing
        instance.environment["HEED_MAIL"] = f"smtp://127.0.0.1:{server.server_address[1]}"
        instance.seed_data(50)
        with instance.answering("bench.sender") as sender:
            sender.ask(f"write {many}")
            began = time.monotonic()
            sender.ask("send")
            seconds = time.monotonic() - began
        if server.taken != many:
            raise RuntimeError(f"{server.taken} letters of {many} arrived")
    return Measured(f"{seconds:.0f} s for {many:,} letters", seconds <= most)


def measure_all() -> Measured:
    """Measure ten times as many."""
    return measure(ALL, MOST_SECONDS_FOR_ALL)


class _MailServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.taken, self.lock = 0, threading.Lock()


class _Conversation(socketserver.StreamRequestHandler):
    server: _MailServer

    def handle(self) -> None:
        self._say("220 ready")
        while line := self.rfile.readline():
            word = line[:4].upper().strip()
            if word == b"DATA":
                self._say("354 go on")
                while self.rfile.readline() not in (b".\r\n", b""):
                    pass
                time.sleep(DELAY)
                with self.server.lock:
                    self.server.taken += 1
            self._say("221 bye" if word == b"QUIT" else "250 ok")
            if word == b"QUIT":
                return

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def _mail_server() -> Iterator[_MailServer]:
    with _MailServer() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


FIGURE = Figure(
    "letters", f"{MANY:,} letters, {DELAY:g} s each at the mail server", f"at most {MOST_SECONDS} s", measure
)
FIGURE_OF_ALL = Figure("all-letters", f"{ALL:,} letters of the same", f"at most {MOST_SECONDS_FOR_ALL} s", measure_all)
