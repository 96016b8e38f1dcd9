"""What a clock keeps through waiting, reassessing and stopping: nothing passed is forgotten, nothing is invented."""

from datetime import timedelta
from typing import Any

import pytest

from heed.process.words import ClockEventKind, ClockKind, ClockOutcome, Method, PromiseState, VisitOutcome
from heed.queries.actor import CLOCKWORK
from heed.records.models import Clock, Complaint
from tests.world import MORNING, World

DAY = timedelta(days=1)


def clock_of(complaint: Complaint, kind: ClockKind) -> Clock:
    return complaint.clocks.filter(kind=kind).latest("pk")


@pytest.mark.rule("R22", "C2")
def test_a_limit_that_passed_stands_through_a_milder_level_and_a_waiting(world: World) -> None:
    complaint = world.lodge(level="emergency")
    complaint = world.verify(world.make("all_safe", complaint), level="emergency")
    world.make("ask_approval", complaint, subject="propose", solution="赔偿", reason="赔偿", minutes=10)
    limit_at = clock_of(complaint, ClockKind.APPROVAL).limit_at
    world.make("reassess", complaint, level="general", category="lift_stopped", nature="harm", emotion="calm",
               validity="valid", reason="已确认无人受伤", minutes=60)  # fmt: skip
    world.make("pause", complaint, pause="awaiting_owner", reason="业主外出", minutes=70)
    world.make("resume", complaint, reason="业主已回", minutes=130)
    assert clock_of(complaint, ClockKind.APPROVAL).limit_at == limit_at
    answer = clock_of(complaint, ClockKind.ANSWER)
    assert answer.limit_at == MORNING + DAY + timedelta(minutes=60), "what had not come is pushed by the waiting"
    assert answer.target_at == MORNING + timedelta(minutes=15), "and what had come before the reassessment stands"


def test_a_clock_that_stops_while_it_waits_was_not_late(world: World) -> None:
    complaint = world.verify(world.lodge())
    world.make("pause", complaint, pause="awaiting_owner", reason="业主外出", minutes=60)
    world.make("reply", complaint, words="已告知", method=Method.PHONE, minutes=3 * 24 * 60)
    answer = clock_of(complaint, ClockKind.ANSWER)
    assert (answer.outcome, answer.breached_at) == (ClockOutcome.MET, None)


def test_a_breach_that_no_sweep_saw_is_on_record_when_the_clock_stops(world: World) -> None:
    complaint = world.verify(world.lodge())
    world.make("reply", complaint, words="已告知", method=Method.PHONE, minutes=25 * 60)
    answer = clock_of(complaint, ClockKind.ANSWER)
    assert (answer.outcome, answer.breached_at) == (ClockOutcome.LATE, MORNING + DAY)
    assert answer.events.filter(kind=ClockEventKind.BREACHED).count() == 1


@pytest.mark.rule("R93")
def test_the_silent_week_elapses_and_nobody_is_late(world: World) -> None:
    complaint = world.to_handled(world.lodge())
    world.make("visit", complaint, by=world.zhou, outcome=VisitOutcome.DECLINED, method=Method.PHONE)
    week = clock_of(complaint, ClockKind.SILENCE)
    assert week.limit_at is not None
    world.make("silence", complaint, by=CLOCKWORK, at=week.limit_at + timedelta(seconds=1))
    week.refresh_from_db()
    assert (week.outcome, week.breached_at) == (ClockOutcome.FIRED, None)


@pytest.mark.rule("R93")
def test_a_repeat_drops_the_silent_week(world: World) -> None:
    complaint = world.to_handled(world.lodge())
    world.make("visit", complaint, by=world.zhou, outcome=VisitOutcome.DECLINED, method=Method.PHONE)
    world.make("repeat", complaint, by=world.zhou, other=world.lodge(at=MORNING + DAY))
    assert clock_of(complaint, ClockKind.SILENCE).outcome == ClockOutcome.DROPPED


def test_what_is_due_next_counts_a_clock_that_has_only_a_target(world: World) -> None:
    complaint = world.verify(world.lodge())
    complaint.clocks.filter(kind=ClockKind.PROGRESS).update(limit_at=None)
    complaint = world.make("note", complaint, words="已联系", by=world.zhou)
    assert complaint.next_due_at == clock_of(complaint, ClockKind.PROGRESS).target_at


@pytest.mark.rule("R61", "R72")
def test_a_new_date_stands_beside_the_promise_that_was_broken(world: World) -> None:
    complaint = world.verify(world.lodge())
    promise: dict[str, Any] = {"words": "我会给您回电", "consent": True}
    world.make("promise", complaint, due_at=MORNING + timedelta(hours=2), **promise)
    first = complaint.promises.get()
    complaint.promises.update(state=PromiseState.BROKEN, broken_at=first.due_at)  # as the clock does at its limit
    sorry = {"apology": "很抱歉没有按时回电", "remedy": "今晚我亲自上门说明", "method": "phone"}
    world.make("new_date", complaint, due_at=MORNING + DAY, reason="配件未到", minutes=180, **promise, **sorry)
    second = complaint.promises.get(state=PromiseState.OPEN)
    first.refresh_from_db()
    assert second.replaces == first
    assert (first.state, first.broken_at, first.ended_at) == ("broken", first.due_at, MORNING + timedelta(hours=3))


@pytest.mark.rule("C7")
def test_a_rung_whose_role_is_vacant_reaches_the_next_above(world: World) -> None:
    complaint = world.lodge()
    world.zhao.duties.all().delete()
    world.make("escalate", complaint, by=CLOCKWORK, reason="超过上限", to="manager")
    told = complaint.notices.filter(about="escalate").values_list("account__username", flat=True)
    assert list(told) == ["he"]
