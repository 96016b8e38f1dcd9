"""Notices go out: each once, tried again when it fails, set aside when that is of no use, and none holds up another."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from heed.actions.notices import delivery
from heed.clockwork import deliver
from heed.clockwork.deliver import Delivered, deliver_due
from heed.notices.deliver import send as send_notice
from heed.notices.transport import SendFailed
from heed.records.models import Notice
from heed.records.models.notice import OWNER_CHANNEL
from tests.world import MORNING, World

MINUTE = timedelta(minutes=1)


def owner_notice(world: World, contact: str = "chen@example.org") -> Notice:
    return world.lodge(contact=contact).notices.get(channel=OWNER_CHANNEL)


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Keys of notices whose sending fails."""
    keys: set[str] = set()
    real = send_notice

    def send(notice: Notice) -> None:
        if notice.key in keys:
            raise SendFailed("The line is busy.")
        real(notice)

    monkeypatch.setattr(deliver, "send", send)
    return keys


def test_what_is_due_goes_out_once(world: World) -> None:
    notice = owner_notice(world)
    assert deliver_due(MORNING) == Delivered(sent=1)
    assert deliver_due(MORNING + MINUTE) == Delivered()
    assert len(mail.outbox) == 1
    notice.refresh_from_db()
    assert (notice.sent_at, notice.attempts, notice.claimed_until, notice.error) == (MORNING, 1, None, "")


def test_what_is_not_due_yet_stays(world: World) -> None:
    owner_notice(world)
    assert deliver_due(MORNING - MINUTE) == Delivered()


def test_what_stays_in_the_inbox_is_never_sent(world: World) -> None:
    world.lodge(contact="", unreachable=True)
    assert Notice.objects.exists()
    assert deliver_due(MORNING) == Delivered()


def test_a_telephone_number_is_honestly_set_aside_until_there_is_a_way(world: World) -> None:
    notice = owner_notice(world, "13800002207")
    assert deliver_due(MORNING) == Delivered(set_aside=1)
    notice.refresh_from_db()
    assert (notice.sent_at, notice.failed_at) == (None, MORNING)
    assert "telephone number" in notice.error
    assert deliver_due(MORNING + timedelta(days=9)) == Delivered()


@pytest.mark.parametrize(("demo", "lines"), [(False, ["WARNING"]), (True, [])])
def test_a_notice_set_aside_is_a_warning_on_the_console_and_nothing_in_a_demo(
    world: World, settings: Any, caplog: pytest.LogCaptureFixture, demo: bool, lines: list[str]
) -> None:
    settings.HEED_DEMO = demo
    notice = owner_notice(world, "13800002207")
    notice.channel = "mail"
    notice.save()
    caplog.set_level("INFO")
    assert deliver_due(MORNING) == Delivered(set_aside=1)
    assert [record.levelname for record in caplog.records] == lines


def test_a_failure_is_tried_again_after_growing_pauses_and_then_set_aside(world: World, broken: set[str]) -> None:
    notice = owner_notice(world)
    broken.add(notice.key)
    now = MORNING
    for pause in delivery.PAUSES:
        assert deliver_due(now) == Delivered(delayed=1)
        assert deliver_due(now + pause - timedelta(seconds=1)) == Delivered(), "too early"
        now += pause
    assert deliver_due(now) == Delivered(set_aside=1)
    notice.refresh_from_db()
    assert (notice.failed_at, notice.error, notice.attempts) == (now, "The line is busy.", delivery.ATTEMPTS)
    assert list(delivery.PAUSES) == sorted(set(delivery.PAUSES)), "each pause longer than the one before"


def test_a_failure_that_ends_is_forgotten(world: World, broken: set[str]) -> None:
    notice = owner_notice(world)
    broken.add(notice.key)
    deliver_due(MORNING)
    broken.clear()
    assert deliver_due(MORNING + MINUTE) == Delivered(sent=1)
    notice.refresh_from_db()
    assert (notice.error, notice.attempts) == ("", 2)


def test_one_that_fails_holds_up_no_other(world: World, broken: set[str]) -> None:
    first, second = owner_notice(world), owner_notice(world)
    broken.add(first.key)
    assert deliver_due(MORNING) == Delivered(sent=1, delayed=1)
    second.refresh_from_db()
    assert second.sent_at is not None


def test_a_fault_of_our_own_counts_as_a_failure_and_is_logged(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    notice = owner_notice(world)
    monkeypatch.setattr(deliver, "send", lambda _: 1 // 0)
    assert deliver_due(MORNING) == Delivered(delayed=1)
    notice.refresh_from_db()
    assert notice.error == "ZeroDivisionError"
    assert "could not be written" in caplog.text


def test_a_claim_keeps_others_away_until_it_runs_out(world: World) -> None:
    notice = owner_notice(world)
    claimed = delivery.claim(MORNING)
    assert claimed == notice
    assert delivery.claim(MORNING + delivery.LEASE - timedelta(seconds=1)) is None
    again = delivery.claim(MORNING + delivery.LEASE)
    assert again is not None
    assert again.attempts == 2


def test_a_claim_that_is_kept_does_not_run_out_and_one_that_was_lost_is_not_kept(world: World) -> None:
    owner_notice(world)
    ours = delivery.claim(MORNING)
    assert ours is not None
    assert delivery.renew(ours, MORNING + delivery.LEASE / 2)
    assert delivery.claim(MORNING + delivery.LEASE) is None
    theirs = delivery.claim(MORNING + 2 * delivery.LEASE)
    assert theirs is not None
    assert not delivery.renew(ours, MORNING + 2 * delivery.LEASE)


def test_a_slow_sender_whose_claim_ran_out_still_puts_on_record_that_it_sent(world: World) -> None:
    notice = owner_notice(world)
    slow = delivery.claim(MORNING)
    other = delivery.claim(MORNING + delivery.LEASE)
    assert slow is not None
    assert other is not None
    assert delivery.record_failure(slow, "timed out", at=MORNING + delivery.LEASE) is False
    notice.refresh_from_db()
    assert notice.claimed_until == MORNING + 2 * delivery.LEASE, "the other's claim is left alone"
    delivery.record_sent(slow, MORNING + 2 * delivery.LEASE)
    delivery.record_failure(other, "busy", for_good=True, at=MORNING + 2 * delivery.LEASE)
    notice.refresh_from_db()
    assert notice.sent_at == MORNING + 2 * delivery.LEASE
    assert notice.failed_at is None


def test_one_that_brings_its_worker_down_every_time_is_set_aside_and_the_next_goes_out(world: World) -> None:
    deadly, harmless = owner_notice(world), owner_notice(world)
    now = MORNING
    for _ in range(delivery.ATTEMPTS):
        assert delivery.claim(now) == deadly  # and the worker dies
        now += delivery.LEASE
    assert delivery.claim(now) == harmless
    deadly.refresh_from_db()
    assert (deadly.failed_at, deadly.error) == (now, delivery.ALL_ATTEMPTS_FAILED)


def test_telling_stops_when_asked(world: World) -> None:
    owner_notice(world)
    assert deliver_due(MORNING, stopping=lambda: True) == Delivered()


def test_with_nothing_due_telling_is_one_query(world: World) -> None:
    owner_notice(world)
    with CaptureQueriesContext(connection) as queries:
        deliver_due(MORNING - MINUTE)
    assert len(queries) == 1
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
        cursor.execute(f"{explain} {queries[0]['sql']}")
        assert "notice_due" in " ".join(str(row) for row in cursor.fetchall())


@pytest.mark.django_db(transaction=True)
def test_while_the_other_side_takes_its_time_the_claim_is_kept_and_no_transaction_is_open(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "LEASE", timedelta(seconds=0.3))
    notice = owner_notice(world)
    Notice.objects.update(due_at=timezone.now())
    claims: list[object] = []
    open_transactions: list[bool] = []

    def send_slowly(notice: Notice) -> None:
        open_transactions.append(connection.in_atomic_block)
        over = threading.Event()
        for _ in range(10):
            over.wait(0.1)
            claims.append(delivery.claim())

    monkeypatch.setattr(deliver, "send", send_slowly)
    assert deliver_due() == Delivered(sent=1)
    assert claims == [None] * 10
    assert open_transactions == [False]
    notice.refresh_from_db()
    assert notice.attempts == 1
