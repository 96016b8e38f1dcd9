"""Notices go out: each once, tried again when it fails, set aside when that is of no use, and none holds up another."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from heed.actions import sending
from heed.clockwork import tell as telling
from heed.clockwork.tell import Told, tell
from heed.notices import post
from heed.notices.transport import NotSent
from heed.records.models import Notice
from tests.world import MORNING, World

MINUTE = timedelta(minutes=1)


def owner_notice(world: World, contact: str = "chen@example.org") -> Notice:
    return world.lodge(contact=contact).notices.get(channel=sending.OWNER)


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Keys of notices whose sending fails."""
    keys: set[str] = set()
    real = post.send

    def send(notice: Notice) -> None:
        if notice.key in keys:
            raise NotSent("The line is busy.")
        real(notice)

    monkeypatch.setattr(post, "send", send)
    return keys


@pytest.mark.rule("R48")
def test_what_is_due_goes_out_once(world: World) -> None:
    notice = owner_notice(world)
    assert tell(MORNING) == Told(sent=1)
    assert tell(MORNING + MINUTE) == Told()
    assert len(mail.outbox) == 1
    notice.refresh_from_db()
    assert (notice.sent_at, notice.attempts, notice.claimed_until, notice.error) == (MORNING, 1, None, "")


def test_what_is_not_due_yet_stays(world: World) -> None:
    owner_notice(world)
    assert tell(MORNING - MINUTE) == Told()


def test_what_stays_in_the_inbox_is_never_sent(world: World) -> None:
    world.lodge(contact="", unreachable=True)
    assert Notice.objects.exists()
    assert tell(MORNING) == Told()


def test_a_telephone_number_is_honestly_set_aside_until_there_is_a_way(world: World) -> None:
    notice = owner_notice(world, "13800002207")
    assert tell(MORNING) == Told(set_aside=1)
    notice.refresh_from_db()
    assert (notice.sent_at, notice.failed_at) == (None, MORNING)
    assert "telephone number" in notice.error
    assert tell(MORNING + timedelta(days=9)) == Told()


def test_a_failure_is_tried_again_after_growing_pauses_and_then_set_aside(world: World, broken: set[str]) -> None:
    notice = owner_notice(world)
    broken.add(notice.key)
    now = MORNING
    for pause in sending.PAUSES:
        assert tell(now) == Told(delayed=1)
        assert tell(now + pause - timedelta(seconds=1)) == Told(), "too early"
        now += pause
    assert tell(now) == Told(set_aside=1)
    notice.refresh_from_db()
    assert (notice.failed_at, notice.error, notice.attempts) == (now, "The line is busy.", sending.ATTEMPTS)
    assert list(sending.PAUSES) == sorted(set(sending.PAUSES)), "each pause longer than the one before"


def test_a_failure_that_ends_is_forgotten(world: World, broken: set[str]) -> None:
    notice = owner_notice(world)
    broken.add(notice.key)
    tell(MORNING)
    broken.clear()
    assert tell(MORNING + MINUTE) == Told(sent=1)
    notice.refresh_from_db()
    assert (notice.error, notice.attempts) == ("", 2)


def test_one_that_fails_holds_up_no_other(world: World, broken: set[str]) -> None:
    first, second = owner_notice(world), owner_notice(world)
    broken.add(first.key)
    assert tell(MORNING) == Told(sent=1, delayed=1)
    second.refresh_from_db()
    assert second.sent_at is not None


def test_a_fault_of_our_own_counts_as_a_failure_and_is_logged(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    notice = owner_notice(world)
    monkeypatch.setattr(post, "send", lambda _: 1 // 0)
    assert tell(MORNING) == Told(delayed=1)
    notice.refresh_from_db()
    assert notice.error == "ZeroDivisionError"
    assert "could not be written" in caplog.text


def test_a_claim_keeps_others_away_until_it_runs_out(world: World) -> None:
    notice = owner_notice(world)
    claimed = sending.claim(MORNING)
    assert claimed == notice
    assert sending.claim(MORNING + sending.LEASE - timedelta(seconds=1)) is None
    again = sending.claim(MORNING + sending.LEASE)
    assert again is not None
    assert again.attempts == 2


def test_a_claim_that_is_kept_does_not_run_out_and_one_that_was_lost_is_not_kept(world: World) -> None:
    owner_notice(world)
    ours = sending.claim(MORNING)
    assert ours is not None
    assert sending.keep(ours, MORNING + sending.LEASE / 2)
    assert sending.claim(MORNING + sending.LEASE) is None
    theirs = sending.claim(MORNING + 2 * sending.LEASE)
    assert theirs is not None
    assert not sending.keep(ours, MORNING + 2 * sending.LEASE)


def test_a_slow_sender_whose_claim_ran_out_still_puts_on_record_that_it_sent(world: World) -> None:
    notice = owner_notice(world)
    slow = sending.claim(MORNING)
    other = sending.claim(MORNING + sending.LEASE)
    assert slow is not None
    assert other is not None
    assert sending.record_failure(slow, "timed out", at=MORNING + sending.LEASE) is False
    notice.refresh_from_db()
    assert notice.claimed_until == MORNING + 2 * sending.LEASE, "the other's claim is left alone"
    sending.record_sent(slow, MORNING + 2 * sending.LEASE)
    sending.record_failure(other, "busy", for_good=True, at=MORNING + 2 * sending.LEASE)
    notice.refresh_from_db()
    assert notice.sent_at == MORNING + 2 * sending.LEASE
    assert notice.failed_at is None


def test_one_that_brings_its_worker_down_every_time_is_set_aside_and_the_next_goes_out(world: World) -> None:
    deadly, harmless = owner_notice(world), owner_notice(world)
    now = MORNING
    for _ in range(sending.ATTEMPTS):
        assert sending.claim(now) == deadly  # and the worker dies
        now += sending.LEASE
    assert sending.claim(now) == harmless
    deadly.refresh_from_db()
    assert (deadly.failed_at, deadly.error) == (now, sending.NO_END)


def test_telling_stops_when_asked(world: World) -> None:
    owner_notice(world)
    assert tell(MORNING, stopping=lambda: True) == Told()


def test_with_nothing_due_telling_is_one_query(world: World) -> None:
    owner_notice(world)
    with CaptureQueriesContext(connection) as queries:
        tell(MORNING - MINUTE)
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
    monkeypatch.setattr(sending, "LEASE", timedelta(seconds=0.3))
    notice = owner_notice(world)
    Notice.objects.update(due_at=timezone.now())
    claims: list[object] = []
    open_transactions: list[bool] = []

    def send_slowly(notice: Notice) -> None:
        open_transactions.append(connection.in_atomic_block)
        over = threading.Event()
        for _ in range(10):
            over.wait(0.1)
            claims.append(sending.claim())

    monkeypatch.setattr(telling.post, "send", send_slowly)
    assert tell() == Told(sent=1)
    assert claims == [None] * 10
    assert open_transactions == [False]
    notice.refresh_from_db()
    assert notice.attempts == 1
