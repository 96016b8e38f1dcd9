"""A Heed of a figure's own: a temporary directory, a database in it, a server on a free port, and a reader."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60
"""Seconds that a server has for its start."""


class Instance:
    """One Heed; used in a `with` statement, after which nothing of it is left."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="heed-bench-"))
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("HEED_", "DATABASE_"))}
        self.environment = {
            **inherited,
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "HEED_DATA": str(self.folder),
            "HEED_DEMO": "yes",  # so that a reader can be anybody by one click
            "HEED_LOG_LEVEL": "ERROR",
            "HEED_REPORTS_HOURLY": "0",
            "PYTHONPATH": str(ROOT),
        }

    def __enter__(self) -> "Instance":
        self.heed("prepare")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def heed(self, *words: str) -> str:
        """Do `heed …` to the end; what it said. RuntimeError where it failed."""
        done = subprocess.run(
            self._command(*words), env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False
        )
        if done.returncode not in (0, 3):  # 3: prepared, and nobody has an account yet
            raise RuntimeError(f"heed {' '.join(words)} failed:\n{done.stdout}{done.stderr}")
        return done.stdout

    @contextmanager
    def served(self) -> Iterator["Reader"]:
        """One web process on a free port, and a reader who has just come to it."""
        with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
            port = listener.getsockname()[1]
            process = subprocess.Popen(
                self._command("web", str(listener.fileno())),
                env=self.environment | {"HEED_URL": f"http://127.0.0.1:{port}"},
                cwd=ROOT,
                pass_fds=[listener.fileno()],
            )
            reader = Reader(port)
            try:
                _await(reader, process)
                yield reader
            finally:
                reader.close()
                process.terminate()
                process.wait(PATIENCE)

    @contextmanager
    def asked(self, module: str) -> Iterator["Answering"]:
        """A process that runs this module of ours, and answers each line it is given with one."""
        process = subprocess.Popen(
            [sys.executable, "-m", module],
            env=self.environment, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            yield Answering(process)
        finally:
            process.kill()
            process.wait()

    def _command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "heed.cli", *words]


class Answering:
    """A process at the other end of two pipes."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def ask(self, line: str) -> str:
        """Its answer. RuntimeError where it has ended."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError("the process that was asked has ended")
        return answer.strip()


class Reader:
    """A browser without a screen: one connection that stays open, and its cookies."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._cookies: dict[str, str] = {}

    def get(self, path: str) -> tuple[int, str]:
        """The status and the body of a page."""
        return self._ask("GET", path)

    def post(self, path: str, fields: Mapping[str, str]) -> tuple[int, str]:
        """Send a form; the status, and where it leads (or the body, where it comes back)."""
        return self._ask("POST", path, urlencode(fields | {"csrfmiddlewaretoken": self._cookies["heed_csrf"]}))

    def sign_in(self, username: str) -> None:
        """Become somebody, by the demo's one click."""
        self.get("/account/login/")
        status, _ = self.post("/account/demo/", {"username": username})
        if status != http.client.FOUND:
            raise RuntimeError(f"nobody can be {username}: {status}")

    def close(self) -> None:
        """Leave."""
        self._connection.close()

    def _ask(self, method: str, path: str, body: str = "") -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, body or None, headers)
        answer = self._connection.getresponse()
        text = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            found = re.match(r"([^=]+)=([^;]*)", cookie)
            if found:
                self._cookies[found[1]] = found[2]
        return answer.status, answer.headers.get("Location") or text


def _await(reader: Reader, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            reader.get("/account/login/")
            return
        except (OSError, http.client.HTTPException):
            reader.close()
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("the server did not come up") from None
            time.sleep(0.1)
