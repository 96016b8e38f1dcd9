"""Who has which duty where (R150)."""

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from heed.process.words import Role
from heed.records.models import Account, Department, Duty, Project


def duties_at(account: Account, project: Project | int) -> QuerySet[Duty]:
    """The account's duties that count at this project: there, or for the whole company."""
    return Duty.objects.filter(Q(project=project) | Q(project__isnull=True), account=account)


def holders(roles: Iterable[Role | str], project: Project | int) -> QuerySet[Account]:
    """Active accounts with one of these roles at the project, the project's own before the company's."""
    duty = Q(duties__project=project) | Q(duties__project__isnull=True)
    found = Account.objects.filter(duty, is_active=True, duties__role__in=[str(role) for role in roles])
    return found.distinct().order_by("pk")


def first_holder(roles: Iterable[Role], project: Project | int, but: Collection[Account | int] = ()) -> Account | None:
    """The first to ask, `but` none of these: by the order of `roles`, at the project before the company."""
    wanted = [str(role) for role in roles]
    unwanted = {getattr(account, "pk", account) for account in but}
    found = Duty.objects.filter(Q(project=project) | Q(project__isnull=True), role__in=wanted).select_related("account")
    fitting = [duty for duty in found if duty.account.is_active and duty.account_id not in unwanted]
    first = min(fitting, key=lambda duty: (wanted.index(duty.role), duty.project_id is None, duty.pk), default=None)
    return first.account if first else None


def crew(department: Department | int) -> QuerySet[Account]:
    """The operators and heads of a department."""
    return Account.objects.filter(
        is_active=True, duties__department=department, duties__role__in=[Role.OPERATOR.value, Role.DEPARTMENT.value]
    ).distinct()
