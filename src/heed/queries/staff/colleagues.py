"""The colleagues who may be asked to take a call or to the counter (R46)."""

from datetime import datetime

from django.db.models import Q, QuerySet

from heed.process.roles import APART_FROM_CASES
from heed.queries.complaints.rows import only_open
from heed.queries.policies import policy_of
from heed.queries.rota.absences import is_absent
from heed.queries.rota.on_duty import superiors_to_call
from heed.queries.staff.duties import crew
from heed.records.models import Account, Complaint, Duty, Person, Project


def colleagues_to_ask(
    project: Project, by: Account, at: datetime, complaint: Complaint | None = None
) -> QuerySet[Account]:
    """Return who works at the project and is present, but for the superiors of `by`, who are called by the ladder.

    Nobody whom the complaint is about is among them.
    """
    here = Duty.objects.filter(Q(project=project) | Q(project__isnull=True))
    here = here.exclude(role__in=[role.value for role in APART_FROM_CASES])
    found = Account.objects.filter(pk__in=here.values("account"), is_active=True, by_link=False)
    found = found.exclude(pk__in=[by.pk, *(one.pk for one in superiors_to_call(project, by, at))])
    if complaint is not None:
        found = found.exclude(pk__in=complaint.accused.values("pk"))
    return found.exclude(is_absent(at, "pk")).order_by("name")


def concerned(project: Project, complaint: Complaint | None, person: Person | None) -> set[int]:
    """Return who knows the matter: case owner and department of the complaint, case owners of the person's others."""
    found: set[int] = set()
    if complaint is not None:
        found.add(complaint.case_owner_id)
        code = policy_of(complaint.policy_id).leaf(complaint.category).department if complaint.category else ""
        department = project.departments.filter(code=code, is_active=True).first() if code else None
        found |= {account.pk for account in crew(department)} if department is not None else set()
    if person is not None:
        own = only_open(Complaint.objects.filter(person=person, project=project))
        found |= set(own.values_list("case_owner", flat=True)[:20])
    return found
