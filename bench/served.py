"""An instance of Heed for one figure: a temporary directory with a database, a server on a free port, and a reader."""

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

from heed.commands import NO_ACCOUNT_YET

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60
"""Seconds to wait for a server to start."""


class Instance:
    """One instance of Heed, for a `with` statement, which deletes it at the end; on SQLite, or on this `database`."""

    def __init__(self, database: str = "") -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="heed-bench-"))
        # without the last, modules are compiled once, as for users
        own = ("HEED_", "DATABASE_", "PYTHONDONTWRITEBYTECODE")
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(own)}
        self.environment = {
            **inherited,
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "HEED_DATA": str(self.folder),
            "HEED_DEMO": "yes",  # so that a reader signs in without a password
            "HEED_LOG_LEVEL": "ERROR",
            "HEED_REPORTS_HOURLY": "0",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        }
        if database:
            self.environment["DATABASE_URL"] = database

    def __enter__(self) -> "Instance":
        self.heed("prepare")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def heed(self, *words: str) -> str:
        """Run `heed …` to its end and return its output. Raises RuntimeError where it failed."""
        return self._run("heed.cli", *words)

    def seed_data(self, many: int) -> str:
        """Make so many complaints and return the output of the command. Raises RuntimeError where it failed."""
        return self._run("bench", "seed-data", str(many))

    @contextmanager
    def served(self) -> Iterator["Reader"]:
        """Serve with one web process on a free port; return a reader who is not signed in."""
        with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
            port = listener.getsockname()[1]
            process = subprocess.Popen(
                [sys.executable, "-m", "heed.cli", "web", str(listener.fileno())],
                env=self.environment | {"HEED_URL": f"http://127.0.0.1:{port}"},
                cwd=ROOT,
                pass_fds=[listener.fileno()],
            )
            reader = Reader(port, process.pid)
            try:
                _await(reader, process)
                yield reader
            finally:
                reader.close()
                process.terminate()
                process.wait(PATIENCE)

    @contextmanager
    def answering(self, module: str) -> Iterator["AnsweringProcess"]:
        """Run this module as a process that answers each line of its input with one line."""
        process = subprocess.Popen(
            [sys.executable, "-m", module],
            env=self.environment, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            yield AnsweringProcess(process)
        finally:
            process.kill()
            process.wait()

    def _run(self, module: str, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", module, *words],
            env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode not in (0, NO_ACCOUNT_YET):
            raise RuntimeError(f"{module} {' '.join(words)} failed:\n{done.stdout}{done.stderr}")
        return done.stdout


class AnsweringProcess:
    """A process at the other end of two pipes."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def ask(self, line: str) -> str:
        """Send a line and return the answer. Raises RuntimeError where the process has ended."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError("the answering process has ended")
        return answer.strip()


class Reader:
    """A browser without a screen: one open connection with its cookies."""

    def __init__(self, port: int, process: int) -> None:
        self.process = process
        self.address = f"http://127.0.0.1:{port}"
        self.cookies: dict[str, str] = {}
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

    def get(self, path: str) -> tuple[int, str]:
        """Return the status and the body of a page."""
        return self._ask("GET", path)

    def get_without_cookies(self, path: str) -> tuple[int, str]:
        """Return the status and the body of a page that a stranger reads."""
        cookies, self.cookies = self.cookies, {}
        try:
            return self._ask("GET", path)
        finally:
            self.cookies = cookies

    def post(self, path: str, fields: Mapping[str, str]) -> tuple[int, str]:
        """Send a form; return the status, and the address of the redirect or else the body."""
        return self._ask("POST", path, urlencode({**fields, "csrfmiddlewaretoken": self.cookies.get("heed_csrf", "")}))

    def sign_in(self, username: str) -> None:
        """Sign in as the demo does it, without a password. Raises RuntimeError for an unknown username."""
        self.get("/account/login/")
        status, _ = self.post("/account/demo/", {"username": username})
        if status != http.client.FOUND:
            raise RuntimeError(f"signing in as {username} failed: {status}")

    def sign_out(self) -> None:
        """Forget all cookies."""
        self.cookies.clear()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _ask(self, method: str, path: str, body: str = "") -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        answer = self._answer(method, path, body, headers)
        text = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            found = re.match(r"([^=]+)=([^;]*)", cookie)
            if found:
                self.cookies[found[1]] = found[2]
        return answer.status, answer.headers.get("Location") or text

    def _answer(self, method: str, path: str, body: str, headers: dict[str, str]) -> http.client.HTTPResponse:
        """Send a request, once more on a new connection where the server had hung up on this one while it was idle."""
        try:
            self._connection.request(method, path, body or None, headers)
            return self._connection.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            self._connection.close()
            self._connection.request(method, path, body or None, headers)
            return self._connection.getresponse()


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
