"""A PostgreSQL of its own for a figure: in a temporary directory, reached by a Unix socket only, removed at the end."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.figure import Skipped, cpu_seconds

BINARIES = Path("/usr/lib/postgresql")


@contextmanager
def cluster() -> Iterator[str]:
    """Start it, and yield its address for Heed. Raises Skipped where PostgreSQL is not installed."""
    found = sorted(BINARIES.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        raise Skipped("PostgreSQL is not installed")
    binaries = found[-1].parent
    folder = Path(tempfile.mkdtemp(prefix="heed-pg.", dir="/tmp"))  # the path of a socket is limited
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    try:
        _as_postgres(binaries / "initdb", "--pgdata", data, "--username", "heed", "--auth", "trust",
                     "--encoding", "UTF8", "--locale", "C.UTF-8")  # fmt: skip
        _as_postgres(binaries / "pg_ctl", "--pgdata", data, "--log", folder / "log", "--wait", "start", "--options",
                     f"-c listen_addresses='' -c unix_socket_directories={folder}")  # fmt: skip
        yield f"postgres://heed@/postgres?host={folder}"
    finally:
        _as_postgres(binaries / "pg_ctl", "--pgdata", data, "--mode", "immediate", "stop", check=False)
        shutil.rmtree(folder, ignore_errors=True)


def cpu_of_server(address: str) -> float:
    """The seconds of CPU of the processes of the cluster with this address, so far; 0 where there is none."""
    if not address:
        return 0.0
    folder = Path(address.rpartition("host=")[2])
    first = (folder / "data" / "postmaster.pid").read_text().split()[0]
    children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    return sum(cpu_seconds(int(child)) for child in children)


def _as_postgres(*words: object, check: bool = True) -> None:
    """Run a command as the account `postgres` where this is root: PostgreSQL refuses to run as root."""
    before = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*before, *map(str, words)], check=check, capture_output=True, cwd="/")
