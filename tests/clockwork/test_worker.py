"""`heed worker` as a process: it finds its work, ends when it is asked to, and is held up by nothing."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import pytest
from django.db import OperationalError, connections
from django.utils import timezone

from heed.actions.exports import start_export
from heed.actions.notices import delivery
from heed.clockwork import worker
from heed.clockwork.deliver import Delivered
from heed.clockwork.exports import Exported
from heed.process.words import ExportKind, ExportState
from heed.records.models import Clock, Complaint, ComplaintToTally, ExportJob, Notice
from tests.clockwork.elsewhere import environment
from tests.clockwork.post_office import PostOffice
from tests.world import World


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with PostOffice() as office:
        yield office


@contextmanager
def working(folder: Path, office: PostOffice, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """`heed worker`, killed at the end if it still lives."""
    connections.close_all()
    process = subprocess.Popen(
        [sys.executable, "-m", "heed.cli", "worker", *arguments],
        stderr=subprocess.PIPE,
        text=True,
        env=environment(folder, office),
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def comes(true: Callable[[], bool], seconds: float = 30) -> bool:
    """Whether it comes true within so many seconds."""
    until = time.monotonic() + seconds
    while not true():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def all_counted() -> bool:
    return not ComplaintToTally.objects.exists()


def lodged(world: World, **facts: Any) -> Complaint:
    """A matter of three days ago: clocks to fire, and a letter to send."""
    return world.lodge(at=timezone.now() - timedelta(days=3), contact="chen@example.org", **facts)


def all_sent() -> bool:
    return not Notice.objects.filter(sent_at__isnull=True).exists()


def all_fired() -> bool:
    return not Clock.objects.filter(next_action_at__lte=timezone.now()).exists()


@pytest.mark.django_db(transaction=True)
def test_once_does_what_is_due_and_ends(world: World, office: PostOffice, tmp_path: Path) -> None:
    lodged(world)
    start_export(ExportKind.LIST, {"asks": {}, "words": "", "snoozed": False}, by=world.lin)
    with working(tmp_path, office, "--once") as process:
        assert process.wait(300) == 0, process.communicate()[1]
    assert all_sent()
    assert all_fired()
    assert all_counted()
    assert ExportJob.objects.get().state == ExportState.READY
    assert Clock.objects.filter(breached_at__isnull=False).count() == 3
    assert office.received.total() == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_finds_new_work_by_itself_and_ends_when_it_is_asked_to(
    world: World, office: PostOffice, tmp_path: Path
) -> None:
    with working(tmp_path, office) as process:
        lodged(world)
        assert comes(lambda: all_sent() and all_fired())
        lodged(world)
        assert comes(lambda: all_sent() and all_fired() and all_counted())
        process.send_signal(signal.SIGTERM)
        assert process.wait(300) == 0, process.communicate()[1]
    assert office.received.total() == 2


@pytest.mark.django_db(transaction=True)
def test_a_letter_on_its_way_is_finished_and_recorded_before_the_worker_ends(
    world: World, office: PostOffice, tmp_path: Path
) -> None:
    office.delay = 2
    lodged(world)
    with working(tmp_path, office) as process:
        assert office.begun.wait(300)
        process.send_signal(signal.SIGTERM)
        assert process.wait(300) == 0, process.communicate()[1]
    assert all_sent()
    assert office.received.total() == 1


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_does_not_answer_holds_up_no_clock(world: World, office: PostOffice, tmp_path: Path) -> None:
    office.delay = 600
    lodged(world)
    with working(tmp_path, office) as process:
        assert office.begun.wait(300)
        second = lodged(world)
        assert comes(lambda: Clock.objects.filter(complaint=second, breached_at__isnull=False).count() == 3)
        assert process.poll() is None
    assert not all_sent()


def test_a_worker_whose_work_fails_goes_on_and_asks_a_lost_database_more_and_more_rarely(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    pauses: list[float] = []
    answers: Iterator[Any] = iter(
        [OperationalError("gone"), OperationalError("gone"), ValueError("a fault"), Delivered(sent=1)]
    )

    class Stop(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            pauses.append(timeout or 0)
            if len(pauses) == 4:
                self.set()
            return True

    def work() -> Delivered:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return Delivered(sent=answer.sent)

    monkeypatch.setattr(connections, "close_all", lambda: None)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    worker._repeat("tell", work, Stop())
    assert pauses == [2, 4, 8, 1]
    assert "wait for the database" in caplog.text
    assert "a fault" in caplog.text


def test_an_export_is_left_to_the_next_worker_before_this_one_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    left = threading.Event()

    def make(stopping: Callable[[], bool]) -> Exported:
        os.kill(os.getpid(), signal.SIGTERM)
        assert comes(stopping)
        time.sleep(0.5)
        left.set()
        return Exported()

    for name in ("beat", "close_old_connections", "deliver_due", "learn_if_due", "seal_keys", "_look_after"):
        monkeypatch.setattr(worker, name, lambda *_, **_more: None)
    for name in ("Clockwork", "Watch", "Watcher", "Senders", "count_and_warn"):
        monkeypatch.setattr(worker, name, MagicMock())
    monkeypatch.setattr(connections, "close_all", lambda: None)
    monkeypatch.setattr(worker, "make_exports", make)
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        assert worker.main([]) == 0
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert left.is_set()


def test_the_grace_for_a_letter_ends_before_the_patience_of_the_supervisor() -> None:
    from heed.commands.supervise import PATIENCE

    assert worker.GRACE < PATIENCE
    assert delivery.LEASE.total_seconds() > 3
