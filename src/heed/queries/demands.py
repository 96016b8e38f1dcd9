"""Reading what the company centre demands of projects (R148, R149)."""

from collections.abc import Collection

from django.db.models import QuerySet

from heed.process.words import ProjectDemandState
from heed.queries.access import access_of, of_projects
from heed.records.models import Account, ProjectDemand

#: Demands that wait for an answer or for a judgement.
OPEN_STATES = (ProjectDemandState.ASKED.value, ProjectDemandState.ANSWERED.value)
#: So many that have ended are shown.
FEW = 20


def demands_of(projects: Collection[int], *, ended: bool = False) -> list[ProjectDemand]:
    """Return the open demands on these projects, the next due first; or those that have ended, the latest first."""
    found = ProjectDemand.objects.filter(project__in=projects).select_related(
        "project", "asked_by", "answered_by", "judged_by"
    )
    if ended:
        return list(found.exclude(state__in=OPEN_STATES).order_by("-judged_at", "-pk")[:FEW])
    return list(found.filter(state__in=OPEN_STATES).order_by("due_at", "pk"))


def demand_for(account: Account, roles: Collection[str]) -> QuerySet[ProjectDemand]:
    """Return the demands on projects at which the account holds one of these roles."""
    return of_projects(ProjectDemand.objects.all(), access_of(account).projects(roles))
