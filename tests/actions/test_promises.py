"""Promises."""

from datetime import timedelta
from typing import Any

import pytest

from heed.actions.engine.errors import Refused
from heed.clockwork.tick import tick
from heed.process.moves import ROWS
from heed.process.words import ClockKind, PromiseKind, PromiseState
from heed.records.models import Complaint
from tests.world import MORNING, World


def promised(world: World, hours: float = 5, **facts: Any) -> Complaint:
    complaint = world.verify(world.lodge())
    due_at = MORNING + timedelta(hours=hours)
    words = "我会在三点前给您回电"
    return world.make("promise", complaint, by=world.zhou, words=words, due_at=due_at, consent=True, **facts)


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


@pytest.mark.rule("R55", "R73")
@pytest.mark.parametrize(("way", "wrong"), [("phone", "online"), ("home", "phone"), ("online", "phone")])
def test_only_a_reply_in_the_way_that_was_promised_keeps_the_promise(world: World, way: str, wrong: str) -> None:
    complaint = promised(world, way=way)
    world.make("reply", complaint, minutes=30, words="已查明原因", method=wrong)
    assert complaint.promises.get().state == PromiseState.OPEN
    world.make("reply", complaint, minutes=60, words="已查明原因，下午维修", method=way)
    assert complaint.promises.get().state == PromiseState.KEPT


@pytest.mark.rule("R7", "R55")
def test_a_promise_outlives_the_referral_until_the_owner_has_the_call_that_was_promised(world: World) -> None:
    complaint = promised(world)
    outside = world.make("refer", complaint, minutes=30, body="市政管网", words="这是市政管网的事，我们替您跟进")
    assert outside.promises.get().state == PromiseState.OPEN
    world.make("reply", outside, minutes=60, words="已转市政，由我跟进", method="phone")
    assert outside.promises.get().state == PromiseState.KEPT


@pytest.mark.rule("R7", "R72")
def test_a_promised_call_that_never_came_is_broken_though_the_matter_was_referred(world: World) -> None:
    complaint = promised(world)
    world.make("refer", complaint, minutes=30, body="市政管网", words="这是市政管网的事，我们替您跟进")
    tick(MORNING + timedelta(hours=5.1))
    assert complaint.promises.get().state == PromiseState.BROKEN


@pytest.mark.rule("R55", "R59")
def test_no_explanation_ends_the_matter_beside_a_promise_that_it_does_not_keep(world: World) -> None:
    complaint = promised(world)
    world.make("investigate", complaint, account=world.lin)
    world.make("ask_approval", complaint, subject="explain", reason="无权处理")
    world.make("approve", complaint, by=world.zhao, subject="explain", words="同意")
    said: dict[str, Any] = {"findings": "属于市政", "reason": "无权处理", "routes": "城管热线"}
    with pytest.raises(Refused, match="Promised to the owner: A telephone call") as refused:
        world.make("explain", complaint, method="online", **said)
    assert [(one.fact, one.cure) for one in refused.value.refusals] == [("method", "new_date")]
    world.make("explain", complaint, method="phone", **said)
    assert complaint.promises.get().state == PromiseState.KEPT


@pytest.mark.rule("R55", "R58")
def test_a_proposal_in_another_way_leaves_the_promise_open_and_completing_asks_for_the_call(world: World) -> None:
    complaint = promised(world)
    world.make("investigate", complaint, account=world.lin)
    found: dict[str, Any] = {
        "findings": "线路老化",
        "responsibility": "none",
        "validity": "valid",
        "solution": "更换线路",
    }
    world.make("propose", complaint, method="online", **found)
    assert complaint.promises.get().state == PromiseState.OPEN
    world.make("agree", complaint, owner_words="可以")
    with pytest.raises(Refused, match="Promised to the owner: A telephone call"):
        world.make("complete", complaint, result="已修好", method="online")
    world.make("complete", complaint, result="已修好", method="phone")
    assert complaint.promises.get().state == PromiseState.KEPT


@pytest.mark.rule("R61", "R97")
def test_the_finished_work_that_was_promised_is_kept_by_no_reply(world: World) -> None:
    complaint = world.to_handling(world.lodge())
    due_at = MORNING + timedelta(hours=9)
    world.make("new_date", complaint, words="我今晚修好", due_at=due_at, reason="等件", consent=True)
    world.make("reply", complaint, words="师傅在路上", method="phone")
    assert complaint.promises.get().state == PromiseState.OPEN


@pytest.mark.rule("R61")
def test_a_new_date_keeps_what_was_promised_unless_another_way_is_chosen(world: World) -> None:
    complaint = promised(world, way="home")
    new: dict[str, Any] = {
        "words": "我会再联系您",
        "due_at": MORNING + timedelta(hours=8),
        "consent": True,
        "reason": "等检查",
    }
    world.make("new_date", complaint, **new)
    world.make("new_date", complaint, way="letter", **new)
    assert [one.way for one in complaint.promises.order_by("pk")] == ["home", "home", "letter"]
    with pytest.raises(Refused, match="once the owner has agreed"):
        world.make("new_date", complaint, way="work", **new)
    assert {one.kind for one in complaint.promises.all()} == {PromiseKind.REPLY}


@pytest.mark.rule("R6", "R72")
def test_a_promise_to_an_owner_out_of_reach_by_now_is_released(world: World) -> None:
    complaint = promised(world)
    world.make("investigate", complaint, account=world.lin)
    type(complaint).objects.filter(pk=complaint.pk).update(unreachable=True)
    complaint.refresh_from_db()
    found: dict[str, Any] = {
        "findings": "线路老化",
        "responsibility": "none",
        "validity": "valid",
        "solution": "更换线路",
    }
    world.make("propose", complaint, **found)
    assert complaint.promises.get().state == PromiseState.RELEASED


def test_every_row_that_may_keep_a_promise_says_how_the_owner_was_informed() -> None:
    keeping = [move for move in ROWS if ClockKind.PROMISE in move.stops]
    assert {move.name for move in keeping} == {
        "propose", "explain", "complete", "reply", "tell_result", "pass_on_result",
    }  # fmt: skip
    silent = [move.name for move in keeping if move.fact("method") is None]
    assert silent == ["pass_on_result"], "which keeps promised work alone, and leaves a promised call to the staff"
