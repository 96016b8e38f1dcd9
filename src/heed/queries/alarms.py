"""Whom it concerns that a clock warns or breaches: those who can still do something about it (R33, R68, C7)."""

from collections.abc import Iterable

from heed.process.words import ClockKind, Role
from heed.queries.duties import crew, first_holder, holders
from heed.queries.rota import LADDER
from heed.records.models import Account, Clock, Complaint, Project, Reception, Summons


def concerned(clock: Clock, subject: Complaint | Reception | Summons) -> list[Account]:
    """Each person once. Never nobody, as long as anybody on the ladder has a duty at the project."""
    if isinstance(subject, Complaint):
        accused = set(subject.accused.values_list("pk", flat=True))  # who is complained of is told nothing (C3)
        waited_for = [subject.case_owner, *_whom_it_waits_for(clock, subject)]
        found = [account for account in waited_for if account.pk not in accused]
    elif isinstance(subject, Reception):
        found = [subject.account] if subject.account else list(holders([Role.RECEPTIONIST], subject.project))
    else:
        found = [subject.to, subject.asked_by]
    return _active(found) or _active(_first(subject.project))


def _whom_it_waits_for(clock: Clock, complaint: Complaint) -> Iterable[Account]:
    order = clock.order
    if order is not None:
        return [order.account] if order.account else crew(order.department_id)
    if clock.kind == ClockKind.APPROVAL:
        approver = first_holder((Role.MANAGER, Role.CENTRE), complaint.project)
        return [approver] if approver else []
    return []


def _first(project: Project) -> list[Account]:
    found = first_holder(LADDER, project)
    return [found] if found else []


def _active(accounts: Iterable[Account]) -> list[Account]:
    return list({account.pk: account for account in accounts if account.is_active}.values())
