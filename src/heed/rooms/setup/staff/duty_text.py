"""The duties of staff in words: who works where, in which role."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from heed.process.words import Role
from heed.queries.policies import current_policy
from heed.records.models import Account, Duty, Project
from heed.ui.names import department_name

ORDER = {role.value: rank for rank, role in enumerate(reversed(Role))}


@dataclass
class StaffDuties:
    """A staff member with the duties to show, each (role, where)."""

    account: Account
    duties: list[tuple[str, str]] = field(default_factory=list)
    rank: int = 99


def staff_with_duties(duties: Iterable[Duty], *, within: Project | None = None) -> list[StaffDuties]:
    """The accounts of these duties, the highest role first. `within` a project its name is not said again."""
    policy = current_policy()
    found: dict[int, StaffDuties] = {}
    for duty in duties:
        person = found.setdefault(duty.account_id, StaffDuties(duty.account))
        line = (_(Role(duty.role).label), where(duty, policy, within))
        if line not in person.duties:  # the duties at the projects of one region are one
            person.duties.append(line)
        person.rank = min(person.rank, ORDER[duty.role])
    return sorted(found.values(), key=lambda one: (not one.account.is_active, one.rank, one.account.name))


def where(duty: Duty, policy: object, within: Project | None = None) -> str:
    """The department, the project or the company of a duty."""
    department = department_name(duty.department, policy) if duty.department else ""  # type: ignore[arg-type]
    if duty.regional is not None:
        return duty.regional.region.name
    if duty.project is None:
        return _("The whole company")
    if within is not None and duty.project_id == within.pk:
        return department
    return " · ".join(filter(None, (duty.project.name, department)))


def people_of(project: Project) -> list[StaffDuties]:
    """The staff with a duty at the project (one query)."""
    duties = Duty.objects.filter(Q(project=project), account__is_active=True)
    related = ("account", "project", "department", "regional__region")
    return staff_with_duties(duties.select_related(*related).order_by("pk"), within=project)
