"""The supervisor: pauses that grow, and an end even for those that do not want to end."""

import signal
import subprocess
import sys
from unittest.mock import Mock

import pytest

from heed.commands.supervise import Child


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Mock:
    """The supervisor's clock, which stands where it is put."""
    clock = Mock(return_value=1000.0)
    monkeypatch.setattr("time.monotonic", clock)
    return clock


def dies(child: Child, clock: Mock, after: float) -> float:
    """Let the child live so long and die; the pause before its next start."""
    child.process, child.started_at = Mock(poll=lambda: 1), clock()
    clock.return_value += after
    assert child.check()
    pause: float = child.start_at - clock()
    return pause


def test_pauses_grow_while_a_process_keeps_dying_and_begin_anew_after_a_steady_time(clock: Mock) -> None:
    child = Child("worker", ["true"])
    assert [dies(child, clock, after=3) for _ in range(8)] == [1, 2, 4, 8, 16, 30, 30, 30]
    assert dies(child, clock, after=61) == 1
    assert dies(child, clock, after=3) == 2


def test_a_living_process_is_left_alone() -> None:
    child = Child("worker", ["true"], process=Mock(poll=lambda: None))
    assert child.check() is None
    assert not child.has_ended()


def test_the_cause_of_a_death_is_told() -> None:
    for code, words in ((3, "with exit code 3"), (-9, "by SIGKILL"), (-250, "by signal 250")):
        child = Child("web worker 1", ["true"], process=Mock(poll=lambda code=code: code))
        assert child.check() == f"Heed's web worker 1 ended {words}; it is started again in 1 s."


def test_a_second_signal_stops_even_a_process_that_does_not_listen() -> None:
    stubborn = "import signal, os, time; signal.signal(15, signal.SIG_IGN)\n"
    stubborn += "os.write(int(os.environ['HEED_READY']), b'.'); time.sleep(600)"
    script = "import sys, os, signal; from heed.commands.supervise import Child, Supervisor\n"
    script += f"child = Child('worker', [sys.executable, '-c', {stubborn!r}])\n"
    script += "sys.exit(Supervisor([child], lambda: print('ready', flush=True)).run())"
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    process.terminate()
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 1
    assert "Heed's worker does not end by itself" in process.stdout.read()
