"""A machine of the tests that takes what is posted to it, and answers as it is told to."""

import json
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from heed.actions.notices.robots import save_robot
from heed.process.robots import RobotKind
from heed.records.models import Robot
from tests.world import MORNING, World

#: An answer: status, body, headers. CUT: the request is taken, and the connection ends without a word. DRIPPING: the
#: whole answer comes, a byte now and then, and takes minutes.
Answer = tuple[int, str, dict[str, str]]
CUT: Answer = (0, "", {})
DRIPPING: Answer = (1, "", {})
YES: Answer = (200, '{"errcode": 0, "errmsg": "ok", "code": 0}', {})


@dataclass
class Posted:
    """What came in."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def said(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found


@dataclass
class Door:
    """Listens on a free port of this machine. `answers` are given one after the other, then YES for ever."""

    answers: list[Answer] = field(default_factory=list)
    closed: threading.Event = field(default_factory=threading.Event)  # while clear, `held` answers wait
    held: bool = False
    posted: list[Posted] = field(default_factory=list)

    def __enter__(self) -> "Door":
        door = self

        class Taking(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                door.posted.append(Posted(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
                if door.held:
                    door.closed.wait()
                status, text, headers = door.answers.pop(0) if door.answers else YES
                self.close_connection = status < 100
                if status == DRIPPING[0]:
                    self._drip()
                if status < 100:
                    return
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(text.encode()))} | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(text.encode())

            def _drip(self) -> None:
                with suppress(OSError):  # hung up on
                    for byte in (
                        b"HTTP/1.0 200 OK\r\nX-Slow: "
                        + bytes(1000).replace(b"\0", b"x")
                        + b"\r\n\r\n"
                        + YES[1].encode()
                    ):
                        self.wfile.write(bytes([byte]))
                        door.closed.wait(0.05)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Taking)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closed.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/robot?key=kept-secret"


def robot_at(world: World, door: Door, kind: RobotKind = RobotKind.WECOM, **facts: Any) -> Robot:
    """A robot of the estate, whose other side is this door."""
    told: dict[str, Any] = {
        "kind": kind.value, "name": "客服群", "project": world.project, "language": "zh-hans", "address": door.address,
        "secret": "SECkept", "per_minute": kind.limits.per_minute, "is_active": True,
    }  # fmt: skip
    robot = save_robot(by=world.admin, at=MORNING, **(told | facts))
    world.project.refresh_from_db()
    return robot
