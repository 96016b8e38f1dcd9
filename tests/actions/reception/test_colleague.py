"""A call passed on to a colleague who is no superior, and a colleague asked to the counter (R46)."""

from datetime import datetime, timedelta

import pytest

from heed.actions.engine.errors import Refused
from heed.actions.reception.called import KnownAtCall, mark_arrived, mark_not_taken, report_outcome
from heed.actions.reception.called_notes import link_complaint
from heed.actions.reception.colleague import ask_colleague
from heed.actions.reception.meetings import answer, arrive, count_rings, end, receive, ring
from heed.actions.record.erase import erase
from heed.actions.setup import founding
from heed.process.words import Role
from heed.queries.policies import current_policy
from heed.queries.reception import current_meeting, ring_choices, summonses_to
from heed.queries.staff.colleagues import colleagues_to_ask, concerned
from heed.records.models import Absence, Account, Call, Clock, Complaint, Notice
from tests.world import MORNING, PASSWORD, World

WHY = "业主要找他"


def after(seconds: float) -> datetime:
    return MORNING + timedelta(seconds=seconds)


@pytest.fixture
def call(world: World) -> Call:
    """Zhou has answered."""
    return answer(ring(world.project, by=world.zhou, at=MORNING), by=world.zhou, at=after(5))


@pytest.fixture
def tang(world: World) -> Account:
    """Tang, who follows up and may receive."""
    account = founding.add_account("tang", "唐静", PASSWORD, language="zh-hans")
    founding.give_duty(account, Role.FOLLOW_UP, project=world.project)
    return account


def notes(complaint: Complaint) -> list[str]:
    """What the notes of the timeline say."""
    return [entry.content.facts["words"] for entry in complaint.entries.order_by("seq") if entry.move == "note"]


@pytest.mark.rule("R46")
def test_whom_when_and_that_it_was_taken_stand_in_the_record_without_an_escalation(
    world: World, call: Call, tang: Account
) -> None:
    complaint = link_complaint(call, world.lodge(at=after(10)), by=world.zhou, at=after(10))
    asked = ask_colleague(call, to=tang, by=world.zhou, consent=True, reason=WHY, at=after(20))
    assert current_meeting(world.zhou) == call, "the owner stays until somebody has taken the call"
    assert summonses_to(tang, after(21)) == [asked]
    assert not Clock.objects.filter(summons=asked).exists()
    assert Notice.objects.get(about="asked_over").account == tang
    mark_arrived(asked, by=tang, at=after(30))
    asked.refresh_from_db()
    call.refresh_from_db()
    assert (asked.asked_at, asked.arrived_at, asked.consent) == (after(20), after(30), True)
    assert (call.transferred_to, call.transfer_consent) == (tang, True)
    assert current_meeting(tang) == call
    assert current_meeting(world.zhou) is None
    said = notes(complaint)
    assert len(said) == 2
    assert all("唐静" in words for words in said)
    assert WHY in said[0]
    assert not complaint.entries.filter(move="escalate").exists()
    assert not Notice.objects.filter(about="escalate").exists()


@pytest.mark.rule("R46")
def test_without_the_owners_consent_nobody_is_asked(world: World, call: Call, tang: Account) -> None:
    with pytest.raises(Refused):
        ask_colleague(call, to=tang, by=world.zhou, consent=False, reason=WHY, at=after(20))
    assert not call.summonses.exists()
    assert not Notice.objects.filter(account=tang).exists()


@pytest.mark.rule("R46")
def test_a_call_that_is_not_taken_stays_with_the_one_who_asked(world: World, call: Call, tang: Account) -> None:
    asked = ask_colleague(call, to=tang, by=world.zhou, consent=True, reason=WHY, at=after(20))
    with pytest.raises(Refused):
        ask_colleague(call, to=world.liu, by=world.zhou, consent=True, reason=WHY, at=after(25))
    mark_not_taken(asked, by=world.zhou, at=after(80))
    with pytest.raises(Refused):
        mark_arrived(asked, by=tang, at=after(90))
    assert not summonses_to(tang, after(91))
    call.refresh_from_db()
    assert call.transferred_to is None
    assert current_meeting(world.zhou) == call
    ask_colleague(call, to=world.liu, by=world.zhou, consent=True, reason=WHY, at=after(95))
    end(call, by=world.zhou, because="directions", at=after(120))
    assert [one.declined_at for one in call.summonses.order_by("pk")] == [after(80), after(120)]
    assert not summonses_to(world.liu, after(121))


@pytest.mark.rule("R46")
def test_a_colleague_without_a_desk_reports_what_was_said_and_the_desk_keeps_the_call(world: World, call: Call) -> None:
    asked = ask_colleague(call, to=world.liu, by=world.zhou, consent=True, reason=WHY, at=after(20))
    mark_arrived(asked, by=world.liu, at=after(30))
    call.refresh_from_db()
    assert call.transferred_to is None
    assert current_meeting(world.zhou) == call
    assert summonses_to(world.liu, after(31)) == [asked], "until it is said what was said"
    with pytest.raises(Refused):
        report_outcome(asked, "别人的话", by=world.wang)
    report_outcome(asked, "下午三点去看", by=world.liu, at=after(60))
    assert not summonses_to(world.liu, after(61))
    complaint = link_complaint(call, world.lodge(at=after(70)), by=world.zhou, at=after(70))
    assert notes(complaint)[-1].endswith("下午三点去看")
    assert "刘洋" in notes(complaint)[-1]


@pytest.mark.rule("R39", "R46")
def test_who_is_with_another_owner_is_not_given_a_second_one(world: World, call: Call, tang: Account) -> None:
    asked = ask_colleague(call, to=tang, by=world.zhou, consent=True, reason=WHY, at=after(20))
    other = answer(ring(world.project, by=tang, at=after(21)), by=tang, at=after(22))
    with pytest.raises(Refused):
        mark_arrived(asked, by=tang, at=after(30))
    mark_not_taken(asked, by=tang, at=after(31))
    with pytest.raises(Refused):
        ask_colleague(call, to=tang, by=world.zhou, consent=True, reason=WHY, at=after(40))
    end(other, by=tang, because="directions", at=after(50))
    mark_arrived(
        ask_colleague(call, to=tang, by=world.zhou, consent=True, reason=WHY, at=after(60)), by=tang, at=after(70)
    )
    assert current_meeting(tang) == call


@pytest.mark.rule("R46")
def test_a_colleague_who_is_asked_to_the_counter_comes_and_the_visit_stays_with_the_desk(world: World) -> None:
    visit = receive(arrive(world.project, by=world.zhou, at=MORNING), by=world.zhou, at=after(5))
    known = KnownAtCall(name="陈美玲", home="3-1502", matter="电梯又停了", where="2号电梯", wants="彻底修好")
    asked = ask_colleague(visit, to=world.qian, by=world.zhou, consent=True, reason=WHY, known=known, at=after(20))
    assert (asked.what, asked.at_hand) == ("电梯又停了", {"where": "2号电梯", "wants": "彻底修好"})
    mark_arrived(asked, by=world.qian, at=after(30))
    assert current_meeting(world.zhou) == visit
    assert current_meeting(world.qian) is None
    complaint = link_complaint(visit, world.lodge(at=after(70)), by=world.zhou, at=after(70))
    assert len(notes(complaint)) == 2
    asked.refresh_from_db()
    assert (asked.name, asked.matter, asked.where, asked.wants) == ("", "", "", ""), "the complaint says it"


@pytest.mark.rule("R40", "R46")
def test_rings_are_not_asked_again_once_the_call_was_passed_on(world: World, call: Call, tang: Account) -> None:
    policy = current_policy()
    assert ring_choices(call, policy)
    mark_arrived(
        ask_colleague(call, to=tang, by=world.zhou, consent=True, reason=WHY, at=after(20)), by=tang, at=after(30)
    )
    call.refresh_from_db()
    assert not ring_choices(call, policy)
    with pytest.raises(Refused):
        count_rings(call, 2, by=tang)


@pytest.mark.rule("R46", "C3")
def test_who_may_be_asked_works_there_is_present_and_is_not_complained_about(world: World, tang: Account) -> None:
    def names(complaint: Complaint | None = None) -> set[str]:
        return {one.name for one in colleagues_to_ask(world.project, world.zhou, MORNING, complaint)}

    assert names() == {"唐静", "王建国", "刘洋", "钱工", "孙强"}, "no superior, no administrator, nobody from elsewhere"
    Absence.objects.create(
        account=world.liu, starts_at=MORNING, ends_at=after(900), planned_until_at=after(900), reason="leave",
        made_by=world.zhao, made_at=MORNING,
    )  # fmt: skip
    complaint = world.verify(world.lodge())
    world.make("name_accused", complaint, account=world.wang, by=world.zhao)
    assert names(complaint) == {"唐静", "钱工", "孙强"}
    assert concerned(world.project, complaint, world.chen) >= {complaint.case_owner_id, world.qian.pk}


@pytest.mark.rule("R46")
def test_what_was_typed_for_a_colleague_is_erased_with_the_complaint(world: World, call: Call) -> None:
    asked = ask_colleague(call, to=world.liu, by=world.zhou, consent=True, reason=WHY, at=after(20))
    mark_arrived(asked, by=world.liu, at=after(30))
    report_outcome(asked, "陈女士电话已记", by=world.liu, at=after(40))
    complaint = link_complaint(call, world.lodge(at=after(70)), by=world.zhou, at=after(70))
    erase(complaint, by=world.admin, reason="业主要求", at=after(99))
    asked.refresh_from_db()
    assert asked.outcome == ""
