"""Access ends with the duty, and access to a contact with the work."""

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.db.models import Exists, OuterRef, Q, QuerySet

from heed.process.roles import SEES_ALL
from heed.process.words import Method, Role, VisitOutcome
from heed.queries.access import access_of, complaints_visible_to, may_reveal, orders_visible_to
from heed.records.models import Account, Complaint, Duty, Order, Region, RegionalDuty
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
        assert not access_of(account).orders().exists()
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


@pytest.mark.rule("R149", "R150")
@pytest.mark.parametrize("role", Role)
def test_the_rule_by_values_is_the_rule_as_it_reads_in_the_tables(world: World, role: Role) -> None:
    """For every duty there is, at either project, in a department or for the company, the queries by the values of the
    duties give what joins with the table of duties give; and one order is seen where the list of orders holds it."""
    account = world.sun
    complaints_and_orders(world, account)
    places: list[dict[str, Any]] = [{}, {"project": world.project}, {"project": world.elsewhere}]
    if role in (Role.OPERATOR, Role.DEPARTMENT):
        places = [{"project": world.project, "department": part} for part in (world.engineering, world.security)]
    if role is Role.REGIONAL:
        held = RegionalDuty.objects.create(account=account, region=Region.objects.create(name="华东"))
        places = [place | {"regional": held} for place in places[1:]]
    for duties in ([], *product(places), *product(places, places)):
        account.duties.all().delete()
        for place in dict.fromkeys(tuple(sorted(duty.items())) for duty in duties):
            Duty.objects.create(account=account, role=role, **dict(place))
        assert pks(complaints_visible_to(account)) == pks(complaints_by_joins(account)), duties
        assert pks(orders_visible_to(account)) == pks(orders_by_joins(account)), duties
        access = access_of(account)
        for order in Order.objects.select_related("complaint"):
            seen = access.sees_order(order.account_id, order.department_id, order.complaint.project_id)
            assert seen == orders_visible_to(account).filter(pk=order.pk).exists(), (duties, order.account)


def complaints_and_orders(world: World, account: Account) -> None:
    """Complaints taken in and owned by the account, with orders to it, to nobody, to others, in two departments."""
    world.lodge(by=account)
    world.lodge(case_owner=account)
    world.lodge()
    complaint = world.to_handling(world.lodge())
    due_at = complaint.received_at + timedelta(hours=8)
    for department, worker in product((world.engineering, world.security), (None, account, world.wang)):
        Order.objects.create(
            complaint=complaint, department=department, account=worker, round=1, state="sent", work="更换",
            due_at=due_at, sent_at=complaint.received_at, sent_by=world.lin,
        )  # fmt: skip


def complaints_by_joins(account: Account) -> QuerySet[Complaint]:
    duties = Duty.objects.filter(account=account)
    company = duties.filter(project__isnull=True, role__in=SEES_ALL)
    whole = duties.filter(project=OuterRef("project"), role__in=SEES_ALL)
    any_duty = duties.filter(Q(project__isnull=True) | Q(project=OuterRef("project")))
    orders = orders_by_joins(account).filter(complaint=OuterRef("pk"))
    own = Q(received_by=account) | Q(case_owner=account) | Q(Exists(orders))
    return Complaint.objects.filter(Q(Exists(company)) | Q(Exists(whole)) | Q(Exists(any_duty)) & own)


def orders_by_joins(account: Account) -> QuerySet[Order]:
    duties = Duty.objects.filter(account=account)
    at_the_project = duties.filter(Q(project__isnull=True) | Q(project=OuterRef("department__project")))
    works = duties.filter(role=Role.OPERATOR, department__isnull=False).values("department")
    heads = duties.filter(role=Role.DEPARTMENT, department__isnull=False).values("department")
    return Order.objects.filter(
        Q(account=account) & Q(Exists(at_the_project))
        | Q(account__isnull=True, department__in=works)
        | Q(department__in=heads)
    )


def pks(found: QuerySet[Complaint] | QuerySet[Order]) -> list[int]:
    return sorted(found.values_list("pk", flat=True))
