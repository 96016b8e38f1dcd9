"""A mail server of the tests: takes letters over SMTP and remembers their ids. It can be slow, and lose its voice."""

import contextlib
import re
import socketserver
import threading
from collections import Counter
from typing import Any


class PostOffice(socketserver.ThreadingTCPServer):
    """Listens on a free port. `received` counts each letter's id, `letters` are as they came.

    `delay` seconds pass before a letter is taken; so many as `cuts` are taken without an answer, so many as `drops` are
    not taken at all; with `drips` the answer comes byte by byte, over minutes; `refuses` is the answer to every address
    instead of yes.
    """

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Counter)
        self.received: Counter[str] = Counter()
        self.begun = threading.Event()  # the first letter has begun to arrive
        self.letters: list[str] = []
        self.delay = 0.0
        self.cuts = self.drops = 0
        self.drips = False
        self.refuses = ""
        self.closing = threading.Event()
        self._lock = threading.Lock()

    @property
    def address(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def take(self, letter: str) -> None:
        """Count a letter, once it is here as a whole."""
        found = re.search(r"^Message-ID: <(.+)@.+>$", letter, re.MULTILINE)
        assert found, letter
        with self._lock:
            self.received[found[1]] += 1
            self.letters.append(letter)

    def __enter__(self) -> "PostOffice":
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: Any) -> None:
        self.closing.set()
        self.shutdown()
        self.server_close()


class _Counter(socketserver.StreamRequestHandler):
    server: PostOffice

    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):  # the sender died
            self._serve()

    def _serve(self) -> None:
        self._say("220 ready")
        while line := self.rfile.readline():
            word = line[:4].upper().strip()
            if word == b"DATA" and self.server.drops:
                self.server.drops -= 1
                return
            if word == b"DATA":
                self._say("354 go on")
                if not self._letter():
                    return
                if self.server.cuts:
                    self.server.cuts -= 1
                    return
            if word == b"RCPT" and self.server.refuses:
                self._say(self.server.refuses)
                continue
            self._say("221 bye" if word == b"QUIT" else "250 ok")
            if word == b"QUIT":
                return

    def _letter(self) -> bool:
        """Take a letter; False if its sender died before its end."""
        self.server.begun.set()
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False
            lines.append(line.decode().rstrip("\r\n"))
        self.server.closing.wait(self.server.delay)
        self.server.take("\n".join(lines))
        return True

    def _say(self, words: str) -> None:
        answer = f"{words}\r\n".encode()
        if self.server.drips:
            answer = b"250-" + b"x" * 1000 + b"\r\n" + answer
            for byte in answer:
                self.wfile.write(bytes([byte]))
                self.server.closing.wait(0.05)
            return
        self.wfile.write(answer)
