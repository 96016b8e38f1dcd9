"""Assessing again, approvals, waiting clocks, who is told."""

from typing import Any

import pytest

from heed.actions.engine.errors import Refused
from heed.move_forms.form import MoveForm
from heed.process.words import ClockKind, Stage
from heed.queries.actor import staff
from heed.queries.complaints.case import case_of
from heed.records.models import Notice
from tests.world import World


@pytest.mark.rule("R22", "R21", "C2")
def test_a_higher_level_retimes_the_clocks_from_their_old_start(world: World) -> None:
    complaint = world.verify(world.lodge())
    before = complaint.clocks.get(kind=ClockKind.ANSWER)
    world.make("reassess", complaint, level="emergency", category="trapped_in_lift", nature="harm",
               validity="valid", emotion="agitated", reason="老人被困")  # fmt: skip
    after = complaint.clocks.get(kind=ClockKind.ANSWER)
    assert after.started_at == before.started_at
    assert after.target_at is not None
    assert before.target_at is not None
    assert after.target_at < before.target_at
    assert complaint.assessments.count() == 2


@pytest.mark.rule("R56")
def test_clocks_that_wait_are_pushed_by_the_waiting_but_progress_never_waits(world: World) -> None:
    complaint = world.verify(world.lodge())
    world.make("pause", complaint, pause="awaiting_owner", reason="业主出差", minutes=20)
    assert complaint.clocks.get(kind=ClockKind.PROGRESS).paused_at is None
    assert complaint.clocks.get(kind=ClockKind.ANSWER).limit_at is None
    world.make("resume", complaint, reason="业主回来了", minutes=80)
    answer = complaint.clocks.get(kind=ClockKind.ANSWER)
    assert answer.limit_at is not None
    assert (answer.limit_at - answer.started_at).total_seconds() == (24 * 60 + 60) * 60


@pytest.mark.rule("C9", "R59")
def test_what_cannot_be_resolved_is_explained_only_with_approval(world: World) -> None:
    complaint = world.verify(world.lodge())
    world.make("investigate", complaint, account=world.lin)
    facts: dict[str, Any] = {
        "findings": "属产权纠纷",
        "reason": "无权处理",
        "routes": "可向街道或法院反映",
        "method": "phone",
    }
    with pytest.raises(Refused):
        world.make("explain", complaint, **facts)
    world.make("ask_approval", complaint, subject="explain", reason="无权处理")
    with pytest.raises(Refused):
        world.make("approve", complaint, by=world.lin, subject="explain")
    world.make("approve", complaint, by=world.zhao, subject="explain")
    assert world.make("explain", complaint, **facts).stage == Stage.HANDLED


@pytest.mark.rule("R77", "C12")
def test_compensation_above_the_limit_needs_approval(world: World) -> None:
    complaint = world.verify(world.lodge())
    world.make("investigate", complaint, account=world.lin)
    facts: dict[str, Any] = {"findings": "x", "responsibility": "none", "solution": "补偿", "method": "phone"}
    with pytest.raises(Refused):
        world.make("propose", complaint, money=1_000_000, **facts)
    assert world.make("propose", complaint, money=0, **facts).stage == Stage.PROPOSED


@pytest.mark.rule("R68")
def test_every_complaint_has_a_case_owner_from_the_first_moment(world: World) -> None:
    assert world.lodge().case_owner == world.lin


@pytest.mark.rule("R74")
def test_who_the_row_names_is_told_once_and_who_acted_is_not(world: World) -> None:
    complaint = world.lodge()
    told = Notice.objects.filter(complaint=complaint, about="lodge")
    assert {notice.account for notice in told} == {world.lin, None}
    world.make("escalate", complaint, by=world.zhou, reason="业主仍很激动")
    assert [notice.account for notice in Notice.objects.filter(about="escalate")] == [world.lin]
    world.make("escalate", complaint, by=world.lin, reason="需要公司支持")
    assert Notice.objects.filter(about="escalate", account=world.zhao).exists()


def test_no_personal_data_stands_in_a_notice(world: World) -> None:
    world.to_handled(world.lodge())
    for notice in Notice.objects.all():
        assert world.chen.name not in str(notice.facts)
        assert world.chen.phone not in str(notice.facts)


@pytest.mark.rule("R56")
def test_a_pause_that_stops_no_running_clock_is_refused_and_not_offered(world: World) -> None:
    complaint = world.to_handling(world.lodge())
    case, _ = case_of(complaint, staff(world.lin), complaint.moved_at)
    running = set(complaint.clocks.filter(stopped_at=None).values_list("kind", flat=True))
    pauses = {reason.code: {kind.value for kind in reason.clocks} for reason in case.policy.pauses}
    assert case.idle_pauses == {code for code, kinds in pauses.items() if not kinds & running}
    assert case.idle_pauses, "some reason stops nothing at this stage"
    for idle in case.idle_pauses:
        with pytest.raises(Refused):
            world.make("pause", complaint, pause=idle, reason="等")
    offered = MoveForm(complaint, "pause", staff(world.lin)).fields["pause"].choices  # type: ignore[attr-defined]
    assert {code for code, _ in offered if code} == set(pauses) - case.idle_pauses
    complaint.refresh_from_db()
    assert complaint.clocks_wait_since is None


@pytest.mark.rule("R56")
def test_clocks_are_shown_as_paused_only_while_one_is(world: World) -> None:
    complaint = world.verify(world.lodge())
    world.make("pause", complaint, pause="awaiting_owner", reason="业主出差")
    paused = complaint.clocks.filter(stopped_at=None, paused_at__isnull=False)
    assert list(paused.values_list("kind", flat=True)) == [ClockKind.ANSWER]
    world.make("investigate", complaint, account=world.lin)
    world.make("apologise", complaint, apology="抱歉", method="phone")
    world.make("propose", complaint, findings="门刀漏换", responsibility="management", solution="更换", method="phone")
    assert not paused.exists(), "the answer was given"
    complaint.refresh_from_db()
    assert complaint.clocks_wait_since is None
    assert complaint.clocks_wait_for == ""
