"""The staff member whom a complaint is about: named, then no longer owner, worker or judge of it, and heard (C3)."""

from heed.actions.engine import clocks
from heed.actions.engine.accused_notices import notify_hearing, notify_named
from heed.actions.engine.change import Change
from heed.actions.engine.execute import action
from heed.actions.orders import cancel
from heed.process.roles import ANSWERS_FOR_NEW
from heed.process.words import ORDER_OPEN, ApprovalState
from heed.queries.staff.duties import crew, first_holder
from heed.records.models import Account


@action("name_accused")
def name_accused(change: Change) -> None:
    """Record whom it is about, and take away what that person had to do on the complaint."""
    accused: Account = change.facts["account"]
    change.complaint.accused.add(accused)
    _take_the_case(change, accused)
    if accused.pk not in change.case.accused:
        case_owner = change.columns.get("case_owner", change.complaint.case_owner)
        notify_named(change.complaint, case_owner, [accused], change.at)
    _take_orders(change, accused)
    change.complaint.promises.filter(kept_by=accused, ended_at__isnull=True).update(kept_by=None)
    change.complaint.approvals.filter(asked_of=accused, state=ApprovalState.ASKED).update(asked_of=None)
    if change.complaint.visitor_id == accused.pk:
        change.columns["visitor"] = None


@action("arrange_hearing")
def arrange_hearing(change: Change) -> None:
    """Set when and by whom a person complained of is heard; another time replaces it. Both get a notice."""
    notify_hearing(change, change.facts["heard"])
    change.notify.append(change.facts["account"])


@action("hear")
def hear(change: Change) -> None:
    """Record what the person complained of says about it."""


def _take_the_case(change: Change, accused: Account) -> None:
    complaint = change.complaint
    if complaint.case_owner_id != accused.pk:
        return
    other = first_holder(ANSWERS_FOR_NEW, complaint.project_id, but=[accused, *change.case.accused], at=change.at)
    if other is not None:
        change.columns["case_owner"] = other


def _take_orders(change: Change, accused: Account) -> None:
    """Cancel the orders of that person; the case owner gives them to others."""
    complaint = change.complaint
    for order in complaint.orders.filter(account=accused, state__in=[state.value for state in ORDER_OPEN]):
        cancel(order, change, order.reason)
        change.notify.extend(crew(order.department_id))
        for clock in complaint.clocks.filter(order=order, stopped_at__isnull=True):
            clocks.stop(clock, change.at, dropped=True)
