"""The command `heed` as somebody at a terminal has it: a process of its own, with a data directory of its own."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ENOUGH = 300.0
"""Seconds after which something that should happen is said not to."""

#: What each of the commands returned and said. One that raises ends all.
ONE_BY_ONE = """
import io, json, sys
from contextlib import redirect_stderr, redirect_stdout
from heed.cli import main
done = []
for words in json.loads(sys.argv[1]):
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        code = main(words)
    done.append([code, out.getvalue(), err.getvalue()])
print(json.dumps(done))
"""


@dataclass
class Terminal:
    """Runs `heed` with this data directory, and these settings beside it."""

    data: Path
    settings: dict[str, str] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        """What the command gets: nothing of Heed's from the surroundings."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("HEED_", "DJANGO_"))}
        kept.pop("DATABASE_URL", None)
        return {**kept, "HEED_DATA": str(self.data), **self.settings}

    def heed(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            [sys.executable, "-m", "heed.cli", *words],
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=2 * ENOUGH,
        )

    def python(self, script: str) -> str:
        """What a script in `heed django shell` prints."""
        done = self.heed("django", "shell", "--no-imports", "-c", script)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def copied(self, migrated: Path) -> "Terminal":
        """Itself, with a copy of this data directory as its own."""
        shutil.copytree(migrated, self.data, dirs_exist_ok=True)
        return self

    def one_by_one(self, *commands: list[str]) -> list[subprocess.CompletedProcess[str]]:
        """Run commands to their ends in one process: the start of each would cost more than what it does."""
        done = subprocess.run(
            [sys.executable, "-c", ONE_BY_ONE, json.dumps(commands)],
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=2 * ENOUGH,
        )
        assert done.returncode == 0, done.stderr
        said = json.loads(done.stdout)
        return [subprocess.CompletedProcess(words, *each) for words, each in zip(commands, said, strict=True)]

    @contextmanager
    def running(self, *words: str) -> Iterator["Running"]:
        """A command that goes on until it is stopped; it is stopped at the end at the latest."""
        process = subprocess.Popen(
            [sys.executable, "-m", "heed.cli", *words],
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        running = Running(process)
        try:
            yield running
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.wait(ENOUGH)
            running.reader.join(ENOUGH)


class Running:
    """A command that runs, and all that it has said so far."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.said = ""
        self.reader = threading.Thread(target=self._listen, daemon=True)
        self.reader.start()

    def _listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said += line

    def hears(self, words: str) -> None:
        """Wait until it has said this."""
        until(lambda: words in self.said or self.process.poll() is not None)
        if words not in self.said:
            self.reader.join(ENOUGH)
        assert words in self.said, self.said

    def children(self) -> dict[int, str]:
        """The processes it has started: their numbers and names."""
        return children_of(self.process.pid)


def children_of(parent: int) -> dict[int, str]:
    """The living child processes of a process, with their names (proc(5))."""
    found = {}
    for folder in Path("/proc").iterdir():
        try:
            before, _, after = (folder / "stat").read_text().rpartition(")")
            after_name = after.split()
            if after_name[1] == str(parent) and after_name[0] != "Z":
                found[int(folder.name)] = before.partition("(")[2]
        except (OSError, IndexError):
            continue
    return found


def until(happened: Callable[[], object]) -> None:
    """Wait for something; fail after five minutes."""
    deadline = time.monotonic() + ENOUGH
    while not happened():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)
