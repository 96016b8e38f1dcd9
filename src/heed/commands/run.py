"""`heed run`: all of Heed in one command: the web workers and the worker that watches the clocks."""

import argparse
import errno
import os
import socket
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from heed.commands import NO_ACCOUNT_YET, READY, complain, forked, read_settings, say
from heed.commands.supervise import Child, Supervisor, command
from heed.config.environment import make_folder

try:
    import fcntl
    import resource
except ImportError:  # not POSIX
    fcntl = resource = None  # type: ignore[assignment]

HOST, PORT, WORKERS = "127.0.0.1", 8000, 2
MOST_FILES = 65_536
NEAR = 100
"""So many ports are tried for a free one."""


class CannotRun(Exception):
    """Heed cannot run here; the message says why, and what to do."""


def main(arguments: list[str]) -> int:
    """Run until stopped."""
    parser = argparse.ArgumentParser("heed run", description="Run Heed: the web pages and the clocks.")
    add_options(parser)
    options = parser.parse_args(arguments)
    return serve(options.host, options.port, options.workers)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of every command that serves."""
    parser.add_argument("--host", default=HOST, help=f"address to listen on (default {HOST}: this machine alone)")
    parser.add_argument("--port", default=PORT, type=int, help=f"port to listen on (default {PORT}; 0: any free one)")
    parser.add_argument("--workers", default=WORKERS, type=int, help=f"web processes (default {WORKERS})")


def serve(
    host: str,
    port: int,
    workers: int,
    greeting: Callable[[str], Sequence[str]] = lambda address: (),
    first: Callable[[], int] = lambda: 0,
) -> int:
    """Prepare everything, then serve until a signal comes; return the exit code.

    `greeting` returns the lines that are printed after the address. `first` is long work that is done once the port is
    known to be free; where it does not return 0, nothing is served. The processes inherit the environment, so a caller
    that wants other settings sets them there first.
    """
    raise_file_limit()
    try:
        with listening_on(host, port) as (listener, address):
            os.environ.setdefault("HEED_URL", address)
            if code := first():
                return code
            read_settings()
            from django.conf import settings

            with alone_in(Path(settings.HEED_DATA), address):
                return _serve(listener, address, max(1, workers), greeting)
    except CannotRun as reason:
        complain(str(reason))
        return 1


def raise_file_limit() -> None:
    """Let this process and its children open as many files and connections as the system allows them."""
    if resource:
        _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


@contextmanager
def listening_on(host: str, port: int) -> Iterator[tuple[socket.socket, str]]:
    """Listen, and yield the socket with the address for browsers on this machine. Raises CannotRun."""
    try:
        family, *_, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.create_server(place[:2], family=family, backlog=2048)
    except socket.gaierror as problem:
        raise CannotRun(f"{host!r} is not an address of this machine ({problem.strerror}).") from problem
    except OSError as problem:
        if problem.errno == errno.EADDRINUSE:
            raise CannotRun(
                f"Port {port} of {host} is in use: perhaps Heed is running already. "
                f"Stop what uses it, or choose another{_free_port(host, port)}.",
            ) from problem
        raise CannotRun(f"Heed cannot listen on port {port} of {host}: {problem.strerror}.") from problem
    with listener:
        yield listener, _address(host, listener.getsockname()[1])


def _free_port(host: str, port: int) -> str:
    """The next port that is free, as the end of a sentence: ", such as --port 8001"."""
    for other in range(port + 1, min(port + NEAR, 65_536)):
        try:
            socket.create_server((host, other)).close()
        except OSError:
            continue
        return f", such as --port {other}"
    return " with --port"


@contextmanager
def alone_in(folder: Path, address: str) -> Iterator[None]:
    """Lock the data directory for this process; the system unlocks it when the process ends. Raises CannotRun."""
    make_folder(folder)
    with (folder / "run.lock").open("a+", encoding="utf-8") as lock:
        if fcntl:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.seek(0)
                raise CannotRun(
                    f"Heed is running already with the data in {folder} ({lock.read().strip()}). "
                    "Stop it, or set HEED_DATA to another directory.",
                ) from None
        lock.truncate(0)
        lock.write(f"process {os.getpid()}, {address}\n")
        lock.flush()
        yield
        lock.truncate(0)


def _serve(listener: socket.socket, address: str, workers: int, greeting: Callable[[str], Sequence[str]]) -> int:
    code = _prepare()
    if code not in (READY, NO_ACCOUNT_YET):
        raise CannotRun("Heed was not started, because it could not be prepared: see above.")

    def announce() -> None:
        say(f"Heed is at {address}/", *greeting(address))
        if code == NO_ACCOUNT_YET:
            say("Nobody has an account yet. Make the first one here, once, within a day:", f"  {_first_link()}")
        say("Ctrl-C stops it.")

    return Supervisor(list(_children(listener, workers)), announce).run()


def _prepare() -> int:
    """Put everything in place, and import all of Heed once for the processes that are forked from this one."""
    if not forked.CAN_FORK:
        return subprocess.call(command("prepare"))  # noqa: S603  # our own command
    import django

    django.setup()
    code = forked.call("prepare")
    if code in (READY, NO_ACCOUNT_YET):
        forked.preload()
    return code


def _children(listener: socket.socket, workers: int) -> Iterator[Child]:
    for number in range(1, workers + 1):
        yield _child(f"web worker {number}", ["web", str(listener.fileno())], [listener.fileno()])
    yield _child("worker", ["worker"])


def _child(name: str, words: Sequence[str], descriptors: Sequence[int] = ()) -> Child:
    if forked.CAN_FORK:
        return Child(name, words, descriptors, spawn=forked.fork)
    return Child(name, command(*words), descriptors)


def _first_link() -> str:
    from django.conf import settings

    from heed.config.first_link import make_token

    return f"{settings.HEED_URL}/setup/first/{make_token()}/"


def _address(host: str, port: int) -> str:
    """The address for a browser on this machine."""
    shown = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104
    return f"http://[{shown}]:{port}" if ":" in shown and not shown.startswith("[") else f"http://{shown}:{port}"
