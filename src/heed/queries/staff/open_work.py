"""The open work of a person, which others take over during an absence (R65, R67, R68, R73)."""

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
class OpenWork:
    """The open work of a person on one complaint: the case itself, orders, a promise, approvals, a return visit."""

    complaint: Complaint
    is_case: bool = False
    orders: list[Order] = field(default_factory=list)
    promise: Promise | None = None
    approvals: list[Approval] = field(default_factory=list)
    is_visit: bool = False

    @property
    def handed(self) -> tuple[Handed, ...]:
        """What is handed over besides the case and the orders."""
        found = {
            Handed.PROMISE: self.promise is not None,
            Handed.APPROVAL: bool(self.approvals),
            Handed.VISIT: self.is_visit,
        }
        return tuple(handed for handed, stands in found.items() if stands)


def open_work_of(account: Account, projects: Projects = None) -> list[OpenWork]:
    """Return the open work of the account (at these projects) by complaint, the next due first; five queries."""
    return [one for one in _collect(account, Q()) if projects is None or one.complaint.project_id in projects]


def open_work_at(complaint: Complaint, account: Account) -> OpenWork | None:
    """Return the open work of the account on this complaint; None where there is none. Five queries."""
    return next(iter(_collect(account, Q(pk=complaint.pk))), None)


def _collect(account: Account, only: Q) -> list[OpenWork]:
    found: dict[int, OpenWork] = {}
    asked = Complaint.objects.filter(only).values("pk")

    def of(complaint: Complaint) -> OpenWork:
        return found.setdefault(complaint.pk, OpenWork(complaint))

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
    return sorted(found.values(), key=_by_due_time)


def _by_due_time(matter: OpenWork) -> tuple[bool, float, int]:
    due_at = matter.complaint.next_due_at
    return (due_at is None, due_at.timestamp() if due_at else 0, matter.complaint.pk)


def orders_with(account: Account) -> QuerySet[Order]:
    """Return the open orders of the account."""
    return Order.objects.filter(account=account, state__in=[state.value for state in ORDER_OPEN])


def promises_with(account: Account) -> QuerySet[Promise]:
    """Return the open promises that the account made or keeps for another."""
    keeps = Q(kept_by=account) | Q(kept_by__isnull=True, made_by=account)
    return Promise.objects.filter(keeps, ended_at__isnull=True)


def approvals_with(account: Account) -> QuerySet[Approval]:
    """Return the open requests for approval to the account."""
    return Approval.objects.filter(asked_of=account, state=ApprovalState.ASKED.value)


def visits_with(account: Account) -> QuerySet[Complaint]:
    """Return the return visits of the account: handed over to it, or last tried by it."""
    last = Visit.objects.filter(complaint=OuterRef("pk"), round=OuterRef("round")).order_by("-at", "-pk")
    handled = Complaint.objects.filter(stage=Stage.HANDLED.value)
    tried = handled.filter(visits__account=account).annotate(tried_by=Subquery(last.values("account")[:1]))
    mine = Q(visitor=account) | Q(visitor__isnull=True, pk__in=tried.filter(tried_by=account.pk).values("pk"))
    return handled.filter(mine)


def visit_is_with(complaint: Complaint, account: Account) -> bool:
    """Return whether the return visit of this complaint is with the account; one query."""
    return visits_with(account).filter(pk=complaint.pk).exists()
