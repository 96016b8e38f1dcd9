"""Who may set up what (R150): administrators everything, directors and managers their projects; the centre reads."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from heed.process.roles import APPOINTS_MANAGERS, OF_COMPANY, OF_REGION, ONLY_READS, SETS_UP_PROJECTS
from heed.process.words import Role
from heed.queries.access import Projects, access_of, of_projects
from heed.records.models import Account, Duty, Person, Place, Project


@dataclass(frozen=True, slots=True)
class SetupAccess:
    """What an account may set up. Projects by their ids; None: every one."""

    account_id: int
    rules: bool  # it may change projects and the policy
    reads: bool  # it may read projects and the policy
    projects: Projects  # whose places, people and duties it sets up
    manages: Projects  # those of which it may appoint the manager

    @property
    def enters(self) -> bool:
        """Whether the account may open the room at all."""
        return self.rules or self.reads or self.projects is None or bool(self.projects)

    def may_give(self, role: Role | str, project_id: int | None) -> bool:
        """Return whether the account may give and remove this role there: not the role of its own superior."""
        if project_id is None or role in (*OF_COMPANY, *OF_REGION):
            return self.rules
        held = self.manages if role == Role.MANAGER else self.projects
        return held is None or project_id in held


def setup_access_of(account: Account) -> SetupAccess:
    """Return what this account may set up; one query."""
    access = access_of(account)
    whole = {role for role, project, _ in access.duties if project is None}
    rules = Role.ADMIN.value in whole
    return SetupAccess(
        account_id=account.pk,
        rules=rules,
        reads=rules or not whole.isdisjoint({Role.CENTRE.value, *(role.value for role in ONLY_READS)}),
        projects=None if rules else access.projects(SETS_UP_PROJECTS),
        manages=None if rules else access.projects(APPOINTS_MANAGERS),
    )


def projects_set_up_by(may: SetupAccess) -> QuerySet[Project]:
    """Return the projects whose places, people and duties the account sets up."""
    found = Project.objects.all() if may.rules else Project.objects.filter(is_active=True)
    return of_projects(found, may.projects, "pk")


def projects_read_by(may: SetupAccess) -> QuerySet[Project]:
    """Return the projects that the account sees in Setup."""
    return Project.objects.all() if may.reads else projects_set_up_by(may)


def places_set_up_by(may: SetupAccess) -> QuerySet[Place]:
    """Return the places of those projects."""
    return of_projects(Place.objects.all(), may.projects)


def accounts_set_up_by(may: SetupAccess) -> QuerySet[Account]:
    """Return the accounts with a duty at those projects; for an administrator all, also without a duty."""
    if may.projects is None:
        return Account.objects.all()
    return Account.objects.filter(pk__in=of_projects(Duty.objects.all(), may.projects).values("account"))


def may_change(may: SetupAccess, account: Account) -> bool:
    """Whether name, password and sign-in of this account are the arranger's to change: only where every duty it has
    is one that this account could have given, so that it cannot take over an account with more rights."""
    if may.rules:
        return True
    duties = list(account.duties.values_list("role", "project"))
    return bool(duties) and all(may.may_give(role, project) for role, project in duties)


def people_set_up_by(may: SetupAccess) -> QuerySet[Person]:
    """Return the residents who live, lived or complained at those projects; for an administrator all."""
    if may.projects is None:
        return Person.objects.filter(erased_at__isnull=True)
    lived = Q(occupancies__place__project__in=may.projects) | Q(complaints__project__in=may.projects)
    return Person.objects.filter(lived, erased_at__isnull=True).distinct()
