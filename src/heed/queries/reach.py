"""How far an account's duties reach, read once: the projects it sees whole, and the departments it works in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from heed.process.roles import MAY_REVEAL, OF_DEPARTMENT, SEES_ALL
from heed.process.words import Role
from heed.queries.access import Held, duties_held
from heed.records.models import Account, Order

M = TypeVar("M", bound=Model)
#: The projects by their ids; None: every one, by a duty for the whole company.
Projects = frozenset[int] | None


@dataclass(frozen=True, slots=True)
class Reach:
    """The duties of an account, each as (role, project, department)."""

    account_id: int
    duties: Held

    def projects(self, roles: Iterable[str] = SEES_ALL) -> Projects:
        """The projects at which the account holds one of these roles."""
        wanted = {str(role) for role in roles}
        held = {project for role, project, _ in self.duties if role in wanted}
        return None if None in held else frozenset(project for project in held if project is not None)

    @property
    def reads_names(self) -> bool:
        """Whether lists may give this account the complainants' names in full: at a desk, not from afar (DESIGN 4)."""
        return any(role in MAY_REVEAL for role, *_ in self.duties)

    def departments(self, *roles: str) -> frozenset[int]:
        """The departments where the account holds one of these roles."""
        return frozenset(department for role, _, department in self.duties if role in roles and department is not None)

    def orders(self) -> QuerySet[Order]:
        """What `sight.orders_visible_to` gives, with the duties as values: only so does a database use its indexes."""
        works, heads = self.departments(Role.OPERATOR), self.departments(Role.DEPARTMENT)
        named = Q(account=self.account_id)
        here = {project for _, project, _ in self.duties}
        if None not in here:
            named &= Q(department__project__in=here)
        seen = named | Q(account__isnull=True, department__in=works) | Q(department__in=heads)
        return Order.objects.filter(seen)

    @property
    def scopes(self) -> tuple[str, ...]:
        """The scopes of the search index that hold all the account can see, and more; none: everything."""
        projects = self.projects()
        if projects is None:
            return ()
        departments = self.departments(*OF_DEPARTMENT)
        return (*(f"p{pk}" for pk in projects), *(f"d{pk}" for pk in departments), f"a{self.account_id}")


def reach_of(account: Account) -> Reach:
    """The reach of an account; one query, or none after `sight.keep_duties`."""
    return Reach(account.pk, duties_held(account))


def of_projects(found: QuerySet[M], projects: Projects, column: str = "project") -> QuerySet[M]:
    """Only what belongs to these projects; for a single one by equality, so that its index keeps the order."""
    if projects is None:
        return found
    chosen = sorted(projects)
    return found.filter(**({column: chosen[0]} if len(chosen) == 1 else {f"{column}__in": chosen}))
