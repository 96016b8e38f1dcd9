"""Complaints of a government hotline: its number and times, our answer, what it says, and clocks of its own."""

from datetime import timedelta
from typing import Any

import pytest

from heed.actions.engine.errors import Refused
from heed.clockwork.tick import tick
from heed.process.words import BodyEvent, BodyFinding, Channel, ClockKind, ClockOutcome, Stage
from heed.queries.complaints.search import search_complaints
from heed.records.models import BodyCase, Clock, Complaint, Notice
from tests.world import MORNING, World

FROM_12345 = {"channel": Channel.HOTLINE, "body_name": "12345", "body_number": "JD-2026-0815"}
SIGN_BY, DUE = MORNING + timedelta(hours=2), MORNING + timedelta(days=3)
TIMED = {**FROM_12345, "sign_by_at": SIGN_BY, "body_due_at": DUE}


def clock(complaint: Complaint, kind: ClockKind) -> Clock:
    """The newest clock of this kind."""
    return complaint.clocks.filter(kind=kind).latest("pk")


def refusal(world: World, move: str, complaint: Complaint, **facts: Any) -> str:
    """The field of the first refusal of a move."""
    with pytest.raises(Refused) as refused:
        world.make(move, complaint, **facts)
    return refused.value.refusals[0].fact


@pytest.mark.rule("R2", "R14")
def test_a_body_sets_two_clocks_which_say_so(world: World) -> None:
    complaint = world.lodge(**TIMED)
    case = BodyCase.objects.get(complaint=complaint)
    assert (case.body, case.number, case.due_at) == ("12345", "JD-2026-0815", DUE)
    assert clock(complaint, ClockKind.BODY_SIGN).limit_at == SIGN_BY
    answer = clock(complaint, ClockKind.BODY_ANSWER)
    assert (answer.limit_at, answer.target_at) == (DUE, DUE - timedelta(hours=1))


def test_without_times_no_clock_of_the_body_runs_and_without_a_word_there_is_no_file(world: World) -> None:
    complaint = world.lodge(**FROM_12345)
    assert not complaint.clocks.filter(kind__in=[ClockKind.BODY_SIGN, ClockKind.BODY_ANSWER]).exists()
    assert not BodyCase.objects.filter(complaint=world.lodge(channel=Channel.HOTLINE)).exists()


@pytest.mark.rule("R2")
def test_the_same_number_twice_is_refused_in_words_that_name_the_known_complaint(world: World) -> None:
    first = world.lodge(**FROM_12345)
    with pytest.raises(Refused) as refused:
        world.lodge(**FROM_12345 | {"body_number": " jd-2026-0815 "})
    found = refused.value.refusals[0]
    assert (found.fact, found.params) == ("body_number", {"number": first.number})
    assert Complaint.objects.count() == 1
    second = world.lodge(channel=Channel.HOTLINE)
    told: dict[str, Any] = {"body_event": BodyEvent.RESULT, "body_number": "JD-2026-0815"}
    assert refusal(world, "record_body", second, **told) == "body_number"
    world.make("record_body", first, **told)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"sign_by_at": DUE, "body_due_at": SIGN_BY}, "body_due_at"),
        ({"body_due_at": MORNING + timedelta(days=9000)}, "body_due_at"),
        ({"sign_by_at": MORNING - timedelta(days=9000)}, "sign_by_at"),
        ({"body_due_at": "tomorrow"}, "body_due_at"),
        ({"body_number": "9" * 61}, "body_number"),
    ],
)
def test_times_and_numbers_that_cannot_be_are_refused(world: World, facts: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        world.lodge(channel=Channel.HOTLINE, **facts)
    assert refused.value.refusals[0].fact == field


def test_a_case_that_came_late_is_late_at_once(world: World) -> None:
    complaint = world.lodge(channel=Channel.HOTLINE, sign_by_at=MORNING - timedelta(minutes=5))
    tick(MORNING + timedelta(minutes=1))
    assert clock(complaint, ClockKind.BODY_SIGN).breached_at == MORNING - timedelta(minutes=5)


@pytest.mark.rule("R14")
def test_signing_and_answering_stop_their_clocks(world: World) -> None:
    complaint = world.make("sign_for_body", world.lodge(**TIMED))
    assert clock(complaint, ClockKind.BODY_SIGN).outcome == ClockOutcome.MET
    assert clock(complaint, ClockKind.BODY_ANSWER).stopped_at is None
    assert refusal(world, "sign_for_body", complaint) == ""
    complaint = world.make("answer_body", complaint, body_answer="已修复，业主满意")
    assert clock(complaint, ClockKind.BODY_ANSWER).outcome == ClockOutcome.MET
    case = BodyCase.objects.get()
    assert case.signed_at is not None
    assert case.answered_at == complaint.moved_at


def test_only_what_a_body_passed_on_is_answered_to_one(world: World) -> None:
    assert refusal(world, "answer_body", world.lodge(), body_answer="x") == ""
    assert refusal(world, "record_body", world.lodge(channel=Channel.MEDIA), body_event=BodyEvent.RESULT) == ""
    world.make("answer_body", world.lodge(channel=Channel.MEDIA, body_name="晚报"), body_answer="x")


@pytest.mark.rule("R14")
def test_sent_back_needs_a_reason_and_sets_the_answer_clock_anew(world: World) -> None:
    complaint = world.make("answer_body", world.lodge(**TIMED), body_answer="已修复")
    assert refusal(world, "record_body", complaint, body_event=BodyEvent.SENT_BACK) == "body_reason"
    later = DUE + timedelta(days=2)
    told: dict[str, Any] = {"body_event": BodyEvent.SENT_BACK, "body_reason": "缺照片"}
    complaint = world.make("record_body", complaint, **told, body_due_at=later)
    case = BodyCase.objects.get()
    assert (case.sent_back, case.reason, case.answered_at, case.due_at) == (1, "缺照片", None, later)
    assert clock(complaint, ClockKind.BODY_ANSWER).limit_at == later
    complaint = world.make("record_body", complaint, **told, body_due_at=later + timedelta(days=1))
    kept, dropped = complaint.clocks.filter(kind=ClockKind.BODY_ANSWER).order_by("-pk")[:2]
    assert (kept.limit_at, kept.stopped_at) == (later + timedelta(days=1), None)
    assert dropped.outcome == ClockOutcome.DROPPED
    assert BodyCase.objects.get().sent_back == 2


def test_an_appeal_and_the_three_outcomes_are_kept(world: World) -> None:
    complaint = world.lodge(**FROM_12345)
    world.make("record_body", complaint, body_event=BodyEvent.APPEALED, body_reason="不属于物业职责")
    world.make(
        "record_body", complaint, body_event=BodyEvent.RESULT, body_result="申诉成立", body_response=BodyFinding.YES,
        body_resolved=BodyFinding.NO,
    )  # fmt: skip
    case = BodyCase.objects.get()
    assert (case.appeal, case.result) == ("不属于物业职责", "申诉成立")
    assert (case.response, case.resolved, case.satisfied) == ("yes", "no", "unknown")
    assert refusal(world, "record_body", complaint, body_event=BodyEvent.RESULT, body_resolved="x") == "body_resolved"


@pytest.mark.rule("R95")
def test_the_body_waits_on_after_the_complaint_has_ended_and_those_concerned_are_told(world: World) -> None:
    complaint = world.make("withdraw", world.lodge(**TIMED), owner_words="不用了", method="phone")
    assert complaint.next_due_at is None
    tick(DUE + timedelta(days=1))
    assert clock(complaint, ClockKind.BODY_ANSWER).breached_at == DUE
    told = Notice.objects.filter(complaint=complaint, about="escalated", facts__clock="body_answer")
    assert {notice.account for notice in told} >= {world.lin, world.zhao}
    complaint.refresh_from_db()
    assert (complaint.stage, complaint.entries.count()) == (Stage.WITHDRAWN, 2)
    world.make("answer_body", complaint, body_answer="业主已撤诉", at=DUE + timedelta(days=1))
    assert clock(complaint, ClockKind.BODY_ANSWER).outcome == ClockOutcome.LATE


def test_no_reason_of_ours_pauses_what_a_body_waits_for(world: World) -> None:
    complaint = world.make("investigate", world.verify(world.lodge(**TIMED)), account=world.lin)
    world.make("pause", complaint, pause="awaiting_outside", reason="等供电公司")
    assert clock(complaint, ClockKind.BODY_ANSWER).paused_at is None


def test_the_body_s_number_finds_the_complaint(world: World) -> None:
    complaint = world.lodge(**FROM_12345)
    assert [hit.number for hit in search_complaints(world.lin, "JD-2026-0815").rows] == [complaint.number]
