"""Nothing handled within a day goes untold: each further day without a word is another miss, once each (R56, R95)."""

from datetime import timedelta

import pytest

from heed.clockwork.tick import tick
from heed.process.words import ClockEventKind, ClockKind, Method
from heed.records.models import Clock, Complaint, Notice
from tests.world import MORNING, World

DAY = timedelta(days=1)


def misses(complaint: Complaint) -> list[int]:
    events = complaint.clocks.filter(kind=ClockKind.PROGRESS, events__kind=ClockEventKind.BREACHED)
    return sorted(events.values_list("events__rung", flat=True))


def progress(complaint: Complaint) -> Clock:
    return complaint.clocks.get(kind=ClockKind.PROGRESS, stopped_at=None)


@pytest.mark.rule("R56")
def test_each_further_day_without_a_word_is_another_miss_told_to_the_case_owner(world: World) -> None:
    complaint = world.verify(world.lodge())
    for days in (1, 2, 3):
        tick(MORNING + days * DAY + timedelta(minutes=1))
    clock = progress(complaint)
    assert misses(complaint) == [0, 1, 2]
    assert clock.breached_at == MORNING + DAY  # the first miss is the breach, and stays it
    assert clock.next_action_at == MORNING + 4 * DAY
    told = Notice.objects.filter(account=complaint.case_owner, about="breached", facts__clock="progress")
    assert [notice.facts["due_at"] for notice in told.order_by("due_at")] == [
        (MORNING + days * DAY).isoformat() for days in (1, 2, 3)
    ]


@pytest.mark.rule("R56")
def test_days_without_a_worker_are_counted_once_each_when_it_comes_back(world: World) -> None:
    complaint = world.verify(world.lodge())
    late = MORNING + 3.5 * DAY
    tick(late)
    tick(late)
    assert misses(complaint) == [0, 1, 2]


@pytest.mark.rule("R56")
def test_misses_that_no_tick_saw_are_on_record_when_the_owner_is_told_at_last(world: World) -> None:
    complaint = world.verify(world.lodge())
    world.make(
        "report_progress", complaint, words="抱歉才告诉您：在等检测", method=Method.PHONE, minutes=3 * 24 * 60 + 5
    )
    assert misses(complaint) == [0, 1, 2]
    assert progress(complaint).limit_at == MORNING + 4 * DAY + timedelta(minutes=5)


@pytest.mark.rule("R56")
def test_telling_in_time_leaves_no_miss(world: World) -> None:
    complaint = world.verify(world.lodge())
    for days in (1, 2):
        world.make("report_progress", complaint, words="在查", method=Method.PHONE, minutes=days * 24 * 60 - 60 * days)
        tick(MORNING + days * DAY)
    assert misses(complaint) == []


@pytest.mark.rule("R7", "R56", "R95")
def test_an_outside_matter_keeps_the_duty_of_telling_until_the_end(world: World) -> None:
    complaint = world.verify(world.lodge())
    world.make("refer", complaint, body="市政管网", words="这是市政管网的事，我们替您跟进", minutes=60)
    referred_at = MORNING + timedelta(hours=1)
    tick(referred_at + 2 * DAY + timedelta(minutes=1))
    assert misses(complaint) == [0, 1]
    world.make("report_progress", complaint, words="市政已派人", method=Method.PHONE, minutes=60 + 50 * 60)
    tick(referred_at + timedelta(hours=50) + 1.5 * DAY)
    assert misses(complaint) == [0, 0, 1]  # a new clock, and its own first miss
    complaint.refresh_from_db()
    world.make("complete", complaint, result="市政已修复管网", method=Method.PHONE, minutes=60 + 90 * 60)
    tick(MORNING + 10 * DAY)
    assert misses(complaint) == [0, 0, 1]  # handled: from now on the return visit is due
    assert not complaint.clocks.filter(kind=ClockKind.PROGRESS, stopped_at=None).exists()
