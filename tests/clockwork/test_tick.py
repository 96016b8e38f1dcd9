"""What clocks do when their time comes, and what a tick costs."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, OperationalError, transaction

from heed.actions.clocks import firing, planning
from heed.actions.reception import meetings, superior
from heed.clockwork.rollups import count
from heed.clockwork.tick import Clockwork, Ticked, tick
from heed.insight.tallies import Measure
from heed.process.words import ClockEventKind, ClockKind, ClockOutcome, Method, PromiseState, Stage, VisitOutcome
from heed.records.models import Clock, ClockEvent, Complaint, Notice, Tally
from tests.world import MORNING, World

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
TINY = timedelta(microseconds=1)


def clock_of(complaint: Complaint, kind: ClockKind) -> Clock:
    return complaint.clocks.filter(kind=kind).latest("pk")


def events(clock: Clock) -> list[tuple[str, int]]:
    known = (ClockEventKind.WARNED, ClockEventKind.BREACHED, ClockEventKind.ESCALATED)
    return list(clock.events.filter(kind__in=known).order_by("pk").values_list("kind", "rung"))


def told(**which: object) -> list[str]:
    found = Notice.objects.filter(**which).order_by("account__username")
    return list(found.values_list("account__username", flat=True))


def clockwork_entries(complaint: Complaint) -> list[str]:
    return list(complaint.entries.filter(actor="clockwork").order_by("seq").values_list("move", flat=True))


@pytest.mark.rule("R70", "C2")
def test_the_target_warns_the_case_owner_once_and_not_before(world: World) -> None:
    complaint = world.verify(world.lodge())
    answer = clock_of(complaint, ClockKind.ANSWER)
    assert tick(MORNING + 30 * MINUTE - TINY) == Ticked()
    assert tick(MORNING + 30 * MINUTE) == Ticked(clocks=1, warned=1)
    assert tick(MORNING + 30 * MINUTE) == Ticked()
    assert events(answer) == [("warned", 0)]
    assert told(about="warned") == ["lin"]
    facts = Notice.objects.get(about="warned").facts
    assert facts == {"clock": "answer", "due_at": (MORNING + 30 * MINUTE).isoformat(), "rung": 0}


@pytest.mark.rule("R55", "R70", "C2", "C7")
def test_the_limit_breaches_at_the_limit_itself_however_late_the_sweep(world: World) -> None:
    complaint = world.verify(world.lodge())
    tick(MORNING + 3 * DAY)
    answer = clock_of(complaint, ClockKind.ANSWER)
    assert answer.breached_at == MORNING + DAY
    assert events(answer) == [("warned", 0), ("breached", 0), ("escalated", 1), ("escalated", 2), ("escalated", 3)]
    assert answer.next_action_at is None
    assert answer.stopped_at is None, "late is not done: the clock goes on"


@pytest.mark.rule("R70", "C2")
def test_an_answer_at_the_very_limit_is_in_time_though_the_sweep_was_there_first(world: World) -> None:
    complaint = world.verify(world.lodge())
    tick(MORNING + DAY)
    complaint.refresh_from_db()
    world.make("reply", complaint, words="已告知", method=Method.PHONE, at=MORNING + DAY)
    answer = clock_of(complaint, ClockKind.ANSWER)
    assert (answer.outcome, answer.breached_at) == (ClockOutcome.MET, MORNING + DAY)
    count()
    sums = dict(
        Tally.objects.filter(measure__in=[Measure.ANSWERED, Measure.ANSWER_DUE]).values_list("measure", "count")
    )
    assert sums == {Measure.ANSWERED: 1, Measure.ANSWER_DUE: 1}


@pytest.mark.rule("R33", "C7")
def test_each_rung_is_a_move_in_the_timeline_and_reaches_its_role_once(world: World) -> None:
    complaint = world.lodge()
    verify = clock_of(complaint, ClockKind.VERIFY)
    assert verify.limit_at is not None
    tick(verify.limit_at)
    assert clockwork_entries(complaint) == ["escalate"]
    tick(MORNING + 390 * MINUTE)  # four open hours later: half past four, after the break at noon
    assert clockwork_entries(complaint) == ["escalate", "escalate"]
    assert told(about="escalate") == ["lin", "zhao"]
    last = complaint.entries.latest("seq")
    assert last.content.facts == {"reason": "“核实”已超过最后期限。", "to": "manager", "clock": "verify", "rung": 2}
    complaint.refresh_from_db()
    assert (complaint.stage, complaint.version) == (Stage.RECEIVED, last.seq)


@pytest.mark.rule("R68")
def test_a_matter_whose_case_owner_has_left_still_reaches_somebody(world: World) -> None:
    complaint = world.verify(world.lodge(case_owner=world.wang))
    world.wang.is_active = False
    world.wang.save()
    tick(MORNING + 30 * MINUTE)
    assert told(complaint=complaint, about="warned") == ["lin"]


@pytest.mark.rule("C7")
def test_a_sweep_in_the_night_lets_sleepers_sleep_and_the_morning_tells_them(world: World) -> None:
    complaint = world.verify(world.lodge())
    night = datetime(2026, 11, 22, 23, tzinfo=ZoneInfo("Asia/Shanghai"))
    tick(night)
    answer = clock_of(complaint, ClockKind.ANSWER)
    assert answer.breached_at == MORNING + DAY
    assert ("escalated", 1) not in events(answer)
    waking = datetime(2026, 11, 23, 7, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert answer.next_action_at == waking
    assert tick(waking - TINY).escalated == 0
    assert tick(waking).escalated == 4, "two rungs of the answer, two of the progress report"


@pytest.mark.rule("R72", "R73")
def test_a_promise_is_broken_at_its_own_instant_and_stays_broken(world: World) -> None:
    complaint = world.verify(world.lodge())
    due_at = MORNING + 3 * HOUR
    world.make("promise", complaint, words="我会在一点前回电", consent=True, due_at=due_at)
    tick(due_at - TINY)
    assert complaint.promises.get().state == PromiseState.OPEN
    tick(due_at + 7 * MINUTE)
    promise = complaint.promises.get()
    assert (promise.state, promise.broken_at, promise.ended_at) == ("broken", due_at, None)
    assert told(about="breached", facts__clock="promise") == ["lin"]
    world.make("reply", complaint, words="抱歉，晚了", method=Method.PHONE, minutes=200)
    promise.refresh_from_db()
    assert (promise.state, promise.broken_at) == ("broken", due_at)
    assert promise.ended_at == MORNING + 200 * MINUTE


def declined(world: World) -> Complaint:
    complaint = world.to_handled(world.lodge())
    return world.make("visit", complaint, by=world.zhou, outcome=VisitOutcome.DECLINED, method=Method.PHONE)


@pytest.mark.rule("R93", "C4")
def test_seven_silent_days_close_the_matter_and_not_a_moment_before(world: World) -> None:
    complaint = declined(world)
    assert complaint.handled_at is not None
    ends_at = complaint.handled_at + 7 * DAY
    tick(ends_at - TINY)
    complaint.refresh_from_db()
    assert complaint.stage == Stage.WATCHING
    tick(ends_at + HOUR)
    complaint.refresh_from_db()
    assert (complaint.stage, complaint.closing_code) == (Stage.CLOSED, "silent_week")
    assert complaint.closed_at == ends_at + HOUR
    week = clock_of(complaint, ClockKind.SILENCE)
    assert (week.outcome, week.breached_at) == (ClockOutcome.FIRED, None)
    assert clockwork_entries(complaint)[-1] == "silence"
    assert not told(about="breached", facts__clock="silence")


@pytest.mark.rule("R10", "R93")
def test_a_repeat_in_the_silent_week_keeps_it_from_closing(world: World) -> None:
    complaint = declined(world)
    assert complaint.handled_at is not None
    ends_at = complaint.handled_at + 7 * DAY
    world.lodge(at=ends_at - HOUR, repeat_of=complaint)
    tick(ends_at + HOUR)
    complaint.refresh_from_db()
    assert complaint.stage == Stage.INVESTIGATING


@pytest.mark.rule("R93")
def test_what_speaks_against_closing_is_found_in_the_closing_transaction(world: World) -> None:
    complaint = declined(world)
    assert complaint.handled_at is not None
    ends_at = complaint.handled_at + 7 * DAY
    plans = planning.claim(ends_at, 1, only=[clock_of(complaint, ClockKind.SILENCE).pk])
    world.lodge(at=ends_at, repeat_of=complaint)  # between the reading and the closing
    assert len(plans) == 1
    firing.execute(plans)
    complaint.refresh_from_db()
    assert complaint.stage == Stage.INVESTIGATING
    assert told(about="breached", facts__clock="silence") == ["lin"]


@pytest.mark.rule("R33", "R39")
def test_a_visitor_who_waits_is_told_to_the_desk_and_then_to_the_director(world: World) -> None:
    meetings.arrive(world.project, by=world.zhou, at=MORNING)
    tick(MORNING + MINUTE)
    assert told(about="warned") == ["zhou"]
    tick(MORNING + 3 * MINUTE)
    assert told(about="escalated") == ["lin"]
    assert not ClockEvent.objects.filter(kind=ClockEventKind.ESCALATED, clock__complaint__isnull=False).exists()


@pytest.mark.rule("R33")
def test_after_five_minutes_the_director_comes_for_an_owner_who_is_agitated_and_for_no_calm_one(world: World) -> None:
    visit = meetings.receive(meetings.arrive(world.project, by=world.zhou, at=MORNING), by=world.zhou, at=MORNING)
    tick(MORNING + 6 * MINUTE)
    assert told(about="warned", facts__clock="counter") == told(about="breached", facts__clock="counter") == ["zhou"]
    assert told(about="escalated") == []
    meetings.set_emotion(visit, "agitated", by=world.zhou)
    tick(MORNING + 7 * MINUTE)
    assert told(about="escalated", facts__clock="counter") == ["lin"]
    meetings.set_emotion(visit, "calm", by=world.zhou)
    tick(MORNING + 30 * MINUTE)
    assert told(about="escalated", facts__clock="counter") == ["lin"]


@pytest.mark.rule("R35", "C8")
def test_a_call_for_the_director_that_nobody_sees_goes_to_the_manager(world: World) -> None:
    visit = meetings.receive(meetings.arrive(world.project, by=world.zhou, at=MORNING), by=world.zhou, at=MORNING)
    superior.call_superior(visit, by=world.zhou, consent=True, reason="仍然激动", to=world.lin, at=MORNING)
    tick(MORNING + 2 * MINUTE)
    assert told(about="warned", facts__clock="page") == ["lin", "zhou"]
    assert told(about="escalated", facts__clock="page") == ["zhao"]


def test_a_clock_that_waits_does_nothing_but_what_had_come_before(world: World) -> None:
    complaint = world.verify(world.lodge())
    world.make("pause", complaint, pause="awaiting_owner", reason="业主外出", minutes=31)
    tick(MORNING + 5 * DAY)
    answer = clock_of(complaint, ClockKind.ANSWER)
    assert events(answer) == [("warned", 0)]
    world.make("resume", complaint, reason="业主已回", at=MORNING + 5 * DAY + HOUR)
    tick(MORNING + 6 * DAY + 28 * MINUTE)
    assert events(answer) == [("warned", 0)]
    tick(MORNING + 6 * DAY + 29 * MINUTE)
    assert ("breached", 0) in events(answer)


def test_a_stopped_clock_never_fires(world: World) -> None:
    complaint = world.verify(world.lodge())
    world.make("reply", complaint, words="已告知", method=Method.PHONE, minutes=20)
    tick(MORNING + 5 * DAY)
    assert events(clock_of(complaint, ClockKind.ANSWER)) == []


def test_the_table_itself_refuses_a_second_firing(world: World) -> None:
    complaint = world.lodge()
    tick(MORNING + DAY)
    event = ClockEvent.objects.filter(kind=ClockEventKind.BREACHED).latest("pk")
    with pytest.raises(IntegrityError), transaction.atomic():
        ClockEvent.objects.create(clock=event.clock, at=MORNING, kind=event.kind)
    assert complaint.clocks.count() == 4


def test_one_clock_that_fails_holds_up_no_other_and_is_tried_again_later(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = clock_of(world.lodge(), ClockKind.VERIFY), clock_of(world.lodge(), ClockKind.VERIFY)
    real = firing.record

    def mark(plans: Sequence[planning.ClockPlan]) -> None:
        real(plans)
        if bad in [plan.clock for plan in plans]:
            raise ValueError("a fault")

    monkeypatch.setattr(firing, "record", mark)
    clockwork = Clockwork()
    ticked = clockwork.tick(MORNING + 20 * MINUTE)
    assert (ticked.failed, ticked.warned) == (1, 1)
    assert events(bad) == [], "nothing of it is half done"
    assert events(good) == [("warned", 0)]
    assert f"Clock {bad.pk} failed" in caplog.text
    assert clockwork.tick(MORNING + 20 * MINUTE) == Ticked(), "left alone for a while"
    monkeypatch.setattr(firing, "record", real)
    assert tick(MORNING + 20 * MINUTE).warned == 1, "another worker tries at once"


def test_a_database_that_is_away_is_not_the_clocks_fault(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.lodge()

    def gone(at: datetime | None, most: int, **which: object) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(firing, "fire", gone)
    with pytest.raises(OperationalError):
        tick(MORNING + DAY)
