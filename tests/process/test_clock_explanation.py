"""Why is this due then? A clock answers line by line."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from heed.process import clocks
from heed.process.calendar import Hours
from heed.process.clock_explanation import Reason, explain
from heed.process.clocks import Basis, Pause, Rule, Times
from heed.process.words import ClockKind

OFFICE = Hours.from_document(
    {
        "timezone": "Asia/Shanghai",
        "week": [["09:00-18:00"]] * 5 + [[], []],
        "days": {"2026-11-24": [], "2026-11-25": ["09:00-12:00", "14:00-18:00"], "2026-12-25": []},
    }
)
ANSWER = Rule(ClockKind.ANSWER, target=30, limit=1440)
FINISH = Rule(ClockKind.FINISH, target=None, limit=600, basis=Basis.OPEN)
START = datetime(2026, 11, 23, 2, tzinfo=UTC)  # Monday, ten in Shanghai


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


SOON = START + minutes(20)


def told(
    rule: Rule, pauses: Sequence[Pause] = (), *, until: datetime = SOON, times: Times | None = None,
    due_at: datetime | None = None,
) -> tuple[Reason, ...]:  # fmt: skip
    times = times or clocks.times(rule, OFFICE, START, pauses, due_at=due_at)
    return explain(rule, OFFICE, times, START, pauses, policy=7, calendar="Office 3", until=until, due_at=due_at)


@pytest.mark.rule("C2")
def test_a_clock_tells_its_policy_its_start_and_how_its_target_and_limit_follow() -> None:
    assert [(line.msgid, dict(line.params)) for line in told(ANSWER)] == [
        ("%(clock)s: policy version %(policy)s", {"clock": ClockKind.ANSWER, "policy": 7}),
        ("Started %(started_at)s", {"started_at": START}),
        ("Every minute counts, day and night", {}),
        ("Counted so far: %(counted)s", {"counted": minutes(20)}),
        ("Target after %(length)s: %(at)s", {"length": minutes(30), "at": START + minutes(30)}),
        ("Limit after %(length)s: %(at)s", {"length": minutes(1440), "at": START + minutes(1440)}),
    ]


def test_a_clock_of_open_time_names_its_calendar_and_the_exceptions_on_its_way() -> None:
    lines = [(line.msgid, dict(line.params)) for line in told(FINISH)]
    assert lines[2:5] == [
        (
            "Only open hours count: calendar %(calendar)s, time zone %(timezone)s",
            {"calendar": "Office 3", "timezone": "Asia/Shanghai"},
        ),
        ("%(day_on)s: closed all day", {"day_on": date(2026, 11, 24)}),
        (
            "%(day_on)s: open %(ranges)s instead of the usual hours",
            {"day_on": date(2026, 11, 25), "ranges": "09:00-12:00, 14:00-18:00"},
        ),
    ]
    assert str(lines[-1][1]["at"]) == "2026-11-25 03:00:00+00:00"


def test_each_pause_is_told_with_its_reason_and_what_it_cost() -> None:
    paused = Pause(START + minutes(10), START + minutes(70), "The owner is away")
    lines = told(ANSWER, [paused], until=START + minutes(80))
    assert str(lines[3]) == (
        "Paused from 2026-11-23 02:10:00+00:00 to 2026-11-23 03:10:00+00:00: The owner is away. Not counted: 1:00:00"
    )
    assert lines[4].params == {"counted": minutes(20)}
    assert lines[5].params == {"length": minutes(30), "at": START + minutes(90)}


def test_a_pause_of_open_time_cost_only_its_open_minutes() -> None:
    overnight = Pause(START + minutes(420), datetime(2026, 11, 25, 1, 30, tzinfo=UTC), "A part is on order")
    lines = told(FINISH, [overnight], until=START + minutes(3000))
    assert [line.params["left_out"] for line in lines if "left_out" in line.params] == [minutes(90)]


def test_while_a_pause_lasts_the_limit_is_said_to_be_unknown_and_the_passed_target_is_told() -> None:
    lines = told(ANSWER, [Pause(START + minutes(45), None, "The owner is away")], until=START + minutes(500))
    assert [line.msgid for line in lines[3:]] == [
        "Paused since %(started_at)s: %(reason)s",
        "Counted so far: %(counted)s",
        "Target after %(length)s: %(at)s",
        "Limit after %(length)s: known once the pause ends",
    ]
    assert lines[4].params == {"counted": minutes(45)}


@pytest.mark.rule("R55")
def test_a_promise_explains_itself_by_the_promise_alone() -> None:
    promised_at = START + minutes(300)
    lines = told(ANSWER, due_at=promised_at)
    assert str(lines[-1]) == "Promised for 2026-11-23 07:00:00+00:00; a pause does not move a promise"
    assert len(lines) == 3


def test_a_limit_that_stands_since_before_a_reassessment_says_so() -> None:
    passed_at = START + minutes(60)
    lines = told(ANSWER, times=Times(START + minutes(30), passed_at), until=START + minutes(90))
    assert lines[-1].msgid == "Limit %(at)s: it had passed before the reassessment and stays"
    assert lines[-1].params == {"at": passed_at}


def test_every_line_can_be_filled_in_plain_english() -> None:
    for rule in (ANSWER, FINISH):
        assert all(str(line) for line in told(rule, [Pause(START, None, "The owner is away")]))
