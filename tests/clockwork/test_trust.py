"""The worker is killed at every point of its work, many times, and two work side by side: nothing is lost or doubled.

Real processes, a real database file (or PostgreSQL, where DATABASE_URL says so), a real mail server. The same check is
held against workers that go about it in the wrong order, so that it is known to be able to fail.
"""

import itertools
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connections

from heed.actions.reception import meetings
from heed.process.words import Method, VisitOutcome
from heed.records.models import Notice
from tests.clockwork import audit
from tests.clockwork.elsewhere import environment
from tests.clockwork.post_office import PostOffice
from tests.world import MORNING, World

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
#: Tuesday, ten o'clock: everybody is awake and the counter is open.
NOW = MORNING + 3 * DAY
#: Between two lives of a worker: longer than a claim holds.
BETWEEN = timedelta(seconds=61)
#: So many clocks act in one transaction of the first worker, the second and so on.
BATCHES = (3, 1, 8, 500)
DEATHS = int(os.environ.get("TEST_DEATHS", "40"))

pytestmark = pytest.mark.django_db(transaction=True)


class Nursery:
    """Begets workers; see nursery.py."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.deaths = 0
        self._batches = itertools.cycle(BATCHES)

    def beget(self, now: datetime, die_at: int = 0, mutant: str = "", only_tells: bool = False) -> int:
        """Start a worker that does what is due, and give its pid."""
        order = {"now": now.isoformat(), "die_at": die_at, "mutant": mutant, "only_tells": only_tells}
        order["batch"] = 1 if mutant else next(self._batches)  # alone it is killed at its fault more often
        assert self.process.stdin
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return self._number()

    def end(self) -> int:
        """Wait for the worker's end; its exit code."""
        code = self._number()
        self.deaths += code == -signal.SIGKILL
        return code

    def _number(self) -> int:
        assert self.process.stdout
        return int(self.process.stdout.readline())


@contextmanager
def nursery(folder: Path, office: PostOffice) -> Iterator[Nursery]:
    script = Path(__file__).with_name("nursery.py")
    process = subprocess.Popen(
        [sys.executable, str(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(folder, office),
    )
    with process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        yield Nursery(process)
        assert process.stdin
        process.stdin.close()
        assert process.wait(300) == 0


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with PostOffice() as office:
        yield office


def fill(world: World) -> None:
    """Some sixty matters in every state in which a clock has something to do, and some in which it has not."""
    for n in range(7):
        long_ago = world.lodge(
            at=NOW - 3 * DAY, contact=f"a{n}@example.org", level="emergency" if n == 1 else "general"
        )
        if n > 1:
            world.verify(long_ago)
        if n > 3:
            due_at = NOW - 2 * DAY + n * MINUTE
            world.make("promise", long_ago, words="我会回电", consent=True, due_at=due_at)
        if n == 6:
            world.make("pause", long_ago, pause="awaiting_owner", reason="业主外出", minutes=90)
    for n in range(6):  # the first three are over; a repeat came in the third; the others are not over yet
        quiet = world.to_handled(world.lodge(at=NOW - 7 * DAY - (2 - n) * HOUR, contact=f"b{n}@example.org"))
        world.make("visit", quiet, by=world.zhou, outcome=VisitOutcome.DECLINED, method=Method.PHONE)
        if n == 2:
            world.lodge(at=NOW - DAY, contact="b9@example.org", repeat_of=quiet)
    for n in range(40):
        world.lodge(at=NOW - n * MINUTE, contact=f"c{n}@example.org")
    for n in range(3):
        meetings.arrive(world.project, by=world.zhou, at=NOW - n * 2 * MINUTE)


def kill_again_and_again(at: Nursery, points: Iterable[int], mutant: str = "", only_tells: bool = False) -> datetime:
    """Let workers die, one before each of these statements, some at a random moment; then let one live. Its time."""
    chance, now = random.Random(5), NOW
    for n, statement in enumerate(points):
        at.beget(now, statement, mutant, only_tells)
        at.end()
        now += BETWEEN
        if n % 4 == 0 and not only_tells:
            pid = at.beget(now, 0, mutant, only_tells)
            timer = threading.Timer(chance.uniform(0, 0.2), os.kill, (pid, signal.SIGKILL))
            timer.start()
            at.end()
            timer.cancel()
            now += BETWEEN
    for _ in range(2):  # PostgreSQL may need a moment to see that the one before is dead
        at.beget(now, mutant=mutant)
        at.end()
    return now


def anywhere(seed: int) -> list[int]:
    """Statements of the first clocks that a worker lets act: each batch of them is one transaction."""
    chance = random.Random(seed)
    return [chance.randint(1, 160) for _ in range(DEATHS)]


#: Every statement of the first notices that a worker sends, one after the other.
EVERYWHERE = range(1, DEATHS + 1)
#: Through the first clocks that act, by steps of two: to record what one does takes no fewer statements, so that no
#: step passes over them.
STEP_BY_STEP = range(1, 2 * DEATHS, 2)


@pytest.mark.parametrize("seed", [1, 2])
def test_workers_that_are_killed_lose_no_firing_and_fire_nothing_twice(
    world: World, office: PostOffice, tmp_path: Path, seed: int
) -> None:
    fill(world)
    connections.close_all()
    with nursery(tmp_path, office) as at:
        ended = kill_again_and_again(at, anywhere(seed))
    assert at.deaths > DEATHS / 2, "the test killed hardly anybody"
    assert audit.faults(ended) == []
    assert audit.unsent(ended, office.received) == []


def test_workers_that_are_killed_lose_no_notice_and_repeat_at_most_the_one_on_its_way(
    world: World, office: PostOffice, tmp_path: Path
) -> None:
    fill(world)
    connections.close_all()
    with nursery(tmp_path, office) as at:
        ended = kill_again_and_again(at, EVERYWHERE, only_tells=True)
    assert at.deaths > DEATHS / 2, "the test killed hardly anybody"
    assert audit.unsent(ended, office.received) == []
    assert len(office.received) == Notice.objects.exclude(channel="inbox").count() > DEATHS
    repeated = office.received.total() - len(office.received)
    assert repeated <= at.deaths, "only what was on its way when a worker was killed, under the same id"
    assert audit.faults(ended) == []


@pytest.mark.once  # what the check can find is the same on both databases
@pytest.mark.parametrize(
    ("mutant", "said"),
    [
        ("marks before it acts", r"told \[\]"),
        ("acts before it marks", "is missing|but moves"),
        ("records before it sends", "was lost"),
    ],
)
def test_the_check_finds_workers_that_go_about_it_in_the_wrong_order(
    world: World, office: PostOffice, tmp_path: Path, mutant: str, said: str
) -> None:
    fill(world)
    sends = mutant.endswith("sends")
    connections.close_all()
    with nursery(tmp_path, office) as at:
        ended = kill_again_and_again(at, EVERYWHERE if sends else STEP_BY_STEP, mutant, sends)
    found = audit.faults(ended) + audit.unsent(ended, office.received)
    assert any(re.search(said, fault) for fault in found), found


def test_two_workers_side_by_side_fire_and_send_everything_once(
    world: World, office: PostOffice, tmp_path: Path
) -> None:
    fill(world)
    connections.close_all()
    now = NOW
    with ExitStack() as stack:
        pair = [stack.enter_context(nursery(tmp_path / name, office)) for name in ("left", "right")]
        for _ in range(4):
            for at in pair:
                at.beget(now)
            assert [at.end() for at in pair] == [0, 0]
            now += 15 * MINUTE
    assert audit.faults(now - 15 * MINUTE) == []
    assert audit.unsent(now, office.received) == []
    assert set(office.received.values()) == {1}


def test_a_worker_goes_on_while_the_one_beside_it_dies_again_and_again(
    world: World, office: PostOffice, tmp_path: Path
) -> None:
    fill(world)
    connections.close_all()
    chance, now = random.Random(4), NOW
    with nursery(tmp_path / "left", office) as steady, nursery(tmp_path / "right", office) as dying:
        for _ in range(DEATHS // 2):
            steady.beget(now)
            dying.beget(now, chance.randint(1, 300))
            dying.end()
            assert steady.end() == 0
            now += BETWEEN
        steady.beget(now)
        assert steady.end() == 0
    assert audit.faults(now) == []
    assert audit.unsent(now, office.received) == []
