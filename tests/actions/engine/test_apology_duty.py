"""A promise that is broken, or moved with too little notice, raises the duty to apologise, with reason and remedy."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from heed.actions.engine.errors import Refused
from heed.clockwork.tick import tick
from heed.process.words import ClockKind, ClockOutcome, Method, PromiseState, VisitOutcome
from heed.queries.actor import OWNER
from heed.queries.complaints.owner_view import owner_view
from heed.queries.promises.ledger import OWED, LedgerFilter, ledger
from heed.records.models import Clock, Complaint, Notice
from tests.world import MORNING, World

HOUR = timedelta(hours=1)
DUE = MORNING + 2 * HOUR
SORRY: dict[str, Any] = {
    "apology": "很抱歉，说好中午前回您电话却没有做到",
    "reason": "维保师傅路上堵车，检查结果晚到了一小时",
    "remedy": "我现在就上门向您说明，今晚留人值守",
    "method": Method.PHONE,
}
#: Of an apology alone, while the promise is open still.
WHY: dict[str, Any] = {"why_no_date": "马上就给您答复，不再另约"}
NEW = {"words": "我会在下午五点前给您答复", "due_at": MORNING + 7 * HOUR, "consent": True}


def promised(world: World, **facts: Any) -> Complaint:
    """A reply is promised for noon."""
    complaint = world.verify(world.lodge(**facts))
    return world.make("promise", complaint, words="我会在中午十二点前给您回电", due_at=DUE, consent=True)


def missed(world: World, at: datetime = DUE + HOUR / 60) -> Complaint:
    """The same, and noon has passed without a word."""
    complaint = promised(world)
    tick(at)
    complaint.refresh_from_db()
    return complaint


def duty_of(complaint: Complaint) -> Clock | None:
    return complaint.clocks.filter(kind=ClockKind.APOLOGY, stopped_at=None).first()


@pytest.mark.rule("R72")
def test_the_tick_that_breaks_a_promise_starts_the_clock_of_the_apology_at_the_miss_itself(world: World) -> None:
    complaint = missed(world, DUE + 3 * HOUR)
    promise, duty = complaint.promises.get(), duty_of(complaint)
    assert (promise.state, promise.owed_at, promise.apology) == (PromiseState.BROKEN, DUE, None)
    assert duty is not None
    assert duty.started_at == DUE
    assert duty.target_at == DUE + 2 * HOUR  # half an hour of open time after the miss, the noon rest left out
    assert duty.events.filter(kind="warned").count() == 1  # in the same tick, which came late


@pytest.mark.rule("R72")
def test_a_promise_found_broken_by_a_move_owes_the_apology_too(world: World) -> None:
    complaint = promised(world)
    world.make("reply", complaint, words="原因是门刀漏换", method=Method.PHONE, minutes=150)
    duty = duty_of(complaint)
    assert complaint.promises.get().state == PromiseState.BROKEN
    assert duty is not None
    assert duty.started_at == DUE


@pytest.mark.rule("R72")
@pytest.mark.parametrize("left_out", ["reason", "remedy", "why_no_date"])
def test_while_it_is_owed_an_apology_needs_the_reason_and_a_remedy(world: World, left_out: str) -> None:
    complaint = missed(world)
    with pytest.raises(Refused) as refused:
        world.make("apologise", complaint, minutes=125, **(SORRY | WHY | {left_out: " "}))
    assert [refusal.fact for refusal in refused.value.refusals] == [left_out]
    assert duty_of(complaint) is not None


@pytest.mark.rule("R72")
def test_the_apology_ends_the_duty_and_the_owner_is_told(world: World) -> None:
    complaint = missed(world)
    world.make("apologise", complaint, minutes=125, by=world.zhou, **SORRY, **WHY)
    promise, clock = complaint.promises.get(), complaint.clocks.get(kind=ClockKind.APOLOGY)
    assert clock.outcome == ClockOutcome.MET
    assert promise.apology == complaint.apologies.get()
    assert promise.state == PromiseState.BROKEN  # an apology does not unbreak it
    told = {notice.account for notice in Notice.objects.filter(complaint=complaint, about="apologise")}
    assert told == {complaint.case_owner, None} - {world.zhou}
    said = [said.words for entry in owner_view(complaint, DUE).told for said in entry.said if entry.move == "apologise"]
    assert said == [SORRY["apology"], SORRY["reason"], SORRY["remedy"], WHY["why_no_date"]]


@pytest.mark.rule("R72", "C7")
def test_an_apology_that_does_not_come_climbs_the_ladder(world: World) -> None:
    complaint = missed(world)
    tick(DUE + 5 * HOUR)
    duty = duty_of(complaint)
    assert duty is not None
    assert duty.breached_at == DUE + 3.5 * HOUR  # two hours of open time
    raised = complaint.entries.filter(move="escalate", content__facts__clock="apology")
    assert [entry.content.facts["to"] for entry in raised] == ["director"]
    assert Notice.objects.filter(key=f"clock-{duty.pk}-breached-0-{complaint.case_owner_id}").exists()


@pytest.mark.rule("R61", "R72")
def test_a_new_date_for_a_missed_promise_asks_for_the_apology_and_is_it(world: World) -> None:
    complaint = missed(world)
    with pytest.raises(Refused) as refused:
        world.make("new_date", complaint, minutes=130, reason="检查结果晚到", **NEW)
    assert {refusal.fact for refusal in refused.value.refusals} == {"apology", "remedy", "method"}
    world.make("new_date", complaint, minutes=130, **NEW, **SORRY)
    old, new = complaint.promises.order_by("pk")
    assert (old.state, old.broken_at, old.apology) == (PromiseState.BROKEN, DUE, complaint.apologies.get())
    assert (new.state, new.replaces, new.owed_at) == (PromiseState.OPEN, old, None)
    assert duty_of(complaint) is None


@pytest.mark.rule("R72")
def test_a_promise_missed_a_moment_ago_asks_for_the_apology_though_no_tick_saw_it(world: World) -> None:
    complaint = promised(world)
    with pytest.raises(Refused):
        world.make("new_date", complaint, minutes=121, reason="检查结果晚到", **NEW)
    world.make("apologise", complaint, minutes=122, **SORRY, **WHY)
    tick(DUE + HOUR / 10)
    assert complaint.promises.get().state == PromiseState.BROKEN
    assert duty_of(complaint) is None  # made before the tick came


@pytest.mark.rule("R72", "R73")
@pytest.mark.parametrize(("minutes", "owed"), [(10, False), (60, True)])
def test_a_promise_moved_with_too_little_notice_owes_an_apology(world: World, minutes: float, owed: bool) -> None:
    complaint = world.verify(world.lodge())
    due_at = MORNING + 2.5 * HOUR  # the policy asks for two hours of notice
    world.make("promise", complaint, words="我会在十二点半前回电", due_at=due_at, consent=True)
    world.make("new_date", complaint, minutes=minutes, reason="业主改时间", **NEW)
    old = complaint.promises.earliest("pk")
    assert old.state == PromiseState.RENEGOTIATED
    assert (duty_of(complaint) is not None) is owed
    assert (old.owed_at is not None) is owed


@pytest.mark.rule("R72")
def test_an_apology_with_the_new_date_leaves_nothing_owed(world: World) -> None:
    complaint = promised(world)
    world.make("new_date", complaint, minutes=100, **NEW, **SORRY)
    assert complaint.promises.earliest("pk").apology == complaint.apologies.get()
    assert duty_of(complaint) is None


@pytest.mark.rule("R72", "R97")
@pytest.mark.parametrize("outcome", [VisitOutcome.SATISFIED, VisitOutcome.DECLINED])
def test_nothing_closes_while_an_apology_is_owed(world: World, outcome: VisitOutcome) -> None:
    complaint = handled_late(world)
    visit: dict[str, Any] = {
        "outcome": outcome,
        "owner_words": "修好了",
        "completed": True,
        "method": Method.PHONE,
        "by": world.zhou,
    }
    with pytest.raises(Refused, match="Apologise to the owner first"):
        world.make("visit", complaint, **visit)
    with pytest.raises(Refused, match="Apologise to the owner first"):
        world.make("join_earlier", promised_late(world), other=world.lodge(), reason="同一电梯")
    world.make("apologise", complaint, **SORRY)
    world.make("visit", complaint, **visit)


@pytest.mark.rule("R72", "R94")
def test_an_owner_whom_nobody_reaches_cannot_be_told_and_holds_nothing_up(world: World) -> None:
    complaint = handled_late(world)
    for _ in range(3):
        world.make("visit", complaint, by=world.zhou, outcome=VisitOutcome.NOT_REACHED, method=Method.PHONE)
    closed = world.make("exempt", complaint, code="unreachable", reason="三次未联系上")
    assert closed.stage == "closed"


@pytest.mark.rule("R72", "R96")
def test_the_owners_own_yes_is_never_refused_and_the_ledger_keeps_what_was_owed(world: World) -> None:
    complaint = handled_late(world)
    world.make("confirm", complaint, by=OWNER)
    assert complaint.clocks.get(kind=ClockKind.APOLOGY).outcome == ClockOutcome.DROPPED
    assert list(ledger(world.lin, LedgerFilter(OWED))) == []  # nobody can make it now
    (row,) = ledger(world.lin, LedgerFilter(""))
    assert row.went_without
    owed = complaint.promises.get()
    assert (owed.owed_at, owed.apology) == (DUE, None)
    world.make("reopen", complaint, by=OWNER, reason="又坏了")
    assert duty_of(complaint) is not None  # and it is owed again


@pytest.mark.rule("R66", "R72")
def test_the_duty_survives_a_new_round(world: World) -> None:
    complaint = handled_late(world)
    again = world.make("contest", complaint, by=OWNER, owner_words="还是不行")
    assert again.round == 2
    assert duty_of(complaint) is not None


def test_a_withdrawal_that_staff_record_says_how_the_owner_said_it(world: World) -> None:
    complaint = world.verify(world.lodge())
    with pytest.raises(Refused) as refused:
        world.make("withdraw", complaint, owner_words="不用修了")
    assert [refusal.fact for refusal in refused.value.refusals] == ["method"]
    world.make("withdraw", complaint, owner_words="不用修了", method=Method.PHONE)
    assert complaint.entries.get(move="withdraw").content.facts["method"] == Method.PHONE


def promised_late(world: World) -> Complaint:
    """A reply that came after noon."""
    complaint = promised(world)
    world.make("investigate", complaint, account=world.lin)
    return world.make("reply", complaint, words="原因是门刀漏换", method=Method.PHONE, minutes=150)


def handled_late(world: World) -> Complaint:
    """The same, and then the matter was handled; nobody has apologised yet."""
    complaint = promised_late(world)
    found: dict[str, Any] = {
        "findings": "线路老化",
        "responsibility": "none",
        "solution": "更换线路",
        "method": Method.PHONE,
    }
    world.make("propose", complaint, **found)
    world.make("agree", complaint, owner_words="可以")
    world.order_done(complaint)
    return world.make("complete", complaint, result="已换", method=Method.PHONE)


@pytest.mark.rule("R52", "R72")
def test_an_apology_that_is_owed_is_made_in_the_form_of_the_level(world: World) -> None:
    complaint = world.verify(world.lodge(), level="major")
    due_at = complaint.received_at + timedelta(hours=2)
    world.make("promise", complaint, words="我会回电", consent=True, due_at=due_at)
    tick(due_at + timedelta(minutes=5))
    said: dict[str, Any] = {
        "apology": "很抱歉",
        "reason": "检查晚到",
        "remedy": "今晚留人",
        "at": due_at + timedelta(minutes=10),
    } | WHY
    with pytest.raises(Refused) as refused:
        world.make("apologise", complaint, method="online", **said)
    assert [refusal.fact for refusal in refused.value.refusals] == ["method"]
    world.make("apologise", complaint, method="phone", **said)
