"""Who has which duty where (R150)."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Model, Q, QuerySet

from heed.process.words import Role
from heed.queries.plain import rows
from heed.records.models import Account, Department, Duty, Project


def duties_at(account: Account, project: Project | int) -> QuerySet[Duty]:
    """The account's duties that count at this project: there, or for the whole company."""
    return Duty.objects.filter(Q(project=project) | Q(project__isnull=True), account=account)


def holders(roles: Iterable[Role | str], project: Project | int) -> QuerySet[Account]:
    """Active accounts with one of these roles at the project, the project's own before the company's."""
    duty = Q(duties__project=project) | Q(duties__project__isnull=True)
    found = Account.objects.filter(duty, is_active=True, duties__role__in=[str(role) for role in roles])
    return found.distinct().order_by("pk")


def duties_of(account: Account, project: Project | int) -> list[Any]:
    """The same as plain rows: `role`, `department_id`."""
    columns, here = ("role", "department_id"), _id(project)
    return [
        *rows(Duty, columns, account_id=account.pk, project_id=here),
        *rows(Duty, columns, account_id=account.pk, project_id=None),
    ]


def first_holder(roles: Iterable[Role], project: Project | int, but: Collection[Account | int] = ()) -> Account | None:
    """The first to ask, `but` none of these: by the order of `roles`, at the project before the company."""
    not_these = {_id(account) for account in but}
    for role in roles:
        for where in (_id(project), None):
            for duty in rows(Duty, ("account_id",), role=str(role), project_id=where):
                if duty.account_id not in not_these and (account := _active(duty.account_id)):
                    return account
    return None


def _active(account_id: int) -> Account | None:
    return Account.objects.filter(pk=account_id, is_active=True).first()


def _id(one: Model | int) -> int:
    return one if isinstance(one, int) else one.pk


def crew(department: Department | int) -> QuerySet[Account]:
    """The operators and heads of a department."""
    return Account.objects.filter(
        is_active=True, duties__department=department, duties__role__in=[Role.OPERATOR.value, Role.DEPARTMENT.value]
    ).distinct()
