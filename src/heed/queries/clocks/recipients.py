"""Whom it concerns that a clock warns or breaches: those who can still do something about it (R33, R68, C7)."""

from collections.abc import Iterable
from datetime import datetime

from heed.process.moves import APPROVERS
from heed.process.roles import SUPERIORS
from heed.process.words import ApprovalState, ClockKind, Role
from heed.queries.rota.absences import with_stand_ins
from heed.queries.staff.duties import crew, first_holder, holders
from heed.records.models import Account, Approval, Clock, Complaint, Project, Promise, Reception, Summons


def recipients_of(clock: Clock, subject: Complaint | Reception | Summons, at: datetime | None = None) -> list[Account]:
    """Each person once, with whoever stands in for those who are away (at the instant; now).

    Never nobody, as long as anybody on the ladder has a duty at the project.
    """
    accused: set[int] = set()
    if isinstance(subject, Complaint):
        accused = set(subject.accused.values_list("pk", flat=True))  # who is complained of is told nothing (C3)
        waited_for = [subject.case_owner, *_responsible(clock, subject, at)]
        found = [account for account in waited_for if account.pk not in accused]
    elif isinstance(subject, Reception):
        found = [subject.account] if subject.account else list(holders([Role.RECEPTIONIST], subject.project))
    else:
        found = [subject.to, subject.asked_by]
    told = with_stand_ins(_active(found) or _active(_first(subject.project, at)), at)
    return [account for account in told if account.pk not in accused] or told


def _responsible(clock: Clock, complaint: Complaint, at: datetime | None) -> Iterable[Account]:
    order = clock.order
    if order is not None:
        return [order.account] if order.account else crew(order.department_id)
    if clock.kind == ClockKind.APPROVAL:
        approver = approver_of(complaint) or first_holder(APPROVERS, complaint.project, at=at, able=APPROVERS)
        return [approver] if approver else []
    if clock.kind == ClockKind.PROMISE and clock.promise_id is not None:
        kept = Promise.objects.filter(pk=clock.promise_id, kept_by__isnull=False).select_related("kept_by").first()
        return [kept.kept_by] if kept and kept.kept_by else []
    return []


def approver_of(complaint: Complaint) -> Account | None:
    """Of whom the approval that has waited longest was asked, where that one still works here."""
    asked = Approval.objects.filter(complaint=complaint, state=ApprovalState.ASKED.value, asked_of__is_active=True)
    first = asked.select_related("asked_of").order_by("asked_at", "pk").first()
    return first.asked_of if first else None


def _first(project: Project, at: datetime | None) -> list[Account]:
    found = first_holder(SUPERIORS, project, at=at)
    return [found] if found else []


def _active(accounts: Iterable[Account]) -> list[Account]:
    return list({account.pk: account for account in accounts if account.is_active}.values())
