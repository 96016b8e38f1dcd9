"""What is open with a person: what somebody else has to take over while that one is away (R65, R67, R68, R73)."""

from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import OuterRef, Q, QuerySet, Subquery

from heed.process.words import OPEN, ORDER_OPEN, ApprovalState, Handed, Stage
from heed.queries.access import Projects
from heed.queries.complaints.rows import cases_of
from heed.records.models import Account, Approval, Complaint, Order, Promise, Visit

R = TypeVar("R", Order, Promise, Approval)
_OPEN = [stage.value for stage in OPEN]


@dataclass
class Matter:
    """One complaint, and what of it is with the person: the case, orders, and the rest by what is handed over."""

    complaint: Complaint
    is_case: bool = False
    orders: list[Order] = field(default_factory=list)
    promise: Promise | None = None
    approvals: list[Approval] = field(default_factory=list)
    is_visit: bool = False

    @property
    def handed(self) -> tuple[Handed, ...]:
        """What of it goes to a stand-in beside the case and the orders."""
        found = {
            Handed.PROMISE: self.promise is not None,
            Handed.APPROVAL: bool(self.approvals),
            Handed.VISIT: self.is_visit,
        }
        return tuple(handed for handed, stands in found.items() if stands)


def open_with(account: Account, projects: Projects = None) -> list[Matter]:
    """Every matter (of these projects) of which something is open with the account, by when it is due; five queries."""
    return [one for one in _gathered(account, Q()) if projects is None or one.complaint.project_id in projects]


def matter_of(complaint: Complaint, account: Account) -> Matter | None:
    """What of this complaint is open with the account; None where nothing is. Five queries."""
    return next(iter(_gathered(account, Q(pk=complaint.pk))), None)


def _gathered(account: Account, only: Q) -> list[Matter]:
    found: dict[int, Matter] = {}
    asked = Complaint.objects.filter(only).values("pk")

    def of(complaint: Complaint) -> Matter:
        return found.setdefault(complaint.pk, Matter(complaint))

    def belonging(rows: QuerySet[R], *joined: str) -> QuerySet[R]:
        here = rows.filter(complaint__in=asked) if only else rows.filter(complaint__stage__in=_OPEN)
        return here.select_related("complaint__project", *joined).order_by("pk")

    for case in cases_of(account).filter(only).select_related("project"):
        of(case).is_case = True
    for order in belonging(orders_with(account), "department"):
        of(order.complaint).orders.append(order)
    for promise in belonging(promises_with(account)):
        of(promise.complaint).promise = promise
    for approval in belonging(approvals_with(account), "asked_by"):
        of(approval.complaint).approvals.append(approval)
    for visited in visits_with(account).filter(only).select_related("project"):
        of(visited).is_visit = True
    return sorted(found.values(), key=_due)


def _due(matter: Matter) -> tuple[bool, float, int]:
    due_at = matter.complaint.next_due_at
    return (due_at is None, due_at.timestamp() if due_at else 0, matter.complaint.pk)


def orders_with(account: Account) -> QuerySet[Order]:
    """The running orders that name the account."""
    return Order.objects.filter(account=account, state__in=[state.value for state in ORDER_OPEN])


def promises_with(account: Account) -> QuerySet[Promise]:
    """The running promises that the account made or keeps for another."""
    keeps = Q(kept_by=account) | Q(kept_by__isnull=True, made_by=account)
    return Promise.objects.filter(keeps, ended_at__isnull=True)


def approvals_with(account: Account) -> QuerySet[Approval]:
    """The requests that wait for the account."""
    return Approval.objects.filter(asked_of=account, state=ApprovalState.ASKED.value)


def visits_with(account: Account) -> QuerySet[Complaint]:
    """The return visits that are the account's: as a stand-in, or because it tried last and reached nobody."""
    last = Visit.objects.filter(complaint=OuterRef("pk"), round=OuterRef("round")).order_by("-at", "-pk")
    handled = Complaint.objects.filter(stage=Stage.HANDLED.value)
    tried = handled.filter(visits__account=account).annotate(tried_by=Subquery(last.values("account")[:1]))
    mine = Q(visitor=account) | Q(visitor__isnull=True, pk__in=tried.filter(tried_by=account.pk).values("pk"))
    return handled.filter(mine)


def visit_is_with(complaint: Complaint, account: Account) -> bool:
    """Whether the return visit of this complaint is the account's; one query."""
    return visits_with(account).filter(pk=complaint.pk).exists()
