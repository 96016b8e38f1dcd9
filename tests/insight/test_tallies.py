"""What one complaint adds to the tallies, by a pure function."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from heed.insight.tallies import (
    Life,
    LifeClock,
    LifePromise,
    LifeStep,
    LifeVisit,
    Measure,
    OtherMatter,
    Terms,
    adds_of,
    months_of,
    text_of,
)
from heed.insight.tallies.spans import span_class
from heed.process.recorded import is_recorded_clearly
from heed.process.words import ClockKind, ClockOutcome, PromiseState, Stage, VisitOutcome

SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)
NOON = datetime(2026, 10, 10, 4, 0, tzinfo=UTC)
DAY = timedelta(days=1)
#: What the course of a complaint adds, which most tests leave aside.
COURSE = ("stage_time", "given_time", "rounds", "bounces", "talk_first", "converted")


def step(days: float, move: str, stage: Stage, round_: int = 1) -> LifeStep:
    return LifeStep(NOON + days * DAY, move, stage, round_)


def a_life(*steps: LifeStep, **facts: Any) -> Life:
    usual: dict[str, Any] = {
        "zone": "Asia/Shanghai", "received_at": NOON, "nature": "harm", "category": "lift_stopped", "level": "general",
        "channel": "phone", "department": "engineering", "validity": "valid", "home": 7,
        "steps": (step(0, "lodge", Stage.RECEIVED), *steps),
    }  # fmt: skip
    return Life(**(usual | facts))


def added(life: Life, on: date) -> dict[str, int]:
    month = months_of(life).get(on)
    found = month.adds.items() if month else ()
    return {measure.value: count for (measure, _key), count in found if not measure.startswith(("day_", *COURSE))}


def added_course(life: Life, on: date) -> set[str]:
    month = months_of(life).get(on)
    return {f"{measure}={key}" for measure, key in month.adds if measure.startswith(COURSE)} if month else set()


def added_days(life: Life, on: date) -> set[str]:
    month = months_of(life).get(on)
    return {f"{measure}={key}" for measure, key in month.adds if measure.startswith("day_")} if month else set()


def handled_and(*later: LifeStep) -> tuple[LifeStep, ...]:
    return (step(1, "complete", Stage.HANDLED), *later)


def test_what_is_open_at_the_end_of_its_month_is_closed_in_the_month_in_which_it_ends() -> None:
    life = a_life(*handled_and(step(30, "visit", Stage.CLOSED)))
    october, november = added(life, OCTOBER), added(life, NOVEMBER)
    assert october["new"] == october["effective"] == 1
    assert "closed" not in october
    assert november["closed"] == november["closed_old"] == november["closings"] == november["first_time"] == 1
    first = months_of(life)[OCTOBER]
    assert (first.stays_open, first.until_on) == (True, NOVEMBER)


def test_what_is_opened_again_in_the_month_of_its_end_is_not_closed_in_it() -> None:
    life = a_life(*handled_and(step(2, "visit", Stage.CLOSED), step(3, "reopen", Stage.INVESTIGATING, 2)))
    october = added(life, OCTOBER)
    assert "closed" not in october
    assert "again" not in october
    assert october["closings"] == october["reopened"] == 1
    assert "first_time" not in october
    assert months_of(life)[OCTOBER].until_on is None


def test_what_is_opened_again_in_a_later_month_is_followed_up_in_that_month() -> None:
    life = a_life(*handled_and(step(2, "visit", Stage.CLOSED), step(30, "reopen", Stage.INVESTIGATING, 2)))
    assert added(life, OCTOBER)["closed"] == 1
    assert added(life, NOVEMBER) == {"again": 1}
    assert months_of(life)[NOVEMBER].stays_open


def test_a_summary_after_the_end_opens_nothing() -> None:
    life = a_life(*handled_and(step(2, "visit", Stage.CLOSED), step(30, "summarise", Stage.CLOSED)))
    assert added(life, NOVEMBER) == {}


@pytest.mark.parametrize(("zone", "on"), [("Asia/Shanghai", NOVEMBER), ("Europe/Lisbon", OCTOBER)])
def test_months_begin_at_midnight_of_the_project(zone: str, on: date) -> None:
    at = datetime(2026, 10, 31, 17, 0, tzinfo=UTC)
    life = a_life(zone=zone, received_at=at, steps=(LifeStep(at, "lodge", Stage.RECEIVED, 1),))
    assert set(months_of(life)) == {on}


def test_an_answer_is_in_time_where_every_one_of_the_month_was() -> None:
    met = LifeClock(ClockKind.ANSWER, NOON + DAY, None, ClockOutcome.MET)
    late = LifeClock(ClockKind.ANSWER, NOON + 2 * DAY, NOON + 2 * DAY, None)
    dropped = LifeClock(ClockKind.ANSWER, NOON + DAY, None, ClockOutcome.DROPPED)
    running = LifeClock(ClockKind.ANSWER, NOON + DAY, None, None)
    other = LifeClock(ClockKind.VERIFY, NOON + DAY, None, ClockOutcome.LATE)
    assert added(a_life(clocks=(met, dropped, other)), OCTOBER)["answered"] == 1
    both = added(a_life(clocks=(met, late)), OCTOBER)
    assert both["answer_due"] == 1
    assert "answered" not in both
    assert "answer_due" not in added(a_life(clocks=(dropped, running)), OCTOBER)


def test_promises_count_one_by_one_in_the_month_in_which_they_were_due() -> None:
    states = (PromiseState.KEPT, PromiseState.KEPT, PromiseState.RENEGOTIATED, PromiseState.OPEN, PromiseState.RELEASED)
    life = a_life(promises=tuple(LifePromise(NOON + 30 * DAY, state) for state in states))
    assert added(life, NOVEMBER) == {"promise_due": 3, "promise_kept": 2}


def test_a_return_visit_counts_where_the_owner_was_reached() -> None:
    missed = LifeVisit(NOON + 1.1 * DAY, VisitOutcome.NOT_REACHED, {})
    heard = LifeVisit(NOON + 1.2 * DAY, VisitOutcome.SATISFIED, {"rating_result": 5})
    assert "reached" not in added(a_life(*handled_and(), visits=(missed,)), OCTOBER)
    october = added(a_life(*handled_and(), visits=(missed, heard)), OCTOBER)
    assert october["handled"] == october["reached"] == october["satisfied"] == october["mark_result"] == 1


def test_the_visit_of_an_earlier_round_does_not_count_for_the_last() -> None:
    again = (step(2, "visit", Stage.INVESTIGATING, 2), step(3, "complete", Stage.HANDLED, 2))
    heard = LifeVisit(NOON + 2 * DAY, VisitOutcome.NOT_SOLVED, {})
    october = added(a_life(*handled_and(*again), visits=(heard,)), OCTOBER)
    assert october["handled"] == october["heard"] == 1
    assert "reached" not in october
    assert "satisfied" not in october


@pytest.mark.parametrize(
    ("days", "category", "is_repeat"),
    [(29, "lift_stopped", True), (31, "lift_stopped", False), (29, "noise", False), (-1, "lift_stopped", False)],
)
def test_a_repeat_comes_from_the_same_home_after_the_closing_of_the_same(
    days: int, category: str, *, is_repeat: bool
) -> None:
    closed = LifeStep(NOON - days * DAY, "visit", Stage.CLOSED, 1)
    other = OtherMatter(NOON - 40 * DAY, 7, category, (LifeStep(NOON - 40 * DAY, "lodge", Stage.RECEIVED, 1), closed))
    assert ("repeated" in added(a_life(same_home=(other,)), OCTOBER)) == is_repeat


def test_several_homes_within_days_are_a_group() -> None:
    life = a_life(terms=Terms(group_homes=3), joined=(OtherMatter(NOON + DAY, 8), OtherMatter(NOON + 2 * DAY, 9)))
    assert added(life, OCTOBER)["group"] == 1
    same_home = replace(life, joined=(OtherMatter(NOON + DAY, 8), OtherMatter(NOON + DAY, 8)))
    assert "group" not in added(same_home, OCTOBER)
    later = replace(life, joined=(OtherMatter(NOON + DAY, 8), OtherMatter(NOON + 9 * DAY, 9)))
    assert "group" not in added(later, OCTOBER)


def test_what_a_body_found_counts_in_the_month_in_which_it_was_recorded() -> None:
    life = a_life(step(30, "record_body", Stage.CLOSED), findings={"body_resolved": "no"})
    assert months_of(life)[NOVEMBER].adds[Measure.BODY_RESOLVED, "no"] == 1
    assert "body_resolved" not in added(a_life(findings={"body_resolved": "no"}), OCTOBER)


def test_the_text_of_what_is_added_says_the_same() -> None:
    adds = Counter({(Measure.NEW, ""): 1, (Measure.BY_CHANNEL, "phone"): 1, (Measure.PROMISE_DUE, ""): 2})
    assert text_of(adds) == " by_channel=phone new promise_due*2 "
    assert adds_of(text_of(adds)) == {("new", ""): 1, ("by_channel", "phone"): 1, ("promise_due", ""): 2}


@pytest.mark.rule("R102")
def test_a_day_counts_where_a_complaint_stands_at_its_end() -> None:
    life = a_life(*handled_and(step(2, "visit", Stage.CLOSED), step(2.1, "reopen", Stage.INVESTIGATING, 2)))
    assert added_days(life, OCTOBER) == {"day_new=10"}
    later = a_life(*handled_and(step(2, "visit", Stage.CLOSED), step(25, "reopen", Stage.INVESTIGATING, 2)))
    assert added_days(later, OCTOBER) == {"day_new=10", "day_closed=12"}
    assert added_days(later, NOVEMBER) == {"day_again=04"}


@pytest.mark.rule("R102")
def test_a_complaint_is_overdue_from_the_day_of_its_target_until_it_ends() -> None:
    def clock(limit: float, stopped: float | None) -> LifeClock:
        ended = None if stopped is None else NOON + stopped * DAY
        return LifeClock(ClockKind.CLOSING, NOON + limit * DAY, None, None, ended)

    still = a_life(step(1, "complete", Stage.HANDLED), clocks=(clock(3, None),))
    assert added_days(still, OCTOBER) == {"day_new=10", "day_late=13"}
    ended = a_life(*handled_and(step(25, "visit", Stage.CLOSED)), clocks=(clock(3, 25),))
    assert added_days(ended, OCTOBER) == {"day_new=10", "day_late=13"}
    assert added_days(ended, NOVEMBER) == {"day_closed=04", "day_unlate=04"}
    same_day = a_life(*handled_and(step(3.1, "visit", Stage.CLOSED)), clocks=(clock(3, 3.1),))
    assert added_days(same_day, OCTOBER) == {"day_new=10", "day_closed=13"}


@pytest.mark.rule("R83")
def test_a_new_complaint_counts_as_recorded_only_where_its_record_is_complete() -> None:
    assert added(a_life(recorded=True), OCTOBER)["recorded"] == 1
    assert "recorded" not in added(a_life(recorded=False), OCTOBER)


@pytest.mark.rule("R83")
@pytest.mark.parametrize(
    ("facts", "is_clear"),
    [
        ({}, True),
        ({"contact": " "}, False),
        ({"home": ""}, False),
        ({"course": ""}, False),
        ({"course": "", "settled": True}, True),
        ({"name": "", "home": "", "contact": "", "out_of_reach": True}, True),
        ({"content": ""}, False),
    ],
)
def test_a_record_is_complete_with_what_was_said_the_course_and_who_and_where_the_owner_is(
    facts: dict[str, Any], is_clear: bool
) -> None:
    usual: dict[str, Any] = {
        "content": "电梯又停了", "course": "上周修好，今天又停", "name": "陈美玲", "home": "3-1502",
        "contact": "13800002207", "out_of_reach": False,
    }  # fmt: skip
    assert is_recorded_clearly(**(usual | facts)) is is_clear


@pytest.mark.rule("R147")
def test_each_stay_in_a_stage_counts_in_the_month_in_which_it_ended_and_the_first_work_once() -> None:
    life = a_life(
        step(1, "verify", Stage.VERIFIED),
        step(1.5, "investigate", Stage.INVESTIGATING),
        step(1.7, "order", Stage.INVESTIGATING),
        step(30, "complete", Stage.HANDLED),
    )
    day, half, month = (span_class(days * DAY.total_seconds()) for days in (1, 0.5, 28.5))
    assert added_course(life, OCTOBER) == {
        f"stage_time=received.{day}", f"stage_time=verified.{half}", f"given_time={span_class(1.5 * 86_400)}",
    }  # fmt: skip
    assert added_course(life, NOVEMBER) == {f"stage_time=investigating.{month}"}


@pytest.mark.rule("R66")
def test_a_closed_complaint_counts_by_its_round() -> None:
    again = step(3, "reopen", Stage.INVESTIGATING, 2), step(30, "visit", Stage.CLOSED, 2)
    life = a_life(*handled_and(step(2, "visit", Stage.CLOSED), *again))
    assert "rounds=1" in added_course(life, OCTOBER)
    assert "rounds=2" in added_course(life, NOVEMBER)


@pytest.mark.rule("R79")
def test_work_that_comes_back_counts_each_time() -> None:
    life = a_life(
        step(1, "refuse_order", Stage.HANDLING), step(2, "send_back", Stage.HANDLING), step(3, "order", Stage.HANDLING)
    )
    assert months_of(life)[OCTOBER].adds[Measure.BOUNCES, ""] == 2


@pytest.mark.rule("R19")
@pytest.mark.parametrize(("first", "now", "expected"), [
    ("vent", "harm", {"talk_first=", "converted="}), ("vent", "vent", {"talk_first="}), ("harm", "vent", set()),
])  # fmt: skip
def test_what_was_communication_at_first_and_is_effective_now_was_converted(
    first: str, now: str, expected: set[str]
) -> None:
    life = a_life(step(30, "reassess", Stage.RECEIVED), first_nature=first, nature=now)
    assert added_course(life, OCTOBER) == expected
    assert not added_course(life, NOVEMBER)
