"""Two owners, one lift: followed together, and each to the own end; one owner, one matter: one open case (R10, R68)."""

from typing import Any

import pytest

from heed.actions.engine.errors import Refused
from heed.process.words import ClockKind, Method, PromisedWay, Stage
from heed.queries.actor import OWNER
from heed.queries.complaints.owner_view import owner_view
from heed.records.models import Complaint, Notice
from tests.world import MORNING, World

FOR_OTHERS = "二号电梯的门刀已换，已试运行，今天起恢复使用"
ANSWER = "二号电梯停运是门刀漏换，今天换好"
SATISFIED: dict[str, Any] = {"outcome": "satisfied", "method": Method.PHONE, "owner_words": "好了", "completed": True}


def merged(world: World, **facts: Any) -> tuple[Complaint, Complaint]:
    """Chen's complaint, and Huang's merged into it; both were read back."""
    chen, huang = world.lodge(), world.neighbour(**facts)
    world.verify(chen)
    world.verify(huang)
    return chen, world.make("merge", huang, other=chen, reason="同一部电梯")


def carried_out(world: World, chen: Complaint) -> Complaint:
    """The work at Chen's complaint, from the cause to the end."""
    world.make("investigate", chen, account=world.lin)
    world.make("apologise", chen, apology="很抱歉", method=Method.PHONE)
    world.make(
        "propose", chen, findings="门刀漏换", responsibility="management", solution="换门刀", method=Method.PHONE,
        for_others=ANSWER,
    )  # fmt: skip
    world.make("agree", chen, owner_words="可以")
    world.order_done(chen)
    return world.make("complete", chen, result="已换好", method=Method.PHONE, for_others=FOR_OTHERS)


def fresh(complaint: Complaint) -> Complaint:
    return Complaint.objects.get(pk=complaint.pk)


def moves_of(complaint: Complaint) -> list[str]:
    return list(complaint.entries.order_by("seq").values_list("move", flat=True))


@pytest.mark.rule("R10", "R68")
def test_a_merged_complaint_is_not_ended_its_owner_is_told_and_its_clocks_run_on(world: World) -> None:
    chen, huang = merged(world)
    assert (huang.stage, huang.merged_into, huang.is_open) == (Stage.VERIFIED, chen, True)
    running = set(huang.clocks.filter(stopped_at__isnull=True).values_list("kind", flat=True))
    assert running == {ClockKind.ANSWER, ClockKind.CLOSING, ClockKind.PROGRESS}
    assert Notice.objects.filter(complaint=huang, about="merge", channel="owner").exists()
    view = owner_view(huang, huang.moved_at)
    assert (view.is_open, view.together) == (True, Stage.VERIFIED)


@pytest.mark.rule("R10", "R68")
def test_each_merged_owner_is_told_the_answer_and_the_result_in_words_written_for_them(world: World) -> None:
    chen, huang = merged(world)
    with pytest.raises(Refused) as refused:
        world.make("report_progress", chen, words="陈女士您好，门刀到了", method=Method.PHONE)
    assert [refusal.fact for refusal in refused.value.refusals] == ["for_others"]
    carried_out(world, chen)
    huang = fresh(huang)
    assert (huang.stage, huang.handler) == (Stage.HANDLED, world.lin)
    assert moves_of(huang)[-2:] == ["pass_on_answer", "pass_on_result"]
    told = [said.words for entry in owner_view(huang, huang.moved_at).told for said in entry.said]
    assert (ANSWER in told, FOR_OTHERS in told, "换门刀" in told) == (True, True, False)
    told_how = Notice.objects.filter(complaint=huang, channel="owner").values_list("about", flat=True)
    assert {"pass_on_answer", "pass_on_result"} <= set(told_how)


@pytest.mark.rule("R10", "R66", "R100")
def test_each_merged_owner_is_visited_and_gives_the_own_verdict(world: World) -> None:
    chen, huang = merged(world)
    carried_out(world, chen)
    huang = fresh(huang)
    closed = world.make("visit", huang, by=world.zhou, **SATISFIED)
    assert (closed.stage, closed.owner_verdict, fresh(chen).stage) == (Stage.CLOSED, "satisfied", Stage.HANDLED)
    assert fresh(chen).owner_verdict == ""


@pytest.mark.rule("R10", "R66")
def test_a_merged_owner_for_whom_it_is_not_fixed_goes_on_alone(world: World) -> None:
    chen, huang = merged(world)
    carried_out(world, chen)
    world.make("confirm", chen, by=OWNER)
    again = world.make("contest", fresh(huang), by=OWNER, owner_words="还是停")
    assert (again.stage, again.round, again.merged_into) == (Stage.INVESTIGATING, 2, None)
    assert fresh(chen).stage == Stage.CLOSED
    world.make("apologise", again, apology="很抱歉", method=Method.PHONE)
    found: dict[str, Any] = {"findings": "门机", "responsibility": "management", "solution": "换门机"}
    assert world.make("propose", again, method=Method.PHONE, **found).stage == Stage.PROPOSED


@pytest.mark.rule("R10", "R55")
def test_a_call_promised_to_a_merged_owner_is_still_owed_when_the_work_is_done(world: World) -> None:
    chen, huang = merged(world)
    due_at = MORNING.replace(hour=12)
    promise: dict[str, Any] = {"words": "我会回电", "due_at": due_at, "consent": True, "way": PromisedWay.PHONE}
    world.make("promise", huang, by=world.zhou, **promise)
    with pytest.raises(Refused):
        world.make("tell_result", huang, result="修好了", method=Method.PHONE)
    carried_out(world, chen)
    huang = fresh(huang)
    assert (huang.stage, moves_of(huang)[-1]) == (Stage.PROMISED, "pass_on_news")
    assert Notice.objects.filter(complaint=huang, about="pass_on_news", account=huang.case_owner).exists()
    with pytest.raises(Refused):
        world.make("tell_result", huang, result="修好了", method=Method.ONLINE)
    told = world.make("tell_result", huang, result="修好了", method=Method.PHONE)
    assert (told.stage, told.promises.get().state) == (Stage.HANDLED, "kept")


@pytest.mark.rule("R10")
def test_work_on_a_merged_complaint_is_done_at_the_main_one_until_they_are_separated(world: World) -> None:
    chen, huang = merged(world)
    with pytest.raises(Refused, match="followed together with another complaint"):
        world.make("investigate", huang, account=world.lin)
    third = world.neighbour(name="高兰", contact="13900007722")
    for wrong in (third, chen):  # not into one that is merged, nor the main one into another
        with pytest.raises(Refused):
            world.make("merge", wrong, other=huang if wrong is third else third, reason="同一件事")
    apart = world.make("separate", huang, reason="另一部电梯")
    assert apart.merged_into is None
    assert world.make("investigate", apart, account=world.lin).stage == Stage.INVESTIGATING
    carried_out_alone = world.make("report_progress", chen, words="在修", method=Method.PHONE)
    assert carried_out_alone.entries.latest("seq").move == "report_progress", "nobody else is to be told"


@pytest.mark.rule("R10", "R68")
def test_when_the_main_owner_withdraws_the_others_are_followed_on_their_own(world: World) -> None:
    chen, huang = merged(world)
    world.make("withdraw", chen, by=OWNER, owner_words="不用了")
    huang = fresh(huang)
    assert (huang.is_open, huang.merged_into, moves_of(huang)[-1]) == (True, None, "separate")


@pytest.mark.rule("R10", "R68")
def test_both_sides_of_a_merge_and_of_a_separation_have_it_on_their_timeline_and_hear_of_it(world: World) -> None:
    chen = world.lodge(case_owner=world.zhao)
    huang = world.make("merge", world.neighbour(), other=chen, reason="同一部电梯")
    assert (moves_of(chen)[-1], moves_of(huang)[-1]) == ("was_merged", "merge")
    world.make("separate", huang, reason="另一部电梯")
    assert (moves_of(chen)[-1], moves_of(huang)[-1]) == ("was_separated", "separate")
    for move in ("was_merged", "was_separated"):
        assert Notice.objects.filter(complaint=chen, about=move, account=world.zhao).exists()


@pytest.mark.rule("R10", "R93")
@pytest.mark.parametrize("earlier_at", [Stage.RECEIVED, Stage.HANDLED])
def test_the_same_owner_again_about_the_same_leaves_one_open_case(world: World, earlier_at: Stage) -> None:
    earlier = world.lodge() if earlier_at is Stage.RECEIVED else world.to_handled(world.lodge())
    again = world.lodge(repeat_of=earlier, at=fresh(earlier).moved_at)
    assert (again.stage, again.merged_into) == (Stage.MERGED, earlier)
    assert list(Complaint.objects.exclude(stage=Stage.MERGED)) == [earlier]
    assert moves_of(earlier)[-1] == ("came_again" if earlier_at is Stage.RECEIVED else "repeat")
    assert fresh(earlier).round == (1 if earlier_at is Stage.RECEIVED else 2)


@pytest.mark.rule("R10")
def test_neither_is_another_owners_complaint_ended_in_a_merge_nor_the_same_owners_kept_twice(world: World) -> None:
    chen, huang = world.lodge(), world.neighbour()
    again = world.lodge(person=None, name="陈美玲", contact="138 0000 2207", unit="1502")
    with pytest.raises(Refused, match="another owner's complaint"):
        world.make("join_earlier", huang, other=chen, reason="同一部电梯")
    with pytest.raises(Refused, match="the same owner's complaint"):
        world.make("merge", again, other=chen, reason="同一部电梯")
    assert world.make("join_earlier", again, other=chen, reason="同一部电梯").stage == Stage.MERGED


@pytest.mark.rule("R59", "R68", "C9")
def test_a_merged_owner_is_not_told_that_the_work_is_complete_where_it_could_not_be_solved(world: World) -> None:
    chen, huang = merged(world)
    world.make("investigate", chen, account=world.lin)
    world.make("ask_approval", chen, subject="explain", reason="无法改造")
    world.make("approve", chen, by=world.zhao, subject="explain")
    world.make(
        "explain", chen, findings="井道太小", reason="无法加装", routes="住建局", method=Method.PHONE,
        for_others="井道太小，无法加装电梯；可向住建局反映",
    )  # fmt: skip
    huang = fresh(huang)
    assert (huang.stage, huang.staff_verdict, huang.handler) == (Stage.HANDLED, "", world.lin)
    last = owner_view(huang, huang.moved_at).told[-1]
    assert "complete" not in last.text
    assert [said.words for said in last.said] == ["井道太小，无法加装电梯；可向住建局反映"]
