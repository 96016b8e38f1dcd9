"""Who can take over the open work of an absent person, and who is suggested (R67, R68, C3)."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from heed.process.moves import APPROVERS, VISITORS
from heed.process.roles import ANSWERS_FOR_CASES, APART_FROM_CASES, OF_DEPARTMENT
from heed.process.words import Handed, Role
from heed.queries.rota.absences import absences_at
from heed.queries.staff.open_work import OpenWork
from heed.records.models import Absence, Account, Complaint, Duty, Order

Fits = Callable[[Duty], bool]


@dataclass(frozen=True, slots=True)
class SuccessorChoice:
    """The people who can take something over, by name, and the suggested one; None: nobody, or the whole department."""

    people: Sequence[Account]
    suggested: Account | None


class Successors:
    """The people who are present and work at the projects of this open work; three queries."""

    def __init__(self, absence: Absence, matters: Collection[OpenWork], now: datetime) -> None:
        self.absence = absence
        projects = {matter.complaint.project_id for matter in matters}
        away = set(absences_at(max(now, absence.starts_at)).values_list("account_id", flat=True))
        here = Duty.objects.filter(Q(project__in=projects) | Q(project__isnull=True), account__is_active=True)
        duties = here.exclude(role__in=APART_FROM_CASES).exclude(account=absence.account_id).select_related("account")
        self.duties = [duty for duty in duties.order_by("account__name", "pk") if duty.account_id not in away]
        through = Complaint.accused.through.objects
        named = through.filter(complaint__in=[matter.complaint.pk for matter in matters])
        self.accused = set(named.values_list("complaint_id", "account_id"))

    def of_case(self, matter: OpenWork) -> SuccessorChoice:
        """Return who may be the case owner."""
        return self._choice(matter, lambda duty: True, ANSWERS_FOR_CASES)

    def of_order(self, matter: OpenWork, order: Order) -> SuccessorChoice:
        """Return who works in the department of the order; without a stand-in there all of it is suggested."""
        return self._choice(
            matter, lambda duty: duty.department_id == order.department_id and duty.role in OF_DEPARTMENT
        )

    def of(self, matter: OpenWork, handed: Handed) -> SuccessorChoice:
        """Return who may keep the promise, answer the request or make the return visit."""
        if handed is Handed.APPROVAL:
            askers = {approval.asked_by_id for approval in matter.approvals}

            def fits(duty: Duty) -> bool:
                asked = duty.account_id in askers and duty.role != Role.CENTRE
                return duty.role in APPROVERS and not asked

            return self._choice(matter, fits, APPROVERS)
        if handed is Handed.VISIT:
            handler = matter.complaint.handler_id
            return self._choice(
                matter,
                lambda duty: duty.role in VISITORS and duty.account_id != handler,
                (Role.FOLLOW_UP, *ANSWERS_FOR_CASES),
            )
        return self._choice(matter, lambda duty: True, ANSWERS_FOR_CASES)

    def _choice(self, matter: OpenWork, fits: Fits, first: Sequence[Role] = ()) -> SuccessorChoice:
        complaint = matter.complaint
        fitting = [
            duty
            for duty in self.duties
            if duty.project_id in (None, complaint.project_id)
            and (complaint.pk, duty.account_id) not in self.accused
            and fits(duty)
        ]
        people = {duty.account_id: duty.account for duty in fitting}
        stand_in = people.get(self.absence.stand_in_id or 0)
        ranked = sorted(
            (duty for duty in fitting if duty.role in first),
            key=lambda duty: (first.index(Role(duty.role)), duty.project_id is None, duty.pk),
        )
        return SuccessorChoice(tuple(people.values()), stand_in or (ranked[0].account if ranked else None))
