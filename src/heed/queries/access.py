"""Who may see what (DESIGN 4): another project's complaint is not there at all.

Every page, form, search and link fetches through here, so that what may not be seen is a 404 and nothing else.
"""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from heed.process.moves import MOVES, VISITORS
from heed.process.roles import MAY_REVEAL, SEES_ALL
from heed.process.words import ORDER_OPEN, Role
from heed.records.models import Account, Complaint, Duty, Order, Person, Project

#: Of a duty: it counts at the project of the order that is looked at.
_AT_THE_ORDERS = Q(project__isnull=True) | Q(project=OuterRef("department__project"))


#: Where an account keeps its duties while a page of its is drawn.
_KEPT = "_duties_kept"
Held = tuple[tuple[str, int | None, int | None], ...]


def duties_held(account: Account) -> Held:
    """The account's duties, each as (role, project, department); one query, or none after `keep_duties`."""
    kept: Held | None = getattr(account, _KEPT, None)
    if kept is not None:
        return kept
    return tuple(Duty.objects.filter(account=account).values_list("role", "project_id", "department_id"))


def keep_duties(account: Account) -> None:
    """Ask for the duties now and not again of this object: for a page that is only read, and for the frame of any."""
    setattr(account, _KEPT, duties_held(account))


def holds(account: Account, roles: Iterable[str]) -> bool:
    """Whether the account holds one of these roles anywhere."""
    wanted = {str(role) for role in roles}
    return any(role in wanted for role, *_ in duties_held(account))


def roles_of(account: Account) -> frozenset[str]:
    """Every role that the account holds anywhere."""
    return frozenset(role for role, *_ in duties_held(account))


def projects_of(account: Account, roles: tuple[Role, ...] = SEES_ALL) -> QuerySet[Project]:
    """The projects at which the account holds one of these roles; all, for a duty of the whole company."""
    held = {project for role, project, _ in duties_held(account) if role in roles}
    active = Project.objects.filter(is_active=True)
    return active if None in held else active.filter(pk__in=held)


def complaints_visible_to(account: Account) -> QuerySet[Complaint]:
    """What the account may see: its projects', and where it has any duty what it took in, answers for or works on."""
    duties = Duty.objects.filter(account=account)
    held = {project for role, project, _ in duties_held(account) if role in SEES_ALL}
    if None in held:
        return Complaint.objects.all()
    here = Exists(duties.filter(Q(project__isnull=True) | Q(project=OuterRef("project"))))
    seen = Q(here) & (Q(received_by=account) | Q(case_owner=account) | Q(Exists(_orders(account))))
    return Complaint.objects.filter(Q(project__in=held) | seen) if held else Complaint.objects.filter(seen)


def orders_visible_to(account: Account) -> QuerySet[Order]:
    """Orders named to the account where it has a duty, unnamed ones of its departments, all of those it heads."""
    duties = Duty.objects.filter(account=account)
    works = duties.filter(role=Role.OPERATOR.value).values("department")
    heads = duties.filter(role=Role.DEPARTMENT.value).values("department")
    return Order.objects.filter(
        Q(account=account) & Q(Exists(duties.filter(_AT_THE_ORDERS)))
        | Q(account__isnull=True, department__in=works)
        | Q(department__in=heads)
    )


def _orders(account: Account) -> QuerySet[Order]:
    return orders_visible_to(account).filter(complaint=OuterRef("pk"))


def people_visible_to(account: Account) -> QuerySet[Person]:
    """Residents of the projects at whose desk the account works, and those whose complaint it may see there."""
    projects = projects_of(account, MAY_REVEAL)
    return Person.objects.filter(
        Q(occupancies__place__project__in=projects) | Q(complaints__project__in=projects)
    ).distinct()


def may_read_reason(account: Account, complaint: Complaint) -> bool:
    """Whether the account may read why the complainant needs special care: at a desk, not on the way to a door."""
    return projects_of(account, MAY_REVEAL).filter(pk=complaint.project_id).exists()


def may_reveal(account: Account, complaint: Complaint) -> bool:
    """Whether the account may look at the complainant's contact: at the desk, or while it has to call or go there."""
    roles = VISITORS if complaint.stage in MOVES["visit"].at else MAY_REVEAL
    if projects_of(account, roles).filter(pk=complaint.project_id).exists():
        return True
    running = {"complaint": complaint, "account__isnull": False, "state__in": [state.value for state in ORDER_OPEN]}
    return orders_visible_to(account).filter(**running).exists()
