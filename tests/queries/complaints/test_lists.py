"""The lists of the rooms."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heed.actions.complaints.intake import lodge
from heed.actions.setup import founding
from heed.process.words import Method, Role, VisitOutcome
from heed.queries.complaints import lists, search
from heed.queries.complaints.counts import counts_for
from heed.queries.complaints.filters import NO_FILTERS, Filters, GroupBy
from heed.queries.complaints.groups import grouped
from heed.queries.complaints.lists import closed_lately, open_matters, silent_week, unverified, visits_due
from heed.queries.staff.tasks import approvals_waiting, orders_of, orders_out, waiting_at_counter
from heed.records.models import Complaint, Order, Reception
from tests.world import MORNING, World

NOON = MORNING + timedelta(hours=2)


def numbers(page: object) -> list[str]:
    return [row.number for row in page]  # type: ignore[attr-defined]


def spread(world: World, count: int) -> list[Complaint]:
    """Complaints a minute apart."""
    return [world.lodge(at=MORNING + timedelta(minutes=n)) for n in range(count)]


def theirs(world: World, **facts: object) -> Complaint:
    told = {"by": world.wu, "channel": "phone", "content": "电梯停了", "name": "李", "contact": "139", "unit": "1-1"}
    return lodge(world.elsewhere, **(told | {"at": MORNING} | facts))  # type: ignore[arg-type]


def test_open_matters_come_by_what_is_due_next_page_after_page(world: World) -> None:
    made = spread(world, 7)
    world.verify(made[6], level="emergency")  # due sooner than the others
    pages = [open_matters(world.lin, size=3)]
    while pages[-1].after:
        pages.append(open_matters(world.lin, after=pages[-1].after, size=3))
    rows = [row for page in pages for row in page]
    assert [len(page) for page in pages] == [3, 3, 1]
    assert sorted(row.id for row in rows) == sorted(complaint.pk for complaint in made)
    assert [row.next_due_at for row in rows] == sorted(row.next_due_at for row in rows if row.next_due_at)


def test_rows_due_at_the_same_instant_are_neither_skipped_nor_repeated(world: World) -> None:
    for _ in range(5):
        world.lodge()
    first = open_matters(world.lin, size=2)
    second = open_matters(world.lin, after=first.after, size=2)
    third = open_matters(world.lin, after=second.after, size=2)
    assert len({row.id for page in (first, second, third) for row in page}) == 5


def test_what_waits_comes_last_and_is_not_lost(world: World) -> None:
    waiting, due, another = spread(world, 3)
    for complaint in (waiting, another):
        Complaint.objects.filter(pk=complaint.pk).update(next_due_at=None, clocks_wait_since=MORNING)
    first = open_matters(world.lin, size=2)
    assert [row.id for row in first] == [due.pk, waiting.pk]
    assert [row.id for row in open_matters(world.lin, after=first.after, size=2)] == [another.pk]
    assert [row.id for row in open_matters(world.lin, size=9)] == [due.pk, waiting.pk, another.pk]


@pytest.mark.parametrize("few", [-1, 1_000])  # more answers than that, and fewer
@pytest.mark.parametrize("common", [-1, 20_000])  # more answers than PostgreSQL's planner expects, and fewer
def test_a_list_narrowed_by_words_is_the_same_however_many_have_them(
    world: World, monkeypatch: pytest.MonkeyPatch, few: int, common: int
) -> None:
    monkeypatch.setattr(search, "FEW_ANSWERS", few)
    monkeypatch.setattr(search, "COMMON", common)
    made = spread(world, 3)
    world.neighbour(at=MORNING)
    whole = [complaint.number for complaint in made]
    for text in ("夹层", "电梯又停在夹层", "3-1502", "13800002207", "+86 138 0000 2207"):
        first = open_matters(world.lin, Filters(text=text), size=2)
        second = open_matters(world.lin, Filters(text=text), size=2, after=first.after)
        assert numbers(first) + numbers(second) == whole, text
    assert numbers(open_matters(world.lin, Filters(text="13800002208"))) == []


def test_a_row_says_all_that_a_list_shows(world: World) -> None:
    complaint = world.verify(world.lodge())
    (row,) = open_matters(world.lin)
    complaint.refresh_from_db()
    assert (row.number, row.title, row.place, row.person) == (complaint.number, complaint.title, "3号楼 1502", "陈美玲")
    assert (row.project_name, row.case_owner_name, row.honorific) == ("翠湖天地", "林秋", "女士")
    assert (row.category, row.level, row.stage, row.round) == ("lift_stopped", "general", "verified", 1)
    assert row.clock is not None
    assert row.clock.due_at == row.next_due_at == complaint.next_due_at
    assert row.clock.started_at == MORNING
    assert row.clock.kind == complaint.clocks.filter(stopped_at=None, limit_at__gt=MORNING).order_by("limit_at")[0].kind


def test_an_anonymous_complaint_shows_no_person(world: World) -> None:
    world.lodge(anonymous=True, person=None, name="说漏了", place=None)
    (row,) = open_matters(world.lin)
    assert row.person == ""


def test_each_sees_the_matters_of_the_own_projects(world: World) -> None:
    ours, others = world.lodge(), theirs(world)
    assert numbers(open_matters(world.lin)) == [ours.number]
    assert numbers(open_matters(world.wu)) == [others.number]
    assert sorted(numbers(open_matters(world.he))) == sorted([ours.number, others.number])
    assert numbers(open_matters(world.sun)) == []


def test_a_case_elsewhere_that_the_account_answers_for_is_on_the_list(world: World) -> None:
    founding.give_duty(world.lin, Role.GUARD, world.elsewhere)
    ours, others = world.lodge(), theirs(world, case_owner=world.lin)
    assert sorted(numbers(open_matters(world.lin))) == sorted([ours.number, others.number])
    assert sorted(numbers(open_matters(world.lin, Filters(mine=True)))) == sorted([ours.number, others.number])


def test_a_case_elsewhere_is_counted_in_its_group_and_stands_there(world: World) -> None:
    founding.give_duty(world.lin, Role.GUARD, world.elsewhere)
    ours, others = world.lodge(), theirs(world, case_owner=world.lin)
    groups = grouped(world.lin, NO_FILTERS, GroupBy.PROJECT).groups
    found = {group.value: (group.count, [row.number for row in group.rows]) for group in groups}
    assert found == {
        str(world.project.pk): (1, [ours.number]),
        str(world.elsewhere.pk): (1, [others.number]),
    }


def test_filters_narrow_the_list(world: World) -> None:
    plain, graver = spread(world, 2)
    world.verify(graver, level="major", category="lift_unsafe")
    world.make("reassign", plain, account=world.zhao, reason="换人")

    def left(**narrowed: object) -> list[int]:
        return [row.id for row in open_matters(world.lin, Filters(**narrowed), now=NOON)]  # type: ignore[arg-type]

    assert left(stage="received") == [plain.pk]
    assert left(level="major") == [graver.pk]
    assert left(category="lift_unsafe") == [graver.pk]
    assert left(mine=True) == [graver.pk]
    assert left(case_owner=world.zhao.pk) == [plain.pk]
    assert left(due="late") == [plain.pk], "not read back within the hour"
    assert left(project=world.elsewhere.pk) == []
    assert left(channel="web") == []
    assert sorted(left(text="夹层 电梯")) == [plain.pk, graver.pk]
    assert left(text="漏水") == []
    assert left(text="，") == []
    assert left(level="major", text="电梯") == [graver.pk]


def test_what_was_closed_is_off_the_list_and_among_the_closed_the_latest_first(world: World) -> None:
    made = spread(world, 3)
    for complaint in made:
        world.verify(complaint)
        world.make("settle", complaint, by=world.zhou, solution="已说明", responsibility="none", confirmation="好")
    assert numbers(open_matters(world.lin)) == []
    first = closed_lately(world.lin, size=2)
    assert [row.id for row in first] == [made[2].pk, made[1].pk]
    assert [row.id for row in closed_lately(world.lin, after=first.after, size=2)] == [made[0].pk]
    assert closed_lately(world.wu).rows == ()
    assert numbers(open_matters(world.lin, Filters(text="电梯"))) == []


@pytest.mark.rule("R93")
def test_handled_matters_wait_for_their_visit_and_a_declined_one_for_the_silent_week(world: World) -> None:
    handled, silent, new = (world.lodge(at=MORNING + timedelta(days=n)) for n in range(3))
    world.to_handled(handled)
    world.to_handled(silent)
    world.make("visit", silent, by=world.zhou, outcome=VisitOutcome.DECLINED, method=Method.PHONE)
    assert [row.id for row in visits_due(world.lin)] == [handled.pk]
    assert [row.id for row in silent_week(world.lin)] == [silent.pk]
    assert [row.id for row in unverified(world.lin)] == [new.pk]
    assert visits_due(world.wu).rows == silent_week(world.wu).rows == unverified(world.wu).rows == ()
    (row,) = silent_week(world.lin)
    assert row.clock is not None
    assert row.clock.kind == "silence"


@pytest.mark.rule("R67")
def test_orders_come_to_those_who_work_on_them_by_when_they_are_due(world: World) -> None:
    complaint = world.to_handling(world.lodge())
    for account, hours in ((world.wang, 9), (None, 8), (world.liu, 7)):
        due_at = MORNING + timedelta(hours=hours)
        world.make("order", complaint, department=world.engineering, account=account, work="更换", due_at=due_at)
    named, shared, other = Order.objects.order_by("pk")
    assert [row.id for row in orders_of(world.wang)] == [shared.pk, named.pk]
    assert [row.id for row in orders_of(world.qian)] == [other.pk, shared.pk, named.pk], "a head sees the department's"
    assert orders_of(world.sun).rows == ()
    assert [row.id for row in orders_out(world.lin)] == [other.pk, shared.pk, named.pk]
    assert orders_out(world.wu).rows == ()
    row = orders_of(world.liu).rows[0]
    assert (row.work, row.place, row.account_name, row.department_code) == ("更换", "3号楼 1502", "刘洋", "engineering")
    assert row.clock is not None
    assert row.clock.kind == "accept"
    first = orders_of(world.qian, size=2)
    assert [row.id for row in orders_of(world.qian, after=first.after, size=2)] == [named.pk]
    world.make("cancel_order", complaint, order=named, reason="不需要了")
    assert [row.id for row in orders_of(world.wang)] == [shared.pk]


@pytest.mark.rule("R67", "R75")
def test_orders_where_people_are_in_danger_come_first_and_once_until_all_are_safe(world: World) -> None:
    calm = world.to_handling(world.lodge())
    danger = world.lodge(category="trapped_in_lift", level="emergency")
    for complaint, hours in ((calm, 1), (calm, 2), (danger, 9), (calm, 3)):
        due_at = MORNING + timedelta(hours=hours)
        facts: dict[str, Any] = {
            "department": world.engineering,
            "account": world.wang,
            "work": "更换",
            "due_at": due_at,
        }
        world.make("order", complaint, **facts)
    one, two, trapped, three = Order.objects.order_by("pk").values_list("pk", flat=True)
    first = orders_of(world.wang, size=2)
    assert [(row.id, row.in_danger) for row in first] == [(trapped, True), (one, False), (two, False)]
    assert first.rows[0].clock is not None
    assert [row.id for row in orders_of(world.wang, after=first.after, size=2)] == [three]
    danger.refresh_from_db()
    world.make("all_safe", danger, minutes=5)
    assert [(row.id, row.in_danger) for row in orders_of(world.wang)] == [
        (one, False), (two, False), (three, False), (trapped, False),
    ]  # fmt: skip


@pytest.mark.rule("R65")
def test_approvals_wait_for_those_who_may_give_them(world: World) -> None:
    complaint = world.verify(world.lodge())
    world.make("investigate", complaint, account=world.lin)
    world.make("ask_approval", complaint, subject="propose", solution="赔偿", reason="需赔偿", money=2000)
    (row,) = approvals_waiting(world.zhao)
    assert (row.subject, row.reason, row.asked_by_name, row.number) == ("propose", "需赔偿", "林秋", complaint.number)
    assert row.clock is not None
    assert row.clock.kind == "approval"
    assert len(approvals_waiting(world.he)) == 1
    assert approvals_waiting(world.lin).rows == approvals_waiting(world.wu).rows == ()
    world.make("approve", complaint, by=world.zhao, subject="propose")
    assert approvals_waiting(world.zhao).rows == ()


@pytest.mark.rule("R39")
def test_visitors_wait_in_the_order_of_their_coming_before_those_in_hand(world: World) -> None:
    in_hand = Reception.objects.create(
        project=world.project, person=world.chen, account=world.zhou, arrived_at=MORNING, began_at=MORNING
    )
    late, early = (
        Reception.objects.create(project=world.project, arrived_at=MORNING + timedelta(minutes=n)) for n in (9, 2)
    )
    Reception.objects.create(project=world.elsewhere, arrived_at=MORNING)
    Reception.objects.create(project=world.project, arrived_at=MORNING, began_at=MORNING, ended_at=NOON)
    found = waiting_at_counter([world.project.pk])
    assert [visit.id for visit in found] == [early.pk, late.pk, in_hand.pk]
    assert (found[2].person_name, found[2].account_name) == ("陈美玲", "周晓")


# ---- a fixed number of queries, by an index


@pytest.mark.parametrize(
    ("call", "count"),
    [
        (lambda world: open_matters(world.lin, size=2), 4),
        (lambda world: open_matters(world.he, size=2), 3),
        (lambda world: open_matters(world.lin, Filters(text="电梯", level="general"), size=2), 6),
        (lambda world: unverified(world.lin, size=2), 4),
        (lambda world: closed_lately(world.lin, size=2), 2),
        (lambda world: orders_of(world.wang, size=2), 3),
        (lambda world: approvals_waiting(world.zhao, size=2), 2),
        (lambda world: waiting_at_counter([world.project.pk]), 1),
        (lambda world: counts_for(world.lin), 2),
        (lambda world: counts_for(world.he), 2),
    ],
)
def test_a_list_takes_the_same_few_queries_however_long_it_is(
    world: World, call: Callable[[World], object], count: int
) -> None:
    if count == 6 and connection.vendor == "postgresql":
        count += 1  # how many answers its planner expects
    taken = []
    for more in (4, 8):
        spread(world, more)
        with CaptureQueriesContext(connection) as queries:
            call(world)
        taken.append(len(queries))
    assert taken == [count, count]


@pytest.mark.parametrize("after", ["~", "x~1", "2026-11-21T02:00:00~1", "~99999999999999999999", "1~²", "~-1", "\x00"])
def test_a_spoilt_page_address_shows_the_first_page(world: World, after: str) -> None:
    world.lodge()
    assert len(open_matters(world.lin, after=after)) == 1
    assert lists.closed_lately(world.lin, after=after).rows == ()
