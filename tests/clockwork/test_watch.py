"""After a long absence, a restored backup or a clock that jumped nothing acts until an administrator says go."""

import secrets
import time
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from heed.actions.clocks.holding import LEFT_OUT, beat, hold, release
from heed.clockwork import watch as watching
from heed.clockwork.watch import Watch
from heed.process.words import HoldReason
from heed.queries.clocks.holds import last_pulse
from heed.records.models import Clock, Hold, Notice
from tests.clockwork.post_office import PostOffice
from tests.clockwork.test_worker import all_sent, lodged, working
from tests.commands.terminal import until
from tests.rooms.at_the_page import signed_in
from tests.world import MORNING, World


@pytest.fixture
def travels(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of PostgreSQL's machine travels with this one."""
    monkeypatch.setattr(watching, "_database_clock", lambda: None)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite is on this machine")
def test_a_clock_that_differs_from_the_databases_lets_nothing_act(world: World) -> None:
    with time_machine.travel(MORNING, tick=False):
        assert not Watch().may_act()
    assert Hold.objects.get().reason == HoldReason.DIFFERS.value


def test_a_new_heed_and_one_that_was_away_for_minutes_act_at_once(travels: None, db: None) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        assert Watch().may_act()
        clock.shift(timedelta(minutes=50))
        assert Watch().may_act()
    assert last_pulse() == MORNING + timedelta(minutes=50)


def test_after_more_than_an_hour_away_it_holds_until_an_administrator_says_go(travels: None, world: World) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        Watch().may_act()
        clock.shift(timedelta(days=8))
        watch = Watch()
        assert not watch.may_act()
        assert not watch.may_act()
        held = Hold.objects.get()
        assert (held.reason, held.since) == (HoldReason.LATE.value, MORNING)
        assert not Watch().may_act(), "another worker does not act either"
        assert release(by=world.admin, send_letters=True)
        assert watch.may_act()
    held.refresh_from_db()
    assert held.released_by == world.admin


@pytest.mark.parametrize(
    ("jump", "reason"), [(timedelta(days=7), HoldReason.LATE), (timedelta(hours=-1), HoldReason.BACK)]
)
def test_a_system_clock_that_jumps_while_a_worker_runs_is_noticed(
    travels: None, world: World, jump: timedelta, reason: HoldReason
) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        watch = Watch()
        assert watch.may_act()
        clock.shift(jump)
        assert not watch.may_act()
    assert Hold.objects.get().reason == reason.value


def test_many_overdue_clocks_are_held_and_after_go_they_act(travels: None, world: World) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        for _ in range(12):
            world.lodge(at=MORNING - timedelta(days=3))
        clock.shift(timedelta(seconds=1))
        beat(timezone.now())
        assert Clock.objects.filter(next_action_at__lt=MORNING - timedelta(minutes=10)).count() > 20
        assert not Watch().may_act()
        release(by=world.admin, send_letters=True)
        assert Watch().may_act()


def test_the_demo_holds_nothing(db: None, settings: object) -> None:
    settings.HEED_DEMO = True  # type: ignore[attr-defined]
    with time_machine.travel(MORNING, tick=False) as clock:
        Watch().may_act()
        clock.shift(timedelta(days=8))
        assert Watch().may_act()


def test_the_page_says_why_and_what_would_happen_and_only_an_administrator_says_go(
    world: World, client: Client
) -> None:
    number = world.lodge(at=timezone.now() - timedelta(days=3), contact="chen@example.org").number
    hold(HoldReason.RESTORED, timezone.now())
    signed_in(client, world.lin)
    page = client.get("/desk/").content.decode()
    assert "Heed holds: no clock acts and no notice goes out." in page
    assert client.post("/setup/hold/").status_code == 404
    signed_in(client, world.admin)
    page = client.get("/setup/hold/").content.decode()
    assert "A backup was restored" in page
    assert "Clocks that warn, break or escalate: 3" in page
    assert "may have gone out before the backup was restored: 1" in page
    assert client.post("/setup/hold/", {"letters": "leave"})["Location"] == "/setup/hold/"
    letter = Notice.objects.get(complaint__number=number, channel="owner")
    assert letter.failed_at
    assert letter.error == LEFT_OUT
    assert "Heed is not on hold" in client.get("/setup/hold/").content.decode()
    assert "Heed holds" not in client.get("/desk/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_was_away_sends_nothing_and_lets_no_clock_act_until_go(world: World, tmp_path: Path) -> None:
    beat(timezone.now() - timedelta(hours=2))
    with PostOffice() as office, working(tmp_path, office) as process:
        lodged(world)
        end = time.monotonic() + 30
        while not Hold.objects.exists() and time.monotonic() < end:
            time.sleep(0.1)
        time.sleep(2)
        assert process.poll() is None
        assert office.received.total() == 0
        assert not Clock.objects.filter(breached_at__isnull=False).exists()
        release(by=world.admin, send_letters=True)
        until(all_sent)
        assert office.received.total() == 1
        until(lambda: Clock.objects.filter(breached_at__isnull=False).count() == 3)


def test_staff_see_that_the_clocks_stand_still_when_no_worker_is_at_work(client: Client, world: World) -> None:
    signed_in(client, world.zhou)
    beat(timezone.now())
    assert "The clocks stand still" not in client.get("/desk/").content.decode()
    beat(timezone.now() - timedelta(minutes=3))
    assert "The clocks stand still" in client.get("/desk/").content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own")
def test_what_stands_in_the_log_of_sqlite_is_brought_into_the_database(world: World) -> None:
    database = Path(connection.settings_dict["NAME"])
    words = secrets.token_hex(16)  # as no other test has left them there
    world.lodge(content=words)
    assert words.encode() not in database.read_bytes(), "planted: they stand in the log alone"
    Watch().may_act()
    assert words.encode() in database.read_bytes()
