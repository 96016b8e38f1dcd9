"""Who may give which duty where (R150)."""

from heed.actions.engine.errors import Refused
from heed.process.case import Refusal
from heed.process.roles import OF_COMPANY, OF_DEPARTMENT, OF_REGION
from heed.process.words import N_, Role
from heed.queries.setup_access import SetupAccess
from heed.records.models import Department, Project


def refuse_duty(may: SetupAccess, role: Role | str, project: Project | None, department: Department | None) -> None:
    """Raise Refused where the duty lacks its department or project, or is not this account's to give."""
    lacking = _lacking(role, project, department)
    if lacking is not None:
        raise Refused([lacking])
    where = None if role in OF_COMPANY else department.project_id if department else project.pk if project else None
    if not may.may_give(role, where):
        raise Refused([Refusal(N_("You may not give this duty."), "role")])


def _lacking(role: Role | str, project: Project | None, department: Department | None) -> Refusal | None:
    """The place that the duty needs and does not have; None where it has all."""
    if role in OF_REGION:
        return Refusal(N_("Choose the region for this duty."), "region")
    if role in OF_DEPARTMENT and department is None:
        return Refusal(N_("Choose the department for this duty."), "department")
    if role not in OF_COMPANY and project is None and department is None:
        return Refusal(N_("Choose the project for this duty."), "project")
    return None
