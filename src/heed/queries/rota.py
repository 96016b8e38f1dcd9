"""Who is on duty now, and which superior to call (R35, R41, C7)."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Q

from heed.process.words import Role
from heed.queries.duties import holders
from heed.records.models import Account, Duty, Project, RotaChange, RotaShift

#: The chain of superiors (C7).
LADDER = (Role.DIRECTOR, Role.MANAGER, Role.CENTRE)


def on_duty(role: Role, project: Project, at: datetime) -> list[Account]:
    """Active accounts whose shift for this role at the project covers the instant; a dated change outdoes the week."""
    return _on_duty([role], project, at).get(role.value, [])


def _on_duty(roles: Iterable[Role], project: Project, at: datetime) -> dict[str, list[Account]]:
    """The same for several roles, by the role's code: two queries."""
    here = at.astimezone(ZoneInfo(project.timezone))
    minute = here.hour * 60 + here.minute
    covers = {
        "project": project,
        "role__in": [role.value for role in roles],
        "starts__lte": minute,
        "ends__gt": minute,
        "account__is_active": True,
    }
    found: dict[str, dict[int, Account]] = {role.value: {} for role in roles}
    shifts = RotaShift.objects.filter(weekday=here.weekday(), **covers)
    for shift in shifts.select_related("account").order_by("pk"):
        found[shift.role][shift.account_id] = shift.account
    for change in RotaChange.objects.filter(on=here.date(), **covers).select_related("account").order_by("pk"):
        if change.is_on:
            found[change.role][change.account_id] = change.account
        else:
            found[change.role].pop(change.account_id, None)
    return {role: list(accounts.values()) for role, accounts in found.items()}


def superiors_to_call(project: Project, above: Account, at: datetime) -> list[Account]:
    """Whom `above` may call, the first to call first: by the ladder, those on the rota before the others (R35, C7)."""
    duties = list(
        Duty.objects.filter(Q(project=project) | Q(project__isnull=True), role__in=[role.value for role in LADDER])
        .filter(account__is_active=True)
        .select_related("account")
        .order_by("account")
    )
    rota = _on_duty(LADDER, project, at)
    found: dict[int, Account] = {}
    for role in _steps_above(duties, above):
        for account in [*rota[role.value], *(duty.account for duty in duties if duty.role == role)]:
            if account.pk != above.pk:
                found.setdefault(account.pk, account)
    return list(found.values())


def holders_or_above(role: str, project: Project | int, but: Collection[int] = ()) -> list[Account]:
    """Who holds this role at the project, `but` none of these; where nobody does, the nearest role above it (C7)."""
    roles = LADDER[LADDER.index(Role(role)) :] if role in LADDER else (Role(role),)
    found = (list(holders([step], project).exclude(pk__in=but)) for step in roles)
    return next((accounts for accounts in found if accounts), [])


def _steps_above(duties: Sequence[Duty], account: Account) -> Sequence[Role]:
    """The part of the ladder above the account: a director calls the manager, the centre calls the centre."""
    roles = {duty.role for duty in duties if duty.account_id == account.pk}
    held = [step for step, role in enumerate(LADDER, 1) if role.value in roles]
    return LADDER[min(max(held, default=0), len(LADDER) - 1) :]
