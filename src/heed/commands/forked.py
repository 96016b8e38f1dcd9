"""Processes that are forked from one in which all of Heed is imported: they begin at once and share its memory."""

import gc
import importlib
import os
import signal
import sys
import traceback
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

CAN_FORK = hasattr(os, "fork")
#: Signals that the supervisor handles in its own way, and a child does not.
_SUPERVISED = ("SIGTERM", "SIGHUP", "SIGCHLD")
_FAULT = 70
"""The exit code of a process that ended by an error."""


class ForkedProcess:
    """A forked child: the part of `subprocess.Popen` that the supervisor needs."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return the exit code, or the number of the signal as a negative one; None while it lives."""
        return self._take(os.WNOHANG)

    def wait(self) -> int:
        """Wait for its end, and return its exit code."""
        code = self._take(0)
        assert code is not None
        return code

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def _take(self, how: int) -> int | None:
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, how)
            self.returncode = os.waitstatus_to_exitcode(status) if pid else None
        return self.returncode


def preload() -> None:
    """Import what the processes of Heed need, with the translations; a fork shares all of it.

    The database and the static files must be in place. No connection to a database is left open.
    """
    from django.conf import settings
    from django.db import connections
    from django.urls import get_resolver
    from django.utils import translation

    import heed.clockwork.worker  # these need the settings
    import heed.config.server  # noqa: F401

    _ = get_resolver().url_patterns
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            translation.gettext("Heed")
    connections.close_all()
    gc.collect()
    gc.freeze()  # else the collector would write to, and so copy, every page of the shared memory


def call(*words: str) -> int:
    """Run a command of `heed` in a fork of its own, and return its exit code."""
    return fork(words, os.environ, ()).wait()


def fork(words: Sequence[str], environment: Mapping[str, str], descriptors: Collection[int]) -> ForkedProcess:
    """Begin a command of `heed` in a process group of its own, which inherits these descriptors only."""
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        _live(words, dict(environment), descriptors)
    return ForkedProcess(pid)


def _live(words: Sequence[str], environment: dict[str, str], descriptors: Collection[int]) -> NoReturn:
    """The life of a fork. It ends here, so that nothing which the supervisor has open is tidied up twice."""
    code = _FAULT
    try:
        os.setpgid(0, 0)
        _leave_supervisor(descriptors)
        _take_name(f"heed {words[0]}")
        os.environ.clear()
        os.environ.update(environment)
        code = importlib.import_module("heed.cli").main(list(words))  # by name, as `supervise.command` does
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else _FAULT if end.code else 0
    except BaseException:  # noqa: BLE001
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _take_name(name: str) -> None:
    """Show this name in `ps -o comm` and in top, where the system lets a process choose one."""
    with suppress(OSError):
        Path("/proc/self/comm").write_text(name, encoding="ascii")


def _leave_supervisor(descriptors: Collection[int]) -> None:
    """Take back the supervisor's handlers of signals, and close what it has open but for these descriptors.

    What is closed includes the lock of the data directory, which must end with the supervisor.
    """
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for name in _SUPERVISED:
        signal.signal(getattr(signal, name), signal.SIG_DFL)
    least = 3
    for descriptor in sorted(descriptors):
        os.closerange(least, descriptor)
        least = descriptor + 1
    os.closerange(least, os.sysconf("SC_OPEN_MAX"))
