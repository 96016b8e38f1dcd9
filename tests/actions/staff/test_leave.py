"""Leave: who is passed over meanwhile, what is handed over by which move, and coming back."""

from datetime import timedelta

import pytest

from heed.actions.clocks.firing import fire
from heed.actions.engine.errors import Refused
from heed.actions.reception.meetings import arrive, receive
from heed.actions.reception.superior import call_superior
from heed.actions.rota.planning import plan_week
from heed.actions.setup import founding
from heed.actions.staff.leave import Assignees, end_leave, enter_leave, hand_over
from heed.process.policy import default_policy
from heed.process.words import ApprovalSubject, ClockKind, Handed, Method, OrderState, Role
from heed.queries.orders.suggestion import people_for
from heed.queries.rota.on_duty import holders_or_above, on_duty, superiors_to_call
from heed.queries.staff.duties import first_holder
from heed.queries.staff.open_work import open_work_of
from heed.records.models import Absence, Account, Complaint, Notice
from tests.world import MORNING, World

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOON = MORNING + 2 * HOUR


@pytest.fixture
def tan(world: World) -> Account:
    """A second director."""
    account = founding.add_account("tan", "谭月")
    founding.give_duty(account, Role.DIRECTOR, world.project)
    return account


def leaves(world: World, account: Account, *, by: Account | None = None, **given: object) -> Absence:
    """Away from nine for three days, entered by the manager at the same time."""
    told = {"starts_at": MORNING - HOUR, "ends_at": MORNING + 3 * DAY, "reason": "leave", "at": MORNING - HOUR}
    return enter_leave(account, by=by or world.zhao, **(told | given))  # type: ignore[arg-type]


def said(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.refusals[0].text


@pytest.mark.rule("R68")
def test_a_new_complaint_goes_to_the_stand_in_of_a_director_who_is_away(world: World, tan: Account) -> None:
    assert world.lodge().case_owner == world.lin
    absence = leaves(world, world.lin, stand_in=tan)
    assert world.lodge().case_owner == tan
    assert world.lodge(accused=[tan]).case_owner == world.zhao
    end_leave(absence, by=world.lin, at=MORNING + HOUR)
    assert world.lodge(at=MORNING + 2 * HOUR).case_owner == world.lin


@pytest.mark.rule("R35", "C7")
def test_without_a_stand_in_the_next_on_the_ladder_is_asked_and_nobody_only_where_nobody_is(world: World) -> None:
    leaves(world, world.lin)
    assert first_holder((Role.DIRECTOR, Role.MANAGER), world.project, at=MORNING) == world.zhao
    assert holders_or_above("director", world.project, at=MORNING) == [world.zhao]
    assert superiors_to_call(world.project, world.zhou, MORNING) == [world.zhao, world.he]
    leaves(world, world.zhao, by=world.admin)
    leaves(world, world.he, by=world.admin)
    assert first_holder((Role.DIRECTOR, Role.MANAGER), world.project, at=MORNING) == world.lin
    assert holders_or_above("director", world.project, at=MORNING) == [world.lin]
    assert superiors_to_call(world.project, world.zhou, MORNING) == [world.lin, world.zhao, world.he]
    assert superiors_to_call(world.project, world.zhou, MORNING + 4 * DAY)[0] == world.lin


@pytest.mark.rule("R35", "R41")
def test_somebody_away_is_neither_on_duty_nor_called_to_the_counter(world: World, tan: Account) -> None:
    week = {world.lin: [(weekday, 0, 1440) for weekday in range(7)]}
    plan_week(world.project, Role.DIRECTOR, week, by=world.zhao, since_on=MORNING.date(), at=MORNING)
    leaves(world, world.lin, stand_in=tan)
    assert on_duty(Role.DIRECTOR, world.project, MORNING) == []
    visit = receive(arrive(world.project, by=world.zhou, at=MORNING), by=world.zhou, at=MORNING)
    assert call_superior(visit, by=world.zhou, consent=True, reason="业主激动", at=MORNING).to == tan


@pytest.mark.rule("R65", "C12")
def test_an_approval_is_asked_of_who_is_there_and_may_give_it(world: World, tan: Account) -> None:
    leaves(world, world.zhao, by=world.admin, stand_in=tan)
    complaint = world.verify(world.lodge())
    world.make("ask_approval", complaint, subject=ApprovalSubject.LONG_PROMISE, reason="要等检测")
    asked = complaint.approvals.get()
    assert asked.asked_of == world.he, "the stand-in is a director, who may not approve"
    assert {notice.account for notice in Notice.objects.filter(about="ask_approval")} == {world.he}
    clock = complaint.clocks.get(kind=ClockKind.APPROVAL, stopped_at=None)
    fire(clock.next_action_at, 1, only=[clock.pk])
    warned = Notice.objects.filter(about="warned", account=world.he)
    assert {notice.complaint for notice in warned} == {complaint}


@pytest.mark.rule("R68")
def test_what_is_told_to_somebody_away_is_told_to_the_stand_in_as_well(world: World) -> None:
    complaint = world.lodge()
    leaves(world, world.lin, stand_in=world.sun)
    about_sun = world.lodge(accused=[world.sun])
    world.make("escalate", about_sun, by=world.zhou, account=world.lin, reason="业主激动")
    told = set(Notice.objects.filter(account=world.sun).values_list("about", flat=True))
    assert told == {"about_you"}, "who is complained of is told that alone"
    Notice.objects.all().delete()
    world.make("escalate", complaint, by=world.zhou, account=world.lin, reason="业主激动")
    assert {notice.account for notice in Notice.objects.filter(about="escalate")} == {world.lin, world.sun}
    clock = complaint.clocks.get(kind=ClockKind.VERIFY)
    fire(clock.next_action_at, 1, only=[clock.pk])
    assert Notice.objects.filter(about="warned", account=world.sun).exists()


def busy(world: World) -> tuple[Complaint, Complaint]:
    """Lin answers for a complaint in handling with an order to Wang, and for one to be visited, which he tried."""
    at_work = world.to_handling(world.lodge())
    due_at = MORNING + 8 * HOUR
    world.make("new_date", at_work, words="我今晚八点前办好", due_at=due_at, consent=True, reason="等件")
    world.make("order", at_work, department=world.engineering, account=world.wang, work="更换门刀", due_at=due_at)
    world.make("accept_order", at_work, by=world.wang, order=at_work.orders.get())
    done = world.to_handled(world.lodge(category="lift_stopped"))
    world.make("visit", done, by=world.zhou, outcome="not_reached", method=Method.PHONE)
    return at_work, done


@pytest.mark.rule("R65", "R67", "R68", "R73", "R79")
def test_what_is_open_with_somebody_goes_to_others_by_moves_with_the_reason(world: World, tan: Account) -> None:
    at_work, done = busy(world)
    mine = {matter.complaint: matter for matter in open_work_of(world.lin)}
    assert mine[at_work].is_case
    assert mine[at_work].handed == (Handed.PROMISE,)
    assert mine[done].handed == ()
    absence = leaves(world, world.lin, stand_in=tan, at=NOON, starts_at=NOON)
    takers = Assignees(case=tan, rest={Handed.PROMISE: tan})
    assert hand_over(absence, at_work, takers, by=world.zhao, at=NOON) == 2
    assert hand_over(absence, done, Assignees(case=tan), by=world.zhao, at=NOON) == 1
    assert open_work_of(world.lin) == []
    at_work.refresh_from_db()
    promise = at_work.promises.get(ended_at=None)
    assert (at_work.case_owner, promise.kept_by, promise.made_by) == (tan, tan, world.lin)
    last = at_work.entries.order_by("seq").last()
    assert last is not None
    assert last.content.facts["reason"] == "林秋休假，2026-11-24 10:00前不在岗。"
    assert (last.move, last.account) == ("reassign", world.zhao)
    assert Notice.objects.filter(account=tan, about__in=["reassign", "stand_in"]).count() == 3
    given = Notice.objects.filter(account=world.lin, about__in=["reassign", "stand_in"])
    assert given.count() == 3, "who gives it away hears of it as well as who takes it over"


@pytest.mark.rule("R67", "R79")
def test_an_order_passes_to_another_of_the_crew_or_back_to_all_of_it_and_is_accepted_anew(world: World) -> None:
    at_work, _done = busy(world)
    (matter,) = open_work_of(world.wang)
    (order,) = matter.orders
    absence = leaves(world, world.wang, stand_in=world.liu, at=NOON, starts_at=NOON)
    hand_over(absence, at_work, Assignees(orders={order.pk: world.liu}), by=world.lin, at=NOON)
    order.refresh_from_db()
    assert (order.account, order.state, order.accepted_at) == (world.liu, OrderState.SENT, None)
    clock = order.clocks.get(kind=ClockKind.ACCEPT, stopped_at=None)
    assert clock.started_at == NOON
    assert order.clocks.filter(kind=ClockKind.ARRIVAL, stopped_at=None).count() == 1, "the owner waits since before"
    assert {world.liu, world.wang, world.qian} <= {one.account for one in Notice.objects.filter(about="pass_order")}
    world.make("pass_order", at_work, by=world.qian, order=order, reason="谁有空谁去", minutes=200)
    order.refresh_from_db()
    assert (order.account, order.state) == (None, OrderState.SENT)
    world.make("accept_order", at_work, by=world.liu, order=order)


@pytest.mark.rule("C3", "R67")
def test_no_order_passes_to_whom_the_complaint_is_about_or_to_another_department(world: World) -> None:
    complaint = world.to_handling(world.lodge(accused=[world.liu]))
    due_at = MORNING + 8 * HOUR
    world.make("order", complaint, department=world.engineering, account=world.wang, work="更换", due_at=due_at)
    order = complaint.orders.get()
    absence = leaves(world, world.wang, at=NOON, starts_at=NOON)
    for taker, text in (
        (world.liu, "The complaint is about this person. Choose someone else."),
        (world.sun, "This person does not work in this department."),
        (world.wang, "This person already has this work order. Choose someone else."),
    ):
        with pytest.raises(Refused) as refused:
            hand_over(absence, complaint, Assignees(orders={order.pk: taker}), by=world.lin, at=NOON)
        assert said(refused) == text
    order.refresh_from_db()
    assert order.account == world.wang


@pytest.mark.rule("C3", "R68")
def test_a_matter_goes_over_whole_or_not_at_all(world: World, tan: Account) -> None:
    at_work, _done = busy(world)
    at_work.accused.set([tan])
    absence = leaves(world, world.lin, at=NOON, starts_at=NOON)
    entries = at_work.entries.count()
    with pytest.raises(Refused):
        hand_over(absence, at_work, Assignees(case=tan, rest={Handed.PROMISE: world.zhou}), by=world.zhao, at=NOON)
    at_work.refresh_from_db()
    assert (at_work.case_owner, at_work.entries.count()) == (world.lin, entries)
    assert at_work.promises.get(ended_at=None).kept_by is None


@pytest.mark.rule("R65", "C12", "C3")
def test_an_approval_goes_to_who_may_give_it_and_a_visit_to_who_may_make_it(world: World, tan: Account) -> None:
    complaint = world.verify(world.lodge())
    world.make("ask_approval", complaint, subject=ApprovalSubject.LONG_PROMISE, reason="要等检测")
    _at_work, done = busy(world)
    absent = leaves(world, world.zhao, by=world.admin, at=NOON, starts_at=NOON)
    with pytest.raises(Refused) as refused:
        hand_over(absent, complaint, Assignees(rest={Handed.APPROVAL: tan}), by=world.admin, at=NOON)
    assert said(refused) == "This person may not approve here. Choose a superior."
    hand_over(absent, complaint, Assignees(rest={Handed.APPROVAL: world.he}), by=world.admin, at=NOON)
    assert complaint.approvals.get().asked_of == world.he
    (matter,) = open_work_of(world.zhou)
    assert (matter.complaint, matter.handed) == (done, (Handed.VISIT,))
    absence = leaves(world, world.zhou, by=world.lin, at=NOON, starts_at=NOON)
    with pytest.raises(Refused) as refused:
        hand_over(absence, done, Assignees(rest={Handed.VISIT: world.wang}), by=world.lin, at=NOON)
    assert said(refused) == "This person does not make return visits here. Choose someone else."
    hand_over(absence, done, Assignees(rest={Handed.VISIT: tan}), by=world.lin, at=NOON)
    done.refresh_from_db()
    assert done.visitor == tan
    assert open_work_of(world.zhou) == []
    assert [one.handed for one in open_work_of(tan)] == [(Handed.VISIT,)]


@pytest.mark.rule("R150")
def test_leave_is_entered_by_superiors_for_times_and_stand_ins_that_can_be(world: World) -> None:
    for given, text in (
        ({"by": world.zhou}, "You may not enter leave for this person."),
        ({"by": world.wu}, "You may not enter leave for this person."),
        ({"ends_at": MORNING - 2 * HOUR}, "The end is before the beginning."),
        ({"at": MORNING + 9 * DAY}, "This time has already passed."),
        ({"ends_at": MORNING + 900 * DAY}, "This time is too far in the future."),
        ({"stand_in": world.wang}, "Choose someone who works at the same project."),
        ({"stand_in": world.wu}, "Choose someone who works at the same project."),
    ):
        with pytest.raises(Refused) as refused:
            leaves(world, world.wang if given.get("stand_in") == world.wang else world.lin, **given)
        assert said(refused) == text
    leaves(world, world.lin)
    with pytest.raises(Refused) as refused:
        leaves(world, world.lin)
    assert said(refused) == "%(name)s already has leave then."
    with pytest.raises(Refused) as refused:
        leaves(world, world.zhou, stand_in=world.lin)
    assert said(refused) == "%(name)s is on leave then too."


def test_who_comes_back_sooner_is_there_again_and_the_plan_stays_on_record(world: World) -> None:
    absence = leaves(world, world.lin)
    with pytest.raises(Refused):
        end_leave(absence, by=world.zhou, at=MORNING)
    absence = end_leave(absence, by=world.zhao, at=MORNING)
    assert (absence.ends_at, absence.planned_until_at) == (MORNING, MORNING + 3 * DAY)
    assert first_holder((Role.DIRECTOR,), world.project, at=MORNING) == world.lin
    with pytest.raises(Refused) as refused:
        end_leave(absence, by=world.zhao, at=MORNING)
    assert said(refused) == "This leave has already ended."
    ahead = leaves(world, world.lin, starts_at=MORNING + 5 * DAY, ends_at=MORNING + 6 * DAY)
    ahead = end_leave(ahead, by=world.zhao, at=MORNING)
    assert (ahead.starts_at, ahead.ends_at) == (MORNING + 5 * DAY, MORNING + 5 * DAY)
    leaves(world, world.lin, starts_at=MORNING + 5 * DAY, ends_at=MORNING + 6 * DAY)


@pytest.mark.rule("R67")
def test_nobody_on_leave_is_suggested_for_an_order(world: World) -> None:
    complaint = world.to_handling(world.lodge())

    def names() -> set[str]:
        found = people_for(complaint, world.engineering, default_policy(), NOON)
        return {hand.name for hand in found}

    assert names() == {"王建国", "刘洋", "钱工"}
    leaves(world, world.wang, stand_in=world.liu, at=NOON, starts_at=NOON)
    assert names() == {"刘洋", "钱工"}
