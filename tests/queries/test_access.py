"""Sight ends with the duty, and the sight of a contact with the work (DESIGN 4)."""

from datetime import timedelta
from typing import Any

import pytest

from heed.process.words import Method, Role, VisitOutcome
from heed.queries.access import complaints_visible_to, may_reveal, orders_visible_to
from heed.queries.reach import reach_of
from heed.records.models import Duty
from tests.world import World


@pytest.mark.rule("R149", "R150")
def test_who_moved_to_another_project_sees_nothing_of_the_old_one(world: World) -> None:
    taken_in = world.lodge(by=world.sun)
    answered_for = world.lodge(case_owner=world.sun)
    ordered = world.to_handled(world.lodge())
    assert ordered in complaints_visible_to(world.wang)
    assert set(complaints_visible_to(world.sun)) == {taken_in, answered_for}
    for account in (world.sun, world.wang):
        account.duties.all().delete()
        Duty.objects.create(account=account, role=Role.GUARD, project=world.elsewhere)
        assert not complaints_visible_to(account).exists()
        assert not orders_visible_to(account).exists()
        assert not reach_of(account).orders().exists()
    assert ordered in complaints_visible_to(world.lin)


def test_an_operator_sees_the_contact_only_while_there_is_work_to_do(world: World) -> None:
    complaint = world.to_handling(world.lodge())
    due_at = complaint.received_at + timedelta(hours=8)
    world.make("order", complaint, department=world.engineering, account=world.wang, work="更换", due_at=due_at)
    assert may_reveal(world.wang, complaint)
    world.make("refuse_order", complaint, by=world.wang, order=complaint.orders.get(), reason="不归我")
    assert not may_reveal(world.wang, complaint)
    assert complaint in complaints_visible_to(world.wang)


@pytest.mark.rule("R88", "R149")
def test_the_company_centre_sees_a_number_only_while_it_may_have_to_make_the_return_visit(world: World) -> None:
    complaint = world.lodge()
    assert not may_reveal(world.he, complaint)
    world.to_handled(complaint)
    complaint.refresh_from_db()
    assert may_reveal(world.he, complaint)
    visit: dict[str, Any] = {
        "outcome": VisitOutcome.SATISFIED,
        "method": Method.PHONE,
        "owner_words": "修好了",
        "completed": True,
    }
    world.make("visit", complaint, by=world.he, **visit)
    complaint.refresh_from_db()
    assert not may_reveal(world.he, complaint)
