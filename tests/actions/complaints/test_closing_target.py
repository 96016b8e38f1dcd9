"""Closing has a target of its own beside the answer: it is measured, and warns nobody (R70)."""

from datetime import timedelta
from typing import Any

import pytest

from heed.actions.setup.policy import publish
from heed.clockwork.tick import tick
from heed.process.policy import default_policy
from heed.process.words import ClockKind, ClockOutcome
from heed.queries.actor import OWNER
from heed.queries.complaints.lists import open_matters
from heed.queries.policies import current_version_id
from heed.records.models import Clock, Complaint, Notice
from tests.world import MORNING, World

DECLINED = {"outcome": "declined", "method": "phone"}
SATISFIED = {"outcome": "satisfied", "method": "phone"}
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def closing_of(complaint: Complaint) -> Clock:
    return complaint.clocks.filter(kind=ClockKind.CLOSING).latest("pk")


def of_closing(complaint: Complaint) -> list[tuple[str, int]]:
    """How each clock of closing ended, and in which round it began."""
    found = complaint.clocks.filter(kind=ClockKind.CLOSING).order_by("pk")
    return list(found.values_list("outcome", "round"))


def with_a_limit(world: World) -> None:
    """The company sets a limit to closing too: a week, with the usual ladder."""
    document: dict[str, Any] = default_policy().model_dump(mode="json")
    closing = {"limit": 10080, "basis": "always", "ladder": "steady"}
    for timing in (document["clocks"]["closing"], *document["clocks"]["closing"]["levels"]):
        timing |= closing
    publish(document, by=world.admin, seen=1)


@pytest.mark.rule("R70")
@pytest.mark.parametrize(
    ("level", "target_at"),
    [
        ("general", MORNING + 30 * MINUTE),
        ("major", MORNING + 23.5 * HOUR),  # six open hours: two before noon, three and a half after, the rest on Sunday
        ("emergency", MORNING + 6 * HOUR),
    ],
)
def test_the_target_is_half_an_hour_or_six_hours_in_the_hours_that_count(
    world: World, level: str, target_at: object
) -> None:
    complaint = world.lodge(level=level)
    assert (closing_of(complaint).target_at, closing_of(complaint).limit_at) == (target_at, None)
    assert complaint.clocks.filter(kind=ClockKind.ANSWER).exists(), "the answer has a clock of its own"


@pytest.mark.rule("R70")
def test_what_is_settled_on_the_spot_is_closed_within_the_target(world: World) -> None:
    complaint = world.verify(world.lodge())
    world.make("settle", complaint, by=world.zhou, minutes=20, solution="已说明", responsibility="none")
    assert of_closing(complaint) == [(ClockOutcome.MET, 1)]


@pytest.mark.rule("R70")
def test_work_that_is_done_is_not_closed_yet_and_the_owners_yes_is(world: World) -> None:
    complaint = world.to_handled(world.lodge())
    assert of_closing(complaint) == [("", 1)]
    world.make("confirm", complaint, by=OWNER, minutes=29)
    assert of_closing(complaint) == [(ClockOutcome.MET, 1)]


@pytest.mark.rule("R70")
def test_closing_after_the_target_is_late_though_the_answer_came_in_time(world: World) -> None:
    complaint = world.to_handled(world.lodge())
    world.make("visit", complaint, by=world.zhou, minutes=31, owner_words="好了", completed=True, **SATISFIED)
    assert of_closing(complaint) == [(ClockOutcome.LATE, 1)]
    assert closing_of(complaint).breached_at is None, "no limit was passed"
    assert complaint.clocks.get(kind=ClockKind.ANSWER).outcome == ClockOutcome.MET


@pytest.mark.rule("R70")
def test_an_owner_who_declines_the_visit_leaves_nothing_more_to_do(world: World) -> None:
    complaint = world.to_handled(world.lodge())
    world.make("visit", complaint, by=world.zhou, minutes=28, **DECLINED)
    assert of_closing(complaint) == [(ClockOutcome.MET, 1)], "the seven silent days are not counted against the staff"


@pytest.mark.rule("R70", "R66")
def test_a_result_that_fails_runs_on_and_what_is_taken_up_again_begins_anew(world: World) -> None:
    complaint = world.to_handled(world.lodge())
    world.make("contest", complaint, by=OWNER, minutes=25, owner_words="还在抖")
    assert of_closing(complaint) == [("", 1)], "a result that did not hold closed nothing"
    other = world.to_handled(world.neighbour())
    world.make("confirm", other, by=OWNER, minutes=25)
    world.make("reopen", other, minutes=600, reason="又停了")
    assert of_closing(other) == [(ClockOutcome.MET, 1), ("", 2)]


@pytest.mark.rule("R70")
def test_what_ends_otherwise_has_no_time_of_closing(world: World) -> None:
    complaint = world.verify(world.lodge())
    world.make("withdraw", complaint, by=OWNER, owner_words="不投诉了")
    assert of_closing(complaint) == [(ClockOutcome.DROPPED, 1)]


@pytest.mark.rule("R70", "R7")
def test_what_another_body_has_in_hand_is_not_timed_until_we_take_it_back(world: World) -> None:
    complaint = world.verify(world.lodge())
    world.make("refer", complaint, body="燃气公司", reference="2026-118", words="已转燃气公司")
    assert of_closing(complaint) == [(ClockOutcome.DROPPED, 1)]
    world.make("return", complaint, reason="燃气公司说归我们")
    assert closing_of(complaint).stopped_at is None


@pytest.mark.rule("R70")
def test_a_target_that_passes_warns_nobody_and_is_overdue_in_no_list(world: World) -> None:
    complaint = world.verify(world.lodge())
    tick(MORNING + 40 * MINUTE)
    assert not closing_of(complaint).events.exists()
    assert "closing" not in {notice.facts.get("clock") for notice in Notice.objects.all()}
    (row,) = open_matters(world.lin, now=MORNING + 40 * MINUTE).rows
    assert row.clock is not None
    assert row.clock.kind == ClockKind.ANSWER
    assert row.next_due_at == row.clock.limit_at


@pytest.mark.rule("R70", "C7")
def test_a_limit_that_the_company_sets_breaches_and_climbs(world: World) -> None:
    with_a_limit(world)
    complaint = world.to_handled(world.lodge())
    assert complaint.policy_id == current_version_id()
    tick(MORNING + 8 * 24 * HOUR)
    closing = closing_of(complaint)
    assert closing.breached_at == MORNING + 7 * 24 * HOUR
    assert set(closing.events.values_list("kind", flat=True)) == {"breached", "escalated"}, "still without a warning"


@pytest.mark.rule("R70", "R22")
def test_the_verified_level_sets_the_target_however_late_and_a_later_one_forgives_nothing(world: World) -> None:
    complaint = world.lodge()
    world.make(
        "verify", complaint, by=world.zhou, minutes=45, restated="电梯又停", confirmed=True, category="lift_stopped",
        level="major", nature="harm", emotion="calm", wants="修好", remit="ours",
    )  # fmt: skip
    assert closing_of(complaint).target_at == MORNING + 23.5 * HOUR, "it never was a general complaint"
    other = world.verify(world.neighbour())
    judged = {"category": "lift_stopped", "nature": "harm", "emotion": "calm"}
    world.make("reassess", other, minutes=50, level="major", validity="valid", reason="有人被困", **judged)
    assert closing_of(other).target_at == MORNING + 30 * MINUTE, "the target had passed at the level of then"
