"""A complaint's life through the actions."""

from datetime import timedelta
from typing import Any

import pytest

from heed.actions.engine.errors import Refused, Stale
from heed.process.words import ClosingCode, Method, Nature, Stage, VisitOutcome
from tests.world import MORNING, World


@pytest.mark.rule("R50", "R54", "R62")
def test_a_matter_explained_at_the_counter_closes_with_the_owners_word(world: World) -> None:
    complaint = world.verify(world.lodge(), nature="consult")
    closed = world.make(
        "settle", complaint, by=world.zhou, solution="已当面说明", responsibility="none", confirmation="好的，我明白了"
    )
    assert closed.stage == Stage.CLOSED
    assert closed.closing_code == ClosingCode.ON_SITE
    assert closed.next_due_at is None
    assert not closed.clocks.filter(stopped_at__isnull=True).exists()


@pytest.mark.rule("R54", "C4")
def test_settling_without_signature_or_confirmation_is_refused(world: World) -> None:
    complaint = world.verify(world.lodge())
    with pytest.raises(Refused) as refused:
        world.make(
            "settle", complaint, by=world.zhou, solution="已说明", responsibility="none", confirmed_by="signature"
        )
    assert refused.value.refusals[0].fact == "signature"
    complaint.refresh_from_db()
    assert complaint.stage == Stage.VERIFIED


@pytest.mark.rule("R55", "C2")
def test_an_answer_later_than_24_hours_is_refused(world: World) -> None:
    complaint = world.verify(world.lodge())
    promise: dict[str, Any] = {"words": "我会给您回电", "consent": True, "by": world.zhou, "minutes": 10}
    with pytest.raises(Refused):
        world.make("promise", complaint, due_at=MORNING + timedelta(hours=25), **promise)
    world.make("promise", complaint, due_at=MORNING + timedelta(hours=5), **promise)
    assert complaint.promises.get().made_by == world.zhou


@pytest.mark.rule("R48", "R58", "R67", "R92", "R96")
def test_a_complaint_travels_from_the_call_to_the_owners_yes(world: World) -> None:
    complaint = world.to_handled(world.lodge())
    assert complaint.stage == Stage.HANDLED
    visit: dict[str, Any] = {
        "outcome": VisitOutcome.SATISFIED,
        "method": Method.PHONE,
        "owner_words": "这次修好了",
        "completed": True,
    }
    complaint = world.make("visit", complaint, by=world.zhou, rating_result=5, **visit)
    assert (complaint.stage, complaint.owner_verdict) == (Stage.CLOSED, "satisfied")
    assert [entry.seq for entry in complaint.entries.order_by("seq")] == list(range(1, complaint.version + 1))


@pytest.mark.rule("R66")
def test_a_visit_that_finds_it_unsolved_begins_a_second_round(world: World) -> None:
    complaint = world.to_handled(world.lodge())
    complaint = world.make(
        "visit", complaint, by=world.zhou, outcome=VisitOutcome.NOT_SOLVED, method=Method.PHONE, owner_words="又停了"
    )
    assert (complaint.stage, complaint.round) == (Stage.INVESTIGATING, 2)
    assert complaint.orders.count() == 1, "nothing of the first round is lost"


@pytest.mark.rule("R51", "R24")
def test_where_management_is_at_fault_the_apology_comes_before_the_answer(world: World) -> None:
    complaint = world.verify(world.lodge())
    world.make("investigate", complaint, account=world.lin)
    with pytest.raises(Refused):
        world.make(
            "propose", complaint, findings="漏换", responsibility="management", solution="更换", method=Method.PHONE
        )


@pytest.mark.rule("R6", "R94")
def test_an_anonymous_complaint_needs_no_name_and_closes_without_a_visit(world: World) -> None:
    complaint = world.lodge(person=None, place=None, anonymous=True, by=world.sun, channel="patrol")
    assert complaint.name == ""
    world.verify(complaint, confirmed=None)
    world.make("investigate", complaint, account=world.lin)
    world.make("propose", complaint, findings="属实", responsibility="none", solution="清理")
    world.make("go_ahead", complaint)
    world.make("complete", complaint, result="已清理")
    complaint = world.make("exempt", complaint, code="anonymous", reason="匿名")
    assert complaint.closing_code == ClosingCode.ANONYMOUS


def test_a_page_seen_before_somebody_elses_move_is_stale_and_changes_nothing(world: World) -> None:
    complaint = world.lodge()
    seen = complaint.version
    world.verify(complaint)
    with pytest.raises(Stale) as stale:
        world.make("amend", complaint, by=world.zhou, version=seen, cause="漏换零件")
    assert [entry.move for entry in stale.value.entries] == ["verify"]


def test_another_projects_director_may_do_nothing(world: World) -> None:
    complaint = world.lodge()
    with pytest.raises(Refused):
        world.make("verify", complaint, by=world.wu, restated="x", category="lift_stopped", level="general",
                   nature=Nature.HARM, emotion="calm", wants="x", remit="ours", confirmed=True)  # fmt: skip


@pytest.mark.rule("R74")
def test_a_timeline_never_runs_backwards(world: World) -> None:
    complaint = world.lodge()
    world.make("note", complaint, words="业主来电催问", minutes=40)
    with pytest.raises(Refused, match="earlier than an entry already on record"):
        world.make("note", complaint, words="迟到的记录", minutes=39)
    world.make("note", complaint, words="同一时刻", minutes=40)
