"""The supervisor: pauses that grow, and an end even for those that do not want to end."""

import signal
import subprocess
import sys
from pathlib import Path
from unittest.mock import Mock

import pytest

from heed.commands.supervise import Child
from heed.config.heartbeat import LATELY, LifeSigns
from tests.commands.terminal import until

pytestmark = pytest.mark.once  # each has a database of its own


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
    assert process.wait(300) == 1
    assert "Heed's worker does not end by itself" in process.stdout.read()


def test_a_process_that_told_of_itself_and_hangs_is_started_anew(tmp_path: Path) -> None:
    starts = tmp_path / "starts"
    hangs = f"import os, time; open({str(starts)!r}, 'a').write('.')\n"
    hangs += "os.write(int(os.environ['HEED_HEARTBEAT']), b'.'); time.sleep(600)"
    script = "import sys; from heed.commands import supervise; supervise.SILENCE = 0.2\n"
    script += f"child = supervise.Child('worker', [sys.executable, '-c', {hangs!r}])\n"
    script += "sys.exit(supervise.Supervisor([child]).run())"
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    lines = [process.stdout.readline() for _ in range(2)]
    assert lines[0] == "Heed's worker hangs: it has not worked for 0 s.\n"
    assert lines[1] == "Heed's worker ended by SIGKILL; it is started again in 1 s.\n"
    until(lambda: len(starts.read_text()) > 1)
    process.terminate()
    assert process.wait(300) == 0


def test_a_part_that_hangs_silences_the_whole_process(clock: Mock) -> None:
    signs = LifeSigns()
    assert signs.are_fresh(), "it has nothing to do yet"
    signs.seen("tick")
    signs.seen("sender")
    clock.return_value += LATELY + 1
    signs.seen("tick")
    assert not signs.are_fresh()
    signs.ended("sender")
    assert signs.are_fresh()
