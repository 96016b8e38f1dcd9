"""Who may set up what (R150): the administrator everything; the centre reads; director and manager their projects."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from heed.process.roles import APPOINTS_MANAGERS, OF_COMPANY, SETS_UP_PROJECTS
from heed.process.words import Role
from heed.queries.access import Projects, access_of, of_projects
from heed.records.models import Account, Department, Duty, Person, Place, Project


@dataclass(frozen=True, slots=True)
class Arranger:
    """What an account may set up. Projects by their ids; None: every one."""

    account_id: int
    rules: bool  # projects and the policy are the account's to change
    reads: bool  # projects and the policy are the account's to read
    projects: Projects  # whose places, people and duties it arranges
    manages: Projects  # of these it may make somebody the manager

    @property
    def enters(self) -> bool:
        """Whether the room opens at all."""
        return self.rules or self.reads or self.projects is None or bool(self.projects)

    def may_give(self, role: Role | str, project_id: int | None) -> bool:
        """Whether the account may give (and take) this role there: nobody makes their own superior."""
        if project_id is None or role in OF_COMPANY:
            return self.rules
        held = self.manages if role == Role.MANAGER else self.projects
        return held is None or project_id in held


def arranger(account: Account) -> Arranger:
    """What this account may set up; one query."""
    access = access_of(account)
    whole = {role for role, project, _ in access.duties if project is None}
    rules = Role.ADMIN.value in whole
    return Arranger(
        account_id=account.pk,
        rules=rules,
        reads=rules or Role.CENTRE.value in whole,
        projects=None if rules else access.projects(SETS_UP_PROJECTS),
        manages=None if rules else access.projects(APPOINTS_MANAGERS),
    )


def projects_arranged_by(may: Arranger) -> QuerySet[Project]:
    """The projects whose places, people and duties the account sets up."""
    found = Project.objects.all() if may.rules else Project.objects.filter(is_active=True)
    return of_projects(found, may.projects, "pk")


def projects_read_by(may: Arranger) -> QuerySet[Project]:
    """The projects that the account sees in Setup."""
    return Project.objects.all() if may.reads else projects_arranged_by(may)


def places_arranged_by(may: Arranger) -> QuerySet[Place]:
    """The places of those projects."""
    return of_projects(Place.objects.all(), may.projects)


def accounts_arranged_by(may: Arranger) -> QuerySet[Account]:
    """Accounts with a duty at those projects; for the administrator all, also those without any duty."""
    if may.projects is None:
        return Account.objects.all()
    return Account.objects.filter(pk__in=of_projects(Duty.objects.all(), may.projects).values("account"))


def may_change(may: Arranger, account: Account) -> bool:
    """Whether name, password and sign-in of this account are the arranger's to change: only where every duty it has
    is one that the arranger could have given, so that nobody takes over an account that reaches further."""
    if may.rules:
        return True
    duties = list(account.duties.values_list("role", "project"))
    return bool(duties) and all(may.may_give(role, project) for role, project in duties)


def people_arranged_by(may: Arranger) -> QuerySet[Person]:
    """Residents who live or lived at those projects, or complained there; for the administrator all."""
    if may.projects is None:
        return Person.objects.filter(erased_at__isnull=True)
    lived = Q(occupancies__place__project__in=may.projects) | Q(complaints__project__in=may.projects)
    return Person.objects.filter(lived, erased_at__isnull=True).distinct()


def departments_of(project: Project) -> QuerySet[Department]:
    """The departments that work at the project."""
    return Department.objects.filter(project=project, is_active=True).order_by("pk")
