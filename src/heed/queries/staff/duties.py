"""The duties of staff at projects and departments (R150)."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db.models import OuterRef, Q, QuerySet
from django.utils import timezone

from heed.process.roles import OF_DEPARTMENT
from heed.process.words import Role
from heed.queries.rota.absences import absent_among, stand_ins, with_duty_at
from heed.records.models import Account, Department, Duty, Project
from heed.records.prepared import prepared


def duties_at(account: Account | OuterRef, project: Project | int) -> QuerySet[Duty]:
    """Return the duties of the account, also of an outer query's, at this project or for the whole company."""
    return Duty.objects.filter(Q(project=project) | Q(project__isnull=True), account=account)  # type: ignore[misc]


@prepared
def roles_of(account: int, project: int) -> QuerySet[Duty, tuple[str]]:
    """Return the role of each of these duties, by the ids of the account and the project."""
    return duties_at(Account(pk=account), project).values_list("role")


def holders(roles: Iterable[Role | str], project: Project | int) -> QuerySet[Account]:
    """Return the active accounts with one of these roles at the project or for the company, by id."""
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
    """Return the first holder, by the order of `roles`, at the project before the company; None where there is none.

    `but`: accounts that are left out. An absent holder (at the instant; now) is replaced by the stand-in, if that one
    works at the project (with one of the roles `able`, where given), else by the next holder. Where all are absent,
    the first of them is returned.
    """
    now = at or timezone.now()
    unwanted = {getattr(account, "pk", account) for account in but}
    fitting = [account for account in _in_turn([str(role) for role in roles], project) if account.pk not in unwanted]
    absent = absent_among(fitting, now)
    acting = _acting(absent, project, unwanted, now, able)
    for account in fitting:
        if account.pk not in absent:
            return account
        if account.pk in acting:
            return acting[account.pk]
    return fitting[0] if fitting else None


def present_or_stand_in(
    account: Account, project: Project | int, but: Collection[Account | int] = (), at: datetime | None = None
) -> Account | None:
    """Return the account, or its stand-in while it is absent (at the instant; now).

    None where the account is closed, has no duty at the project or is one of `but`, or is absent without a stand-in.
    """
    now = at or timezone.now()
    unwanted = {getattr(other, "pk", other) for other in but}
    if not account.is_active or account.pk in unwanted or not with_duty_at([account.pk], project):
        return None
    absent = absent_among([account], now)
    return _acting(absent, project, unwanted, now, None).get(account.pk) if absent else account


def _in_turn(roles: Sequence[str], project: Project | int) -> Iterable[Account]:
    """Return active holders by the order of `roles`, at the project before the company; plain SQL for speed."""
    if not roles:
        return []
    heights = " ".join(f"WHEN %s THEN {height}" for height in range(len(roles)))
    return Account.objects.raw(
        f"SELECT account.* FROM {Account._meta.db_table} account "  # noqa: S608  # names of our own
        f"JOIN {Duty._meta.db_table} duty ON duty.account_id = account.id "
        f"WHERE account.is_active AND duty.role IN ({', '.join(['%s'] * len(roles))}) "
        "AND (duty.project_id = %s OR duty.project_id IS NULL) "
        f"ORDER BY CASE duty.role {heights} END, duty.project_id IS NULL, duty.id",
        [*roles, getattr(project, "pk", project), *roles],
    )


def _acting(
    absent: Collection[int],
    project: Project | int,
    unwanted: Collection[Account | int],
    at: datetime,
    able: Iterable[Role] | None,
) -> dict[int, Account]:
    """Return the stand-ins who can act for the absent, by the ids of the absent; at most two queries."""
    if not absent:
        return {}
    found = {key: account for key, account in stand_ins(absent, at).items() if account.pk not in unwanted}
    here = with_duty_at([account.pk for account in found.values()], project, able)
    return {key: account for key, account in found.items() if account.pk in here}


def crew(department: Department | int) -> QuerySet[Account]:
    """Return the operators and heads of a department."""
    return Account.objects.filter(
        is_active=True, duties__department=department, duties__role__in=[role.value for role in OF_DEPARTMENT]
    ).distinct()
