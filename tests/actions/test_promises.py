"""Promises."""

from datetime import timedelta

import pytest

from heed.process.words import ClockKind, PromiseKind, PromiseState
from heed.records.models import Complaint
from tests.world import MORNING, World


def promised(world: World, hours: float = 5) -> Complaint:
    complaint = world.verify(world.lodge())
    due_at = MORNING + timedelta(hours=hours)
    return world.make("promise", complaint, by=world.zhou, words="我会在三点前给您回电", due_at=due_at, consent=True)


@pytest.mark.rule("R55", "R73", "R69")
def test_a_promise_is_kept_by_the_reply_that_comes_in_time(world: World) -> None:
    complaint = promised(world)
    world.make("reply", complaint, minutes=60, words="已查明原因，下午维修", method="phone")
    kept = complaint.promises.get()
    assert (kept.state, kept.words) == (PromiseState.KEPT, "我会在三点前给您回电")


@pytest.mark.rule("R72", "R73")
def test_a_reply_after_the_promised_time_leaves_the_promise_broken_at_its_own_due_time(world: World) -> None:
    complaint = promised(world)
    world.make("reply", complaint, minutes=600, words="抱歉晚了", method="phone")
    broken = complaint.promises.get()
    assert broken.state == PromiseState.BROKEN
    assert broken.broken_at == broken.due_at
    clock = complaint.clocks.get(kind=ClockKind.PROMISE)
    assert clock.breached_at == broken.due_at


@pytest.mark.rule("R61", "R73")
def test_a_new_date_is_a_new_promise_beside_the_old_one(world: World) -> None:
    complaint = world.to_handling(world.lodge())
    for hours in (8, 20):
        due_at = MORNING + timedelta(hours=hours)
        world.make("new_date", complaint, words="我会在那之前修好", due_at=due_at, reason="等配件", consent=True)
    first, second = complaint.promises.order_by("pk")
    assert (first.state, second.state) == (PromiseState.RENEGOTIATED, PromiseState.OPEN)
    assert second.replaces == first
    assert second.kind == PromiseKind.COMPLETION
    assert complaint.clocks.filter(kind=ClockKind.PROMISE, stopped_at__isnull=True).count() == 1


@pytest.mark.rule("R61", "R97")
def test_the_completion_that_was_promised_is_kept_by_completing_in_time(world: World) -> None:
    complaint = world.to_handling(world.lodge())
    world.make(
        "new_date", complaint, words="我今晚修好", due_at=MORNING + timedelta(hours=9), reason="等件", consent=True
    )
    world.order_done(complaint)
    world.make("complete", complaint, result="已修好", method="phone")
    assert complaint.promises.get().state == PromiseState.KEPT


@pytest.mark.rule("R72")
def test_a_promise_that_has_the_time_warns_an_hour_before_it_would_be_missed(world: World) -> None:
    for hours, before in ((5, timedelta(hours=1)), (0.5, timedelta(0))):
        complaint = world.verify(world.lodge())
        due_at = MORNING + timedelta(hours=hours)
        world.make("promise", complaint, words="我会回电", due_at=due_at, consent=True)
        clock = complaint.clocks.get(kind="promise")
        assert clock.target_at is not None
        assert (due_at - clock.target_at, clock.limit_at, clock.due_at) == (before, due_at, due_at)
        assert clock.next_action_at == due_at - before
