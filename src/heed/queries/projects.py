"""The projects of an account as a list, for reading alone: the statement is written once for all accounts."""

from django.db.models import QuerySet

from heed.process.roles import SEES_ALL
from heed.process.words import Role
from heed.queries.access import Projects, access_of, of_projects
from heed.records.models import Account, Project
from heed.records.prepared import prepared


def projects_listed(account: Account, roles: tuple[Role, ...] = SEES_ALL) -> list[Project]:
    """Return the active projects at which the account holds one of these roles, with their regions, by their codes."""
    return _listed(access_of(account).projects(roles))


@prepared
def _listed(projects: Projects) -> QuerySet[Project]:
    return of_projects(Project.objects.filter(is_active=True), projects, "pk").select_related("region")
