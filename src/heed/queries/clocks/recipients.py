"""Who gets the notice that a clock warns or breaches: the people who can still act (R33, R68, C7)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from heed.process.moves import APPROVERS
from heed.process.reviewing import reviewing_roles
from heed.process.roles import SUPERIORS
from heed.process.words import ApprovalState, ClockKind, Role
from heed.queries.complaints.reviews import part_takers
from heed.queries.policies import policy_of
from heed.queries.rota.absences import stand_ins
from heed.queries.rota.on_duty import holders_or_above
from heed.queries.staff.duties import crew, first_holder, holders
from heed.records.models import (
    Account,
    Approval,
    Clock,
    Complaint,
    Order,
    Project,
    ProjectDemand,
    Promise,
    Reception,
    Summons,
)

Subject = Complaint | Reception | Summons | ProjectDemand


def recipients_of(clock: Clock, subject: Subject, at: datetime | None = None) -> list[Account]:
    """Return each recipient of a clock once; see `Recipients`."""
    return Recipients([(clock, subject)], at).of(clock)


class Recipients:
    """The recipients of some hundreds of clocks at an instant (now), in a fixed number of queries.

    What only some clocks need is read when the first of them asks, and once for each project or role.
    """

    def __init__(self, clocks: Sequence[tuple[Clock, Subject]], at: datetime | None = None) -> None:
        self._clocks = clocks
        self._at = at or timezone.now()
        self._known: dict[object, list[Account]] = {}

    def of(self, clock: Clock) -> list[Account]:
        """Return each recipient once, with the stand-ins of those who are absent.

        There is always one, as long as a superior has a duty at the project.
        """
        accused = self.accused_of(clock)  # get no notice (C3)
        found = {account.pk: account for account in self._responsible[clock.pk]}
        acting = [self._stand_ins[key] for key in found if key in self._stand_ins]
        recipients = list((found | {account.pk: account for account in acting}).values())
        return [account for account in recipients if account.pk not in accused] or recipients

    def of_rung(self, role: str, project: Project) -> list[Account]:
        """Return who is notified by a step of a ladder that leads to this role."""
        key = ("rung", role, project.pk)
        if key not in self._known:
            self._known[key] = holders_or_above(role, project, at=self._at)
        return self._known[key]

    def accused_of(self, clock: Clock) -> set[int]:
        """Return the ids of the staff of whom the clock's complaint complains."""
        return self._accused.get(clock.complaint_id or 0, set())

    @cached_property
    def _responsible(self) -> dict[int, list[Account]]:
        """The active people who have to act, by the id of the clock; else the first superior."""
        found = {clock.pk: _active(self._named(clock, subject)) for clock, subject in self._clocks}
        for clock, subject in self._clocks:
            found[clock.pk] = found[clock.pk] or self._first_superior(subject.project)
        return found

    def _named(self, clock: Clock, subject: Subject) -> Iterable[Account]:
        if isinstance(subject, Complaint):
            accused = self.accused_of(clock)
            besides = self._reviewers if clock.kind == ClockKind.REVIEW else self._besides
            responsible = [subject.case_owner, *besides(clock, subject)]
            return [account for account in responsible if account.pk not in accused]
        if isinstance(subject, Reception):
            return [subject.account] if subject.account else self._receptionists(subject.project)
        if isinstance(subject, ProjectDemand):
            return self._first_superior(subject.project)
        return [subject.to, subject.asked_by]

    def _besides(self, clock: Clock, complaint: Complaint) -> Iterable[Account]:
        """The people besides the case owner who have to act: for an order, an approval, a visit or a promise."""
        if clock.order_id is not None:
            order = self._orders[clock.order_id]
            return [order.account] if order.account else self._crew(order.department_id)
        if clock.kind == ClockKind.APPROVAL:
            asked = self._approvers.get(complaint.pk)
            return [asked] if asked else self._first_approver(complaint.project)
        if clock.kind == ClockKind.VISIT and complaint.visitor is not None:
            return [complaint.visitor]
        if clock.kind == ClockKind.DEMAND:
            return self._first_superior(complaint.project)
        keeper = self._keepers.get(clock.promise_id) if clock.kind == ClockKind.PROMISE else None
        return [keeper] if keeper else []

    @cached_property
    def _accused(self) -> dict[int, set[int]]:
        found: dict[int, set[int]] = defaultdict(set)
        ids = {clock.complaint_id for clock, _ in self._clocks} - {None}
        rows = Complaint.accused.through.objects.filter(complaint_id__in=ids) if ids else ()
        for row in rows:
            found[row.complaint_id].add(row.account_id)
        return found

    def _reviewers(self, clock: Clock, complaint: Complaint) -> list[Account]:
        """Who may take the second look: who holds such a role and had no part in the case."""
        roles = reviewing_roles(policy_of(clock.policy_id))
        found = [account for role in roles for account in self.of_rung(role, complaint.project)]
        return [account for account in found if account.pk not in self._part_takers[complaint.pk]]

    @cached_property
    def _part_takers(self) -> dict[int, set[int]]:
        looked_at = [subject for clock, subject in self._clocks if clock.kind == ClockKind.REVIEW]
        return part_takers([subject for subject in looked_at if isinstance(subject, Complaint)])

    @cached_property
    def _stand_ins(self) -> dict[int, Account]:
        everybody = {account.pk for accounts in self._responsible.values() for account in accounts}
        return stand_ins(everybody, self._at)

    @cached_property
    def _orders(self) -> dict[int, Order]:
        ids = {clock.order_id for clock, _ in self._clocks if clock.order_id is not None}
        return Order.objects.select_related("account").in_bulk(ids)

    @cached_property
    def _approvers(self) -> dict[int, Account]:
        """The approver of the oldest open request of each complaint; none whose account is closed."""
        return approvers_of({clock.complaint_id for clock, _ in self._clocks if clock.kind == ClockKind.APPROVAL})

    @cached_property
    def _keepers(self) -> dict[int | None, Account]:
        ids = {clock.promise_id for clock, _ in self._clocks if clock.promise_id is not None}
        kept = Promise.objects.filter(pk__in=ids, kept_by__isnull=False).select_related("kept_by")
        return {promise.pk: promise.kept_by for promise in kept if promise.kept_by is not None}

    def _crew(self, department_id: int) -> list[Account]:
        key = ("crew", department_id)
        if key not in self._known:
            self._known[key] = list(crew(department_id))
        return self._known[key]

    def _receptionists(self, project: Project) -> list[Account]:
        key = ("receptionists", project.pk)
        if key not in self._known:
            self._known[key] = list(holders([Role.RECEPTIONIST], project))
        return self._known[key]

    def _first_superior(self, project: Project) -> list[Account]:
        key = ("superior", project.pk)
        if key not in self._known:
            self._known[key] = _listed(first_holder(SUPERIORS, project, at=self._at))
        return self._known[key]

    def _first_approver(self, project: Project) -> list[Account]:
        key = ("approver", project.pk)
        if key not in self._known:
            self._known[key] = _listed(first_holder(APPROVERS, project, at=self._at, able=APPROVERS))
        return self._known[key]


def approver_of(complaint: Complaint) -> Account | None:
    """Return the approver of the oldest open request; None where there is none, or the account is closed."""
    return approvers_of([complaint.pk]).get(complaint.pk)


def approvers_of(complaint_ids: Iterable[int | None]) -> dict[int, Account]:
    """Return the same for several complaints, by their ids."""
    asked = Approval.objects.filter(complaint__in=complaint_ids, state=ApprovalState.ASKED, asked_of__is_active=True)
    rows = asked.select_related("asked_of").order_by("-asked_at", "-pk")
    return {row.complaint_id: row.asked_of for row in rows if row.asked_of is not None}  # the oldest stays


def _listed(account: Account | None) -> list[Account]:
    return [account] if account else []


def _active(accounts: Iterable[Account]) -> list[Account]:
    return list({account.pk: account for account in accounts if account.is_active}.values())
