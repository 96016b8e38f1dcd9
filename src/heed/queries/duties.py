"""Who has which duty where (R150)."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from heed.process.words import Role
from heed.queries.absences import absent_of, stand_ins, working_here
from heed.records.models import Account, Department, Duty, Project


def duties_at(account: Account, project: Project | int) -> QuerySet[Duty]:
    """The account's duties that count at this project: there, or for the whole company."""
    return Duty.objects.filter(Q(project=project) | Q(project__isnull=True), account=account)


def holders(roles: Iterable[Role | str], project: Project | int) -> QuerySet[Account]:
    """Active accounts with one of these roles at the project, the project's own before the company's."""
    duty = Q(duties__project=project) | Q(duties__project__isnull=True)
    found = Account.objects.filter(duty, is_active=True, duties__role__in=[str(role) for role in roles])
    return found.distinct().order_by("pk")


def first_holder(
    roles: Iterable[Role],
    project: Project | int,
    but: Collection[Account | int] = (),
    at: datetime | None = None,
    able: Iterable[Role] | None = None,
) -> Account | None:
    """The first to ask, `but` none of these: by the order of `roles`, at the project before the company.

    Whoever is away (at the instant; now) is passed over for their stand-in, if that one works at the project (and holds
    one of the roles in `able`, where given), else for the next; but where nobody is there, somebody away is named.
    """
    wanted, now = [str(role) for role in roles], at or timezone.now()
    unwanted = {getattr(account, "pk", account) for account in but}
    held = Duty.objects.filter(Q(project=project) | Q(project__isnull=True), role__in=wanted, account__is_active=True)
    fitting = [duty for duty in held.select_related("account") if duty.account_id not in unwanted]
    fitting.sort(key=lambda duty: (wanted.index(duty.role), duty.project_id is None, duty.pk))
    absent = absent_of([duty.account_id for duty in fitting], now)
    acting = _acting(absent, project, unwanted, now, able)
    for duty in fitting:
        if duty.account_id not in absent:
            return duty.account
        if duty.account_id in acting:
            return acting[duty.account_id]
    return fitting[0].account if fitting else None


def _acting(
    absent: Collection[int],
    project: Project | int,
    unwanted: Collection[Account | int],
    at: datetime,
    able: Iterable[Role] | None,
) -> dict[int, Account]:
    """Who can act for each of the absent, by their ids; no query where nobody is absent, else two."""
    if not absent:
        return {}
    found = {key: account for key, account in stand_ins(absent, at).items() if account.pk not in unwanted}
    here = working_here([account.pk for account in found.values()], project, able)
    return {key: account for key, account in found.items() if account.pk in here}


def crew(department: Department | int) -> QuerySet[Account]:
    """The operators and heads of a department."""
    return Account.objects.filter(
        is_active=True, duties__department=department, duties__role__in=[Role.OPERATOR.value, Role.DEPARTMENT.value]
    ).distinct()
