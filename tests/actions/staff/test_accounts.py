"""Accounts and duties: nobody makes their own superior, and no case is left without an owner."""

from typing import Any

import pytest

from heed.actions.engine.errors import Refused
from heed.actions.staff import leaving
from heed.actions.staff.accounts import (
    add_duty,
    add_staff,
    change_account,
    found_company,
    remove_duty,
    reopen_account,
)
from heed.actions.staff.leaving import AT_ONCE, close_account
from heed.actions.staff.passwords import one_time_password, reset_password
from heed.process.words import Role
from heed.queries.complaints.rows import cases_of
from heed.records.models import Account, Duty, Project
from tests.world import PASSWORD, World

FIRST: dict[str, Any] = {
    "name": "陈总", "username": "chen", "password": "a-first-password-2026", "language": "zh-hans",
    "project": {"code": "CH", "name": "翠湖天地", "hotline": ""}, "directs": True,
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.rule("R150", "R68")
def test_the_first_account_is_administrator_and_director_of_a_project_with_its_departments() -> None:
    account = found_company(**FIRST)
    held = set(account.duties.values_list("role", "project__code"))
    assert held == {(Role.ADMIN.value, None), (Role.DIRECTOR.value, "CH")}
    assert Project.objects.get().departments.filter(code="engineering").exists()
    assert account.check_password("a-first-password-2026")


@pytest.mark.django_db
def test_a_second_company_is_never_founded() -> None:
    found_company(**FIRST)
    with pytest.raises(Refused):
        found_company(**(FIRST | {"username": "other", "project": {"code": "YG", "name": "阳光花园"}}))
    assert Account.objects.count() == Project.objects.count() == 1


@pytest.mark.rule("R150")
def test_a_director_hires_at_her_project_and_nowhere_else(world: World) -> None:
    made = add_staff(
        by=world.lin, username="new", name="新人", password=PASSWORD, role=Role.RECEPTIONIST, project=world.project
    )
    assert made.duties.get().project == world.project
    with pytest.raises(Refused):
        add_staff(
            by=world.lin, username="n2", name="n", password=PASSWORD, role=Role.RECEPTIONIST, project=world.elsewhere
        )
    assert not Account.objects.filter(username="n2").exists()


@pytest.mark.rule("R150")
@pytest.mark.parametrize("role", [Role.MANAGER, Role.CENTRE, Role.ADMIN])
def test_a_director_makes_nobody_her_superior(world: World, role: Role) -> None:
    with pytest.raises(Refused):
        add_duty(world.zhou, role, by=world.lin, project=None if role in (Role.CENTRE, Role.ADMIN) else world.project)
    assert add_duty(world.zhou, Role.MANAGER, by=world.zhao, project=world.project).role == Role.MANAGER


@pytest.mark.rule("R150")
def test_an_account_that_reaches_further_is_not_a_directors_to_take_over(world: World) -> None:
    Duty.objects.create(account=world.admin, role=Role.RECEPTIONIST, project=world.project)
    for attempt in (
        lambda: reset_password(world.admin, by=world.lin),
        lambda: change_account(world.admin, by=world.lin, username="mine"),
        lambda: close_account(world.admin, by=world.lin),
        lambda: reset_password(world.zhao, by=world.lin),
        lambda: reset_password(world.wu, by=world.lin),
    ):
        with pytest.raises(Refused):
            attempt()
    world.admin.refresh_from_db()
    assert world.admin.check_password(PASSWORD)
    assert world.admin.is_active


@pytest.mark.rule("R68")
def test_an_account_with_open_cases_is_closed_only_when_somebody_takes_them_over(world: World) -> None:
    complaint = world.verify(world.lodge())
    assert complaint.case_owner == world.lin
    with pytest.raises(Refused):
        close_account(world.lin, by=world.admin)
    world.lin.refresh_from_db()
    assert world.lin.is_active
    assert close_account(world.lin, by=world.admin, successor=world.zhao) == 1
    complaint.refresh_from_db()
    world.lin.refresh_from_db()
    assert complaint.case_owner == world.zhao
    assert not world.lin.is_active
    last = complaint.entries.order_by("-seq")[0]
    assert (last.move, last.account) == ("reassign", world.admin)


@pytest.mark.rule("R68")
def test_many_cases_are_handed_over_in_short_steps_and_the_account_is_closed_at_the_end(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    longest = handed = 0
    inside = leaving._hand_over_or_close

    def watched(*args: Any) -> int:
        nonlocal longest, handed
        some = inside(*args)
        longest, handed = max(longest, some), handed + some
        assert Account.objects.get(pk=world.lin.pk).is_active == bool(some), "closed before all had gone"
        return some

    monkeypatch.setattr(leaving, "_hand_over_or_close", watched)
    for _ in range(AT_ONCE + 3):
        world.lodge()
    assert close_account(world.lin, by=world.admin, successor=world.zhao) == handed == AT_ONCE + 3
    assert longest == AT_ONCE


@pytest.mark.rule("R68")
def test_nothing_is_closed_where_one_case_cannot_go_to_the_successor(world: World) -> None:
    kept = world.lodge()
    complaint = world.lodge(accused=[world.zhao])
    with pytest.raises(Refused):
        close_account(world.lin, by=world.admin, successor=world.zhao)
    for case in (kept, complaint):
        case.refresh_from_db()
        assert case.case_owner == world.lin
    world.lin.refresh_from_db()
    assert world.lin.is_active


def test_nobody_closes_their_own_account_nor_the_last_administrators(world: World) -> None:
    for account, by in ((world.admin, world.admin), (world.zhou, world.zhou)):
        with pytest.raises(Refused):
            close_account(account, by=by)
    second = add_staff(by=world.admin, username="second", name="二", password=PASSWORD, role=Role.ADMIN)
    close_account(world.admin, by=second)
    with pytest.raises(Refused):
        remove_duty(second.duties.get(), by=second)


@pytest.mark.rule("R68")
def test_the_duty_under_which_cases_are_owned_stays_until_they_are_handed_over(world: World) -> None:
    world.lodge()
    assert cases_of(world.lin).count() == 1
    with pytest.raises(Refused):
        remove_duty(world.lin.duties.get(), by=world.zhao)
    add_duty(world.lin, Role.FOLLOW_UP, by=world.zhao, project=world.project)
    remove_duty(world.lin.duties.get(role=Role.DIRECTOR), by=world.zhao)
    assert list(world.lin.duties.values_list("role", flat=True)) == [Role.FOLLOW_UP.value]


def test_a_closed_account_opens_again_with_its_duties(world: World) -> None:
    close_account(world.zhou, by=world.lin)
    reopen_account(world.zhou, by=world.lin)
    world.zhou.refresh_from_db()
    assert world.zhou.is_active
    assert world.zhou.duties.exists()


def test_a_sign_in_name_is_taken_whatever_its_capitals(world: World) -> None:
    with pytest.raises(Refused) as refused:
        add_staff(by=world.admin, username="ZHOU", name="x", password=PASSWORD, role=Role.GUARD, project=world.project)
    assert refused.value.refusals[0].fact == "username"


def test_a_weak_password_is_refused_and_a_made_one_is_not(world: World) -> None:
    staff: dict[str, Any] = {"name": "x", "role": Role.GUARD, "project": world.project}
    with pytest.raises(Refused):
        add_staff(by=world.admin, username="new", password="12345678", **staff)
    made = one_time_password()
    assert add_staff(by=world.admin, username="new", password=made, **staff).check_password(made)
    assert one_time_password() != made


def test_an_operator_needs_a_department(world: World) -> None:
    with pytest.raises(Refused):
        add_duty(world.zhou, Role.OPERATOR, by=world.lin, project=world.project)
    assert add_duty(world.zhou, Role.OPERATOR, by=world.lin, department=world.security).project == world.project
