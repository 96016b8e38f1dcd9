"""Whoever leaves, or loses a duty, leaves nothing behind that nobody else would do (R67, R68, R73)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.setup import founding
from heed.actions.staff.accounts import remove_duty
from heed.actions.staff.leaving import close_account
from heed.process.words import ApprovalSubject, Method, Role
from heed.queries.staff import left_behind
from heed.queries.staff.left_behind import left_behind_by
from heed.records.models import Absence, Account, Duty, RotaChange, RotaShift, RotaSwap
from tests.world import World

IN_A_WEEK = timedelta(days=7)


def kinds(account: Account) -> set[str]:
    return {one.kind for one in left_behind_by(account, timezone.now())}


def leave_open(world: World, kind: str) -> Account:
    """Whoever has one piece of this kind open, and nothing else."""
    complaint, today = world.lodge(), timezone.localdate()
    ahead = {"project": world.project, "role": Role.RECEPTIONIST.value}
    if kind == left_behind.ORDERS:
        world.to_handling(complaint)
        world.make("order", complaint, department=world.engineering, account=world.wang, work="更换门刀",
                   due_at=complaint.received_at + timedelta(hours=8))  # fmt: skip
        return world.wang
    if kind == left_behind.PROMISES:
        world.verify(complaint)
        world.make("promise", complaint, by=world.zhou, words="三点前回电", consent=True,
                   due_at=complaint.received_at + timedelta(hours=5))  # fmt: skip
        return world.zhou
    if kind == left_behind.APPROVALS:
        world.verify(complaint)
        world.make("investigate", complaint, account=world.lin)
        world.make("apologise", complaint, apology="抱歉", method=Method.PHONE)
        world.make("ask_approval", complaint, subject=ApprovalSubject.EXPLAIN, reason="费用说明")
        return world.zhao
    if kind == left_behind.SHIFTS:
        RotaShift.objects.create(**ahead, account=world.zhou, weekday=0, starts=480, ends=960)
    elif kind == left_behind.SWAPS:
        RotaSwap.objects.create(**ahead, asked_by=world.lin, asked_of=world.zhou, on=today + IN_A_WEEK, starts=480,
                                ends=960, asked_at=timezone.now())  # fmt: skip
    elif kind == left_behind.STEWARDS:
        world.home.steward = world.zhou
        world.home.save()
    else:
        now = timezone.now()
        until = {"ends_at": now + IN_A_WEEK, "planned_until_at": now + IN_A_WEEK}
        leave = {"reason": "leave", "made_by": world.lin, "made_at": now, "starts_at": now, **until}
        Absence.objects.create(account=world.lin, stand_in=world.zhou, **leave)
    return world.zhou


@pytest.mark.rule("R68")
@pytest.mark.parametrize(
    "kind",
    [
        left_behind.ORDERS, left_behind.PROMISES, left_behind.APPROVALS, left_behind.SHIFTS, left_behind.SWAPS,
        left_behind.STEWARDS, left_behind.STAND_INS,
    ],
)  # fmt: skip
def test_no_account_is_closed_while_it_has_work_that_nobody_else_would_do(
    client: Client, world: World, kind: str
) -> None:
    account = leave_open(world, kind)
    assert kinds(account) == {kind}
    with pytest.raises(Refused) as refused:
        close_account(account, by=world.admin, successor=world.he)
    assert [one.params["kind"] for one in refused.value.refusals] == [kind]
    client.force_login(world.admin)
    page = client.get(f"/setup/staff/{account.pk}/close/").content.decode()
    assert f"/rota/leave/new/?account={account.pk}" in page
    assert "btn--danger" not in page
    account.refresh_from_db()
    assert account.is_active


def test_what_was_handed_over_closes_and_the_new_owner_is_told(world: World) -> None:
    complaint = world.lodge()
    assert complaint.case_owner == world.lin
    close_account(world.lin, by=world.admin, successor=world.zhao)
    complaint.refresh_from_db()
    assert complaint.case_owner == world.zhao
    assert complaint.notices.filter(account=world.zhao).exists()


def test_a_shift_that_has_passed_holds_nobody_back(world: World) -> None:
    yesterday = timezone.localdate() - timedelta(days=2)
    ahead = {"project": world.project, "role": Role.RECEPTIONIST.value, "account": world.zhou}
    RotaShift.objects.create(**ahead, weekday=0, starts=480, ends=960, until_on=yesterday)
    RotaChange.objects.create(**ahead, on=yesterday, is_on=True)
    assert kinds(world.zhou) == set()
    close_account(world.zhou, by=world.admin)


@pytest.mark.rule("R68")
def test_a_duty_is_kept_while_work_needs_it_though_another_duty_stays(world: World) -> None:
    leave_open(world, left_behind.ORDERS)
    founding.give_duty(world.wang, Role.RECEPTIONIST, world.project)
    duty = Duty.objects.get(account=world.wang, department=world.engineering)
    with pytest.raises(Refused):
        remove_duty(duty, by=world.admin)
    founding.give_duty(world.wang, Role.DEPARTMENT, department=world.engineering)
    remove_duty(duty, by=world.admin)


def test_a_duty_that_nothing_needs_is_taken_though_other_work_is_open(world: World) -> None:
    leave_open(world, left_behind.PROMISES)
    founding.give_duty(world.zhou, Role.GUARD, world.project)
    remove_duty(Duty.objects.get(account=world.zhou, role=Role.GUARD), by=world.admin)
    with pytest.raises(Refused):
        remove_duty(Duty.objects.get(account=world.zhou), by=world.admin)
