"""Keeps some processes alive: one that dies is restarted, after pauses that grow while it keeps dying.

Where the system can fork, they are forks of the supervisor (`heed.commands.forked`), which does nothing but wait.
"""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from heed.commands import parent_watch, say
from heed.config import heartbeat

PAUSES = (1, 2, 4, 8, 16, 30)
"""Seconds before the first, second … restart of a process that keeps dying."""
STEADY = 60
"""Seconds after which a process counts as stable, and its next restart as the first one again."""
PATIENCE = 30
"""Seconds to wait for processes to end after they are asked to."""
SILENCE = 300.0
"""Seconds after which a process that has told of itself before, and does not any more, is killed and started anew."""
STOPS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
READY = "HEED_READY"
"""The environment variable with the descriptor to which a process writes one byte when it is ready."""


class Process(Protocol):
    """What the supervisor needs of a process: `poll` and `wait` return its exit code, minus the number of a signal."""

    def poll(self) -> int | None: ...
    def wait(self) -> int: ...
    def send_signal(self, number: int) -> None: ...


#: Starts a process from its command, its environment and the descriptors that it inherits, in a group of its own.
Spawn = Callable[[Sequence[str], Mapping[str, str], Collection[int]], Process]


def spawn_process(command: Sequence[str], environment: Mapping[str, str], descriptors: Collection[int]) -> Process:
    """Start a new process that runs this command."""
    return subprocess.Popen(command, env=environment, pass_fds=list(descriptors), process_group=0)  # noqa: S603


@dataclass
class Child:
    """One process to keep alive: its name, its command, and the descriptors it inherits.

    `spawn` starts it: by default a new process runs the command; a fork takes the words of a `heed` command.
    """

    name: str
    command: Sequence[str]
    descriptors: Sequence[int] = ()
    process: Process | None = None
    started_at: float = 0
    start_at: float = field(default=0, kw_only=True)
    deaths: int = 0
    beats: int = -1  # the descriptor from which its heartbeat is read
    beat_at: float = 0  # 0: it has not told of itself yet
    spawn: Spawn = field(default=spawn_process, kw_only=True)

    def start(self, lifeline_end: int, ready_end: int) -> None:
        """Start it in a process group of its own, so that only the supervisor receives Ctrl-C."""
        self._hear_no_more()
        self.beats, beats_end = os.pipe()
        environment = {
            **os.environ,
            parent_watch.VARIABLE: str(lifeline_end),
            READY: str(ready_end),
            heartbeat.VARIABLE: str(beats_end),
        }
        inherited = [*self.descriptors, lifeline_end, ready_end, beats_end]
        self.process = self.spawn(self.command, environment, inherited)
        os.close(beats_end)
        self.started_at = time.monotonic()

    def hear(self) -> None:
        """Take in its heartbeat."""
        if os.read(self.beats, 4096):
            self.beat_at = time.monotonic()
        else:  # it has ended
            self._hear_no_more()

    def _hear_no_more(self) -> None:
        if self.beats >= 0:
            os.close(self.beats)
        self.beats, self.beat_at = -1, 0

    def silent_for(self) -> float:
        """Seconds since its last heartbeat; 0 where it has not told of itself yet."""
        return time.monotonic() - self.beat_at if self.process and self.beat_at else 0

    def check(self) -> str | None:
        """If it has died, set the time of its restart and return a sentence about it; else return None.

        One that hangs is killed first.
        """
        if self.silent_for() > SILENCE:
            say(f"Heed's {self.name} hangs: it has not worked for {SILENCE:.0f} s.")
            self.send(signal.SIGKILL)
            self.beat_at = 0
        if self.process is None or (code := self.process.poll()) is None:
            return None
        lived = time.monotonic() - self.started_at
        self.deaths = 1 if lived >= STEADY else self.deaths + 1
        pause = PAUSES[min(self.deaths, len(PAUSES)) - 1]
        self.process, self.start_at = None, time.monotonic() + pause
        return f"Heed's {self.name} ended {_cause(code)}; it is started again in {pause} s."

    def send(self, number: int) -> None:
        """Send a signal, unless it has ended already."""
        if self.process is not None:
            self.process.send_signal(number)

    def has_ended(self) -> bool:
        return self.process is None or self.process.poll() is not None


class Supervisor:
    """Runs the children until SIGTERM, SIGINT or SIGHUP. A second signal kills them at once.

    `when_ready` is called once, when the first of them is ready.
    """

    def __init__(self, children: Sequence[Child], when_ready: Callable[[], None] = lambda: None) -> None:
        self._children = children
        self._when_ready: Callable[[], None] | None = when_ready
        self._asked_to_stop = 0
        self._lifeline, self._our_lifeline_end = os.pipe()
        self._ready, self._ready_end = os.pipe()

    def run(self) -> int:
        """Keep them alive. Returns 0 when all have ended as asked, 1 when some had to be killed."""
        with self._woken_by_signals() as woken:
            while not self._asked_to_stop:
                self._start_what_is_due()
                self._sleep(woken, self._until_next_look())
                for child in self._children:
                    if news := child.check():
                        say(news)
            return self._stop(woken)

    def _start_what_is_due(self) -> None:
        for child in self._children:
            if child.process is None and child.start_at <= time.monotonic():
                child.start(self._lifeline, self._ready_end)

    def _until_next_look(self) -> float | None:
        """Seconds until one is to be started, or may have fallen silent; None while there is nothing to look for."""
        moments = [child.start_at for child in self._children if child.process is None]
        moments += [child.beat_at + SILENCE + 1 for child in self._children if child.process and child.beat_at]
        return max(0.0, min(moments) - time.monotonic()) if moments else None

    def _sleep(self, woken: int, seconds: float | None) -> None:
        """Sleep until a signal comes, a child is ready or tells that it works, or the time is over."""
        beating = {child.beats: child for child in self._children if child.beats >= 0}
        for descriptor in select.select([woken, self._ready, *beating], [], [], seconds)[0]:
            if descriptor in beating:
                beating[descriptor].hear()
                continue
            os.read(descriptor, 4096)
            if descriptor == self._ready and self._when_ready and not self._asked_to_stop:
                self._when_ready()
                self._when_ready = None

    def _stop(self, woken: int) -> int:
        """Ask all children to end, and kill those that do not end in time."""
        for child in self._children:
            child.send(signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        while not all(child.has_ended() for child in self._children):
            if time.monotonic() > deadline or self._asked_to_stop > 1:
                return self._kill()
            self._sleep(woken, 0.2)
        return 0

    def _kill(self) -> int:
        for child in self._children:
            if not child.has_ended():
                say(f"Heed's {child.name} does not end by itself: it is stopped the hard way.")
            child.send(signal.SIGKILL)
        for child in self._children:
            if child.process:
                child.process.wait()
        return 1

    @contextmanager
    def _woken_by_signals(self) -> Iterator[int]:
        """Yield the end of a pipe that can be read after any of these signals."""
        woken, waker = os.pipe()
        os.set_blocking(waker, False)
        waker_before = signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
        before = {number: signal.signal(number, self._ask_to_stop) for number in STOPS}
        before[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, lambda *_: None)
        try:
            yield woken
        finally:
            signal.set_wakeup_fd(waker_before)
            for number, meant in before.items():
                signal.signal(number, meant)

    def _ask_to_stop(self, *_: object) -> None:
        self._asked_to_stop += 1


def command(*words: str) -> list[str]:
    """The command line that starts a subcommand of Heed with the same Python."""
    return [sys.executable, "-m", "heed.cli", *words]


def _cause(code: int) -> str:
    """How a process ended, as the end of a sentence."""
    if code >= 0:
        return f"with exit code {code}"
    try:
        return f"by {signal.Signals(-code).name}"
    except ValueError:
        return f"by signal {-code}"
