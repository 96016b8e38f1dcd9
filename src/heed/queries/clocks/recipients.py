"""Who gets the notice that a clock warns or breaches: the people who can still act (R33, R68, C7)."""

from collections.abc import Iterable
from datetime import datetime

from heed.process.moves import APPROVERS
from heed.process.roles import SUPERIORS
from heed.process.words import ApprovalState, ClockKind, Role
from heed.queries.rota.absences import with_stand_ins
from heed.queries.staff.duties import crew, first_holder, holders
from heed.records.models import Account, Approval, Clock, Complaint, Project, Promise, Reception, Summons


def recipients_of(clock: Clock, subject: Complaint | Reception | Summons, at: datetime | None = None) -> list[Account]:
    """Return each recipient once, with the stand-ins of those who are absent (at the instant; now).

    There is always one, as long as a superior has a duty at the project.
    """
    accused: set[int] = set()
    if isinstance(subject, Complaint):
        accused = set(subject.accused.values_list("pk", flat=True))  # gets no notice (C3)
        responsible = [subject.case_owner, *_responsible(clock, subject, at)]
        found = [account for account in responsible if account.pk not in accused]
    elif isinstance(subject, Reception):
        found = [subject.account] if subject.account else list(holders([Role.RECEPTIONIST], subject.project))
    else:
        found = [subject.to, subject.asked_by]
    recipients = with_stand_ins(_active(found) or _active(_first(subject.project, at)), at)
    return [account for account in recipients if account.pk not in accused] or recipients


def _responsible(clock: Clock, complaint: Complaint, at: datetime | None) -> Iterable[Account]:
    """The people besides the case owner who have to act: for an order, an approval or a promise."""
    if clock.order is not None:
        return [clock.order.account] if clock.order.account else crew(clock.order.department_id)
    found: Account | None = None
    if clock.kind == ClockKind.APPROVAL:
        found = approver_of(complaint) or first_holder(APPROVERS, complaint.project, at=at, able=APPROVERS)
    elif clock.kind == ClockKind.PROMISE and clock.promise_id is not None:
        kept = Promise.objects.filter(pk=clock.promise_id, kept_by__isnull=False).select_related("kept_by").first()
        found = kept.kept_by if kept else None
    return [found] if found else []


def approver_of(complaint: Complaint) -> Account | None:
    """Return the approver of the oldest open request; None where there is none, or the account is closed."""
    asked = Approval.objects.filter(complaint=complaint, state=ApprovalState.ASKED.value, asked_of__is_active=True)
    first = asked.select_related("asked_of").order_by("asked_at", "pk").first()
    return first.asked_of if first else None


def _first(project: Project, at: datetime | None) -> list[Account]:
    found = first_holder(SUPERIORS, project, at=at)
    return [found] if found else []


def _active(accounts: Iterable[Account]) -> list[Account]:
    return list({account.pk: account for account in accounts if account.is_active}.values())
