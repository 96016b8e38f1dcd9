"""Whom to give an order to, by the rota, the open orders and the finished orders of each person (R67)."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet

from heed.insight.assignment import OrderCandidate, ranked
from heed.process.policy import Policy
from heed.process.words import ORDER_DONE, ORDER_OPEN, Role
from heed.queries.rota.absences import absences_at
from heed.queries.rota.on_duty import on_duty
from heed.queries.staff.duties import crew
from heed.records.models import Complaint, Department, Order

YEAR = timedelta(days=365)


def people_for(
    complaint: Complaint, department: Department, policy: Policy, at: datetime
) -> tuple[OrderCandidate, ...]:
    """The people of the department who can be asked, the best first, without those complained of (C3)."""
    people = crew(department).exclude(pk__in=complaint.accused.values("pk")).order_by("pk")
    absent = set(absences_at(at).values_list("account_id", flat=True))
    duty = _on_duty(complaint, at)
    in_hand = _per_person(Order.objects.filter(state__in=[state.value for state in ORDER_OPEN]), department)
    done = _per_person(_alike(complaint, policy, at), department)
    return ranked(
        OrderCandidate(
            one.pk,
            one.name,
            one.pk in duty if duty else None,
            one.pk in absent,
            in_hand[one.pk],
            done[one.pk],
        )
        for one in people
    )


def _on_duty(complaint: Complaint, at: datetime) -> set[int]:
    """Return the operators on duty; empty where the project has no rota for them."""
    return {account.pk for account in on_duty(Role.OPERATOR, complaint.project, at)}


def _alike(complaint: Complaint, policy: Policy, at: datetime) -> QuerySet[Order]:
    """Return the orders of the same category group that were finished in the last year and not sent back."""
    leaves: Iterable[str] = ()
    if complaint.category:
        leaves = (leaf.code for leaf in policy.branch_of(complaint.category).leaves)
    done = Order.objects.filter(state__in=[state.value for state in ORDER_DONE], sent_back=0)
    return done.filter(complaint__category__in=list(leaves), ended_at__gt=at - YEAR)


def _per_person(orders: QuerySet[Order], department: Department) -> Counter[int]:
    own = orders.filter(department=department, account__isnull=False)
    return Counter(dict(own.order_by().values_list("account_id").annotate(Count("pk"))))
