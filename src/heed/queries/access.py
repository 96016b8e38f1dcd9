"""Who may see what: the only place where that is decided.

Every page, form, search and link fetches through here, so that a complaint of another project is a 404 and nothing
else. The rules go by the duties of an account, which are read once and then stand in the query as values: with a
subquery in their place neither database uses the indexes of the projects and departments.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from heed.process.moves import MOVES, VISITORS
from heed.process.roles import GIVES_REASON, MAY_REVEAL, OF_DEPARTMENT, ONLY_READS, SEES_ALL
from heed.process.words import ORDER_OPEN, Role
from heed.records.models import Account, Complaint, Duty, Order, Person, Project
from heed.records.prepared import prepared

M = TypeVar("M", bound=Model)
#: The names of the attributes by which an account keeps its duties once they were read, and in which it keeps them.
_KEEPS, _KEPT = "_keeps_duties", "_duties_kept"
#: What follows from the duties of an account is kept for so many of them: a page asks for it some ten times.
DUTIES_KEPT = 4_096
#: The conditions of what an account may see are kept for fewer: they are larger.
CONDITIONS_KEPT = 256
#: The duties of an account, the oldest first, each as (role, project id, department id).
Duties = tuple[tuple[str, int | None, int | None], ...]
#: The same, each with the name of its project besides.
DutiesWithPlaces = tuple[tuple[str, int | None, int | None, str | None], ...]
#: Projects by their ids; None: every project, by a duty for the whole company.
Projects = frozenset[int] | None


@dataclass(frozen=True, slots=True)
class Access:
    """What an account may see, by its duties."""

    account_id: int
    duties: Duties

    def projects(self, roles: Iterable[str] = SEES_ALL) -> Projects:
        """Return the projects at which the account holds one of these roles."""
        return _projects_at(self.duties, tuple(roles))

    @property
    def workplaces(self) -> Projects:
        """The projects at which the account has any duty."""
        return _every_or_some(project for _, project, _ in self.duties)

    def departments(self, *roles: str) -> frozenset[int]:
        """Return the departments in which the account holds one of these roles."""
        return frozenset(department for role, _, department in self.duties if role in roles and department is not None)

    @property
    def reads_names(self) -> bool:
        """Whether lists may give this account the complainants' names in full: at a desk, not from the centre."""
        return any(role in MAY_REVEAL for role, *_ in self.duties)

    def complaints(self) -> QuerySet[Complaint]:
        """Return the complaints of its projects, and where it has any duty those it took in, owns or works on;
        never one that is about the account."""
        return _complaints_of(self).all()

    def _complaints(self) -> QuerySet[Complaint]:
        projects = self.projects()
        if projects is None:
            return self.without_own_conflicts(Complaint.objects.all())
        here = _at(self.workplaces, "project")
        own = here & Q(received_by=self.account_id) | here & Q(case_owner=self.account_id)
        seen = own | Q(Exists(self.orders().filter(complaint=OuterRef("pk"))))
        return self.without_own_conflicts(
            Complaint.objects.filter(Q(project__in=projects) | seen if projects else seen)
        )

    def without_own_conflicts(self, found: QuerySet[M], complaint: str = "pk") -> QuerySet[M]:
        """Return the rows whose `complaint` (the path to its id) is not about the account (C3).

        A case owner sees the own case all the same: it stays with a person complained of only where all are.
        """
        return found.filter(~Q(**{f"{complaint}__in": self._conflicts().values("complaint")}))

    def complaints_about_itself(self) -> QuerySet[Complaint]:
        """Return the complaints about the account, which it does not see: only for the page that says so (C3)."""
        return Complaint.objects.filter(pk__in=self._conflicts().values("complaint"))

    def _conflicts(self) -> QuerySet[Any]:
        named = Complaint.accused.through._default_manager.filter(account=self.account_id)
        return named.exclude(complaint__case_owner=self.account_id)

    def orders(self) -> QuerySet[Order]:
        """Return the orders given to the account where it has a duty, those given to nobody yet in its departments,
        and all of the departments that it heads. `sees_order` is the same rule for one order."""
        works, heads = self.departments(Role.OPERATOR), self.departments(Role.DEPARTMENT)
        named = Q(account=self.account_id) & _at(self.workplaces, "department__project")
        given = Order.objects.filter(named | Q(account__isnull=True, department__in=works) | Q(department__in=heads))
        return self.without_own_conflicts(given, "complaint")

    def sees_order(self, worker_id: int | None, department_id: int, project_id: int) -> bool:
        """Return whether `orders` holds an order of this worker (None: nobody yet), department and project."""
        if worker_id == self.account_id:
            return self.workplaces is None or project_id in self.workplaces
        works = worker_id is None and department_id in self.departments(Role.OPERATOR)
        return works or department_id in self.departments(Role.DEPARTMENT)

    @property
    def scopes(self) -> tuple[str, ...]:
        """The scopes of the search index that hold everything the account can see, and more; empty: no limit."""
        projects = self.projects()
        if projects is None:
            return ()
        departments = self.departments(*OF_DEPARTMENT)
        return (*(f"p{pk}" for pk in projects), *(f"d{pk}" for pk in departments), f"a{self.account_id}")


@lru_cache(maxsize=DUTIES_KEPT)
def _projects_at(duties: Duties, roles: tuple[str, ...]) -> Projects:
    codes = {str(role) for role in roles}
    return _every_or_some(project for role, project, _ in duties if role in codes)


@lru_cache(maxsize=CONDITIONS_KEPT)
def _complaints_of(access: Access) -> QuerySet[Complaint]:
    """What `Access.complaints` returns copies of: conditions, which are never asked themselves, and so hold no rows."""
    return access._complaints()


def _every_or_some(projects: Iterable[int | None]) -> Projects:
    found = frozenset(projects)
    return None if None in found else frozenset(project for project in found if project is not None)


def _at(projects: Projects, column: str) -> Q:
    """The condition that the column holds one of these projects."""
    return Q() if projects is None else Q(**{f"{column}__in": projects})


def access_of(account: Account) -> Access:
    """Return what the account may see; one query, or none after `keep_duties`."""
    return Access(account.pk, duties_held(account))


def duties_held(account: Account) -> Duties:
    """Return the duties of the account; one query, or none where `keep_duties` has kept them."""
    return _held(account)[0]


def duties_with_places(account: Account) -> DutiesWithPlaces:
    """Return the duties with the names of their projects; one query, or none where `keep_duties` has kept them."""
    return _held(account)[1]


def _held(account: Account) -> tuple[Duties, DutiesWithPlaces]:
    kept: tuple[Duties, DutiesWithPlaces] | None = getattr(account, _KEPT, None)
    if kept is not None:
        return kept
    held = _with_places(tuple(_duties_of(account.pk)))
    if getattr(account, _KEEPS, False):
        setattr(account, _KEPT, held)
    return held


def _with_places(named: DutiesWithPlaces) -> tuple[Duties, DutiesWithPlaces]:
    return tuple((role, project, department) for role, project, department, _ in named), named


@prepared
def _duties_of(account: int) -> QuerySet[Duty, tuple[str, int | None, int | None, str | None]]:
    held = Duty.objects.filter(account=account).order_by("pk")
    return held.values_list("role", "project_id", "department_id", "project__name")


def keep_duties(account: Account) -> None:
    """Read the duties of this object once at most: for the frame of any page."""
    setattr(account, _KEEPS, True)


def keep_duties_of_session(account: Account) -> None:
    """Take the duties as they were read with the session, or read them once: for a page that only reads."""
    keep_duties(account)
    if account.duties_read is not None and not hasattr(account, _KEPT):
        setattr(account, _KEPT, _with_places(account.duties_read))


def holder_of(duties: DutiesWithPlaces) -> Account:
    """Return an account that holds these duties, and of which nothing else is known: what follows from them alone."""
    account = Account()
    setattr(account, _KEPT, _with_places(duties))
    return account


def holds(account: Account, roles: Iterable[str]) -> bool:
    """Return whether the account holds one of these roles anywhere."""
    return not roles_of(account).isdisjoint(map(str, roles))


def roles_of(account: Account) -> frozenset[str]:
    """Return every role that the account holds anywhere."""
    return _roles_in(duties_held(account))


@lru_cache(maxsize=DUTIES_KEPT)
def _roles_in(duties: Duties) -> frozenset[str]:
    return frozenset(role for role, *_ in duties)


def of_projects(found: QuerySet[M], projects: Projects, column: str = "project") -> QuerySet[M]:
    """Return the rows of these projects; for a single project by equality, so that its index gives the order."""
    if projects is None:
        return found
    chosen = sorted(projects)
    return found.filter(**({column: chosen[0]} if len(chosen) == 1 else {f"{column}__in": chosen}))


def projects_of(account: Account, roles: tuple[Role, ...] = SEES_ALL) -> QuerySet[Project]:
    """Return the active projects at which the account holds one of these roles."""
    return of_projects(Project.objects.filter(is_active=True), access_of(account).projects(roles), "pk")


def complaints_visible_to(account: Account) -> QuerySet[Complaint]:
    """Return the complaints that the account may see; see `Access.complaints`."""
    return access_of(account).complaints()


def orders_visible_to(account: Account) -> QuerySet[Order]:
    """Return the orders that the account may see; see `Access.orders`."""
    return access_of(account).orders()


def people_visible_to(account: Account) -> QuerySet[Person]:
    """Return the residents of the projects at whose desk the account works, and those who complained there."""
    projects = projects_of(account, MAY_REVEAL)
    return Person.objects.filter(
        Q(occupancies__place__project__in=projects) | Q(complaints__project__in=projects)
    ).distinct()


def without_conflicts_of(reader: Account | None, found: QuerySet[M], complaint: str = "pk") -> QuerySet[M]:
    """Return the rows whose complaint is not about the reader; all where no reader is named. Without a query."""
    return found if reader is None else Access(reader.pk, ()).without_own_conflicts(found, complaint)


def may_read_reason(account: Account, complaint: Complaint) -> bool:
    """Whether the account may read why the complainant needs special care: at a desk, not on the way to a door."""
    projects = access_of(account).projects(MAY_REVEAL)
    return bool(projects is None or complaint.project_id in projects) and bool(_active(complaint.project_id))


@prepared
def _active(project: int) -> QuerySet[Project, tuple[int]]:
    return Project.objects.filter(pk=project, is_active=True).values_list("pk")


def only_reads(account: Account) -> bool:
    """Return whether the account changes nothing: every duty that it has is one of an auditor."""
    return holds_only(account, ONLY_READS)


def holds_only(account: Account, roles: Iterable[str]) -> bool:
    """Return whether the account holds a role, and none but these."""
    held = roles_of(account)
    return bool(held) and held <= set(map(str, roles))


def may_reveal_for_reason(account: Account, complaint: Complaint) -> bool:
    """Return whether the account may look at name and contact if it says why: who watches from afar; never of a
    complaint about itself (C3)."""
    access = access_of(account)
    projects = access.projects(GIVES_REASON)
    here = projects is None or complaint.project_id in projects
    return here and bool(_active_without_conflict(access, complaint.pk))


def may_reveal(account: Account, complaint: Complaint) -> bool:
    """Return whether the account may look at the complainant's contact: at the desk, or while it has to call or go;
    never of a complaint about itself (C3)."""
    access = access_of(account)
    roles = VISITORS if complaint.stage in MOVES["visit"].at else MAY_REVEAL
    projects = access.projects(roles)
    if (projects is None or complaint.project_id in projects) and _active_without_conflict(access, complaint.pk):
        return True
    return bool(_own_orders_running(access, complaint.pk))


@prepared
def _active_without_conflict(access: Access, complaint: int) -> QuerySet[Complaint, tuple[int]]:
    here = Complaint.objects.filter(pk=complaint, project__is_active=True)
    return access.without_own_conflicts(here).values_list("pk")


@prepared
def _own_orders_running(access: Access, complaint: int) -> QuerySet[Order, tuple[int]]:
    running = access.orders().filter(complaint=complaint, account__isnull=False)
    return running.filter(state__in=[state.value for state in ORDER_OPEN]).values_list("pk")[:1]
