"""The ledger of promises: who sees which, in which order, at which cost; what will be missed; what was kept."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heed.actions.complaints.intake import lodge
from heed.actions.registry import ACTIONS
from heed.clockwork.tick import tick
from heed.insight.forecast import ForecastStep, Outlook
from heed.process.words import Method, PromiseState
from heed.queries.promises import ledger as ledgers
from heed.queries.promises import track_record
from heed.queries.promises.ledger import OWED, RISK, LedgerFilter, figures, ledger, promises_of
from heed.records.models import Account, Complaint, Promise
from tests.world import MORNING, World

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SORRY = {"apology": "很抱歉", "reason": "检查晚到", "remedy": "今晚留人", "method": Method.PHONE}


def promise(world: World, hours: float = 3, by: Account | None = None, at: datetime = MORNING) -> Complaint:
    """A reply promised within so many hours after ten."""
    complaint = world.verify(world.lodge(at=at))
    words = f"我会在{hours:g}小时内给您回电"
    return world.make(
        "promise", complaint, by=by or world.zhou, words=words, due_at=at + hours * HOUR, consent=True, minutes=6
    )


def elsewhere(world: World) -> Complaint:
    """A promise of the other project, made by its director."""
    told: dict[str, Any] = {
        "channel": "phone",
        "content": "电梯停了",
        "name": "李",
        "contact": "13900000000",
        "unit": "1-1",
    }
    more = {"course": "停了", "about": "电梯", "wants": "修好", "by": world.wu, "at": MORNING}
    complaint = lodge(world.elsewhere, **(told | more))
    said: dict[str, Any] = {
        "restated": "电梯停了", "confirmed": True, "category": "lift_stopped", "level": "general", "nature": "help",
        "emotion": "calm", "wants": "修好", "remit": "ours",
    }  # fmt: skip
    ACTIONS["verify"](complaint, by=world.wu, at=MORNING + HOUR / 60, **said)
    given: dict[str, Any] = {"words": "我三点前回电", "due_at": MORNING + 5 * HOUR, "consent": True}
    return ACTIONS["promise"](complaint, by=world.wu, at=MORNING + HOUR / 30, **given)


@pytest.mark.rule("R73")
def test_open_promises_come_by_what_is_due_next_page_after_page(world: World) -> None:
    for hours in (5, 2, 8, 3, 7):
        promise(world, hours)
    pages = [ledger(world.lin, size=2, now=MORNING + HOUR)]
    while pages[-1].after:
        pages.append(ledger(world.lin, after=pages[-1].after, size=2, now=MORNING + HOUR))
    rows = [row for page in pages for row in page]
    assert [len(page) for page in pages] == [2, 2, 1]
    assert [row.due_at - MORNING for row in rows] == [hours * HOUR for hours in (2, 3, 5, 7, 8)]
    assert {(row.made_by_name, row.words[:2]) for row in rows} == {("周晓", "我会")}


@pytest.mark.rule("R73")
def test_nobody_sees_the_promises_of_another_project(world: World) -> None:
    promise(world)
    elsewhere(world)
    assert [row.project_name for row in ledger(world.lin, LedgerFilter(""))] == ["翠湖天地"]
    assert [row.project_name for row in ledger(world.wu, LedgerFilter(""))] == ["阳光花园"]
    assert len(ledger(world.he, LedgerFilter(""))) == 2  # the company centre
    assert len(ledger(world.wang, LedgerFilter(""))) == 0  # an operator without an order there
    assert figures(world.wu, world.project.pk).open == 0  # nor by asking for it


@pytest.mark.rule("R72", "R73")
def test_the_ledger_is_narrowed_to_what_became_of_them(world: World) -> None:
    kept_one, moved, broken, sorry = (promise(world, hours) for hours in (4, 6, 2, 2))
    world.make("reply", kept_one, words="已查明", method=Method.PHONE, minutes=30)
    new = {"words": "我会在七点前回电", "due_at": MORNING + 9 * HOUR, "reason": "业主改约", "consent": True}
    world.make("new_date", moved, minutes=40, **new)
    tick(MORNING + 2.1 * HOUR)
    world.make("apologise", sorry, minutes=130, why_no_date="马上答复", **SORRY)

    def numbers(state: str) -> set[str]:
        return {row.number for row in ledger(world.lin, LedgerFilter(state), now=MORNING + 3 * HOUR)}

    assert numbers(PromiseState.KEPT) == {kept_one.number}
    assert numbers(PromiseState.RENEGOTIATED) == numbers(PromiseState.OPEN) == {moved.number}
    assert numbers(PromiseState.BROKEN) == {broken.number, sorry.number}
    assert numbers(OWED) == {broken.number}
    assert len(ledger(world.lin, LedgerFilter(""))) == 5
    old = next(row for row in ledger(world.lin, LedgerFilter(PromiseState.RENEGOTIATED)))
    assert old.renewed_until == new["due_at"]


@pytest.mark.rule("R73")
def test_the_ledger_is_narrowed_to_a_person_a_day_and_a_month(world: World) -> None:
    promise(world, 3, by=world.zhou)
    promise(world, 4, by=world.lin)
    promise(world, 23, by=world.lin)
    assert [row.made_by_name for row in ledger(world.lin, LedgerFilter(person=world.zhou.pk))] == ["周晓"]
    assert len(ledger(world.lin, LedgerFilter(mine=True))) == 2
    assert len(ledger(world.lin, LedgerFilter(today=True), now=MORNING)) == 2  # the third is due tomorrow
    assert len(ledger(world.lin, LedgerFilter("", month=date(2026, 11, 1)))) == 3
    assert len(ledger(world.lin, LedgerFilter("", month=date(2026, 12, 1)))) == 0


@pytest.mark.rule("R72", "R73")
def test_what_will_be_missed_is_shown_before_it_is(world: World) -> None:
    complaint = world.to_handling(world.lodge())
    due_at = MORNING + 6 * HOUR  # four o'clock
    given: dict[str, Any] = {"words": "我会在四点前修好", "due_at": due_at, "reason": "当天更换", "consent": True}
    world.make("new_date", complaint, **given)
    world.make("order", complaint, department=world.engineering, account=world.wang, work="更换门刀", due_at=due_at)
    early, late = MORNING + HOUR, due_at - HOUR / 2
    (row,) = ledger(world.lin, now=early)
    assert row.forecast is not None
    assert row.forecast.outlook is Outlook.GOOD
    assert list(ledger(world.lin, LedgerFilter(RISK), now=early)) == []
    (row,) = ledger(world.lin, LedgerFilter(RISK), now=late)
    assert row.forecast is not None
    assert row.forecast.first is ForecastStep.ACCEPT  # nobody has even accepted the order
    assert row.forecast.left == 30
    assert figures(world.lin, now=late).risk == 1


@pytest.mark.rule("R72")
def test_the_pace_of_a_department_is_that_of_its_last_works(world: World) -> None:
    for complaint in (world.to_handling(world.lodge()), world.to_handling(world.lodge())):
        world.order_done(complaint)
    complaint = world.to_handling(world.lodge())
    given: dict[str, Any] = {
        "words": "我会在一点前修好",
        "due_at": MORNING + 3 * HOUR,
        "reason": "当天更换",
        "consent": True,
    }
    world.make("new_date", complaint, **given)
    world.make("order", complaint, department=world.engineering, work="更换", due_at=MORNING + 3 * HOUR)
    (row,) = promises_of(complaint.pk, MORNING + HOUR)
    assert row.forecast is not None
    assert row.forecast.ahead[-1].minutes == 1  # as the two before took from arriving to the end


def test_a_page_costs_the_same_for_few_and_for_many(world: World) -> None:
    def cost(wanted: LedgerFilter) -> int:
        with CaptureQueriesContext(connection) as queries:
            ledger(world.lin, wanted, now=MORNING + HOUR)
            figures(world.lin, now=MORNING + HOUR)
        return len(queries)

    promise(world)
    few = [cost(LedgerFilter(state)) for state in ("", "open", RISK, OWED)]
    for _ in range(5):
        promise(world)
        world.order_done(world.to_handling(world.lodge()))
    assert [cost(LedgerFilter(state)) for state in ("", "open", RISK, OWED)] == few
    assert max(few) <= 12


@pytest.mark.rule("R72", "R73")
def test_a_record_tells_month_by_month_what_became_of_promises(world: World) -> None:
    october = MORNING - 40 * DAY
    first = promise(world, 3, at=october)
    world.make("reply", first, words="已查明", method=Method.PHONE, minutes=60)
    second = promise(world, 3)
    tick(MORNING + 3.5 * HOUR)
    months = track_record.kept_by_month(world.lin, now=MORNING + 4 * HOUR)
    assert len(months) == 12
    told = {month.on: (month.tally.made, month.tally.kept, month.tally.broken, month.tally.share) for month in months}
    assert told[date(2026, 10, 1)] == (1, 1, 0, 1.0)
    assert told[date(2026, 11, 1)] == (1, 0, 1, 0.0)
    assert told[date(2026, 9, 1)] == (0, 0, 0, None)
    assert Promise.objects.get(complaint=second).state == PromiseState.BROKEN


@pytest.mark.rule("R73")
def test_others_records_are_for_those_who_review_them(world: World) -> None:
    promise(world, 3, by=world.zhou)
    promise(world, 4, by=world.lin)

    def made(account: Account, person: Account | None = None) -> int:
        months = track_record.kept_by_month(account, person=person.pk if person else None, now=MORNING)
        return sum(month.tally.made for month in months)

    assert made(world.lin) == 2
    assert made(world.lin, world.zhou) == 1
    assert [keeper.name for keeper in track_record.kept_by_person(world.lin, now=MORNING)] == ["周晓", "林秋"]
    assert made(world.zhou, world.lin) == made(world.zhou) == 1  # a receptionist sees only her own
    assert not track_record.may_review(world.zhou)
    assert made(world.wu) == 0  # the director of the other project


@pytest.mark.rule("R73")
def test_the_promises_of_a_complaint_stand_in_order_old_beside_new(world: World) -> None:
    complaint = promise(world, 6)
    new = {"words": "我会在七点前回电", "due_at": MORNING + 9 * HOUR, "reason": "业主改约", "consent": True}
    world.make("new_date", complaint, minutes=40, **new)
    old, now = promises_of(complaint.pk, MORNING + HOUR)
    assert (old.state, old.renewed_until, old.forecast) == (PromiseState.RENEGOTIATED, now.due_at, None)
    assert (now.state, now.replaces_id) == (PromiseState.OPEN, old.id)
    assert now.forecast is not None
    assert ledgers.RISK_LIMIT > 1
